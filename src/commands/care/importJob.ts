import { win32 } from 'node:path';
import type { Machine } from '../../machine/machine';
import { ask } from '../../state/ask';
import type { Problem } from '../../state/problem';
import { message } from '../../text/message';
import { importDistro, type Import } from '../../wsl/import';
import { listNames } from '../../wsl/list';
import { queryRegistry, type RegisteredDistro } from '../../wsl/registry';
import { longTimeout } from './exportJob';
import { mayBeRegisteredAs } from './fileName';
import { askNewer } from './newerWsl';
import { settled } from './settle';

const registryTimeout = 15_000;

/** What the registry says of a name after an import: complete, half done, nothing; or that it did not answer. */
export type Registration = 'complete' | 'installing' | 'none' | 'unknown';

/** How an import ended. `left` is a disk that it made, that belongs to no distro and is still there. */
export type ImportEnd =
  | { readonly kind: 'done'; readonly distro: RegisteredDistro }
  | {
      readonly kind: 'failed' | 'cancelled';
      /** Null where somebody cancelled. */
      readonly problem: Problem | null;
      readonly registration: Registration;
      readonly left: string | null;
    };

/**
 * Imports a distro into a folder that held nothing, and believes the registry alone: it is done when the name is there
 * with that folder and that version. One that was complete when it was cancelled is done.
 */
export async function runImport(machine: Machine, wish: Import, signal: AbortSignal): Promise<ImportEnd> {
  const command = importDistro(wish);
  const answer = await (wish.as.kind === 'disk' ? askNewer : ask)(machine, command, longTimeout, signal);
  if (answer?.ok === false && isSomebodyElses(answer.problem)) {
    return { kind: 'failed', problem: answer.problem, registration: 'none', left: null };
  }
  const look = (): Promise<Found> => findRegistration(machine, wish);
  const { registration, distro } = await settled(look, (found) => found.registration !== 'installing');
  if (distro && registration === 'complete') return { kind: 'done', distro };
  const left = registration === 'none' ? await findDisk(machine, wish.folder) : null;
  if (answer === null) return { kind: 'cancelled', problem: null, registration, left };
  const unseen: Problem = {
    kind: 'notAsReported',
    name: wish.name,
    detail: message('Refresh the list, and look at what is in {0}.', wish.folder),
    evidence: `${registration} ${distro?.basePath ?? ''}`.trim(),
  };
  return { kind: 'failed', problem: answer.ok ? unseen : answer.problem, registration, left };
}

/** WSL began nothing: what is there by that name or in that folder is another one's, made since its user was asked. */
function isSomebodyElses({ kind }: Problem): boolean {
  return kind === 'nameTaken' || kind === 'folderTaken';
}

interface Found {
  readonly registration: Registration;
  readonly distro: RegisteredDistro | null;
}

/** Asks the service first: by then it has taken back what it takes back. */
async function findRegistration(machine: Machine, { name, folder, as }: Import): Promise<Found> {
  await ask(machine, listNames(), registryTimeout);
  const registry = await ask(machine, queryRegistry(), registryTimeout);
  if (!registry?.ok) return { registration: 'unknown', distro: null };
  const distro = registry.value.distros.find((each) => each.name.toLowerCase() === name.toLowerCase()) ?? null;
  if (distro === null) return { registration: 'none', distro };
  const version = as.kind === 'disk' ? 2 : as.version;
  const isOurs = mayBeRegisteredAs(folder, distro.basePath) && distro.wslVersion === version;
  if (distro.transient !== null) return { registration: 'installing', distro };
  return { registration: isOurs ? 'complete' : 'unknown', distro };
}

/** The disk that WSL makes first of all, in a folder that held nothing before. */
async function findDisk({ files }: Machine, folder: string): Promise<string | null> {
  const disk = win32.join(folder, 'ext4.vhdx');
  return (await files.sizeOf(disk)).kind === 'ok' ? disk : null;
}
