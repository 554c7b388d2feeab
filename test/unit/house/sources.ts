import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root folder. */
export const root = fileURLToPath(new URL('../../..', import.meta.url));

/** The text of a file of the project. */
export function readText(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** A JSON file of the project. */
export function readJson(path: string): unknown {
  return JSON.parse(readText(path));
}

/** The product's TypeScript files, relative to the root. */
export function sourceFiles(): string[] {
  return globSync('src/**/*.ts', { cwd: root }).sort();
}
