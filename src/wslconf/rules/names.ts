import type { Finding, Fix } from '../../text/finding';
import { message, type Message } from '../../text/message';
import { nearest } from '../nearest';
import type { ConfigEntry, ConfigSection, WslConfigFile } from '../scan';
import { findKey, keysIn, newestRelease, sectionsOf, type ConfigKey } from '../schema';
import { commentOutFix, findingAt, replaceFix, wholeEntry, type ConfigFacts } from './subject';

const otherFile = { wslconfig: 'wsl.conf', 'wsl.conf': 'wslconfig' } as const;
/** What the files are called where they lie. */
const nameOf: Readonly<Record<WslConfigFile, string>> = { wslconfig: '.wslconfig', 'wsl.conf': '/etc/wsl.conf' };

/** What WSL has no key for: `config-unknown-key`, and `config-misplaced-key` where it has one elsewhere. */
export function findUnknownNames(facts: ConfigFacts): Finding[] {
  const { sections, entries } = facts.scanned;
  const isKnown = (name: string): boolean => sectionsOf(facts.file).some((known) => isSame(known, name));
  const strange = sections.filter(({ name }) => !isKnown(name));
  return [
    // Nobody misses a section without keys, and WSL says nothing of it.
    ...strange
      .filter((section) => entriesOf(facts, section).length > 0)
      .map((section) => unknownSection(facts, section)),
    ...entries
      .filter((entry) => facts.keyOf(entry) === null && !facts.isBelowDamage(entry))
      .filter(({ section }) => section === null || isKnown(section))
      .map((entry) => unknownKey(facts, entry)),
  ];
}

/** The entries that one header is for. */
function entriesOf({ scanned }: ConfigFacts, section: ConfigSection): ConfigEntry[] {
  const next = scanned.sections.find(({ range }) => range.start > section.range.start)?.range.start ?? Infinity;
  return scanned.entries.filter(({ keyRange }) => keyRange.start > section.range.start && keyRange.start < next);
}

function unknownSection(facts: ConfigFacts, section: ConfigSection): Finding {
  const { name, range } = section;
  const other = otherFile[facts.file];
  if (sectionsOf(other).some((known) => isSame(known, name))) {
    const says = message(
      'WSL ignores the keys below: [{0}] belongs in {1}, and this is {2}.',
      name,
      nameOf[other],
      nameOf[facts.file],
    );
    return findingAt(facts, 'config-misplaced-key', 'warning', range, says);
  }
  const meant = nearest(name, sectionsOf(facts.file)) ?? sectionByKeys(facts, section);
  const says =
    meant === null
      ? unknown(facts, `[${name}]`)
      : message('WSL ignores the keys below: it knows no section [{0}]. Did you mean [{1}]?', name, meant);
  const severity = meant === null && isBeyond(facts) ? 'info' : 'warning';
  return findingAt(facts, 'config-unknown-key', severity, range, says, {
    fixes: () => [meant === null ? null : replaceFix(range, `[${meant}]`, false)],
  });
}

/** The one section that has all keys below a header. */
function sectionByKeys(facts: ConfigFacts, section: ConfigSection): string | null {
  const entries = entriesOf(facts, section);
  const fitting = sectionsOf(facts.file).filter((name) => entries.every(({ key }) => findKey(facts.file, name, key)));
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

function unknownKey(facts: ConfigFacts, entry: ConfigEntry): Finding {
  const { section, key, keyRange } = entry;
  const homes = keysIn(facts.file).filter((known) => isSame(known.key, key) && isHome(known));
  const [home, ...more] = homes;
  const comment = (): Fix => commentOutFix(facts, wholeEntry(entry));
  const misplaced = (says: Message, fix: Fix | null = null): Finding =>
    findingAt(facts, 'config-misplaced-key', 'warning', keyRange, says, {
      fixes: () => [fix, comment()],
      isUnnecessary: true,
    });
  if (section === null) {
    return home === undefined || more.length > 0
      ? misplaced(message('WSL ignores {0}: it stands before any section.', key))
      : misplaced(
          message('WSL ignores {0}: it stands before any section. It belongs in [{1}].', key, home.section),
          headerAboveFix(facts, entry, home.section),
        );
  }
  if (home !== undefined) {
    const says = message(
      'WSL ignores {0} in [{1}]: it belongs in [{2}].',
      key,
      section,
      homes.map((each) => each.section).join('], ['),
    );
    return misplaced(says, more.length === 0 ? ownSectionFix(facts, entry, home) : null);
  }
  const other = otherFile[facts.file];
  const elsewhere = keysIn(other).find((known) => isSame(known.key, key));
  if (elsewhere) {
    return misplaced(
      message('WSL ignores {0} here: it belongs in [{1}] of {2}.', key, elsewhere.section, nameOf[other]),
    );
  }
  const near = nearest(key, namesIn(facts.file, section));
  if (near !== null) {
    const says = message('WSL ignores {0}: it knows no such key in [{1}]. Did you mean {2}?', key, section, near);
    return findingAt(facts, 'config-unknown-key', 'warning', keyRange, says, {
      fixes: () => [replaceFix(keyRange, near, false), comment()],
    });
  }
  return findingAt(facts, 'config-unknown-key', isBeyond(facts) ? 'info' : 'warning', keyRange, unknown(facts, key), {
    fixes: () => [comment()],
  });
}

function unknown(facts: ConfigFacts, name: string): Message {
  return isBeyond(facts)
    ? message('WSL ignores {0}, unless a release after {1} brought it: Slipway does not know it.', name, newestRelease)
    : message('WSL ignores {0}: it knows nothing of this name.', name);
}

/** Whether the WSL that reads this may know more than is known here. */
function isBeyond(facts: ConfigFacts): boolean {
  return facts.isLaterThan(newestRelease) === true;
}

/** Whether a key is to be written in its section: neither its old place nor gone. */
function isHome({ home, gone }: ConfigKey): boolean {
  return home === undefined && gone === undefined;
}

function namesIn(file: WslConfigFile, section: string): string[] {
  return keysIn(file)
    .filter((known) => isSame(known.section, section) && isHome(known))
    .map(({ key }) => key);
}

function headerAboveFix(facts: ConfigFacts, entry: ConfigEntry, section: string): Fix {
  const { start } = facts.linesOf(wholeEntry(entry));
  return {
    title: message('Write [{0}] above this line', section),
    safe: false,
    cures: true,
    edits: [{ range: { start, end: start }, newText: `[${section}]${lineEndOf(facts)}` }],
  };
}

/** A header above a key, and one below it that goes on with the section it stands in. */
function ownSectionFix(facts: ConfigFacts, entry: ConfigEntry, home: ConfigKey): Fix {
  const { start, end } = facts.linesOf(wholeEntry(entry));
  const lineEnd = lineEndOf(facts);
  const { sections, entries } = facts.scanned;
  const next = entries.find(({ keyRange }) => keyRange.start > end)?.keyRange.start ?? Infinity;
  const isLast = next === Infinity || sections.some(({ range }) => range.start > end && range.start < next);
  return {
    title: message('Put this line into [{0}]', home.section),
    safe: false,
    cures: true,
    edits: [
      { range: { start, end: start }, newText: `[${home.section}]${lineEnd}` },
      ...(isLast ? [] : [{ range: { start: end, end }, newText: `${lineEnd}[${entry.section ?? ''}]` }]),
    ],
  };
}

function lineEndOf({ subject }: ConfigFacts): string {
  return /\r?\n/.exec(subject.text)?.[0] ?? '\n';
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
