import * as vscode from 'vscode';
import { inDisplayLanguage as translate } from '../host/translate';
import type { MoveEnd, MovePlan, MoveProblem, MoveWish, PointerEdit } from '../projects/move';
import type { Problem } from '../state/problem';
import { message, type Message } from '../text/message';
import { printable } from '../text/printable';
import type { CommandContext } from './context';
import { chooseDriveFolder } from './driveFolder';
import { loadMove } from './loadMove';
import { loadResources } from './loadResources';
import { inNotification } from './longWork';
import { askModal } from './modal';
import { gitQuestion, moveQuestion, pointersQuestion } from './moveQuestions';
import { hasWslExtension, openInDistro } from './open';
import { resolveDistro } from './pickDistro';
import { projectOfWindow } from './project';
import { showProblem, tell, warn } from './say';
import { manageTrust } from './trust';
import { markdownText } from '../text/markdownCode';
import { countText } from '../text/count';

type Move = Awaited<ReturnType<typeof loadMove>>;

/**
 * Moves a project of this window into a distro: asks where to, shows the plan, copies and compares, and opens the new folder
 * once the user wants it. `argument` is the address of the project's folder; without one, the user chooses.
 */
export async function moveProject(context: CommandContext, argument: unknown): Promise<void> {
  if (!vscode.workspace.isTrusted) return refuseRestricted();
  const folder =
    argument === undefined
      ? await chooseDriveFolder(context, message('Move which project into a distro?'))
      : projectOfWindow(argument);
  if (folder === null) return void tell(message('Nothing to move: no folder is on a Windows drive.'));
  if (!folder) return;
  const distro = await resolveDistro(context, undefined, {
    placeholder: translate(message('Move the project into which distro?')),
    isCandidate: ({ wslVersion, state }) => wslVersion === 2 && (state === 'running' || state === 'stopped'),
  });
  if (!distro) return;
  const destination = await askDestination(folder, distro.name);
  if (destination === undefined) return;
  const mover = new Mover(context, await loadMove());
  await mover.run({ source: folder.fsPath, distro: distro.name, destination });
}

/** A repository that is moved is compared by git, which runs what the repository's own configuration names as filters. */
async function refuseRestricted(): Promise<void> {
  const manage = message('Manage Workspace Trust');
  const text = message(
    'Not moved: this folder is restricted, and git would run programs that it names. Trust it first.',
  );
  if ((await tell(text, manage)) === manage) await manageTrust();
}

class Mover {
  private readonly language = vscode.env.language;

  constructor(
    private readonly context: CommandContext,
    private readonly room: Move,
  ) {}

  async run(wish: MoveWish): Promise<void> {
    const plan = await this.plan(wish);
    if (!plan) return;
    const sentences = this.room.planSentences(plan, this.language, translate);
    const choice = await askModal(moveQuestion(plan, sentences));
    if (choice === 'discard') return this.discard(plan);
    if (choice === 'measure') {
      return (await loadResources()).measureFolder(this.context, wish.source, plan.request.distro.name);
    }
    if (choice === 'move') await this.carryOut(plan);
  }

  private async plan(wish: MoveWish): Promise<MovePlan | null> {
    const title = message('Looking at what there is to move…');
    return inNotification(title, async (signal) => {
      const found = await this.room.findRequest(this.context.machine, wish, signal);
      if (!found) return null;
      if (!found.ok) return this.present(found.problem);
      const planned = await this.room.planMove(this.context.machine, found.value, new Set(), signal);
      if (planned.kind === 'refused') return this.present(planned.problem);
      return planned.kind === 'plan' ? planned.plan : null;
    });
  }

  private async carryOut(plan: MovePlan): Promise<void> {
    const held = await this.room.holdPlace(this.context.machine, plan.place);
    if (held.kind !== 'held') return void this.present(held);
    const end = await this.copyAndSetUp(plan).finally(() => held.release());
    if (end.kind === 'done') return this.finish(plan, end);
    if (end.kind === 'failed') return void this.present(end.problem);
    await this.afterCancel(plan);
  }

  private async copyAndSetUp(plan: MovePlan): Promise<MoveEnd> {
    const end = await this.copy(plan);
    if (end.kind !== 'done') return end;
    const { request } = plan;
    await this.setUpGit(plan);
    const edits = await this.room.findPointers(request.tree, plan.survey.mayNameOldPlace, request);
    if (edits.length > 0) await this.repoint(plan, edits);
    return end;
  }

