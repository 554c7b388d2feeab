import packedPages from 'packed:docs/rules';
import { repository } from '../../product.json';
import { version } from '../../package.json';
import { severities, type Finding, type ReadError } from '../text/finding';
import { inEnglish } from '../text/message';
import type { FileFindings } from '../text/report/findings';
import { findingsAsJson } from '../text/report/json';
import { findingsAsSarif, type RulePage } from '../text/report/sarif';
import { findingsAsText } from '../text/report/text';
import type { CommandContext, ExitCode } from './context';
import { displayName } from './displayName';
import { unpackRulePages } from './rulePages';
import type { SourceRoot } from './sourceRoot';
import { count } from './table';

/** What a command found, and what its report needs besides. */
export interface Found {
  readonly files: readonly FileFindings[];
  readonly errors: readonly ReadError[];
  readonly root: SourceRoot;
  /** The rules that it goes by. */
  readonly rules: readonly string[];
  /** The fingerprints of the findings; asked for SARIF alone. */
  readonly marks: ReadonlyMap<Finding, string>;
  readonly exitCode: ExitCode;
  /** Whether `slipway fix` leaves such files alone. */
  readonly onlySuggests?: boolean;
}

/** Prints findings in the format that was asked for. */
export async function printFindings(found: Found, context: CommandContext): Promise<void> {
  const { files, errors, root, rules, marks, exitCode, onlySuggests = false } = found;
  const { invocation, paint, columns } = context;
  switch (invocation.format) {
    case 'json':
      context.print(findingsAsJson(files, errors, inEnglish));
      break;
    case 'sarif': {
      const options = { translate: inEnglish, version, rules: await withPages(rules), root: root.address, exitCode };
      const locate = (file: string) => root.locate(file);
      context.print(findingsAsSarif(files, errors, { ...options, locate, fingerprints: marks }));
      break;
    }
    case 'text': {
      const text = findingsAsText(files, { translate: inEnglish, paint, nameOf: displayName, columns, onlySuggests });
      if (text !== '') context.print(text);
    }
  }
}

async function withPages(rules: readonly string[]): Promise<RulePage[]> {
  const pages = await unpackRulePages(packedPages);
  return rules.map((id) => ({
    id,
    page: pages.get(id) ?? id,
    // A host for git repositories shows a file of the newest commit so.
    ...(repository === '' ? {} : { address: `${repository}/blob/HEAD/docs/rules/${id}.md` }),
  }));
}

/** "3 findings in 1 file, 2 files read: 1 error, 2 hints." */
export function countFindings(files: readonly FileFindings[], known: number): string {
  const hit = files.filter(({ findings }) => findings.length > 0);
  const found = hit.flatMap(({ findings }) => findings);
  const where = found.length === 0 ? '' : ` in ${count(hit.length, 'file')}`;
  const kinds = severities
    .map((severity) => ({ severity, number: found.filter((finding) => finding.severity === severity).length }))
    .filter(({ number }) => number > 0)
    .reverse();
  const [only] = kinds;
  const noun = kinds.length === 1 && only ? only.severity : found.length === 0 && known > 0 ? 'new finding' : 'finding';
  const each = kinds.length > 1 ? `: ${kinds.map(({ severity, number }) => count(number, severity)).join(', ')}` : '';
  return `${count(found.length, noun)}${where}, ${count(files.length, 'file')} read${each}.`.replace(/^n/, 'N');
}
