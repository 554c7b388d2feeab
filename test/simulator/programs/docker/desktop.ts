import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { askBackend, askSettings } from '../../docker/ask-backend';
import { isAtLeast } from '../../docker/install';
import { backendLogPath } from '../../docker/logs';
import { noteLostBackend } from '../../docker/loss';
import { backendRole, endRole, findBackend, findWindow, windowRole } from '../../docker/processes';
import { neighbourBundles, startWindow } from '../../docker/start';
import type { Docker } from '../../state/docker';
import { hostPathOf } from '../../state/layout';
import { readState } from '../../state/store';
import { Failure, NotPlayed } from './failure';
import { readOptions } from './options';
import { table } from './table';

const lookMilliseconds = 15;
const notPlayed = new Set(['update', 'enable', 'disable', 'kubernetes', 'diagnose', 'module', 'info']);
const waiting = { flags: { detach: 'd' }, values: { timeout: '' } };

/** Whether the plugin `docker desktop` is there: from 4.37 on (reference 4). */
export function hasPlugin({ install, traps }: Docker): boolean {
  return !traps.pluginMissing && isAtLeast(install.version, '4.37');
}

/** `docker desktop …`; gives what it prints. */
export async function desktop(folder: string, args: string[]): Promise<string> {
  const [verb, ...words] = args;
  const command = verb !== undefined && Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
  if (command) return command(folder, words);
  if (verb === undefined || notPlayed.has(verb)) throw new NotPlayed(`desktop ${verb ?? ''}`.trim());
  throw new Failure(`docker: unknown command: docker desktop ${verb}`);
}

const verbs: Readonly<Record<string, (folder: string, args: string[]) => string | Promise<string>>> = {
  start,
  stop,
  restart,
  status,
  engine,
  // The version of the plugin, not of Docker Desktop (reference 4).
  version: (_, args) =>
    readOptions('desktop version', args, { flags: { short: '' } }).has('short') ? 'v0.3.0\n' : 'Version: v0.3.0\n',
  logs: (folder, args) => {
    readOptions('desktop logs', args, {});
    return readFileSync(hostPathOf(folder, backendLogPath)!, 'utf8');
  },
};

async function restart(folder: string, args: string[]): Promise<string> {
  const options = readOptions('desktop restart', args, waiting);
  await end(folder, limitOf(options.value('timeout')), false);
  return begin(folder, limitOf(options.value('timeout')), options.has('detach'));
}

async function start(folder: string, args: string[]): Promise<string> {
  const options = readOptions('desktop start', args, waiting);
  if (findBackend(folder) && dockerOf(folder).engine === 'running') return 'Docker Desktop is already running\n';
  return begin(folder, limitOf(options.value('timeout')), options.has('detach'));
}

async function stop(folder: string, args: string[]): Promise<string> {
  const options = readOptions('desktop stop', args, { ...waiting, flags: { detach: 'd', force: 'f' } });
  if (!findBackend(folder) && !findWindow(folder)) return 'Docker Desktop is not running\n';
  if (options.has('force')) {
    await endRole(folder, windowRole);
    await endRole(folder, backendRole);
    noteLostBackend(folder);
  } else await end(folder, limitOf(options.value('timeout')), options.has('detach'));
  return 'Docker Desktop has stopped\n';
}

async function begin(folder: string, limit: number, detach: boolean): Promise<string> {
  if (findBackend(folder)) await askBackend(folder, '/simulator/start');
  else {
    await endRole(folder, windowRole); // One that was left without its backend.
    startWindow(folder, neighbourBundles());
  }
  if (detach) return 'Docker Desktop is starting\n';
  await until(limit, 'start', () => {
    if (!findWindow(folder) && !findBackend(folder)) throw new Failure('Docker Desktop could not start');
    return dockerOf(folder).engine === 'running';
  });
  return 'Docker Desktop has started\n';
}

async function end(folder: string, limit: number, detach: boolean): Promise<void> {
  const { stopHangs } = dockerOf(folder).traps;
  if (stopHangs === 'before') await forEver();
  const isRunning = await askBackend(folder, '/simulator/quit');
  if (!isRunning) await endRole(folder, windowRole);
  if (!detach) await until(limit, 'stop', () => !findBackend(folder) && !findWindow(folder));
  if (stopHangs === 'after') await forEver();
}

/** While it does not run, this prints nothing and fails, or prints the word: both have been seen (reference 4). */
function status(folder: string, args: string[]): string {
  const format = readOptions('desktop status', args, { values: { format: '' } }).value('format') ?? 'pretty';
  if (format !== 'json' && format !== 'pretty') throw new Failure(`unsupported format: ${format}`);
  const { engine, paused, sessionId, traps } = dockerOf(folder);
  const isUp = findBackend(folder) !== undefined;
  if (!isUp && traps.statusWhenStopped !== 'stopped') throw new Failure('Docker Desktop is not running');
  const word = !isUp || engine === 'off' ? 'stopped' : engine === 'running' && paused ? 'paused' : engine;
  if (format === 'json') return `${JSON.stringify({ Status: word, SessionID: sessionId })}\n`;
  return table([
    ['Name', 'Value'],
    ['Status', word],
    ['Session ID', sessionId],
  ]);
}

async function engine(folder: string, [verb, ...args]: string[]): Promise<string> {
  const docker = dockerOf(folder);
  // A per-user installation has no Windows containers.
  const names = docker.install.form === 'allUsers' ? ['linux', 'windows'] : ['linux'];
  if (verb === 'ls') {
    const format = readOptions('desktop engine ls', args, { values: { format: '' } }).value('format');
    const current = await currentEngine(folder);
    const rows = names.map((Name) => ({ Name, Current: Name === current }));
    if (format === 'json') return `${JSON.stringify(rows)}\n`;
    return table([['NAME', 'CURRENT'], ...rows.map(({ Name, Current }) => [Name, Current ? '*' : ''])]);
  }
  if (verb !== 'use') throw new Failure(`docker: unknown command: docker desktop engine ${verb ?? ''}`.trim());
  const [name = ''] = readOptions('desktop engine use', args, {}).rest;
  if (!names.includes(name)) throw new Failure(`engine "${name}" is not available`);
  const change = encodeURIComponent(JSON.stringify({ UseWindowsContainers: name === 'windows' }));
  if (!(await askBackend(folder, `/simulator/settings?change=${change}`)))
    throw new Failure('Docker Desktop is not running');
  return `Switched to the ${name} engine\n`;
}

async function currentEngine(folder: string): Promise<string> {
  const settings = await askSettings(folder);
  if (!settings) throw new Failure('Docker Desktop is not running');
  return settings.desktop.useWindowsContainers ? 'windows' : 'linux';
}

function dockerOf(folder: string): Docker {
  return readState(folder).docker!;
}

/** Milliseconds; 0, -1 and nothing mean for ever. */
function limitOf(seconds: string | undefined): number {
  const number = Number(seconds ?? 0);
  return number > 0 ? number * 1000 : Infinity;
}

async function until(limit: number, what: string, condition: () => boolean): Promise<void> {
  const last = Date.now() + limit;
  while (!condition()) {
    if (Date.now() >= last) throw new Failure(`Docker Desktop did not ${what} in time`);
    await wait(lookMilliseconds);
  }
}

async function forEver(): Promise<never> {
  for (;;) await wait(2 ** 30);
}
