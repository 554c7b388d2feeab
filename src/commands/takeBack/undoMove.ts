import * as vscode from 'vscode';
import { withoutIcons } from '../../host/plainText';
import { inDisplayLanguage as translate } from '../../host/translate';
import type { MoveProblem, MoveRecord, UndoPlan, UndoProgress } from '../../projects/move';
import type { Problem } from '../../state/problem';
import { message, type Message } from '../../text/message';
import { printable } from '../../text/printable';
import { shortTime } from '../../text/shortTime';
import type { CommandContext } from '../context';
import { loadMove } from '../loadMove';
import { inNotification } from '../longWork';
import { askModal } from '../modal';
import { showProblem, tell, warn } from '../say';
import { startQuestion, undoQuestion } from './questions';

type Move = Awaited<ReturnType<typeof loadMove>>;

/** Takes back the move of a project: asks which, shows what would be removed and what stays, and removes it. */
export async function undoMove(context: CommandContext): Promise<void> {
  const room = await loadMove();
  const record = await pickMove(await room.listKept(context.machine));
  if (record === null) return void tell(message('No move is on record to take back.'));
  if (record) await new Undoer(context, room).run(record);
}

class Undoer {
  private readonly language = vscode.env.language;

  constructor(
    private readonly context: CommandContext,
    private readonly room: Move,
  ) {}

  async run(record: MoveRecord): Promise<void> {
    const plan = await this.plan(record);
    if (!plan) return;
    if ((await askModal(undoQuestion(plan, this.room.undoSentences(plan, this.language)))) !== 'remove') return;
    const end = await this.inProgress(message('Taking the move back'), (signal, show) =>
      this.room.runUndo(this.context.machine, plan, signal, show),
    );
    if (end.kind === 'failed') this.present(end.problem);
    if (end.kind === 'cancelled') {
      void warn(message('Cancelled. What was not removed stays, and the same command goes on.'));
    }
    if (end.kind !== 'done') return;
    const [removed, rest] = this.room.undoEndSentences(end, plan, this.language);
    const say = end.isAllGone ? tell : warn;
    for (const sentence of [removed, rest]) if (sentence) void say(sentence);
  }

  /** A stopped distro is started only for whoever agrees to that. */
  private async plan({ distro, folder }: MoveRecord): Promise<UndoPlan | null> {
    let mayStart = false;
    for (;;) {
      const wish = { distro: distro.name, folder, mayStart };
      const planned = await this.inProgress(message('Looking at what was moved…'), (signal, show) =>
        this.room.planUndo(this.context.machine, wish, signal, show),
      );
      if (planned.kind === 'plan') return planned.plan;
      if (planned.kind === 'cancelled') return null;
      if (planned.problem.kind !== 'undoWouldStart' || mayStart) {
        this.present(planned.problem);
        return null;
      }
      if ((await askModal(startQuestion(distro.name))) !== 'start') return null;
      mayStart = true;
    }
  }

  private inProgress<T>(
    title: Message,
    work: (signal: AbortSignal, show: (progress: UndoProgress) => void) => Promise<T>,
  ): Promise<T> {
    return inNotification(title, (signal, progress) =>
      work(signal, (now) =>
        progress.report({ message: translate(this.room.undoProgressText(now, vscode.env.language)) }),
      ),
    );
  }

  private present(problem: MoveProblem | Problem): void {
    void showProblem(this.context, 'slipway.project.undoMove', problem.kind, this.room.explainMoveProblem(problem));
  }
}

/** Null where there is none, undefined where the user chose none. */
async function pickMove(records: readonly MoveRecord[]): Promise<MoveRecord | null | undefined> {
  if (records.length === 0) return null;
  const picks = records.map((record) => ({
    label: withoutIcons(printable(record.folder)),
    description: withoutIcons(printable(record.distro.name)),
    detail: translate(
      message(
        'From {0}, {1}',
        withoutIcons(printable(record.source)),
        shortTime(record.moved, new Date(), vscode.env.language),
      ),
    ),
    record,
  }));
  const placeHolder = translate(message('Take back which move? What it removes is shown first.'));
  return (await vscode.window.showQuickPick(picks, { placeHolder, matchOnDetail: true }))?.record;
}
