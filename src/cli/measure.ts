import { resolve } from 'node:path';
import type * as Measure from '../projects/measure';
import type { MeasureEnd, MeasureProblem, MeasureRequest } from '../projects/measure';
import type { Problem } from '../state/problem';
import { isDrivePath } from '../text/location';
import { inEnglish } from '../text/message';
import { agree, canAsk } from './confirm';
import type { CommandContext, ExitCode } from './context';
import { UsageError } from './invocation';
import { measureAsJson, measureAsText, type MeasureOutcome } from './measureOutput';
import { ProgressLine } from './progressLine';

/** What is told at the end, in either form. */
export interface ToldMeasure {
  readonly outcome: MeasureOutcome;
  readonly request?: MeasureRequest;
  readonly end?: MeasureEnd;
  readonly problem?: MeasureProblem | Problem;
}

const exits: Readonly<Record<MeasureOutcome, ExitCode>> = {
  measured: 0,
  failed: 1,
  refused: 2,
  declined: 2,
  cancelled: 130,
};

/**
 * `slipway measure [FOLDER]`: what a folder on a Windows drive costs against the Linux file system of a distro; the output's
 * schema is docs/schema/measure.schema.json.
 */
export async function measure(context: CommandContext): Promise<ExitCode> {
  const [folder = '.', ...others] = context.invocation.operands;
  if (folder === '' || others.length > 0) throw new UsageError('measure takes one folder on a Windows drive.');
  const room = await import('../projects/measure');
  const told = await run(context, room, isDrivePath(folder) ? folder : resolve(folder));
  if (context.invocation.format === 'json') context.print(measureAsJson(told, room));
  return exits[told.outcome];
}

async function run(context: CommandContext, room: typeof Measure, folder: string): Promise<ToldMeasure> {
  const { invocation, machine, signal } = context;
  const { distro, start, yes, format } = invocation;
  const failed = (problem: MeasureProblem | Problem, outcome: 'failed' | 'refused'): ToldMeasure => {
    const { message, nextStep } = room.explainMeasureProblem(problem);
    context.complain(`${inEnglish(message)} ${inEnglish(nextStep)}`);
    return { outcome, problem };
  };
  const found = await room.findMeasure(machine, { folder, distro, start, isAsked: !yes && canAsk() }, signal);
  if (found === null) return { outcome: 'cancelled' };
  if (!found.ok) return failed(found.problem, 'refused');
  const request = found.value;
  if (!yes) for (const sentence of room.planSentences(request)) context.complain(inEnglish(sentence));
  const starts = request.distro.state !== 'running';
  const answer = await agree(context, starts ? `Start ${request.distro.name} and measure it now?` : 'Measure it now?');
  if (answer !== 'agreed') return { outcome: answer, request };
  const line = new ProgressLine();
  const end = await room.runMeasure(machine, request, signal, (progress) =>
    line.show(() => inEnglish(room.progressText(progress)), true),
  );
  line.clear();
  for (const path of end.left) context.complain(`${path} is still there: it is removed by the next measurement.`);
  switch (end.kind) {
    case 'cancelled':
      context.complain(end.left.length === 0 ? 'Cancelled. Nothing is left of it.' : 'Cancelled.');
      return { outcome: 'cancelled', request, end };
    case 'failed':
      return { ...failed(end.problem, end.isBegun ? 'failed' : 'refused'), request, end };
    case 'measured':
      if (format === 'text') context.print(measureAsText(request, end.value, room));
      return { outcome: 'measured', request, end };
  }
}
