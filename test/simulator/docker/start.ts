import { type ChildProcess, spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { noteProcess } from '../state/processes';
import { ownEnvironment } from '../state/own-calls';
import { backendRole, findBackend, remoteRole, windowRole } from './processes';

/**
 * The bundles that Docker Desktop consists of, without a command of their own. They lie beside each other, wherever the
 * program that starts one of them lies.
 */
export interface DockerBundles {
  dockerDesktop: string;
  dockerBackend: string;
}

/** The bundles beside the one that runs now. */
export function neighbourBundles(): DockerBundles {
  const folder = dirname(process.argv[1]!);
  return { dockerDesktop: join(folder, 'dockerDesktop.cjs'), dockerBackend: join(folder, 'dockerBackend.cjs') };
}

/** The window takes the backend as it finds it, running or not. */
export const attached = '--attached';

/** Starts the window of Docker Desktop, which starts the backend unless that runs. */
export function startWindow(folder: string, { dockerDesktop }: DockerBundles, ...options: (typeof attached)[]): void {
  const child = startAlone([dockerDesktop, folder, ...options]);
  noteOf(folder, child, windowRole);
  child.unref();
}

/** Starts the backend, which then lives on by itself. */
export function startBackend(folder: string, { dockerBackend }: DockerBundles): void {
  if (findBackend(folder)) return;
  const child = startAlone([dockerBackend, folder]);
  noteOf(folder, child, backendRole);
  child.unref();
}

/** Starts the backend in the state in which the machine is described, and waits until it has got there or given up. */
export async function startBackendAsDescribed(folder: string, { dockerBackend }: DockerBundles): Promise<void> {
  const child = startAlone([dockerBackend, folder, '--as-described'], 'pipe');
  noteOf(folder, child, backendRole);
  await settled(child);
}

/** Starts the engine on another computer and waits until it listens. */
export async function startRemoteEngine(folder: string, bundle: string): Promise<void> {
  const child = startAlone([bundle, folder], 'pipe');
  noteOf(folder, child, remoteRole);
  await settled(child);
}

function startAlone(args: string[], stdout: 'ignore' | 'pipe' = 'ignore'): ChildProcess {
  const env = ownEnvironment();
  delete env['NODE_OPTIONS'];
  // A session of its own: it survives whoever started it, and the group that one is ended with.
  return spawn(process.execPath, args, { cwd: '/', detached: true, env, stdio: ['ignore', stdout, stdout] });
}

function noteOf(folder: string, child: ChildProcess, role: string): void {
  if (child.pid !== undefined) noteProcess(folder, child.pid, role);
}

// It prints a line when it is up, and nothing before; whatever else it says means that it broke.
async function settled(child: ChildProcess): Promise<void> {
  const said = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.on('error', reject).on('close', () => resolve(text));
    for (const stream of [child.stdout!, child.stderr!]) {
      stream.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        if (text.endsWith('\n')) resolve(text);
      });
    }
  });
  child.stdout!.destroy();
  child.stderr!.destroy();
  child.unref();
  if (said !== '' && said !== upLine) throw new Error(`A process of the simulated machine broke: ${said}`);
}

/** What such a process prints when it is up. */
export const upLine = 'up\n';
