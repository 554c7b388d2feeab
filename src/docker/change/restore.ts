import type { Machine } from '../../machine/machine';
import { copyWhole, digestOf } from '../../machine/ownFiles';
import { message, type Message } from '../../text/message';
import { printable } from '../../text/printable';
import { isDesktopThere } from '../processes';
import type { ChangeJournal } from './journal';
import { reasonOf } from './plan';

/**
 * Puts the settings of before a change back, byte for byte, with Docker Desktop stopped by `stop` for it; null, or what
 * hinders that. Settings that are the old ones need neither.
 */
export async function restoreSettings(
  machine: Machine,
  { file, backup, before }: ChangeJournal,
  stop: () => Promise<boolean>,
): Promise<Message | null> {
  const isOld = async (): Promise<boolean> => {
    const now = await digestOf(machine.files, file);
    return now.kind === 'ok' && now.value === before;
  };
  if (await isOld()) return null;
  if (backup === null) return message('There is no backup of the old settings.');
  if ((await isDesktopThere(machine)) !== false && !(await stop())) {
    return message('Docker Desktop did not stop, so its old settings could not be put back.');
  }
  const kept = await digestOf(machine.files, backup);
  if (kept.kind !== 'ok' || kept.value !== before)
    return message('The backup is gone, or it is not the one of before.');
  const restored = await copyWhole(machine.files, backup, file);
  if (restored.kind !== 'ok') {
    return message('The old settings could not be put back: {0}', printable(reasonOf(restored)));
  }
  return (await isOld()) ? null : message('The old settings were put back, and the file differs from them.');
}
