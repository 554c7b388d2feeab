import { inEnglish } from '../text/message';
import type * as Move from '../projects/move';
import type { ToldMove } from './move';

/** How a move ended, in one word. */
export type MoveOutcome =
  'planned' | 'moved' | 'discarded' | 'undone' | 'failed' | 'refused' | 'declined' | 'cancelled';

/** What `slipway move --format json` prints. */
export function moveAsJson(
  { outcome, plan, end, problem, git, pointers, checklist, undo }: ToldMove,
  { explainMoveProblem }: Pick<typeof Move, 'explainMoveProblem'>,
): string {
  const output = {
    version: 1,
    outcome,
    plan: plan ? planAsJson(plan) : null,
    result:
      end?.kind === 'done' ? { files: end.files, bytes: end.bytes, resumed: end.resumed, undoable: end.isKept } : null,
    problem: problem ? problemAsJson(problem, explainMoveProblem) : null,
    git: git ? gitAsJson(git) : null,
    pointers: (pointers ?? []).map(({ path, diff, applied }) => ({ file: path, diff, applied })),
    checklist: (checklist ?? []).map(inEnglish),
    undo: undo ? undoAsJson(undo) : null,
  };
  return JSON.stringify(output, null, 2);
}

function planAsJson({ request, survey, room, unfinished, containers, include }: NonNullable<ToldMove['plan']>): object {
  const { files, folders, links, bytes, leftOut, notCopied, twins, withoutRoom, gitPlaces, worktrees } = survey;
  return {
    source: request.windowsPath,
    distro: request.distro.name,
    destination: request.destination,
    include: [...include],
    files,
    folders,
    links,
    bytes,
    room: { needed: room.needed, inDistro: room.inDistro, onDrive: room.onDrive?.free ?? null },
    leftOut,
    notCopied,
    twins,
    withoutRoom,
    gitPlaces,
    isRepository: survey.isRepository,
    worktrees,
    unfinished: unfinished?.begun ?? null,
    containers,
  };
}

function gitAsJson({ setup, end }: NonNullable<ToldMove['git']>): object {
  const { settings, toExecutable, toPlain, links, lineEnds, unsaid } = setup;
  return {
    settings,
    toExecutable,
    toPlain,
    links: links.map(({ path }) => path),
    lineEnds: lineEnds.map(({ path }) => path),
    unsaid,
    applied: end !== null,
    isDone: end?.isDone ?? null,
    isWhole: end?.isWhole ?? null,
    differing: end?.differing ?? null,
  };
}

function undoAsJson({ plan, end }: NonNullable<ToldMove['undo']>): object {
  const { record, removed, bytes, changed, withoutOriginal, added, gone } = plan;
  return {
    source: record.source,
    distro: plan.distro.name,
    folder: record.folder,
    moved: record.moved,
    files: removed.files.size,
    links: removed.links.size,
    folders: removed.folders.size,
    bytes,
    gone,
    changed: sampleOf(changed),
    added: sampleOf(added),
    withoutOriginal: sampleOf(withoutOriginal),
    result:
      end?.kind === 'done'
        ? {
            files: end.files,
            links: end.links,
            folders: end.folders,
            bytes: end.bytes,
            left: sampleOf(end.left),
            isAllGone: end.isAllGone,
          }
        : null,
  };
}

const keptOfEach = 100;

function sampleOf(paths: readonly string[]): object {
  return { total: paths.length, first: paths.slice(0, keptOfEach) };
}

function problemAsJson(problem: NonNullable<ToldMove['problem']>, explain: typeof Move.explainMoveProblem): object {
  const { message, nextStep, evidence } = explain(problem);
  return { kind: problem.kind, message: inEnglish(message), nextStep: inEnglish(nextStep), evidence };
}
