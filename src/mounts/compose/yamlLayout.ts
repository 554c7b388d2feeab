import { isCollection, isMap, isNode, isPair, isScalar, type Node, type YAMLMap, type YAMLSeq } from 'yaml';
import type { TextEdit } from '../../text/edit';

/** How a YAML text is laid out, as far as something new has to fit in. */
export class YamlLayout {
  readonly lineEnd: string;
  /** The blanks of one level. */
  readonly step: string;

  constructor(
    readonly source: string,
    root: unknown,
  ) {
    this.lineEnd = /\r?\n/.exec(source)?.[0] ?? '\n';
    this.step = this.stepOf(root);
  }

  /** The edit that adds a pair to a mapping; null where its layout is none that can be continued. */
  addPair(map: YAMLMap, key: string, value: NewValue): TextEdit | null {
    if (map.flow) return this.addToFlow(map, `${key}: ${value.inFlow}`);
    const first = map.items[0]?.key;
    const indentation = isNode(first) ? this.indentationAt(first.range?.[0]) : null;
    const end = this.endOf(map);
    if (indentation === null || end === null) return null;
    const lines = [
      `${key}:${value.onLine === '' ? '' : ` ${value.onLine}`}`,
      ...value.below.map((line) => this.step + line),
    ];
    return this.insertLines(end, indentation, lines);
  }

  /** The edit that adds an item to a sequence. */
  addItem(sequence: YAMLSeq, item: string): TextEdit | null {
    if (sequence.flow) return this.addToFlow(sequence, item);
    // The sequence begins with its first dash.
    const indentation = this.indentationAt(sequence.range?.[0]);
    const end = this.endOf(sequence);
    return indentation === null || end === null ? null : this.insertLines(end, indentation, [`- ${item}`]);
  }

  /** The edit that gives lines to a key that has no value yet. */
  addBelow(key: Node, lines: readonly string[]): TextEdit | null {
    const indentation = this.indentationAt(key.range?.[0]);
    const end = key.range?.[1];
    // Nothing but the colon, and perhaps a comment, may stand behind it.
    if (indentation === null || end === undefined || !/^:[\t ]*(?:#.*)?$/m.test(this.lineFrom(end))) return null;
    return this.insertLines(end, indentation + this.step, lines);
  }

  /** The edit that takes whole lines away: those from the line of one offset to that of another. */
  removeLines(start: number, end: number): TextEdit {
    const from = this.lineStart(start);
    const next = this.source.indexOf('\n', end);
    return { range: { start: from, end: next === -1 ? this.source.length : next + 1 }, newText: '' };
  }

  /** Whether nothing but blanks, and perhaps the dash of an item, stands before an offset in its line. */
  beginsLine(offset: number, pattern = /^[ ]*$/): boolean {
    return pattern.test(this.source.slice(this.lineStart(offset), offset));
  }

  /** Where the last thing in a node ends; null where nobody can tell. */
  endOf(node: unknown): number | null {
    if (isPair(node)) return this.endOf(node.value) ?? this.endOf(node.key);
    if (!isNode(node) || !node.range) return null;
    if (isCollection(node) && !node.flow && node.items.length > 0) return this.endOf(node.items.at(-1));
    if (isScalar(node) && node.range[0] === node.range[1]) return null;
    return node.range[0] + this.source.slice(node.range[0], node.range[1]).trimEnd().length;
  }

  private insertLines(after: number, indentation: string, lines: readonly string[]): TextEdit {
    const end = after + this.lineFrom(after).length;
    const newText = lines.map((line) => `${this.lineEnd}${indentation}${line}`).join('');
    return { range: { start: end, end }, newText };
  }

  private addToFlow(collection: YAMLMap | YAMLSeq, item: string): TextEdit | null {
    const range = collection.range;
    const last = collection.items.at(-1);
    if (!range || !/[\]}]$/.test(this.source.slice(range[0], range[1]))) return null;
    if (last === undefined) {
      const inside = { start: range[0] + 1, end: range[1] - 1 };
      return this.source.slice(inside.start, inside.end).trim() === '' ? { range: inside, newText: item } : null;
    }
    const end = this.endOf(last);
    if (end === null) return null;
    // Items that stand on lines of their own are continued that way.
    const first = collection.items[0];
    const start =
      isPair(first) && isNode(first.key) ? first.key.range?.[0] : isNode(first) ? first.range?.[0] : undefined;
    const isOnOwnLine = start !== undefined && this.beginsLine(start);
    const between = isOnOwnLine ? `${this.lineEnd}${this.indentationAt(start) ?? ''}` : ' ';
    return { range: { start: end, end }, newText: `,${between}${item}` };
  }

  /** The blanks before a key or dash that stands first in its line, or behind the dashes of items. */
  private indentationAt(offset: number | undefined): string | null {
    if (offset === undefined) return null;
    const before = this.source.slice(this.lineStart(offset), offset);
    return /^ *(?:- +)*$/.test(before) ? ' '.repeat(before.length) : null;
  }

  private lineStart(offset: number): number {
    return this.source.lastIndexOf('\n', offset - 1) + 1;
  }

  /** The rest of a line, without its end. */
  private lineFrom(offset: number): string {
    return /[^\r\n]*/.exec(this.source.slice(offset))?.[0] ?? '';
  }

  private stepOf(root: unknown): string {
    const nested = isMap(root)
      ? root.items.map(({ value }) => value).find((value) => isMap(value) && !value.flow)
      : null;
    const key = isMap(nested) ? nested.items[0]?.key : null;
    const indentation = isNode(key) ? this.indentationAt(key.range?.[0]) : null;
    return indentation || '  ';
  }
}

/** A value for a key, as it is written in the line of the key and below it, or within braces. */
export interface NewValue {
  readonly onLine: string;
  readonly below: readonly string[];
  readonly inFlow: string;
}
