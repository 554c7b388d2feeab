import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The project's folder. */
export const projectRoot = join(import.meta.dirname, '..', '..', '..');

/** Editors live here: outside the project's own packages, ignored by git, kept from run to run. */
export const editorsFolder = join(projectRoot, '.vscode-test');

/** What a run makes; may be deleted at any time. */
export const buildFolder = join(projectRoot, '.build');

/** What lets Node run TypeScript, for `--import`. */
export const tsxLoader = pathToFileURL(join(projectRoot, 'node_modules', 'tsx', 'dist', 'loader.mjs')).href;
