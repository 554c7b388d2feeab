import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import { stampOf } from '../../../machine/writeSettings';
import type { IntegratedDistro } from '../../../state/snapshot';
import { message } from '../../../text/message';
import { printable } from '../../../text/printable';
import type { DistroAddress } from '../../../wsl/run';
import { readWslConf, writeWslConf } from '../../../wsl/wslConf';
import { ProblemError, type CommandContext } from '../../context';
import { askDistro, confirmStill, findAgain, readAgain } from '../../facts';
import { askModal } from '../../modal';
import { tell } from '../../say';
import type { CommandId } from '../../table';
import { wslConfQuestion } from './question';

/** What stands in /etc/wsl.conf: null where there is none. `modified` is in seconds since 1970. */
export interface WslConfContent {
  readonly bytes: Uint8Array | null;
  readonly modified: number;
}

/**
 * Reads /etc/wsl.conf of a distro that runs.
 * @throws ProblemError where it does not, and where the file cannot be read
 */
export async function readRunningWslConf(context: CommandContext, asked: DistroAddress): Promise<WslConfContent> {
  return readOf(context, await runningDistro(context, asked));
}

async function runningDistro(context: CommandContext, asked: DistroAddress): Promise<IntegratedDistro> {
  const distro = findAgain(await readAgain(context), asked);
  if (distro.state !== 'running') throw new ProblemError({ kind: 'distroNotRunning', name: distro.name });
  return distro;
}

/**
 * The same of one that may be started for it.
 * @throws ProblemError
 */
export async function readOf(context: CommandContext, distro: IntegratedDistro): Promise<WslConfContent> {
  const read = await askDistro(context, readWslConf(distro));
  switch (read.kind) {
    case 'read':
      return read;
    case 'absent':
      return { bytes: null, modified: 0 };
    case 'notPlain':
      throw new ProblemError({ kind: 'wslConfNotPlain', name: distro.name });
    case 'unreadable':
      throw new ProblemError({ kind: 'wslConfUnreadable', name: distro.name });
  }
}

/**
 * Writes /etc/wsl.conf of a running distro as root when its user agrees, and reads it back. `before` is what its user has seen
 * of it; null where there was none. False when they do not agree.
 * @throws ProblemError where it was not written, or is not as it was written
 */
export async function saveWslConf(
  context: CommandContext,
  asked: DistroAddress,
  { before, after }: { readonly before: Uint8Array | null; readonly after: Uint8Array },
): Promise<boolean> {
  const distro = await runningDistro(context, asked);
  const texts = { before: before && textOf(before), after: textOf(after) };
  if (!(await askModal(wslConfQuestion({ name: distro.name, ...texts })))) return false;
  // The question may have stood there for hours.
  const still = await confirmStill(context, distro);
  const wish = {
    before: before && hashOf(before),
    bytes: after,
    after: hashOf(after),
    stamp: stampOf(context.machine.now()),
  };
  const written = await askDistro(context, writeWslConf(still, wish));
  const { name } = still;
  if (written.kind === 'changed') throw new ProblemError({ kind: 'wslConfChanged', name });
  if (written.kind === 'notPlain') throw new ProblemError({ kind: 'wslConfNotPlain', name });
  if (written.kind === 'failed') throw new ProblemError({ kind: 'wslConfNotWritten', name, reason: written.reason });
  const { bytes } = await readOf(context, still);
  const now = bytes && hashOf(bytes);
  if (now === wish.after) return wrote(still);
  // It says that it was written, and it is as it was.
  throw new ProblemError(
    now === wish.before
      ? { kind: 'wslConfNotWritten', name, reason: 'The script ended with 0.' }
      : { kind: 'wslConfChanged', name },
  );
}

function wrote(distro: IntegratedDistro): true {
  // Whoever saves does not wait for the answer.
  void tellWritten(distro);
  return true;
}

async function tellWritten(distro: IntegratedDistro): Promise<void> {
  const name = printable(distro.name);
  const stop = message('Stop {0}…', name);
  const stopDistro: CommandId = 'slipway.distro.stop';
  const says = message('/etc/wsl.conf of {0} is written. It takes effect when {0} starts the next time.', name);
  if ((await tell(says, stop)) === stop) await vscode.commands.executeCommand(stopDistro, { distro });
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8');
}
