import { spawn } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildFolder } from '../../vscode/harness/paths';
import type { WindowsHost } from './windowsHost';

/** The Windows this process runs on: nothing of it is replaced, and nothing is written beyond our own folder. */
export async function openThisWindows(nodeExe: string): Promise<WindowsHost> {
  const store = join(buildFolder, 'windows');
  const folder = join(store, 'slipway');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  return {
    isWine: false,
    store,
    folder,
    nodeExe,
    inside: (path) => path,
    run: (program, args, env) =>
      new Promise((resolve, reject) => {
        const child = spawn(program, args, {
          stdio: ['ignore', 'inherit', 'inherit'],
          env: { ...process.env, ...env },
        });
        child.once('error', reject);
        child.once('exit', (code) => resolve(code ?? 1));
      }),
    close: () => Promise.resolve(),
  };
}
