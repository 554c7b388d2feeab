import { printable } from './printable';

/** A text in the middle of Markdown, as code: quoted by more ticks than it has in a row. */
export function inlineCode(text: string): string {
  const shown = printable(text);
  const ticks = '`'.repeat(Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
  return ticks.length === 1 ? `\`${shown}\`` : `${ticks} ${shown} ${ticks}`;
}

/** Lines as a block of code, which none of them can end. */
export function codeBlock(text: string): string[] {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return [fence, ...text.split('\n').map(printable), fence];
}

/** A sentence that holds names, between other Markdown: what would be markup in it is written out. */
export function markdownText(text: string): string {
  return printable(text.replace(/[\r\n]+/g, ' ')).replace(/[\\`*_{}[\]<>#|!~$&]/g, '\\$&');
}
