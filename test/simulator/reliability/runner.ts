import type { Orders } from './orders';
import { person } from './editor';
import { enterWorld, world, type FileFault } from './hindrances';

/**
 * A process that carries out one operation as a window does, or as a terminal: `runner ORDERS`. What is shown goes to its parent,
 * which may let a question stand there for a while, set the clock, or take this process away.
 */
type Told =
  | { readonly kind: 'go' }
  | { readonly kind: 'clock'; readonly milliseconds: number }
  | { readonly kind: 'files'; readonly fault: FileFault };

const orders = JSON.parse(process.argv[2] ?? '{}') as Orders;
const send = (message: object): void => void process.send?.(message);
let go: () => void = () => undefined;
/** Only now the parent keeps this process alive. */
async function pause(): Promise<void> {
  process.channel?.ref();
  await new Promise<void>((resolve) => (go = resolve));
  process.channel?.unref();
}

process.on('message', (told: Told) => {
  if (told.kind === 'clock') world.clockOffset += told.milliseconds;
  else if (told.kind === 'files') world.fileFault = told.fault;
  else go();
});
// What is there to talk to the parent keeps nobody alive.
process.channel?.unref();

enterWorld();
world.heart = orders.heart;
world.longest = orders.longest ?? world.longest;
world.onHeart = async () => {
  send({ kind: 'heart' });
  if (orders.waitsAt === 'heart' && orders.heart && 'file' in orders.heart) await pause();
};
Object.assign(person, { picks: [...orders.picks], button: orders.button, show: send });
person.think = async () => {
  send({ kind: 'question' });
  if (orders.waitsAt === 'question') await pause();
};

if ('cli' in orders.act) {
  process.argv.splice(1, Infinity, orders.cliFile, ...orders.act.cli);
  await import(orders.cliFile);
} else {
  // Loaded afterwards, so that they get these functions.
  const { makeContext } = await import('./window');
  const { actions, endOf } = await import('./actions');
  const window = await makeContext(orders);
  const { name, distro } = orders.act;
  const end = await endOf(() => actions[name]!(window, distro));
  send({ kind: 'end', end });
  // Notices that nobody waits for are shown in the next moments.
  await new Promise((resolve) => setTimeout(resolve, 50));
  window.store.dispose();
  process.removeAllListeners('message');
  process.disconnect();
}