  private copy(plan: MovePlan): Promise<MoveEnd> {
    const title = message('Moving into {0}', printable(plan.request.distro.name));
    return inNotification<MoveEnd>(title, (signal, progress) => {
      let [shown, percent] = [0, 0];
      return this.room.carryOutMove(this.context.machine, plan, signal, (now) => {
        if (Date.now() - shown < 250 && now.phase === 'copying') return;
        shown = Date.now();
        const reached = 100 * this.room.shareOf(now, plan);
        const text = translate(this.room.progressText(now, plan, this.language));
        progress.report({ message: text, increment: Math.max(0, reached - percent) });
        percent = Math.max(percent, reached);
      });
    });
  }

  /** What has arrived is of use for the next time, and may be unwanted: both are offered. */
  private async afterCancel(plan: MovePlan): Promise<void> {
    const [go, discard] = [message('Go On'), message('Remove What Arrived')];
    const text = message(
      'The move was cancelled. What has arrived in {0} stays for the next time.',
      printable(plan.request.distro.name),
    );
    const chosen = await warn(text, go, discard);
    if (chosen === go) await this.carryOut({ ...plan, unfinished: plan.mark });
    if (chosen === discard) await this.discard(plan);
  }

  private async discard({ request }: MovePlan): Promise<void> {
    const { machine } = this.context;
    const end = await this.room.discardCopy(machine, request.distro, request.destination);
    if (end?.kind === 'failed') return void this.present(end.problem);
    void tell(message('Nothing of the unfinished move is left in {0}.', printable(request.distro.name)));
  }

  private async finish(plan: MovePlan, { files, isKept }: Extract<MoveEnd, { kind: 'done' }>): Promise<void> {
    const { request } = plan;
    const takeBack = this.room.takeBackText(isKept);
    await this.showChecklist(plan, takeBack);
    if (!isKept) void warn(takeBack);
    const open = message('Open in {0}', printable(request.distro.name));
    const text = message(
      'Moved {0} files to {1}, each compared with the old folder.',
      countText(files, vscode.env.language),
      printable(request.destination),
    );
    if ((await tell(text, open)) !== open || !(await hasWslExtension())) return;
    await openInDistro(this.context, request.distro.name, request.destination, { forceNewWindow: true });
  }

  private async setUpGit(plan: MovePlan): Promise<void> {
    if (!plan.survey.isRepository || !plan.hasGit) return;
    const { machine } = this.context;
    const setup = await inNotification(message('Looking at the repository…'), (signal) =>
      this.room.planGitSetup(machine, plan.request, signal),
    );
    if (!setup || this.room.sizeOf(setup) === 0) return;
    if (!(await askModal(gitQuestion(this.room.gitSentences(setup))))) return;
    const end = await inNotification(message('Setting up the repository…'), (signal) =>
      this.room.runGitSetup(machine, plan.request, setup, signal),
    );
    await this.room.renewKept(machine, plan, { setup });
    const isFine = end.isDone && end.isWhole && (end.differing?.length ?? 0) === 0;
    for (const sentence of this.room.gitEndSentences(end)) void (isFine ? tell : warn)(sentence);
  }

  private async repoint(plan: MovePlan, edits: readonly PointerEdit[]): Promise<void> {
    if (!(await askModal(pointersQuestion(edits)))) return;
    const { machine } = this.context;
    const { distro, destination } = plan.request;
    const applied = await this.room.applyPointers(machine, distro, destination, edits, new AbortController().signal);
    await this.room.renewKept(machine, plan, { edits });
    const left = edits.filter(({ path }) => applied?.includes(path) !== true).map(({ path }) => printable(path));
    if (left.length > 0) void warn(message('Could not be changed, do it by hand: {0}.', left.join(', ')));
  }

  /** As a page, since it is worked through while other things are done. */
  private async showChecklist(plan: MovePlan, takeBack: Message): Promise<void> {
    const list = await this.room.checklistOf(plan, plan.request.tree);
    const title = translate(message('What is left to do after the move'));
    const items = list.map((each) => `- ${markdownText(translate(each))}`).join('\n');
    const content = `# ${title}\n\n${items}\n\n${markdownText(translate(takeBack))}\n`;
    await this.context.pages.show(title, content);
  }

  private present(problem: MoveProblem | Problem): null {
    void showProblem(this.context, 'slipway.project.move', problem.kind, this.room.explainMoveProblem(problem));
    return null;
  }
}

async function askDestination(folder: vscode.Uri, distro: string): Promise<string | undefined> {
  const name = folder.path.split('/').at(-1) ?? '';
  const value = `~/src/${name}`;
  return vscode.window.showInputBox({
    title: translate(message('Move into {0}', printable(distro))),
    prompt: translate(message("A folder of the distro's own files that is not there yet, or is empty.")),
    value,
    valueSelection: [value.length - name.length, value.length],
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? translate(message('Name a folder.')) : null),
  });
}
