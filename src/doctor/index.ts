/**
 * All that the editor needs of the doctor, as one. It is a bundle of its own, since most windows never call it: the editor loads
 * it with `import('../doctor')`. What it finds is data, and its types are known without it.
 */
export { whyApart } from './apart';
export { checkTitles } from './checks';
export { examine } from './examine';
export { fixTitle } from './fix';
export { reportAsMarkdown, resultText } from './reportMarkdown';
