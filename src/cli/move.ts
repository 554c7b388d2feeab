import { resolve } from 'node:path';
import type * as Move from '../projects/move';
import type { MoveEnd, MovePlan, MoveProblem, PointerEdit } from '../projects/move';
import type { Problem } from '../state/problem';
import { isDrivePath } from '../text/location';
import { inEnglish, type Message } from '../text/message';
import { printable } from '../text/printable';
import { agree, confirm } from './confirm';
import type { CommandContext, ExitCode } from './context';
import { UsageError } from './invocation';
import { moveAsJson, type MoveOutcome } from './moveOutput';
import { ProgressLine } from './progressLine';
import { shownDiff } from './shownDiff';
import { undoMove } from './undoMove';
import { count } from './table';

/** What is told at the end, in either form. */
interface Told {
  readonly outcome: MoveOutcome;
  readonly plan?: MovePlan;
  readonly end?: MoveEnd;
  readonly problem?: MoveProblem | Problem;
  readonly git?: { readonly setup: Move.GitSetup; readonly end: Move.GitSetupEnd | null } | null;
  readonly pointers?: readonly (PointerEdit & { readonly applied: boolean })[];
  readonly checklist?: readonly Message[];
  readonly undo?: { readonly plan: Move.UndoPlan; readonly end: Move.UndoEnd | null };
}

const exits: Readonly<Record<MoveOutcome, ExitCode>> = {
  planned: 0,
  moved: 0,
  discarded: 0,
  undone: 0,
  failed: 1,
  refused: 2,
  declined: 2,
  cancelled: 130,
};

/**
 * `slipway move FOLDER DISTRO:PATH`: shows what would be copied, asks, copies, compares, and says what is left to do; the
 * output's schema is docs/schema/move.schema.json.
 */
export async function move(context: CommandContext): Promise<ExitCode> {
  const { undo, start, discard, include } = context.invocation;
  if (start && !undo) throw new UsageError('Of move, --start belongs to --undo.');
  if (undo && (discard || include.length > 0)) throw new UsageError('--undo takes neither --discard nor --include.');
  const run = undo ? readUndo(context) : readMove(context);
  const room = await import('../projects/move');
  const told = await run(room);
  if (context.invocation.format === 'json') context.print(moveAsJson(told, room));
  return exits[told.outcome];
}

type Run = (room: typeof Move) => Promise<Told>;

function readMove(context: CommandContext): Run {
  const [folder, target, ...others] = context.invocation.operands;
  const [distro, destination] = readTarget(target);
  if (folder === undefined || distro === undefined || destination === undefined || others.length > 0) {
    throw new UsageError('move takes a folder on a Windows drive, and DISTRO:PATH to move it to.');
  }
  const source = isDrivePath(folder) ? folder : resolve(folder);
  return (room) => new Mover(context, room).run({ source, distro, destination });
}

function readUndo(context: CommandContext): Run {
  const [target, ...others] = context.invocation.operands;
  const [distro, folder] = readTarget(target);
  if (distro === undefined || folder === undefined || others.length > 0) {
    throw new UsageError('move --undo takes DISTRO:PATH, the folder that a move made.');
  }
  return (room) => undoMove(context, room, { distro, folder, mayStart: context.invocation.start });
}

function readTarget(target: string | undefined): readonly [distro?: string, path?: string] {
  const [, distro, path] = /^([^:]+):(.+)$/s.exec(target ?? '') ?? [];
  return distro === undefined || path === undefined ? [] : [distro, path];
}

class Mover {
  private readonly line = new ProgressLine();

  constructor(
    private readonly context: CommandContext,
    private readonly room: typeof Move,
  ) {}

  async run(wish: Move.MoveWish): Promise<Told> {
    const { invocation, machine, signal } = this.context;
    const found = await this.room.findRequest(machine, wish, signal);
    if (found === null) return { outcome: 'cancelled' };
    if (!found.ok) return this.refused(found.problem);
    const request = found.value;
    if (invocation.discard) return this.discard(request);
    this.line.show(() => 'Looking at what there is…', true);
    const planned = await this.room.planMove(machine, request, new Set(invocation.include), signal);
    this.line.clear();
    if (planned.kind === 'cancelled') return { outcome: 'cancelled' };
    if (planned.kind === 'refused') return this.refused(planned.problem);
    const { plan } = planned;
    if (invocation.format === 'text') {
      for (const sentence of this.room.planSentences(plan, 'en', inEnglish)) this.context.print(inEnglish(sentence));
    }
    if (invocation.dryRun) return { outcome: 'planned', plan };
    const answer = await agree(this.context, `Copy it to ${request.distro.name} now?`);
    return answer === 'agreed' ? this.carryOut(plan) : { outcome: answer, plan };
  }

  private async discard({ distro, destination }: MovePlan['request']): Promise<Told> {
    const { machine, invocation } = this.context;
    const question = `Remove what an unfinished move to ${destination} left in ${distro.name}?`;
    const answer = await agree(this.context, question);
    if (answer !== 'agreed') return { outcome: answer };
    const end = await this.room.discardCopy(machine, distro, destination);
    if (end?.kind === 'failed') return { ...this.failed(end.problem), end };
    if (end !== null) return { outcome: 'cancelled' };
    if (invocation.format === 'text') this.context.print('Nothing of the unfinished move is left in the distro.');
    return { outcome: 'discarded' };
  }

