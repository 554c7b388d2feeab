/**
 * What is told of .wslconfig and wsl.conf, as one. It is a bundle of its own, since most windows never open one of them. The
 * scanner, the ids of the rules and the names of the files are known without it.
 */
export { checkConfig } from './check';
export { complete } from './complete';
export { describeKey } from './describe';
export { hoverAt } from './hover';
export { outlineOf } from './outline';
