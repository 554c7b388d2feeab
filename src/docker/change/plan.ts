import type { FileResult } from '../../machine/files';
import type { Machine } from '../../machine/machine';
import { tryRoom } from '../../machine/ownFiles';
import { replaceFile } from '../../machine/replaceFile';
import { isAtLeast } from '../../text/versionOrder';
import { listRunningContainers, type RunningContainer } from '../engine';
import { isDesktopThere } from '../processes';
import type { SettingChange } from '../settingsEdit';
import { findPolicy, findSettings, settingsLimit } from '../settingsFile';
import type { DockerPolicy } from '../policy';
import type { SettingsFormat } from '../settings';
import type { ChangeRefusal } from './refusal';
import { editByWishes, type DistroWish } from './wishes';

/** A change as it would be made now, for whoever is asked whether it is to be made. Nothing has been touched for it. */
export interface ChangePlan {
  readonly wishes: readonly DistroWish[];
  /** As Windows writes it. */
  readonly file: string;
  readonly changes: readonly SettingChange[];
  readonly byFlag: readonly string[];
  readonly isRunning: boolean;
  /** What runs on its Linux engine and ends; null where the engine did not tell. */
  readonly containers: readonly RunningContainer[] | null;
}

/** What Docker Desktop's settings hold, as text. */
export interface SettingsText {
  readonly file: string;
  readonly format: SettingsFormat;
  readonly text: string;
  readonly policy: DockerPolicy | null;
}

const engineTimeout = 5_000;
/** The first release that writes settings-store.json. */
const storeSince = '4.35';

/** Reads the settings for an edit: the text with what the administrator decides. `version` is Docker Desktop's. */
export async function readForEdit(machine: Machine, version: string | null): Promise<SettingsText | ChangeRefusal> {
  const [settings, policy] = await Promise.all([findSettings(machine), findPolicy(machine)]);
  if (settings.kind === 'absent') return { kind: 'noSettings' };
  if (settings.kind === 'failed') return { kind: 'settingsFailed', reason: settings.reason };
  // What it decides is not known, and whatever is written may count for nothing.
  if (policy.kind === 'failed') return { kind: 'settingsFailed', reason: policy.reason };
  const { file } = settings;
  const { format } = settings.settings;
  // Such a release would read the older file once and write the newer one, beside which the older counts no more.
  if (format === 'legacy' && version !== null && isAtLeast(version, storeSince) === true)
    return { kind: 'olderSettings' };
  const text = await machine.files.readSteady(file, settingsLimit);
  if (text.kind !== 'ok') return { kind: 'settingsFailed', reason: reasonOf(text) };
  return { file, format, text: text.value, policy: policy.kind === 'read' ? policy.policy : null };
}

/**
 * Looks whether a change can be made, and what it means. Everything that would stand in its way is looked for now: nothing is
 * to be stopped for a file that cannot be written.
 */
export async function planChange(
  machine: Machine,
  wishes: readonly DistroWish[],
  { version, windowsContainers }: { readonly version: string | null; readonly windowsContainers: boolean },
): Promise<ChangePlan | ChangeRefusal> {
  const read = await readForEdit(machine, version);
  if ('kind' in read) return read;
  const wished = editByWishes(read.text, read.format, read.policy, wishes);
  if (wished.kind === 'refused') return wished.refusal;
  if (windowsContainers) return { kind: 'windowsContainers' };
  const isRunning = await isDesktopThere(machine);
  if (isRunning === null) return { kind: 'notSeen' };
  if (wished.changes.length > 0) {
    const writable = await rehearse(machine, read, wished.text);
    if (writable.kind !== 'ok') return { kind: 'notWritable', reason: reasonOf(writable) };
  }
  const containers = isRunning ? await listRunningContainers(machine, { timeout: engineTimeout }) : [];
  return { wishes, file: read.file, changes: wished.changes, byFlag: wished.byFlag, isRunning, containers };
}

/** Whether the file could be written: it holds what was read, is no one's to read only, and its folder has room. */
async function rehearse({ files }: Machine, { file, text }: SettingsText, after: string): Promise<FileResult<void>> {
  const same = await replaceFile(files, file, text, text);
  if (same.kind !== 'ok') return same;
  // The backup, and the new file beside the old one.
  return tryRoom(files, file, Buffer.byteLength(text) + Buffer.byteLength(after));
}

/** Why a file could not be had, in the words of whoever refused it. */
export function reasonOf(result: Exclude<FileResult<unknown>, { kind: 'ok' }>): string {
  return result.kind === 'failed' ? result.reason : `It would start ${result.distro}.`;
}
