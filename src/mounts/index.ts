/**
 * All that reads texts, as one. It is a bundle of its own, since most windows never open a file with mounts: the editor loads it
 * with `import('../mounts')` when the first one appears. The names of files and rules are known without it.
 */
export { KnownFiles, noFiles } from './files';
export { isWorthReading } from './mentions';
export { envFileName, filesNamedBy } from './namedFiles';
export { leveled, noSettings, readProjectFile } from './projectFile';
export { switchOffRule } from './projectFileEdit';
export { projectFileName } from './projectFileName';
export { isShellScript } from './readers/scriptFile';
export { alone, gatherRelated } from './related';
export { slowWithProject } from './rules/slowMount';
export { oncePerProject } from './rules/slowProject';
export { scanFile, stepsOfFile } from './scanFile';
