import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Names that are the same in every language, and whole texts that consist of one. */
export const properNames: readonly string[] = ['Slipway', 'Slipway for WSL', 'Docker Desktop'];

/** What is no text for people within one: placeholders, the targets of links, icons, and the brackets of a link's words. */
const kept = /(\{\d+\}|\]\([^)]*\)|\[|\$\([a-z-]+\)|\n)/;
const accents: Readonly<Record<string, string>> = { a: 'á', e: 'ë', i: 'ï', o: 'ö', u: 'ü', A: 'Å', E: 'É', O: 'Ö' };

/**
 * A text in a language that nobody speaks: readable still, 40 % longer, and in brackets, so that what is cut or was never
 * translated can be seen. Each line, and each part of it that a link's words are not part of, has brackets of its own.
 */
export function pseudoText(text: string): string {
  if (properNames.includes(text)) return text;
  const isMarkup = text.includes('](');
  if (!isMarkup)
    return text
      .split('\n')
      .map((line) => bracketed(line))
      .join('\n');
  return text
    .split(kept)
    .map((part, index) => (index % 2 === 1 ? part : bracketed(part)))
    .join('');
}

function bracketed(part: string): string {
  if (!/\p{L}/u.test(part)) return part;
  const [, before = '', words = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(part) ?? [];
  const letters = words
    .split(/(\{\d+\}|\$\([a-z-]+\))/)
    .map((each, index) => (index % 2 === 1 ? each : accented(each)));
  return `${before}⟦${letters.join('')}${longer(words.length)}⟧${after}`;
}

/** In words, since a line breaks between such. */
function longer(length: number): string {
  return '~'.repeat(Math.ceil(length * 0.4)).replace(/~{6}(?=~)/g, '$& ');
}

function accented(text: string): string {
  return text.replace(/[aeiouAEO]/g, (letter) => accents[letter] ?? letter);
}

/** Gives an installed extension the pseudo language in the place of Japanese. */
export async function usePseudoLanguage(extensionsDir: string): Promise<void> {
  const [name] = (await readdir(extensionsDir)).filter((each) => each.startsWith('slipway.slipway-wsl'));
  if (name === undefined) throw new Error(`No Slipway is installed in ${extensionsDir}.`);
  const folder = join(extensionsDir, name);
  const manifest = JSON.parse(await readFile(join(folder, 'package.nls.json'), 'utf8')) as Record<string, string>;
  const bundle = join(folder, 'l10n', 'bundle.l10n.ja.json');
  const templates = Object.keys(JSON.parse(await readFile(bundle, 'utf8')) as Record<string, string>);
  await writeFile(bundle, JSON.stringify(Object.fromEntries(templates.map((each) => [each, pseudoText(each)]))));
  const texts = Object.entries(manifest).map(([key, text]) => [key, pseudoText(text)]);
  await writeFile(join(folder, 'package.nls.ja.json'), JSON.stringify(Object.fromEntries(texts)));
}

/** What of a text stands in no brackets. Those of a sentence may hold those of a value in it. */
export function outsideBrackets(text: string): string {
  let rest = text;
  for (let before = ''; before !== rest;) {
    before = rest;
    rest = rest.replace(/⟦[^⟦⟧]*⟧/g, ' ');
  }
  return rest;
}

/** A path, of Windows, Linux or the network, or an address: nobody translates those. */
const paths = /(?:\b[A-Z]:\\|\\\\|https:\/\/|(?<![\p{L}\p{N}])\/)[^\s⟦⟧~,]*/gu;

/** A size is written alike in the languages that we speak. */
const sizes = /\b\d[\d.,]* [KMGT]?B\b/g;

/** Words of the editor itself, whose texts are Japanese. */
const japanese = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+/gu;

/**
 * What of a text is in a language of people, but in none of the pseudo language: it stands in no brackets, or in brackets with
 * vowels that have no accent, so that it came into a sentence as its value.
 * @param names what is the same in every language: distros, files, formats
 */
export function untranslated(text: string, names: readonly string[]): string[] {
  const own = [...names, ...properNames].sort((one, other) => other.length - one.length);
  const bare = own
    .reduce((rest, each) => rest.replaceAll(each, ' '), text.replace(paths, ' '))
    .replace(sizes, ' ')
    .replace(japanese, ' ');
  const outside = outsideBrackets(bare).match(/\p{L}{2,}/gu) ?? [];
  const inside = bare.match(/(?<!\p{L})\p{L}*[aeiouAEO]\p{L}*/gu) ?? [];
  return [...new Set([...outside, ...inside.filter((word) => word.length > 1)])];
}
