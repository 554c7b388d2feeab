/**
 * All that the editor and the command line need of the doctor, as one. It is a bundle of its own, since most windows never call
 * it: they load it with `import('../doctor')`. What it finds is data, and its types are known without it.
 */
export { whyApart } from './apart';
export { checkTitles } from './checks';
export { examine } from './examine';
export { fixCommand, fixTitle } from './fix';
export { reportAsJson } from './reportJson';
export { reportAsMarkdown, resultText } from './reportMarkdown';
export { explainErrorText } from './symptoms';
