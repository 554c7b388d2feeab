import { parseTree, type Node } from 'jsonc-parser';
import { applyEdits, type TextEdit } from '../text/edit';
import type { Distro } from '../wsl/distro';
import { configuredBackend, configuredIntegration, type ConfiguredIntegration } from './integration';
import { isLocked, type DockerPolicy } from './policy';
import { readSettings, type DockerSettings, type SettingsFormat, type SettingsIssue } from './settings';

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
  const file = settingsText(content, format);

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
  const inForce = (read: DockerSettings): ConfiguredIntegration['set'] =>
    wish.by === 'effective' ? configuredIntegration(distro, read, policy).set : wanted;
  const locked = changes.find(({ setting }) => isLocked(policy, setting === 'list' ? listKey : flagKey));
  // What an administrator has decided in this very way needs no change of a file that counts for nothing.
  if (locked && (wish.by === 'list' || inForce(settings) !== wanted))
    return refuse({ kind: 'locked', key: locked.key });
  if (locked) return { kind: 'unchanged', byFlag: false };
  const edited = applyEdits(content, edits);
  // Of the list and the flag one may be open, and the other that is locked decides all the same.
  if (inForce(readSettings(edited, format)) !== wanted) {
    return refuse({ kind: 'locked', key: distro.isDefault && isLocked(policy, flagKey) ? flagKey : listKey });
  }
  const byFlag = flagged && !usesFlag;
  return changes.length === 0 ? { kind: 'unchanged', byFlag } : { kind: 'edited', text: edited, changes, byFlag };
}

/** A settings file that can be read. */
interface SettingsText {
  readonly content: string;
  readonly format: SettingsFormat;
  readonly members: readonly Member[];
  /** Behind the brace that opens it. */
  readonly start: number;
}

interface Member {
  readonly name: Node;
  readonly value: Node;
}

function settingsText(content: string, format: SettingsFormat): SettingsText {
  const members = childrenOf(parseTree(content)).flatMap((member): Member[] => {
    const [name, value] = childrenOf(member);
    return name && value ? [{ name, value }] : [];
  });
  return { content, format, members, start: content.indexOf('{') + 1 };
}

/** A setting in the file: its spelling there, or the one it gets; and its value, where it has one. */
interface Property {
  readonly key: string;
  readonly value: Node | null;
}

function propertyOf({ members, format }: SettingsText, wanted: string): Property {
  for (const { name, value } of members) {
    const key = String(name.value);
    if (key.toLowerCase() === wanted.toLowerCase()) return { key, value };
  }
  return { key: format === 'store' ? wanted : wanted.charAt(0).toLowerCase() + wanted.slice(1), value: null };
}

const childrenOf = (node: Node | null | undefined): readonly Node[] => node?.children ?? [];
const startOf = ({ offset }: Node): number => offset;
const endOf = ({ offset, length }: Node): number => offset + length;
const replaced = (start: number, end: number, newText: string): TextEdit => ({ range: { start, end }, newText });

/** Gives a setting a value: in the place of the one it has, or behind all others. */
function written(file: SettingsText, { key, value }: Property, json: string): TextEdit[] {
  if (value) return [replaced(startOf(value), endOf(value), json)];
  const { content, members, start } = file;
  const last = members.at(-1);
  if (!last) {
    const all = `${indentOfMembers(file)}${JSON.stringify(key)}: ${json}${lineEndOf(content)}`;
    return [replaced(start, content.lastIndexOf('}'), all)];
  }
  const colon = content.slice(endOf(last.name), startOf(last.value));
  const end = endOf(last.value);
  return [replaced(end, end, `,${indentOfMembers(file)}${JSON.stringify(key)}${colon}${json}`)];
}

const lineEndOf = (content: string): string => /\r\n|\n|\r/.exec(content)?.[0] ?? '\n';

/** What stands before the last member of the file, or would before its first. */
function indentOfMembers({ content, members, start }: SettingsText): string {
  const [last, previous] = [members.at(-1), members.at(-2)];
  return last ? spaceBefore(content, previous ? endOf(previous.value) : start, last.name) : `${lineEndOf(content)}  `;
}

/** What stands before a node, behind the comma or the bracket. `from` is where what comes before it ends. */
function spaceBefore(content: string, from: number, node: Node): string {
  const between = content.slice(from, startOf(node));
  return between.slice(between.indexOf(',') + 1);
}

function addedName(file: SettingsText, list: Property, name: string): TextEdit[] {
  const { value } = list;
  const json = JSON.stringify(name);
  const [last, previous] = [childrenOf(value).at(-1), childrenOf(value).at(-2)];
  if (value && last) {
    const space = spaceBefore(file.content, previous ? endOf(previous) : startOf(value) + 1, last);
    // A single member says how its neighbours would stand only where it has a line of its own.
    const alone = !previous && !/[\r\n]/.test(space);
    return [replaced(endOf(last), endOf(last), `,${alone ? blankOf(file) : space}${json}`)];
  }
  const line = /(?:\r\n|\n|\r)[ \t]*$/.exec(indentOfMembers(file))?.[0];
  if (line === undefined) return written(file, list, `[${json}]`);
  // The object's own members are one step in.
  return written(file, list, `[${line}${line.replace(/[\r\n]+/, '')}${json}${line}]`);
}

/** The blank behind a comma, in a file that has blanks. */
function blankOf({ content, members: [first] }: SettingsText): string {
  return first && /\s/.test(content.slice(endOf(first.name), startOf(first.value))) ? ' ' : '';
}

function withoutNames(list: Node, names: readonly string[]): TextEdit[] {
  const entries = childrenOf(list);
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
