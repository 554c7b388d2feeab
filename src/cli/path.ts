import { ask } from '../state/ask';
import { lookAtSide, type KnownSide } from '../state/distroSide';
import { explainProblem } from '../state/problem';
import { inEnglish } from '../text/message';
import { explainNoPath, toLinuxPath, toWindowsPath } from '../text/pathTranslation';
import { printable } from '../text/printable';
import { listDistros } from '../wsl/list';
import type { CommandContext, ExitCode } from './context';
import { UsageError } from './invocation';

const directions = { 'to-linux': toLinuxPath, 'to-windows': toWindowsPath } as const;
type Direction = keyof typeof directions;

const listTimeout = 15_000;

/** `slipway path to-linux|to-windows PATH`: the same path on the other side; the schema is docs/schema/path.schema.json. */
export async function path(context: CommandContext): Promise<ExitCode> {
  const { invocation } = context;
  const [direction, input, ...others] = invocation.operands;
  if (!isDirection(direction) || input === undefined || input === '' || others.length > 0) {
    throw new UsageError('path takes to-linux or to-windows, and one path.');
  }
  const side = await sideOf(context, invocation.distro);
  if (typeof side === 'number') return side;
  const translated = directions[direction](input, side);
  if ('reason' in translated) {
    context.complain(inEnglish(explainNoPath(translated)));
    if (translated.reason === 'unknownDistro') context.complain('Name the distro with --distro.');
    return 2;
  }
  const { path: output } = translated;
  if (invocation.format === 'text') context.print(context.columns !== null ? printable(output) : output);
  else
    context.print(
      JSON.stringify({ version: 1, direction, input, path: output, distro: side.name, drives: side.knownBy }),
    );
  return 0;
}

function isDirection(word: string | undefined): word is Direction {
  return word !== undefined && Object.hasOwn(directions, word);
}

/**
 * The distro's side. On Windows one that is named is looked for in the list, which says besides whether it may be looked
 * into; nothing is asked where no distro is named.
 */
async function sideOf(context: CommandContext, distro: string | null): Promise<KnownSide | ExitCode> {
  const { machine } = context;
  if (distro === null || machine.platform !== 'windows') return lookAtSide(machine, distro);
  const list = await ask(machine, listDistros(), listTimeout, context.signal);
  if (list === null) return 130;
  if (!list.ok) {
    const { message, nextStep } = explainProblem(list.problem);
    context.complain(`${inEnglish(message)} ${inEnglish(nextStep)}`);
    return 2;
  }
  const { distros } = list.value;
  const found = distros.find(({ name }) => name.toLowerCase() === distro.toLowerCase());
  if (!found) {
    context.complain(`There is no distro named ${distro}.`);
    return 2;
  }
  machine.gate.setRunning(distros.filter(({ state }) => state === 'running').map(({ name }) => name));
  const side = await lookAtSide(machine, found.name);
  if (side.knownBy === 'default')
    context.complain(`${found.name} was not looked into: its drives are taken to be below /mnt.`);
  return side;
}
