import { existsSync } from 'node:fs';
import { readdir, readFile, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { installOnce } from './codeServer';

/** Of the editor's own extensions with code, those that tests look at: what a JSON file and a Markdown preview are made by. */
const withCode = ['configuration-editing', 'json-language-features', 'markdown-language-features'];

/**
 * A folder with the editor's own extensions that only describe something, such as themes and languages, and the few with
 * code that tests need. A window carries the manifests of all others, copilot and the debugger of JavaScript among them, through
 * each of its processes several times: a quarter of what it costs to open one.
 * @param server the folder of the editor
 */
export function neededBuiltIns(server: string): Promise<string> {
  const all = join(server, 'extensions');
  const version = basename(join(server, '..', '..', '..', '..'));
  return installOnce(`${version}-built-ins-1`, async (folder) => {
    for (const name of await readdir(all)) {
      if (!existsSync(join(all, name, 'package.json')) || !(await isNeeded(all, name))) continue;
      // A junction where the system tells links to folders from others.
      await symlink(join(all, name), join(folder, name), 'junction');
    }
  });
}

async function isNeeded(all: string, name: string): Promise<boolean> {
  if (withCode.includes(name)) return true;
  const manifest = JSON.parse(await readFile(join(all, name, 'package.json'), 'utf8')) as Record<string, unknown>;
  return manifest['main'] === undefined && manifest['browser'] === undefined;
}
