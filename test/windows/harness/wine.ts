import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findWine, type Wine } from '../../../scripts/systemPackages';
import { buildFolder } from '../../vscode/harness/paths';
import { replacedPrograms } from './programs';
import type { WindowsHost } from './windowsHost';

const windowsFolder = join(buildFolder, 'windows');
const prefix = join(windowsFolder, 'prefix');
const drive = join(prefix, 'drive_c');

/** Opens a Windows made by Wine: its drives and registry are made once, our folder on drive C anew in each run. */
export async function openWine(nodeExe: string): Promise<WindowsHost> {
  const wine = findWine();
  if (wine === undefined) throw new Error('Wine is not installed.');
  const folder = join(drive, 'slipway');
  await endAll(wine);
  await makePrefix(wine);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  return {
    isWine: true,
    store: windowsFolder,
    folder,
    nodeExe,
    inside: insideWine,
    run: (program, args, env) => runShown(wine, [program, ...args], env),
    close: () => endAll(wine),
  };
}

/** Drive Z is the root of this computer; what lies on drive C has the name it has there. */
function insideWine(path: string): string {
  const isOnC = path.startsWith(`${drive}/`);
  return (isOnC ? `C:${path.slice(drive.length)}` : `Z:${path}`).replaceAll('/', '\\');
}

async function makePrefix(wine: Wine): Promise<void> {
  const version = spawnSync(wine.loader, ['--version'], { encoding: 'utf8' }).stdout.trim();
  const mark = join(prefix, 'made-by.txt');
  if (existsSync(mark) && (await readFile(mark, 'utf8')) === version) return;
  console.log(`Making a Windows with ${version} in .build/windows (once)…`);
  await rm(prefix, { recursive: true, force: true });
  await mkdir(prefix, { recursive: true });
  for (const args of [
    ['wineboot', '-i'],
    ['winecfg', '-v', 'win10'],
  ]) {
    const code = await endOf(await startQuietly(wine.loader, args, {}, 'wineboot'));
    if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}; see .build/windows/wineboot.log`);
  }
  await writeFile(mark, version);
}

function environment(own: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  // Settings for the Node of this process, and whatever says how a desktop is reached, are no business of Windows.
  const strangers = /^(?:NODE_|npm_|DISPLAY$|WAYLAND_DISPLAY$|SSL_CERT_|WINE)/i;
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !strangers.test(name)));
  return {
    ...inherited,
    // Wine takes the names of files for what the locale says they are.
    LC_ALL: 'C.UTF-8',
    WINEPREFIX: prefix,
    WINEDEBUG: '-all',
    // Neither .NET nor a browser is asked for, and our stand-ins are taken instead of Wine's own programs.
    WINEDLLOVERRIDES: ['mscoree,mshtml=', `${replacedPrograms.map((name) => `${name}.exe`).join(',')}=n`].join(';'),
    ...own,
  };
}

/** Its streams go to a file: node.exe under Wine refuses pipes, and helpers of Wine would keep ours open. */
async function startQuietly(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  log: string,
): Promise<ChildProcess> {
  const output = await open(logFile(log), 'w');
  try {
    return spawn(program, args, { cwd: prefix, env: environment(env), stdio: ['ignore', output.fd, output.fd] });
  } finally {
    await output.close();
  }
}

function logFile(name: string): string {
  return join(windowsFolder, `${name}.log`);
}

function endOf(child: ChildProcess): Promise<number> {
  // One that is quick may have ended before anybody listens.
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode ?? 1);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    // Not "close": helpers of Wine live on for some seconds.
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

async function runShown(wine: Wine, args: readonly string[], env: Readonly<Record<string, string>>): Promise<number> {
  const child = await startQuietly(wine.loader, args, env, 'tests');
  let shown = 0;
  const show = async (): Promise<void> => {
    const bytes = await readFile(logFile('tests'));
    process.stdout.write(bytes.subarray(shown));
    shown = bytes.length;
  };
  const timer = setInterval(() => void show(), 500);
  try {
    return await endOf(child);
  } finally {
    clearInterval(timer);
    await show();
  }
}

/** Ends all programs of this Windows, and only of this one. */
async function endAll(wine: Wine): Promise<void> {
  if (!existsSync(prefix)) return;
  // -k ends them, and says so with an error where there is none; -w waits until the last has gone.
  for (const flag of ['-k', '-w']) {
    const server = await startQuietly(wine.server, [flag], {}, 'wineserver');
    const limit = setTimeout(() => server.kill(), 60_000);
    await endOf(server);
    clearTimeout(limit);
  }
}
