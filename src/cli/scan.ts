import { isAtLeast } from '../text/finding';
import { inEnglish } from '../text/message';
import { findingsAsJson, findingsAsText } from '../text/report/findings';
import type { CommandContext, ExitCode } from './context';
import { complainOf } from './errors';
import { scanSources } from './scanSources';

/** `slipway scan [path…]`: the findings in files that hold mounts. */
export async function scan(context: CommandContext): Promise<ExitCode> {
  const { invocation } = context;
  const { files, errors, empty } = await scanSources(context);

  if (invocation.format === 'json') {
    context.print(findingsAsJson(files, errors, inEnglish));
  } else {
    const text = findingsAsText(files, inEnglish, context.paint);
    if (text !== '') context.print(text);
  }
  complainOf(errors, context);
  // Whoever runs this unwatched must see that nothing was checked.
  for (const folder of empty) context.complain(`No compose file or devcontainer.json found in ${nameOf(folder)}.`);
  const readAnything = files.length > 0 || errors.length > 0;
  if (invocation.format === 'text' && readAnything) context.complain(summary(files));
  if (errors.length > 0) return 2;
  const failing = files.some(({ findings }) => findings.some(({ severity }) => isAtLeast(severity, invocation.failOn)));
  return failing ? 1 : 0;
}

function nameOf(folder: string): string {
  return folder === '.' ? 'this folder' : folder;
}

/** "2 findings in 1 file, 3 files read." */
function summary(files: readonly { readonly findings: readonly unknown[] }[]): string {
  const hit = files.filter(({ findings }) => findings.length > 0);
  const found = hit.reduce((sum, { findings }) => sum + findings.length, 0);
  const where = found === 0 ? '' : ` in ${count(hit.length, 'file')}`;
  return `${count(found, 'finding')}${where}, ${count(files.length, 'file')} read.`.replace(/^n/, 'N');
}

function count(number: number, noun: string): string {
  return `${number === 0 ? 'no' : number} ${noun}${number === 1 ? '' : 's'}`;
}
