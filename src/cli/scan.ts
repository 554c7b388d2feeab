import packedPages from 'packed:docs/rules';
import { repository } from '../../product.json';
import { version } from '../../package.json';
import { oncePerProject } from '../mounts';
import { ruleIds } from '../mounts/ruleIds';
import { isAtLeast, severities, type Finding } from '../text/finding';
import { safeFixOf } from '../text/fixAll';
import { inEnglish } from '../text/message';
import type { FileFindings } from '../text/report/findings';
import { findingsAsJson } from '../text/report/json';
import { findingsAsSarif, type RulePage } from '../text/report/sarif';
import { findingsAsText } from '../text/report/text';
import { compareWith, fingerprintsOf, openBaseline, type Compared } from './baseline';
import type { CommandContext, ExitCode } from './context';
import { displayName } from './displayName';
import { complainOf, complainOfEmpty } from './errors';
import { unpackRulePages } from './rulePages';
import { scanSources, type ScannedSource } from './scanSources';
import { SourceRoot } from './sourceRoot';
import { count } from './table';

/** `slipway scan [path…]`: the findings in files that hold mounts. */
export async function scan(context: CommandContext): Promise<ExitCode> {
  const { invocation, machine, paint } = context;
  const {
    files: all,
    errors,
    empty,
  } = await scanSources(context, ({ findings }) => ({
    findings: findings.map(withFixesMade),
  }));
  const scanned = oncePerProject(all);
  const root = new SourceRoot(
    invocation.operands,
    scanned.map(({ file }) => file),
  );
  const marks =
    invocation.baseline !== null || invocation.format === 'sarif'
      ? fingerprintsOf(scanned, root)
      : new Map<Finding, string>();
  const compared: Compared<FileWithFindings> =
    invocation.baseline === null
      ? { files: scanned, known: 0, gone: 0 }
      : compareWith(await openBaseline(invocation.baseline, root, machine), scanned, marks, root);
  const { files } = compared;
  const failing = files.some(({ findings }) => findings.some(({ severity }) => isAtLeast(severity, invocation.failOn)));
  const exitCode = errors.length > 0 ? 2 : failing ? 1 : 0;

  switch (invocation.format) {
    case 'json':
      context.print(findingsAsJson(files, errors, inEnglish));
      break;
    case 'sarif': {
      const options = { translate: inEnglish, version, rules: await rulesWithPages(), root: root.address, exitCode };
      const locate = (file: string) => root.locate(file);
      context.print(findingsAsSarif(files, errors, { ...options, locate, fingerprints: marks }));
      break;
    }
    case 'text': {
      const { columns } = context;
      const text = findingsAsText(files, { translate: inEnglish, paint, nameOf: displayName, columns });
      if (text !== '') context.print(text);
    }
  }
  complainOf(errors, context);
  complainOfEmpty(empty, context);
  if (invocation.format === 'text' && invocation.engine === 'wsl2' && scanned.some(({ isUnjudged }) => isUnjudged)) {
    context.complain(
      'Nothing tells where this project lives, so its relative paths are not judged: --location says it.',
    );
  }
  if (compared.gone > 0) {
    context.complain(
      `${count(compared.gone, 'finding')} of the baseline ${compared.gone === 1 ? 'is' : 'are'} gone: write it anew.`,
    );
  }
  const readAnything = files.length > 0 || errors.length > 0;
  if (invocation.format === 'text' && readAnything) context.complain(summary(compared));
  return exitCode;
}

async function rulesWithPages(): Promise<RulePage[]> {
  const pages = await unpackRulePages(packedPages);
  return ruleIds.map((id) => ({
    id,
    page: pages.get(id) ?? id,
    // A host for git repositories shows a file of the newest commit so.
    ...(repository === '' ? {} : { address: `${repository}/blob/HEAD/docs/rules/${id}.md` }),
  }));
}

type FileWithFindings = ScannedSource & FileFindings;

/** A finding by itself: what makes its fixes, or a comment, holds on to the whole file as it was parsed. */
function withFixesMade(finding: Finding): Finding {
  const fixes = finding.fixes();
  return { ...finding, fixes: () => fixes, suppress: () => null, suppressInFile: () => null };
}

/** "3 findings in 1 file, 2 files read: 1 error, 2 hints. "slipway fix" answers 1 of them." */
function summary({ files, known }: Compared<FileWithFindings>): string {
  const hit = files.filter(({ findings }) => findings.length > 0);
  const found = hit.flatMap(({ findings }) => findings);
  const fixable = found.filter((finding) => safeFixOf(finding) !== null).length;
  const where = found.length === 0 ? '' : ` in ${count(hit.length, 'file')}`;
  const kinds = severities
    .map((severity) => ({ severity, number: found.filter((finding) => finding.severity === severity).length }))
    .filter(({ number }) => number > 0)
    .reverse();
  const [only] = kinds;
  const noun = kinds.length === 1 && only ? only.severity : found.length === 0 && known > 0 ? 'new finding' : 'finding';
  const each = kinds.length > 1 ? `: ${kinds.map(({ severity, number }) => count(number, severity)).join(', ')}` : '';
  const sentences = [
    `${count(found.length, noun)}${where}, ${count(files.length, 'file')} read${each}.`,
    ...(known > 0 ? [`${known}${found.length > 0 ? ' more' : ''} ${known === 1 ? 'is' : 'are'} in the baseline.`] : []),
    ...(fixable > 0 ? [`"slipway fix" answers ${fixable} of them.`] : []),
  ];
  return sentences.join(' ').replace(/^n/, 'N');
}
