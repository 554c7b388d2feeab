import { parseTree, type Node } from 'jsonc-parser';
import { applyEdits, type TextEdit } from '../text/edit';
import type { Distro } from '../wsl/distro';
import { configuredBackend, configuredIntegration } from './integration';
import { isLocked, type DockerPolicy } from './policy';
import { readSettings, type SettingsFormat, type SettingsIssue } from './settings';

/** What is wanted of one distro's integration. */
export interface IntegrationWish {
  readonly distro: Pick<Distro, 'name' | 'wslVersion' | 'isDefault' | 'kind'>;
  readonly on: boolean;
  /**
   * `effective`: that docker works there or does not, so the default distro goes by the flag that follows it.
   * `list`: the distro's own entry alone, which stays where it is when another distro becomes the default.
   */
  readonly by: 'effective' | 'list';
}

/** One setting that an edit changes. `key` is its spelling in the file. */
export type SettingChange =
  | { readonly setting: 'list'; readonly key: string; readonly name: string; readonly added: boolean }
  | { readonly setting: 'flag'; readonly key: string; readonly value: boolean };

/** Why a settings file is left alone. */
export type EditRefusal =
  | { readonly kind: 'unreadable' | 'invalid'; readonly issues: readonly SettingsIssue[] }
  /** An administrator decides. */
  | { readonly kind: 'locked'; readonly key: string }
  | { readonly kind: 'hyperv' | 'wsl1' | 'notYours' };

/** What became of a wish. `byFlag`: the flag for the default distro integrates it all the same. */
export type SettingsEdit =
  | {
      readonly kind: 'edited';
      readonly text: string;
      readonly changes: readonly SettingChange[];
      readonly byFlag: boolean;
    }
  | { readonly kind: 'unchanged'; readonly byFlag: boolean }
  | { readonly kind: 'refused'; readonly refusal: EditRefusal };

const listKey = 'IntegratedWslDistros';
const flagKey = 'EnableIntegrationWithDefaultWslDistro';

/**
 * Edits the text of a settings file so that a distro is integrated or is not (docker-desktop.md, section 3): the entry or the
 * flag alone, in the spelling and the layout that are there. What Docker Desktop would not take is refused. Pure; the text
 * may begin with a byte order mark, the edited one never does.
 */
export function editIntegration(
  text: string,
  format: SettingsFormat,
  policy: DockerPolicy | null,
  wish: IntegrationWish,
): SettingsEdit {
  const { distro, on } = wish;
  const settings = readSettings(text, format);
  const refuse = (refusal: EditRefusal): SettingsEdit => ({ kind: 'refused', refusal });
  if (settings.status === 'unreadable' || settings.status === 'invalid') {
    return refuse({ kind: settings.status, issues: settings.issues });
  }
  if (distro.kind !== 'user') return refuse({ kind: 'notYours' });
  if (distro.wslVersion === 1) return refuse({ kind: 'wsl1' });
  if (configuredBackend(settings, policy) === 'hyperv') return refuse({ kind: 'hyperv' });

  const listed = settings.list.filter((name) => name.toLowerCase() === distro.name.toLowerCase());
  const flagged = distro.isDefault && settings.defaultFlag === true;
  const usesFlag = distro.isDefault && wish.by === 'effective';
  const content = text.replace(/^\uFEFF/, '');
  const root = parseTree(content);
  if (!root) return refuse({ kind: 'unreadable', issues: [] });
  const file = { content, root, format };

  const changes: SettingChange[] = [];
  const edits: TextEdit[] = [];
  const change = (made: SettingChange, edit: readonly TextEdit[]): void => {
    changes.push(made);
    edits.push(...edit);
  };
  const list = propertyOf(file, listKey);
  if (on && listed.length === 0 && !usesFlag) {
    change({ setting: 'list', key: list.key, name: distro.name, added: true }, addedName(file, list, distro.name));
  }
  if (!on) {
    for (const name of listed) changes.push({ setting: 'list', key: list.key, name, added: false });
    if (listed.length > 0 && list.value) edits.push(...withoutNames(list.value, listed));
  }
  // An absent flag means one thing in one release and another in the next: off is written as well as on.
  const flagWrong = on ? listed.length === 0 && settings.defaultFlag !== true : settings.defaultFlag !== false;
  if (usesFlag && flagWrong) {
    const flag = propertyOf(file, flagKey);
    change({ setting: 'flag', key: flag.key, value: on }, written(file, flag, String(on)));
  }

  const wanted = on ? 'on' : 'off';
  const inForce = wish.by === 'effective' ? configuredIntegration(distro, settings, policy).set : wanted;
  const locked = changes.find(({ setting }) => isLocked(policy, setting === 'list' ? listKey : flagKey));
  // What an administrator has decided in this very way needs no change of a file that counts for nothing.
  if (locked && (wish.by === 'list' || inForce !== wanted)) return refuse({ kind: 'locked', key: locked.key });
  if (locked) return { kind: 'unchanged', byFlag: false };
  if (changes.length === 0 && inForce !== wanted) {
    return refuse({ kind: 'locked', key: distro.isDefault && isLocked(policy, flagKey) ? flagKey : listKey });
  }
  const byFlag = flagged && !usesFlag;
  return changes.length === 0
    ? { kind: 'unchanged', byFlag }
    : { kind: 'edited', text: applyEdits(content, edits), changes, byFlag };
}

