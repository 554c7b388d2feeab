import type { TextRange } from '../text/range';
import { scanWslConfig, type ConfigEntry } from './scan';

/** A section with its entries; those before any section stand by themselves. */
export interface OutlineNode {
  readonly name: string;
  readonly detail: string;
  /** All of it, and the part to go to. */
  readonly range: TextRange;
  readonly selection: TextRange;
  readonly entries: readonly OutlineNode[];
}

/** The sections and entries of either file, as an editor lists and folds them. */
export function outlineOf(text: string): OutlineNode[] {
  const { sections, entries } = scanWslConfig(text, 'wslconfig');
  const first = sections[0]?.range.start ?? Infinity;
  const bare = entries.filter(({ keyRange }) => keyRange.start < first).map(entryNode);
  return [
    ...bare,
    ...sections.map(({ name, range }, index): OutlineNode => {
      const next = sections[index + 1]?.range.start ?? Infinity;
      const own = entries
        .filter(({ keyRange }) => keyRange.start > range.start && keyRange.start < next)
        .map(entryNode);
      const end = own.at(-1)?.range.end ?? range.end;
      return { name, detail: '', range: { start: range.start, end }, selection: range, entries: own };
    }),
  ];
}

function entryNode({ key, value, keyRange, valueRange }: ConfigEntry): OutlineNode {
  const range = { start: keyRange.start, end: Math.max(keyRange.end, valueRange.end) };
  return { name: key, detail: value, range, selection: keyRange, entries: [] };
}