  private async carryOut(plan: MovePlan): Promise<Told> {
    const held = await this.room.holdPlace(this.context.machine, plan.place);
    if (held.kind !== 'held') return { ...this.refused(held), plan };
    try {
      return await this.carryOutAlone(plan);
    } finally {
      await held.release();
    }
  }

  private async carryOutAlone(plan: MovePlan): Promise<Told> {
    const { machine, signal, invocation } = this.context;
    const { tree, destination, distro } = plan.request;
    const end = await this.room.carryOutMove(machine, plan, signal, (progress) =>
      this.line.show(() => inEnglish(this.room.progressText(progress, plan, 'en'))),
    );
    this.line.clear();
    if (end.kind === 'cancelled') {
      this.context.complain('Cancelled. What has arrived stays: move again to go on, or add --discard to remove it.');
      return { outcome: 'cancelled', plan, end };
    }
    if (end.kind === 'failed') return { ...this.failed(end.problem), plan, end };
    const git = await this.setUpGit(plan);
    const pointers = await this.repoint(plan);
    const checklist = await this.room.checklistOf(plan, tree);
    if (invocation.format === 'text') {
      this.context.print(
        `Moved: ${count(end.files, 'file')}, each compared with the old folder. They are in ${destination}.`,
      );
      this.context.print(
        end.isKept
          ? `To take it back: slipway move --undo ${quoted(`${distro.name}:${destination}`)}`
          : 'What was written could not be noted, so slipway cannot take it back.',
      );
      for (const each of checklist) this.context.print(`- ${inEnglish(each)}`);
    }
    return { outcome: 'moved', plan, end, git, pointers, checklist };
  }

  /** Shows what of a repository is set up for Windows, and changes it in the new folder where that is wanted. */
  private async setUpGit(plan: MovePlan): Promise<NonNullable<Told['git']> | null> {
    const { machine, invocation, signal } = this.context;
    if (!plan.survey.isRepository || !plan.hasGit) return null;
    this.line.show(() => 'Looking at the repository…', true);
    const setup = await this.room.planGitSetup(machine, plan.request, signal);
    this.line.clear();
    if (!setup) {
      if (!signal.aborted) this.context.complain('Git in the distro did not answer: the repository stays as it was.');
      return null;
    }
    if (this.room.sizeOf(setup) === 0) return { setup, end: null };
    this.say('The repository is set up for Windows. For Linux:', ...this.room.gitSentences(setup).map(inEnglish));
    if (!invocation.yes && (await confirm('Set it up for Linux?', signal)) !== true) return { setup, end: null };
    this.line.show(() => 'Setting up the repository, and comparing both…', true);
    const end = await this.room.runGitSetup(machine, plan.request, setup, signal);
    await this.room.renewKept(machine, plan, { setup });
    this.line.clear();
    this.say(...this.room.gitEndSentences(end).map(inEnglish));
    return { setup, end };
  }

  private say(...lines: readonly string[]): void {
    if (this.context.invocation.format === 'text') lines.forEach((line) => this.context.print(line));
  }

  /** Shows what still names the old place, and changes it in the new one where that is wanted. */
  private async repoint(plan: MovePlan): Promise<NonNullable<Told['pointers']>> {
    const { machine, invocation, signal, paint, columns } = this.context;
    const { distro, tree, destination } = plan.request;
    const edits = await this.room.findPointers(tree, plan.survey.mayNameOldPlace, plan.request);
    if (edits.length === 0) return [];
    if (invocation.format === 'text') {
      this.context.print('These files of the new folder still go by the old one:');
      const diffs = edits.map(({ diff }) => (columns === null ? diff : shownDiff(diff, paint)));
      this.context.print(diffs.join('').replace(/\n$/, ''));
    }
    const isWanted = invocation.yes || (await confirm('Change them there?', signal)) === true;
    const applied = isWanted ? await this.room.applyPointers(machine, distro, destination, edits, signal) : [];
    if (isWanted) await this.room.renewKept(machine, plan, { edits });
    const left = edits.filter(({ path }) => isWanted && applied?.includes(path) !== true);
    for (const { path } of left) this.context.complain(`${path} could not be changed: do it by hand.`);
    return edits.map((edit) => ({ ...edit, applied: applied?.includes(edit.path) === true }));
  }

  private refused(problem: MoveProblem | Problem): Told {
    return { ...this.failed(problem), outcome: 'refused' };
  }

  private failed(problem: MoveProblem | Problem): Told {
    const { message, nextStep } = this.room.explainMoveProblem(problem);
    this.context.complain(`${inEnglish(message)} ${inEnglish(nextStep)}`);
    return { outcome: 'failed', problem };
  }
}

/** As one word of a command line, in any of the shells. */
function quoted(text: string): string {
  return /^[\w:/.~-]+$/.test(text) ? text : `"${printable(text)}"`;
}

export type { Told as ToldMove };
