import type { Node } from 'jsonc-parser';
import type { TextEdit } from '../text/edit';
import { JsonDocument, rangeOf } from './readers/jsonDocument';

/**
 * The edits that switch a rule off in a project file, with the reason as a comment above: insertions beside what is there, so
 * that comments and order stay. Null where the file is not understood well enough to write into it.
 * @param text null for a file that is not there yet
 */
export function switchOffRule(text: string | null, rule: string, reason: string): readonly TextEdit[] | null {
  if (text === null || text.trim() === '') {
    const end = text?.length ?? 0;
    return [{ range: { start: 0, end }, newText: `{\n  "rules": {\n    // ${reason}\n    "${rule}": "off"\n  }\n}\n` }];
  }
  const document = new JsonDocument(text);
  const { root } = document;
  if (document.errors.length > 0 || root === null) return null;
  const rules = document.member(root, 'rules');
  if (root.type !== 'object' || (rules !== null && rules.type !== 'object')) return null;
  const level = rules && document.member(rules, rule);
  if (level) return [{ range: rangeOf(level), newText: '"off"' }];
  const style = styleOf(text);
  const comment = `// ${reason}`;
  const entry = `"${rule}": "off"`;
  return rules
    ? [insertion(text, rules, [comment, entry], style)]
    : [insertion(text, root, ['"rules": {', `${style.unit}${comment}`, `${style.unit}${entry}`, '}'], style)];
}

interface Style {
  readonly lineEnd: string;
  /** One step of indentation. */
  readonly unit: string;
}

function styleOf(text: string): Style {
  return {
    lineEnd: /\r\n|\r|\n/.exec(text)?.[0] ?? '\n',
    unit: /(?:^|[\r\n])([\t ]+)\S/.exec(text)?.[1] ?? '  ',
  };
}

/** Puts lines at the beginning of an object, a step deeper than the line on which it begins: its end may have a comment. */
function insertion(text: string, object: Node, lines: readonly string[], { lineEnd, unit }: Style): TextEdit {
  const at = rangeOf(object).start + 1;
  const ownLine =
    text
      .slice(0, at)
      .split(/\r\n|\r|\n/)
      .at(-1) ?? '';
  const outer = /^[\t ]*/.exec(ownLine)?.[0] ?? '';
  const isEmpty = (object.children ?? []).length === 0;
  const block = lines.map((line) => `${lineEnd}${outer}${unit}${line}`).join('');
  // What follows on the same line moves to one of its own, unless it is the end of the line or a comment that belongs here.
  const rest = /^[^\r\n]*/.exec(text.slice(at))?.[0] ?? '';
  const after = /^\s*(?:$|\/\/)/.test(rest) ? '' : `${lineEnd}${outer}${/^\s*\}/.test(rest) ? '' : unit}`;
  const behind = /^\s*\/\//.test(rest) ? rest.length : 0;
  const skipped = after === '' ? 0 : (/^[\t ]*/.exec(rest)?.[0].length ?? 0);
  return {
    range: { start: at + behind, end: at + behind + skipped },
    newText: `${block}${isEmpty ? '' : ','}${after}`,
  };
}
