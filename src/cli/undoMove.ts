import type * as Move from '../projects/move';
import { inEnglish } from '../text/message';
import { agree } from './confirm';
import type { CommandContext } from './context';
import type { ToldMove } from './move';
import { ProgressLine } from './progressLine';

/** `slipway move --undo DISTRO:PATH`: shows what of a move would be removed and what stays, asks, and removes it. */
export async function undoMove(context: CommandContext, room: typeof Move, wish: Move.UndoWish): Promise<ToldMove> {
  const { invocation, machine, signal } = context;
  const line = new ProgressLine();
  const show = (progress: Move.UndoProgress): void => line.show(() => inEnglish(room.undoProgressText(progress, 'en')));
  const say = (sentences: ReturnType<typeof room.undoSentences>): void => {
    if (invocation.format === 'text') for (const each of sentences) context.print(inEnglish(each));
  };
  const complain = (problem: Parameters<typeof room.explainMoveProblem>[0]): void => {
    const { message, nextStep } = room.explainMoveProblem(problem);
    context.complain(`${inEnglish(message)} ${inEnglish(nextStep)}`);
  };

  line.show(() => 'Looking at what was moved…', true);
  const planned = await room.planUndo(machine, wish, signal, show);
  line.clear();
  if (planned.kind === 'cancelled') return { outcome: 'cancelled' };
  if (planned.kind === 'refused') {
    complain(planned.problem);
    return { outcome: 'refused', problem: planned.problem };
  }
  const { plan } = planned;
  say(room.undoSentences(plan, 'en'));
  const undo = { plan, end: null };
  if (invocation.dryRun) return { outcome: 'planned', undo };
  const answer = await agree(context, `Remove it from ${plan.distro.name} now?`);
  if (answer !== 'agreed') return { outcome: answer, undo };
  const end = await room.runUndo(machine, plan, signal, show);
  line.clear();
  if (end.kind === 'cancelled') {
    context.complain('Cancelled. What was not removed stays: the same call goes on.');
    return { outcome: 'cancelled', undo: { plan, end } };
  }
  if (end.kind === 'failed') {
    complain(end.problem);
    return { outcome: 'failed', problem: end.problem, undo: { plan, end } };
  }
  say(room.undoEndSentences(end, plan, 'en'));
  return { outcome: 'undone', undo: { plan, end } };
}
