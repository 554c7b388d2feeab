/** Moving a project into a distro, as a bundle of its own: who does not move one does not load it. */
export { carryOutMove, type MoveEnd } from './carryOut';
export { checklistOf } from './checklist';
export { discardCopy } from './copy';
export { planGitSetup, runGitSetup, sizeOf, type GitSetup, type GitSetupEnd } from './gitSetup';
export { gitEndSentences, gitSentences } from './gitWords';
export { listKept } from './kept';
export { holdPlace } from './place';
export { planMove, type MovePlan, type PlanEnd } from './plan';
export { applyPointers, findPointers, type PointerEdit } from './pointers';
export { explainMoveProblem, type MoveProblem } from './problem';
export { type MoveRecord } from './record';
export { renewKept } from './renew';
export { findRequest, type MoveWish } from './request';
export { runUndo, type UndoEnd } from './undo';
export { planUndo, type UndoPlan, type UndoWish } from './undoPlan';
export { type UndoProgress } from './undoThrough';
export { undoEndSentences, undoProgressText, undoSentences } from './undoWords';
export { planSentences, progressText, shareOf, takeBackText } from './words';
