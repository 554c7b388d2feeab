import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { fetchStableVersions } from '@vscode/test-electron/out/download';
import { editorsFolder } from './paths';

/** `desktop` comes with the program to start; `web` is the one from npm in a browser. */
export type Editor = { readonly kind: 'desktop'; readonly executable: string } | { readonly kind: 'web' };

const probeMs = 20_000;
const dayMs = 24 * 60 * 60 * 1000;
/** Delete it to have the download tried again before the day is over. */
const refusal = join(editorsFolder, 'no-desktop-download');

let chosen: Promise<Editor> | undefined;

/** Decides once per process which VS Code the host tests run in, and says so. */
export function whichEditor(): Promise<Editor> {
  return (chosen ??= choose());
}

async function choose(): Promise<Editor> {
  const wish = process.env['SLIPWAY_VSCODE'] ?? '';
  if (!['', 'desktop', 'web'].includes(wish)) throw new Error(`SLIPWAY_VSCODE is "${wish}"; desktop or web is meant.`);
  if (wish === 'web') return web('as SLIPWAY_VSCODE says');
  if (wish === 'desktop') return desktop('as SLIPWAY_VSCODE says');
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) {
    return web('no display for the desktop one');
  }
  if (await refusedToday()) return web('the desktop download was not reachable within the last day');
  try {
    await reachable();
    return await desktop('its download is reachable');
  } catch (error) {
    await mkdir(editorsFolder, { recursive: true });
    await writeFile(refusal, `${new Date().toISOString()} ${String(error)}\n`);
    return web('the desktop download is not reachable');
  }
}

function web(reason: string): Editor {
  console.log(`Editor: VS Code in a browser (${reason}).`);
  return { kind: 'web' };
}

async function desktop(reason: string): Promise<Editor> {
  const executable = await downloadAndUnzipVSCode({ version: 'stable', cachePath: editorsFolder, timeout: probeMs });
  await rm(refusal, { force: true });
  console.log(`Editor: desktop VS Code (${reason}).`);
  return { kind: 'desktop', executable };
}

async function refusedToday(): Promise<boolean> {
  if (!existsSync(refusal)) return false;
  const at = Date.parse((await readFile(refusal, 'utf8')).split(' ')[0] ?? '');
  return Date.now() - at < dayMs;
}

/** Asks for the list of versions; test-electron's own time limit starts anew with every piece of an answer. */
async function reachable(): Promise<void> {
  let late: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    late = setTimeout(() => reject(new Error(`no answer in ${probeMs / 1000} s`)), probeMs);
  });
  try {
    await Promise.race([fetchStableVersions(true, probeMs), limit]);
  } finally {
    clearTimeout(late);
  }
}
