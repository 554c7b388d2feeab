import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { editorsFolder } from './paths';

/** VS Code 1.139.1: the same workbench and the same extension host, from npm alone. */
const version = '4.139.1';
const serverFolder = join('node_modules', 'code-server', 'lib', 'vscode');

/**
 * Installs the browser-hosted VS Code unless it is there.
 * @returns the folder that holds `out/server-main.js`
 */
export async function installCodeServer(): Promise<string> {
  const major = Number.parseInt(process.versions.node, 10);
  if (major < 24) throw new Error(`The VS Code server needs Node 24, and this is ${major}: start through npm.`);
  const folder = await installOnce(`code-server-${version}`, async (temporary) => {
    await writeFile(join(temporary, 'package.json'), '{"private": true}\n');
    npm(temporary, 'install', '--ignore-scripts', `code-server@${version}`);
    npm(join(temporary, serverFolder), 'install', '--ignore-scripts', '--omit=dev');
  });
  const server = join(folder, serverFolder);
  const logger = join(server, 'node_modules', '@vscode', 'spdlog', 'index.js');
  await copyFile(join(import.meta.dirname, 'fileLogger.cjs'), logger);
  return server;
}

/**
 * Fills a folder of `.vscode-test` once. An interrupted installation leaves only a temporary folder: the final name
 * appears by one rename, when all is done.
 * @returns the folder
 */
export async function installOnce(name: string, fill: (temporary: string) => Promise<void>): Promise<string> {
  const final = join(editorsFolder, name);
  if (existsSync(final)) return final;
  // What a program measures may be read from its output by another.
  console.error(`Installing ${name} into .vscode-test (once)…`);
  await mkdir(editorsFolder, { recursive: true });
  const temporary = await mkdtemp(join(editorsFolder, 'installing-'));
  try {
    await fill(temporary);
    await rename(temporary, final);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    // Another run may have finished the same work a moment earlier.
    if (!existsSync(final)) throw error;
  }
  return final;
}

/**
 * Runs npm in a folder that is not the project's. It runs on the Node it came with and not on the project's: from there
 * it finds the machine's settings, a proxy or a registry for one.
 */
export function npm(folder: string, command: 'install' | 'ci' | 'pack', ...args: string[]): void {
  const flags = ['--no-audit', '--no-fund', '--loglevel=error', '--prefer-offline'];
  const result = spawnSync('npm', [command, ...flags, ...args], {
    cwd: folder,
    env: machineEnvironment(),
    stdio: ['ignore', 'ignore', 'inherit'],
    // On Windows npm is a .cmd file, which only a shell starts. Every argument is a constant of this folder.
    shell: process.platform === 'win32',
  });
  if (result.status === 0) return;
  throw new Error(`npm ${command} ${args.join(' ')} failed: ${result.error?.message ?? `exit ${result.status}`}`);
}

/** Without what a surrounding `npm test` adds: its own settings would be taken for those of the other folder. */
function machineEnvironment(): NodeJS.ProcessEnv {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));
  for (const name of Object.keys(env).filter((key) => key.toUpperCase() === 'PATH')) {
    const folders = (env[name] ?? '').split(delimiter);
    env[name] = folders.filter((path) => !path.endsWith(join('node_modules', '.bin'))).join(delimiter);
  }
  return env;
}
