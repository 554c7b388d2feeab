import * as vscode from 'vscode';
import { withoutIcons } from '../../../host/plainText';
import { inDisplayLanguage as translate } from '../../../host/translate';
import { readDisk } from '../../../state/disks';
import type { IntegratedDistro, Snapshot } from '../../../state/snapshot';
import { message } from '../../../text/message';
import { knownValue } from '../../../text/observed';
import { printable } from '../../../text/printable';
import { bytesText } from '../../../views/bytes';
import type { CommandContext } from '../../context';
import { findAgain } from '../../facts';
import { calledOn } from '../../pickDistro';
import { tell } from '../../say';

/** Whose disk is to become smaller: a distro of the user's own, or Docker Desktop's data disk. */
export type ReclaimTarget = IntegratedDistro | 'docker';

/** The disk of the row that the task was called on, or the user's choice. Undefined when they chose none. */
export async function pickTarget(
  context: CommandContext,
  snapshot: Snapshot,
  argument: unknown,
): Promise<ReclaimTarget | undefined> {
  const called = calledOn(argument);
  if (called) {
    const distro = findAgain(snapshot, called);
    if (hasDisk(distro)) return distro;
    await tell(message('{0} has no disk of WSL 2 that could become smaller.', printable(distro.name)));
    return undefined;
  }
  const isOnHyperV = knownValue(snapshot.docker.backend) === 'hyperv';
  const distros = snapshot.distros.filter(({ kind }) => kind === 'user').filter(hasDisk);
  if (isOnHyperV && (distros.length === 0 || isRow(argument))) {
    await tell(message('Docker Desktop runs on Hyper-V here: its disk is none of WSL. See its own settings.'));
    return undefined;
  }
  if (distros.length === 0 || isRow(argument)) return 'docker';
  return choose(context, isOnHyperV ? [] : ['docker'], distros);
}

/** Whether the task was called on a row of Docker Desktop's. */
function isRow(argument: unknown): boolean {
  return typeof argument === 'object' && argument !== null;
}

function hasDisk({ wslVersion, disk }: IntegratedDistro): boolean {
  return wslVersion === 2 && disk !== null;
}

async function choose(
  { machine }: CommandContext,
  docker: readonly 'docker'[],
  distros: readonly IntegratedDistro[],
): Promise<ReclaimTarget | undefined> {
  const { language } = vscode.env;
  const reading = distros.map(async (distro) => {
    const read = distro.disk === null ? null : (await readDisk(machine, distro.disk)).use;
    const onDisk = read?.kind === 'ok' ? read.value.onDisk : null;
    const description = onDisk === null ? '' : translate(message('{0} on its drive', bytesText(onDisk, language)));
    return { label: withoutIcons(printable(distro.name)), description, onDisk: onDisk ?? 0, target: distro };
  });
  const items = Promise.all(reading).then((read) => [
    ...docker.map((target) => ({
      label: 'Docker Desktop',
      description: translate(message('images, containers, volumes and build cache')),
      target,
    })),
    // What takes most stands first.
    ...read.sort((a, b) => b.onDisk - a.onDisk),
  ]);
  const picked = await vscode.window.showQuickPick<vscode.QuickPickItem & { readonly target: ReclaimTarget }>(items, {
    title: translate(message('Reclaim Disk Space')),
    placeHolder: translate(message('Whose disk shall become smaller?')),
  });
  return picked?.target;
}
