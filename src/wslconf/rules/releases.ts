import type { Finding } from '../../text/finding';
import { message } from '../../text/message';
import { readBoolean, readChoice } from '../values';
import { commentOutFix, findingAt, replaceFix, wholeEntry, type ConfigFacts, type ReadEntry } from './subject';

/** The first release of which all keys are known. Of an earlier one, what it does not know cannot be told. */
const firstKnownRelease = '2.5.8';

/** What the installed WSL does not know any more or reads for nothing: `config-removed-key`. */
export function findRemoved(facts: ConfigFacts, entry: ReadEntry): Finding | null {
  const { known, key, keyRange } = entry;
  const comment = { fixes: () => [commentOutFix(facts, wholeEntry(entry))], isUnnecessary: true, isDeprecated: true };
  if (known.gone !== undefined) {
    const isGone = facts.isRelease(known.gone);
    if (isGone === false) return null;
    const says = message('WSL {0} and later ignore {1}: it is gone.', known.gone, key);
    return findingAt(facts, 'config-removed-key', isGone === null ? 'info' : 'warning', keyRange, says, comment);
  }
  if (known.isIdle && readBoolean(entry.value) === true) {
    const says = message('{0} does nothing any more: WSL only warns of it at each start.', key);
    return findingAt(facts, 'config-removed-key', 'info', keyRange, says, comment);
  }
  if (known.home !== undefined && facts.isRelease(firstKnownRelease) === true) {
    const says = message(
      'Still read here, but [{0}] is the place of {1} now. Both are one key: the first counts.',
      known.home,
      key,
    );
    return findingAt(facts, 'config-removed-key', 'hint', keyRange, says, { isDeprecated: true });
  }
  return null;
}

/** What only a later WSL knows: `config-newer-wsl`. Nothing where nobody knows which one is installed. */
export function findTooNew(facts: ConfigFacts, entry: ReadEntry): Finding | null {
  const { known, key, keyRange } = entry;
  const { wsl } = facts.subject;
  if (wsl === null) return null;
  const comment = { fixes: () => [commentOutFix(facts, wholeEntry(entry))], isUnnecessary: true };
  if (known.since !== undefined && facts.isRelease(known.since) === false) {
    const says = message('WSL {0} ignores {1}: it came with {2}.', wsl, key, known.since);
    return findingAt(facts, 'config-newer-wsl', 'warning', keyRange, says, comment);
  }
  if (known.after !== undefined && facts.isLaterThan(known.after) === false) {
    const says = message('WSL {0} ignores {1}: it came after {2}.', wsl, key, known.after);
    return findingAt(facts, 'config-newer-wsl', 'warning', keyRange, says, comment);
  }
  return findTooNewValue(facts, entry, wsl);
}

function findTooNewValue(facts: ConfigFacts, { known, value, valueRange }: ReadEntry, wsl: string): Finding | null {
  const choice = readChoice(known, value);
  // Under another name it may be older.
  if (choice === null || choice.toLowerCase() !== value.toLowerCase()) return null;
  const since = known.valuesSince?.[choice];
  if (since === undefined || facts.isRelease(since) !== false) return null;
  const older = Object.entries(known.aliases ?? {}).find(([, name]) => name === choice)?.[0];
  const says =
    older === undefined
      ? message('WSL {0} ignores {1}: it came with {2}.', wsl, value, since)
      : message('WSL {0} ignores {1}: the name came with {2}, and was {3} before.', wsl, value, since, older);
  return findingAt(facts, 'config-newer-wsl', 'warning', valueRange, says, {
    fixes: () => [older === undefined ? null : replaceFix(valueRange, older, false)],
  });
}
