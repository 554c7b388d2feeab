import { oncePerProject } from '../mounts';
import { ruleIds } from '../mounts/ruleIds';
import { isAtLeast, type Finding } from '../text/finding';
import { safeFixOf } from '../text/fixAll';
import type { FileFindings } from '../text/report/findings';
import { compareWith, fingerprintsOf, openBaseline, type Compared } from './baseline';
import type { CommandContext, ExitCode } from './context';
import { complainOf, complainOfEmpty } from './errors';
import { countFindings, printFindings } from './printFindings';
import { scanSources, type ScannedSource } from './scanSources';
import { SourceRoot } from './sourceRoot';
import { count } from './table';

/** `slipway scan [path…]`: the findings in files that hold mounts. */
export async function scan(context: CommandContext): Promise<ExitCode> {
  const { invocation, machine } = context;
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

  await printFindings({ files, errors, root, rules: ruleIds, marks, exitCode }, context);
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

type FileWithFindings = ScannedSource & FileFindings;

/** A finding by itself: what makes its fixes, or a comment, holds on to the whole file as it was parsed. */
function withFixesMade(finding: Finding): Finding {
  const fixes = finding.fixes();
  return { ...finding, fixes: () => fixes, suppress: () => null, suppressInFile: () => null };
}

/** "3 findings in 1 file, 2 files read: 1 error, 2 hints. "slipway fix" answers 1 of them." */
function summary({ files, known }: Compared<FileWithFindings>): string {
  const found = files.flatMap(({ findings }) => findings);
  const fixable = found.filter((finding) => safeFixOf(finding) !== null).length;
  const sentences = [
    countFindings(files, known),
    ...(known > 0 ? [`${known}${found.length > 0 ? ' more' : ''} ${known === 1 ? 'is' : 'are'} in the baseline.`] : []),
    ...(fixable > 0 ? [`"slipway fix" answers ${fixable} of them.`] : []),
  ];
  return sentences.join(' ');
}
