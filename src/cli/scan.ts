import { scanComposeText } from '../mounts/scan';
import { isAtLeast, type ReadError } from '../text/finding';
import { inEnglish } from '../text/message';
import { findingsAsJson, findingsAsText } from '../text/report/findings';
import type { CommandContext, ExitCode } from './context';
import { complainOf, placeErrors } from './errors';
import { readSources } from './sources';

/** `slipway scan [path…]`: the findings in compose files. */
export async function scan(context: CommandContext): Promise<ExitCode> {
  const { invocation, machine } = context;
  const read = await readSources(invocation, machine);
  const files = read.sources.map(({ file, text, place }) => ({ file, ...scanComposeText(text, place) }));
  const errors: ReadError[] = [...read.errors, ...files.flatMap(placeErrors)];

  if (invocation.format === 'json') {
    context.print(findingsAsJson(files, errors, inEnglish));
  } else {
    const text = findingsAsText(files, inEnglish, context.paint);
    if (text !== '') context.print(text);
  }
  complainOf(errors, context);
  if (errors.length > 0) return 2;
  const failing = files.some(({ findings }) => findings.some(({ severity }) => isAtLeast(severity, invocation.failOn)));
  return failing ? 1 : 0;
}