interface SettingsText {
  readonly content: string;
  readonly root: Node;
  readonly format: SettingsFormat;
}

/** A setting in the file: its spelling there, or the one it gets; and its value, where it has one. */
interface Property {
  readonly key: string;
  readonly value: Node | null;
}

function propertyOf({ root, format }: SettingsText, wanted: string): Property {
  for (const { children: [name, value] = [] } of root.children ?? []) {
    const key = String(name?.value);
    if (value && key.toLowerCase() === wanted.toLowerCase()) return { key, value };
  }
  return { key: format === 'store' ? wanted : wanted.charAt(0).toLowerCase() + wanted.slice(1), value: null };
}

const startOf = ({ offset }: Node): number => offset;
const endOf = ({ offset, length }: Node): number => offset + length;
const replaced = (start: number, end: number, newText: string): TextEdit => ({ range: { start, end }, newText });

/** Gives a setting a value: in the place of the one it has, or behind all others. */
function written(file: SettingsText, { key, value }: Property, json: string): TextEdit[] {
  if (value) return [replaced(startOf(value), endOf(value), json)];
  const { content, root } = file;
  const last = root.children?.at(-1);
  if (!last) {
    const end = /\r\n|\n|\r/.exec(content)?.[0] ?? '\n';
    return [replaced(startOf(root) + 1, endOf(root) - 1, `${end}  ${JSON.stringify(key)}: ${json}${end}`)];
  }
  const [name, other] = last.children ?? [];
  const colon = name && other ? content.slice(endOf(name), startOf(other)) : ': ';
  return [replaced(endOf(last), endOf(last), `,${spaceBefore(content, root)}${JSON.stringify(key)}${colon}${json}`)];
}

/** What stands before the last member of an object or a list, behind the comma or the bracket. */
function spaceBefore(content: string, { offset, children = [] }: Node): string {
  const [last, previous] = [children.at(-1), children.at(-2)];
  if (!last) return '';
  return content.slice(previous ? endOf(previous) : offset + 1, startOf(last)).replace(/^\s*,/, '');
}

function addedName(file: SettingsText, list: Property, name: string): TextEdit[] {
  const { content, root } = file;
  const { value } = list;
  const json = JSON.stringify(name);
  const last = value?.type === 'array' ? value.children?.at(-1) : undefined;
  if (value && last) {
    const space = spaceBefore(content, value);
    // A single member says how its neighbours would stand only where it has a line of its own.
    const alone = value.children?.length === 1 && !/[\r\n]/.test(space);
    return [replaced(endOf(last), endOf(last), `,${alone ? blankOf(file) : space}${json}`)];
  }
  const before = root.children?.length ? spaceBefore(content, root) : '\n  ';
  const [, lineEnd, indent] = /(\r\n|\n|\r)([ \t]*)$/.exec(before) ?? [];
  if (lineEnd === undefined || indent === undefined) return written(file, list, `[${json}]`);
  // The object's own members are one step in.
  return written(file, list, `[${lineEnd}${indent}${indent}${json}${lineEnd}${indent}]`);
}

/** The blank behind a comma, in a file that has blanks. */
function blankOf({ content, root }: SettingsText): string {
  const [name, value] = root.children?.[0]?.children ?? [];
  return name && value && /\s/.test(content.slice(endOf(name), startOf(value))) ? ' ' : '';
}

function withoutNames(list: Node, names: readonly string[]): TextEdit[] {
  const entries = list.children ?? [];
  const goes = entries.map(({ value }) => names.includes(String(value)));
  if (!goes.includes(false)) return [replaced(startOf(list) + 1, endOf(list) - 1, '')];
  return entries.flatMap((entry, index) => {
    if (!goes[index]) return [];
    const [previous, next] = [entries[index - 1], entries[index + 1]];
    const staysBefore = goes.slice(0, index).includes(false);
    if (staysBefore && previous) return [replaced(endOf(previous), endOf(entry), '')];
    return next ? [replaced(startOf(entry), startOf(next), '')] : [];
  });
}
