import { momentHere } from '../host/moment';
import { inDisplayLanguage as translate } from '../host/translate';
import type { MeasureEnd, MeasureProblem, MeasureRequest, MeasureWay } from '../projects/measure';
import type { Problem } from '../state/problem';
import { message, type Message } from '../text/message';
import { printable } from '../text/printable';
import type { CommandContext } from './context';
import { chooseDriveFolder } from './driveFolder';
import { loadMeasure } from './loadMeasure';
import { inNotification } from './longWork';
import { askModal } from './modal';
import { resolveDistro } from './pickDistro';
import { ProgressClock } from './progressClock';
import { nameList, type Question } from './question';
import { showProblem, tell, warnWithLog } from './say';

type Measure = Awaited<ReturnType<typeof loadMeasure>>;

/** Measures what a folder of this window costs in a distro: that of the row `argument` it is called on, or one of the user's choice. */
export async function measureProject(context: CommandContext, argument: unknown): Promise<void> {
  const folder = await chooseDriveFolder(context, message('Measure which folder?'));
  if (folder === null) return void tell(message('Nothing to measure: no folder is on a Windows drive.'));
  if (!folder) return;
  const distro = await chooseMeasuringDistro(context, argument);
  if (distro !== undefined) await measureFolder(context, folder.fsPath, distro);
}

/** The name of the distro in which something is measured: that of the row `argument`, or one of the user's choice. */
export async function chooseMeasuringDistro(context: CommandContext, argument: unknown): Promise<string | undefined> {
  const distro = await resolveDistro(context, argument, {
    placeholder: translate(message('Measure it in which distro?')),
    isCandidate: ({ wslVersion, state }) => wslVersion === 2 && (state === 'running' || state === 'stopped'),
  });
  return distro?.name;
}

/**
 * Measures what a folder costs on its Windows drive against the Linux file system of a distro, having said all that is done for
 * that, and shows what was found.
 */
export async function measureFolder(context: CommandContext, folder: string, distro: string): Promise<void> {
  const room = await loadMeasure();
  const found = await measureOnce(context, folder, distro, room.againstHome);
  if (!found) return;
  const { request, end } = found;
  const content = room.measureDocument(request, end.value, momentHere(end.value.at), end.left, translate);
  await context.pages.show(translate(message('Measurement')), content);
}

/** What was found, and where. */
export interface MeasuredOnce<T> {
  readonly request: MeasureRequest;
  readonly end: Extract<MeasureEnd<T>, { kind: 'measured' }>;
}

/** The same in one way or another, without showing it; null where nothing was measured, and why was told. */
export async function measureOnce<T>(
  context: CommandContext,
  folder: string,
  distro: string,
  way: MeasureWay<T>,
): Promise<MeasuredOnce<T> | null> {
  const room = await loadMeasure();
  const request = await inNotification(message('Looking at what is measured…'), async (signal) => {
    const wish = { folder, distro, start: false, isAsked: true };
    const found = await room.findMeasure(context.machine, wish, signal);
    if (found && !found.ok) present(context, room, found.problem);
    return found?.ok ? found.value : null;
  });
  if (!request || !(await askModal(measureQuestion(request, way.sentences(request))))) return null;
  const end = await inNotification(message('Measuring {0}', printable(request.windowsPath)), (signal, progress) => {
    const clock = new ProgressClock(progress);
    return way
      .run(context.machine, request, signal, (now) => clock.say(room.progressText(now)))
      .finally(() => clock.dispose());
  });
  if (end.kind === 'measured') return { request, end };
  tellOfEnd(context, room, end);
  return null;
}

function measureQuestion({ windowsPath, distro }: MeasureRequest, plan: readonly Message[]): Question<'measure'> {
  const name = printable(distro.name);
  const starts = distro.state !== 'running';
  return {
    message: message('Measure what {0} costs?', printable(windowsPath)),
    detail: plan,
    choices: [['measure', starts ? message('Start {0} and Measure', name) : message('Measure in {0}', name)]],
  };
}

function tellOfEnd(context: CommandContext, room: Measure, end: Exclude<MeasureEnd, { kind: 'measured' }>): void {
  if (end.left.length > 0) {
    void warnWithLog(
      context,
      message('Still there, and removed by the next measurement: {0}', nameList(end.left.map(printable))),
    );
  }
  if (end.kind === 'failed') present(context, room, end.problem);
}

function present(context: CommandContext, room: Measure, problem: MeasureProblem | Problem): void {
  void showProblem(context, 'slipway.project.measure', problem.kind, room.explainMeasureProblem(problem));
}
