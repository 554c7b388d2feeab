import { message, type Message } from '../../text/message';
import { printable } from '../../text/printable';
import { scanWslConfig, type WslConfigFile } from '../../wslconf/scan';
import type { SettingWish } from '../../wslconf/setKey';
import { entryOf, type SettingName } from '../../wslconf/settingName';

/** A setting that is to change: what the file says of it now, null where it says nothing, and what it shall say. */
export interface SettingChange {
  readonly wish: SettingWish;
  readonly before: string | null;
}

/** How what a file says of some settings differs between two texts; of a setting that stands there twice, what counts. */
export function changesOf(
  before: string,
  after: string,
  file: WslConfigFile,
  names: readonly SettingName[],
): SettingChange[] {
  const [old, fresh] = [scanWslConfig(before, file), scanWslConfig(after, file)];
  return names.flatMap((name) => {
    const [was, is] = [entryOf(old, name)?.value ?? null, entryOf(fresh, name)?.value ?? null];
    return was === is ? [] : [{ wish: { ...name, value: is }, before: was }];
  });
}

/** All settings that one of the texts has, each once, in the order in which they stand there. */
export function settingsIn(file: WslConfigFile, ...texts: readonly string[]): SettingName[] {
  const names = new Map<string, SettingName>();
  for (const { section, key } of texts.flatMap((text) => scanWslConfig(text, file).entries)) {
    const name = `${section ?? ''}.${key}`.toLowerCase();
    if (!names.has(name)) names.set(name, { section: section ?? '', key });
  }
  return [...names.values()];
}

export function changeText({ wish: { section, key, value }, before }: SettingChange): Message {
  const name = `[${printable(section)}] ${printable(key)}`;
  if (value === null) return message('{0}: the line is taken out (it says {1}).', name, printable(before ?? ''));
  return before === null
    ? message('{0}: {1} is added.', name, printable(value))
    : message('{0}: {1} becomes {2}.', name, printable(before), printable(value));
}
