import { lstat, readFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';

/** Where git's rules for names do not look at the case: there the file system does not either. */
const options = { ignorecase: process.platform === 'win32', allowRelativePaths: true };

/** Whether patterns as in `.gitignore` leave out a path, or a folder above it; the path is relative, with slashes. */
export function matcherOf(patterns: readonly string[]): (path: string) => boolean {
  const rules = withPatterns(ignore(options), patterns);
  return (path) => rules.ignores(path);
}

/** Git passes over a pattern that it does not understand, where the library throws. */
function withPatterns(rules: Ignore, patterns: readonly string[]): Ignore {
  for (const pattern of patterns) {
    try {
      rules.add(pattern);
    } catch {
      continue;
    }
  }
  return rules;
}

/** What the `.gitignore` of a folder and of those above it say, for paths from a root on. */
export interface IgnoreRules {
  readonly root: string;
  readonly rules: Ignore;
}

/** Whether the rules leave out an entry of a folder. */
export function isIgnored(path: string, isFolder: boolean, rules: IgnoreRules | null): boolean {
  if (rules === null) return false;
  const way = wayBetween(rules.root, path);
  return rules.rules.ignores(isFolder ? `${way}/` : way);
}

/**
 * The rules that hold in a folder: its own `.gitignore` over those above it. A repository begins anew, with what its
 * `.git/info/exclude` says.
 */
export async function rulesOf(
  folder: string,
  has: { readonly gitignore: boolean; readonly repository: boolean },
  above: IgnoreRules | null,
): Promise<IgnoreRules | null> {
  const inherited = has.repository ? null : above;
  const own = [
    has.repository ? await readPlain(join(folder, '.git', 'info', 'exclude')) : null,
    has.gitignore ? await readPlain(join(folder, '.gitignore')) : null,
  ].filter((text) => text !== null);
  if (own.length === 0) return inherited;
  const root = inherited?.root ?? folder;
  // All rules as one list, since the last that fits decides, for a folder and then for what is in it.
  const rules = ignore(options).add(inherited ? [inherited.rules] : []);
  for (const text of own) withPatterns(rules, patternsBelow(wayBetween(root, folder), text));
  return { root, rules };
}

/** The patterns of a `.gitignore`, as they would be written further up. */
function patternsBelow(way: string, text: string): string[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  if (way === '') return lines;
  const folder = way.replace(/[\\*?[\]!#]/g, '\\$&');
  return lines.flatMap((line) => {
    const [, mark = '', body = ''] = /^(!?)(.*)$/s.exec(line) ?? [];
    if (line.startsWith('#') || /^[/\s]*$/.test(body)) return [];
    // One without a slash but at its end speaks of all folders below.
    const isOfThisFolder = /\/(?!\s*$)/.test(body);
    return [`${mark}${folder}/${isOfThisFolder ? body.replace(/^\//, '') : `**/${body}`}`];
  });
}

function wayBetween(from: string, to: string): string {
  return relative(from, to).split(sep).join('/');
}

/**
 * The rules of the folders above one, down from the root of the repository that it lies in. None where it lies in none, and
 * where they leave the folder itself out: whoever names it wants to see into it.
 */
export async function rulesAbove(folder: string): Promise<IgnoreRules | null> {
  const way = [folder];
  for (let each = folder; !(await exists(join(each, '.git'))); way.unshift(each)) {
    if (dirname(each) === each) return null;
    each = dirname(each);
  }
  let rules: IgnoreRules | null = null;
  for (const each of way.slice(0, -1)) {
    const repository = each === way[0];
    rules = await rulesOf(each, { gitignore: true, repository }, rules);
    const next = way[way.indexOf(each) + 1];
    if (next !== undefined && isIgnored(next, true, rules)) return null;
  }
  return rules;
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

/** Git follows no link for its rules, and here one could lead into a distro that is not running. */
async function readPlain(path: string): Promise<string | null> {
  try {
    return (await lstat(path)).isFile() ? await readFile(path, 'utf8') : null;
  } catch {
    return null;
  }
}
