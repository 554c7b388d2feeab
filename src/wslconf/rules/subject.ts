import { fixesOnce, noFixes, type Finding, type Fix, type Severity } from '../../text/finding';
import { message, type Message } from '../../text/message';
import { LineIndex, type TextRange } from '../../text/range';
import { isAtLeast } from '../../text/versionOrder';
import type { ConfigRuleId } from '../ruleIds';
import type { ConfigEntry, ScannedConfig, WslConfigFile } from '../scan';
import { findKey, type ConfigKey } from '../schema';

/** A text with all that is known of where it counts. */
export interface ConfigSubject {
  /** Without the byte order mark that its file may begin with. */
  readonly text: string;
  readonly file: WslConfigFile;
  readonly hasMark: boolean;
  /** The release of WSL that reads it, as `2.6.1.0`; null where nobody knows. */
  readonly wsl: string | null;
}

/** An entry that WSL reads, with the key that it sets. */
export interface ReadEntry extends ConfigEntry {
  readonly section: string;
  readonly known: ConfigKey;
}

/** A scanned text as rules see it. */
export class ConfigFacts {
  readonly lines: LineIndex;

  constructor(
    readonly subject: ConfigSubject,
    readonly scanned: ScannedConfig,
  ) {
    this.lines = new LineIndex(subject.text);
  }

  get file(): WslConfigFile {
    return this.subject.file;
  }

  /** The whole lines that an entry takes; one that a backslash continues takes several. Without the last line's end. */
  linesOf({ start, end }: TextRange): TextRange {
    const last = this.lines.positionAt(end).line;
    const from = this.lines.lineStart(this.lines.positionAt(start).line);
    return { start: from, end: this.lines.lineStart(last) + this.lines.lineText(last).length };
  }

  /** Whether the WSL that reads this is of a release or later; null where nobody knows which one it is. */
  isRelease(least: string): boolean | null {
    return this.subject.wsl === null ? null : isAtLeast(this.subject.wsl, least);
  }

  /** Whether it is later than a release; null as above. */
  isLaterThan(release: string): boolean | null {
    if (this.subject.wsl === null) return null;
    const reaches = isAtLeast(release, this.subject.wsl);
    return reaches === null ? null : !reaches;
  }

  /** The key that an entry names in its own section. */
  keyOf({ section, key }: ConfigEntry): ConfigKey | null {
    return section === null ? null : findKey(this.file, section, key);
  }

  /** Where the damaged header stands that an entry is below, if one is. */
  isBelowDamage({ keyRange }: ConfigEntry): boolean {
    const before = ({ range }: { readonly range: TextRange }): boolean => range.start < keyRange.start;
    const damage = this.scanned.problems.findLast((problem) => problem.kind === 'section' && before(problem));
    const header = this.scanned.sections.findLast(before);
    return damage !== undefined && damage.range.start > (header?.range.start ?? -1);
  }
}

/** What a rule has to say beside its sentence. */
export interface Details {
  readonly fixes?: () => readonly (Fix | null)[];
  /** Whether what stands there does nothing. */
  readonly isUnnecessary?: boolean;
  readonly isDeprecated?: boolean;
}

export function findingAt(
  facts: ConfigFacts,
  rule: ConfigRuleId,
  severity: Severity,
  range: TextRange,
  says: Message,
  { fixes, isUnnecessary = false, isDeprecated = false }: Details = {},
): Finding {
  const line = facts.linesOf(range);
  return {
    rule,
    severity,
    range,
    anchor: line.start,
    message: says,
    evidence: { source: facts.subject.text.slice(line.start, line.end).trim(), resolved: null },
    fixes: fixes ? fixesOnce(fixes) : noFixes,
    ...(isUnnecessary ? { isUnnecessary } : {}),
    ...(isDeprecated ? { isDeprecated } : {}),
  };
}

/** A range of an entry from its key to the end of its value. */
export function wholeEntry({ keyRange, valueRange }: ConfigEntry): TextRange {
  return { start: keyRange.start, end: Math.max(keyRange.end, valueRange.end) };
}

/** Another text in the place of one. */
export function replaceFix(range: TextRange, newText: string, safe: boolean): Fix {
  return { title: message('Write {0}', newText), safe, cures: true, edits: [{ range, newText }] };
}

/** A `#` before the lines of a range: WSL leaves them out, and nothing that somebody wrote is lost. */
export function commentOutFix(facts: ConfigFacts, range: TextRange): Fix {
  const { start, end } = facts.linesOf(range);
  const [first, last] = [start, end].map((offset) => facts.lines.positionAt(offset).line);
  const edits = Array.from({ length: (last ?? 0) - (first ?? 0) + 1 }, (_, index) => {
    const at = facts.lines.lineStart((first ?? 0) + index);
    return { range: { start: at, end: at }, newText: '# ' };
  });
  return { title: message('Turn this line into a comment'), safe: false, cures: true, edits };
}
