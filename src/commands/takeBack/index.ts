/** Taking back the move of a project, as others load it: a bundle of its own, since hardly any session needs it. */
export { undoMove } from './undoMove';
