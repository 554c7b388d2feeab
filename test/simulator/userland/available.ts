import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeDistroFiles, makeDrives } from '../files';
import { distro } from '../scenarios/parts';
import { layoutOf } from '../state/layout';
import { endHolder, startHolder } from './holder';
import { enterCommand } from './enter';
import { prepareUserlands } from './prepare';

const programs = ['unshare', 'nsenter', 'setpriv', 'mount'].map((name) => `/usr/bin/${name}`);

let reason: string | null | undefined;

/** Whether distros can be real userlands on this computer. */
export function canHaveUserlands(): boolean {
  return whyNoUserlands() === null;
}

/** What is in the way of real userlands on this computer, or null. Tried out once per process, by starting one. */
export function whyNoUserlands(): string | null {
  if (reason === undefined) reason = findReason();
  return reason;
}

function findReason(): string | null {
  if (process.platform !== 'linux') return 'they need Linux';
  if (process.getuid?.() !== 0) return 'they need root';
  const missing = programs.find((path) => !existsSync(path));
  if (missing !== undefined) return `they need ${missing}`;
  const folder = mkdtempSync(join(tmpdir(), 'slipway-userland-'));
  const trial = distro(1, 'trial');
  try {
    const { calls, pids } = layoutOf(folder);
    mkdirSync(pids);
    for (const file of [calls, join(folder, 'none.cjs')]) writeFileSync(file, '');
    makeDrives(folder);
    makeDistroFiles(folder, trial);
    prepareUserlands(folder, folder, [trial]);
    const { program, args } = enterCommand(startHolder(folder, trial), { uid: 0, gid: 0 }, '/', 'true', []);
    return spawnSync(program, args).status === 0 ? null : 'a process cannot enter one';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    endHolder(folder, trial);
    rmSync(folder, { recursive: true, force: true });
  }
}
