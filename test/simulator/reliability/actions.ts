import { chooseDefaultUser } from '../../../src/commands/care/defaultUser';
import { runExport } from '../../../src/commands/care/exportJob';
import { runImport } from '../../../src/commands/care/importJob';
import { runMove } from '../../../src/commands/care/moveJob';
import { findTargetFolder } from '../../../src/commands/care/targetFolder';
import { checkDocker } from '../../../src/commands/checkDocker';
import { problemOf, ProblemError, type CommandContext } from '../../../src/commands/context';
import { startDocker } from '../../../src/commands/docker';
import { restartDockerDesktop, stopDockerDesktop } from '../../../src/commands/dockerLifecycle';
import { disableIntegration, enableIntegration } from '../../../src/commands/integration/toggle';
import { clearUpInterrupted } from '../../../src/commands/integration/recover';
import { proveDockerInDistro } from '../../../src/commands/proveDocker';
import { setLimits } from '../../../src/commands/resources/limits';
import { reclaimSpace } from '../../../src/commands/resources/reclaim/reclaim';
import { readRunningWslConf, saveWslConf } from '../../../src/commands/resources/wslConf/file';
import { setDefault } from '../../../src/commands/setDefault';
import { chooseDefaultVersion, setVersion } from '../../../src/commands/setVersion';
import { shutDown } from '../../../src/commands/shutDown';
import { stopDistro } from '../../../src/commands/stop';
import { explainProblem, type Problem } from '../../../src/state/problem';
import type { IntegratedDistro } from '../../../src/state/snapshot';
import { person } from './editor';
import type { WindowEnd } from './orders';

const never = new AbortController().signal;
const saved = 'C:\\Users\\dev\\saved\\out.tar';
type Action = (context: CommandContext, distro: string | null) => Promise<unknown>;

/** The row of a distro; where none is shown, the command is called from the palette. */
function row({ store }: CommandContext, name: string | null): { readonly distro: IntegratedDistro } | undefined {
  const distro = store.current?.distros.find((each) => each.name === name);
  return distro && { distro };
}

/** The same for what cannot be called from there. */
function distroOf(context: CommandContext, name: string | null): IntegratedDistro {
  const [problem] = context.store.current?.problems ?? [];
  const found = row(context, name)?.distro;
  if (!found) throw new ProblemError(problem ?? { kind: 'distroGone', name: name ?? '' });
  return found;
}

/** A job says by itself how it ended. */
function settle(end: { readonly kind: string; readonly problem?: Problem | null }): void {
  if (end.kind !== 'done' && end.problem) throw new ProblemError(end.problem);
  person.show({ kind: end.kind === 'done' ? 'status' : 'warned', text: end.kind });
}

/** Asks as the command around a job does, so that a question stands there. */
async function withQuestion(act: () => Promise<void>): Promise<void> {
  person.show({ kind: 'asked', text: 'job' });
  await person.think();
  await act();
}

/** The operations of a window, each by the function that its command calls. */
export const actions: Readonly<Record<string, Action>> = {
  async refresh({ store }) {
    await store.refresh();
    const [problem] = store.current?.problems ?? [];
    if (problem) throw new ProblemError(problem);
  },
  checkDocker: (context, distro) => checkDocker(context, row(context, distro)),
  proveDocker: (context, distro) => proveDockerInDistro(context, row(context, distro)),
  setVersion: (context, distro) => setVersion(context, row(context, distro)),
  setDefault: (context, distro) => setDefault(context, row(context, distro)),
  setDefaultVersion: (context) => chooseDefaultVersion(context),
  setDefaultUser: (context, distro) => chooseDefaultUser(context, row(context, distro)),
  stop: (context, distro) => stopDistro(context, row(context, distro)),
  shutDown: (context) => shutDown(context),
  startDocker: (context) => startDocker(context),
  stopDocker: (context) => stopDockerDesktop(context),
  restartDocker: (context) => restartDockerDesktop(context),
  async enableIntegration(context, distro) {
    // As a window does some seconds after it has opened.
    await clearUpInterrupted(context);
    await enableIntegration(context, row(context, distro));
  },
  async disableIntegration(context, distro) {
    await clearUpInterrupted(context);
    await disableIntegration(context, row(context, distro));
  },
  setLimits: (context) => setLimits(context),
  async writeWslConf(context, distro) {
    const found = distroOf(context, distro);
    const { bytes } = await readRunningWslConf(context, found);
    const after = Buffer.from('[boot]\nsystemd=true\n');
    if (bytes && after.equals(bytes)) return;
    await saveWslConf(context, found, { before: bytes, after });
  },
  reclaim: (context, distro) => reclaimSpace(context, distro === null ? { docker: true } : row(context, distro)),
  exportDistro: (context, distro) =>
    withQuestion(async () =>
      settle(await runExport(context.machine, { name: distro!, format: 'tar', disk: null, file: saved }, never)),
    ),
  importDistro: (context) =>
    withQuestion(async () =>
      settle(
        await runImport(
          context.machine,
          { name: 'Copy', folder: 'C:\\Users\\dev\\copy', file: saved, as: { kind: 'archive', version: 2 } },
          never,
        ),
      ),
    ),
  async moveDistro(context, distro) {
    const { id, name, disk } = distroOf(context, distro);
    const distros = context.store.current!.distros;
    const target = await findTargetFolder(context.machine, 'D:\\moved', name, distros);
    if ('template' in target) {
      person.show({ kind: 'warned', text: target.template });
      return;
    }
    await withQuestion(async () =>
      settle(await runMove(context.machine, { id: id!, name, disk: disk!, isRunning: false, target }, never)),
    );
  },
};

/** Carries an operation out as the wrapper of all commands does, which presents what goes wrong. */
export async function endOf(act: () => Promise<unknown>): Promise<WindowEnd> {
  try {
    await act();
    return { problem: null, nextStep: '', detail: '' };
  } catch (error) {
    const problem = problemOf(error);
    if (!problem)
      return {
        problem: 'unforeseen',
        nextStep: '',
        detail: error instanceof Error ? (error.stack ?? '') : String(error),
      };
    const { message, nextStep, evidence } = explainProblem(problem);
    const fill = ({ template, args }: typeof message): string =>
      template.replace(/\{(\d+)\}/g, (_, index: string) => String(args[Number(index)]));
    const kind = problem.kind === 'integrationRefused' ? `${problem.kind} (${problem.refusal.kind})` : problem.kind;
    return { problem: kind, nextStep: fill(nextStep), detail: `${fill(message)} ${evidence}` };
  }
}
