/** Moving a project into a distro, as a bundle of its own: who does not move one does not load it. */
export { checklistOf } from './checklist';
export { discardCopy, runCopy, type CopyEnd, type CopyProgress } from './copy';
export { planGitSetup, runGitSetup, sizeOf, type GitSetup, type GitSetupEnd } from './gitSetup';
export { gitEndSentences, gitSentences } from './gitWords';
export { planMove, type MovePlan, type PlanEnd } from './plan';
export { applyPointers, findPointers, type PointerEdit } from './pointers';
export { explainMoveProblem, type MoveProblem } from './problem';
export { findRequest, type MoveWish } from './request';
export { planSentences, progressText } from './words';
