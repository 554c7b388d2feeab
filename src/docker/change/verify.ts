import { setTimeout as sleep } from 'node:timers/promises';
import type { Machine } from '../../machine/machine';
import { Stopwatch } from '../../machine/stopwatch';
import { message, type Message } from '../../text/message';
import { printable } from '../../text/printable';
import { listDistros, type DistroState } from '../../wsl/list';
import type { Patience } from '../lifecycle';
import { askInDistro, cliLink, isShared, probeDocker } from '../probe';
import type { DistroWish } from './wishes';

/** What a distro says of a change. `unverified`: nobody could ask it, or it does not settle the matter. */
export type Verdict =
  | { readonly kind: 'holds' }
  | { readonly kind: 'unverified' | 'fails'; readonly why: Message }
  | { readonly kind: 'cancelled' };

/** How long to go on asking, in milliseconds. */
export interface VerifyPatience extends Patience {
  /** Until Docker Desktop has started the distro it is switched on for. */
  readonly running: number;
  /** Until links are gone, once the proxy is. */
  readonly links: number;
}

/** Links may come late (docker/for-win#14850). */
export const verifyPatience: VerifyPatience = { limit: 180_000, pause: 5_000, running: 30_000, links: 10_000 };

const listTimeout = 15_000;

export interface VerifyOptions {
  readonly signal: AbortSignal;
  readonly patience: VerifyPatience;
}

/** What one look found: a verdict, or what is still missing and what that means if it never comes. */
type Look = Verdict | { readonly kind: 'notYet'; readonly otherwise: Verdict; readonly until: keyof VerifyPatience };

/**
 * Asks a distro whether the change has arrived there, and again until it has or the time is over. On: the engine behind its
 * own socket is Docker Desktop's and `docker` is the one Docker Desktop brought. Off: neither its proxy nor its link is there. No
 * distro is started for that.
 */
export async function verifyIn(machine: Machine, wish: DistroWish, options: VerifyOptions): Promise<Verdict> {
  const { signal, patience } = options;
  const watch = new Stopwatch();
  for (;;) {
    const found = await lookIn(machine, wish, options);
    if (signal.aborted) return { kind: 'cancelled' };
    if (found.kind !== 'notYet') return found;
    if (watch.lap() >= patience[found.until]) return found.otherwise;
    await sleep(patience.pause, null, { signal }).catch(() => undefined);
  }
}

async function lookIn(machine: Machine, wish: DistroWish, { signal }: VerifyOptions): Promise<Look> {
  if ((await stateOf(machine, wish.distro.name, signal)) !== 'running') {
    const why = message('{0} does not run, so docker was not looked at there.', printable(wish.distro.name));
    const otherwise: Verdict = { kind: 'unverified', why };
    // Docker Desktop starts what it is switched on for; nothing starts what it was switched off for.
    return wish.on ? { kind: 'notYet', otherwise, until: 'running' } : otherwise;
  }
  return wish.on ? lookForDocker(machine, wish, signal) : lookForRemains(machine, wish, signal);
}

async function stateOf(machine: Machine, name: string, signal: AbortSignal): Promise<DistroState> {
  const ran = await machine.run(listDistros(), { timeout: listTimeout, signal });
  if (ran.outcome !== 'done' || !ran.value.ok) return 'unknown';
  return ran.value.value.distros.find((each) => each.name === name)?.state ?? 'unknown';
}

async function lookForDocker(machine: Machine, { distro }: DistroWish, signal: AbortSignal): Promise<Look> {
  const probed = await probeDocker(machine, distro, signal);
  if (probed === null) return { kind: 'cancelled' };
  if ('problem' in probed) return notAsked(distro.name);
  const fails = (why: Message): Look => ({ kind: 'notYet', otherwise: { kind: 'fails', why }, until: 'limit' });
  if (probed.value !== 'works') return fails(probed.detail);
  const link = await askInDistro(machine, distro, ['readlink', '-f', cliLink], signal);
  if (link === null) return { kind: 'cancelled' };
  if ('problem' in link) return notAsked(distro.name);
  return isShared(link.answer)
    ? { kind: 'holds' }
    : fails(
        message("Docker Desktop's engine answers, but docker in {0} is not Docker Desktop's.", printable(distro.name)),
      );
}

async function lookForRemains(machine: Machine, { distro }: DistroWish, signal: AbortSignal): Promise<Look> {
  const name = printable(distro.name);
  // The brackets keep the process that carries this very argument from being found.
  const proxy = await askInDistro(machine, distro, ['pgrep', '-f', '[d]ocker-desktop-user-distro'], signal);
  const link = proxy === null ? null : await askInDistro(machine, distro, ['readlink', cliLink], signal);
  if (proxy === null || link === null) return { kind: 'cancelled' };
  if ('problem' in proxy || 'problem' in link) return notAsked(distro.name);
  if (proxy.exitCode === 0) {
    const why = message("Docker Desktop's proxy still runs in {0}.", name);
    return { kind: 'notYet', otherwise: { kind: 'fails', why }, until: 'limit' };
  }
  if (!isShared(link.answer)) return { kind: 'holds' };
  // Some releases leave it when they quit, and nobody takes it away afterwards.
  const why = message("Docker Desktop's proxy is gone from {0}; its link to docker was left behind.", name);
  return { kind: 'notYet', otherwise: { kind: 'unverified', why }, until: 'links' };
}

function notAsked(name: string): Look {
  const why = message('{0} could not be asked about docker.', printable(name));
  return { kind: 'notYet', otherwise: { kind: 'unverified', why }, until: 'running' };
}
