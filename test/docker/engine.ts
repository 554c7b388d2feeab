import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { basename, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const upSeconds = 40;
const drivers = ['overlay2', 'vfs'] as const;

/** A real engine in namespaces of its own: whatever it starts and mounts ends with it. */
export interface Engine {
  readonly socket: string;
  /** What it answers to `GET path`, past every integration. */
  ask(path: string): Promise<unknown>;
  /** Runs a program among its processes and mounts. */
  run(program: string, ...args: string[]): void;
  stop(): Promise<void>;
}

/** Starts a real dockerd with all it keeps below a folder, which lies in no other file system than its data may lie in. */
export async function startEngine(folder: string): Promise<Engine> {
  const failures: string[] = [];
  for (const driver of drivers) {
    const started = await tryDriver(join(folder, driver), driver);
    if (typeof started !== 'string') return started;
    failures.push(`${driver}: ${started}`);
  }
  throw new Error(`No engine could be started. ${failures.join(' ')}`);
}

/** The engine, or the end of what it said. */
async function tryDriver(folder: string, driver: string): Promise<Engine | string> {
  mkdirSync(folder, { recursive: true });
  const place = (name: string): string => join(folder, name);
  const socket = place('docker.sock');
  // The key would lie in /etc, beside that of an engine of this computer's own.
  writeFileSync(place('daemon.json'), JSON.stringify({ 'deprecated-key-path': place('key.json') }));
  const cgroup = `/slipway-${basename(join(folder, '..', '..'))}`;
  const args = [
    ...['--config-file', place('daemon.json'), '--host', `unix://${socket}`, '--pidfile', place('pid')],
    ...['--data-root', place('data'), '--exec-root', place('exec'), '--storage-driver', driver],
    // No network of this computer is touched: there is none in its namespace.
    ...['--bridge=none', '--iptables=false', '--ip6tables=false', '--cgroup-parent', cgroup],
  ];
  const namespaces = [
    '--mount',
    '--pid',
    '--net',
    '--fork',
    '--kill-child',
    '--mount-proc',
    '--propagation',
    'private',
  ];
  // It leaves folders in /run, which is its own.
  const start = ['/bin/sh', '-c', 'mount -t tmpfs tmpfs /run && exec /usr/sbin/dockerd "$@"', 'sh'];
  const child = spawn('/usr/bin/unshare', [...namespaces, ...start, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (said = `${said}${chunk.toString()}`.slice(-4000)));
  }
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const stop = async (): Promise<void> => {
    const inside = firstInside(child);
    if (inside !== undefined) process.kill(inside, 'SIGTERM');
    await Promise.race([ended, wait(10_000, undefined, { ref: false })]);
    child.kill('SIGKILL');
    await ended;
    removeCgroups(cgroup);
  };
  for (const deadline = Date.now() + upSeconds * 1000; Date.now() < deadline && child.exitCode === null;) {
    if ((await get(socket, '/_ping').catch(() => '')) === 'OK') {
      const target = String(firstInside(child));
      const enter = ['--target', target, '--mount', '--pid'];
      return {
        socket,
        stop,
        ask: async (path) => JSON.parse(await get(socket, path)) as unknown,
        run: (...command) => void execFileSync('/usr/bin/nsenter', [...enter, ...command]),
      };
    }
    await wait(100);
  }
  await stop();
  return said;
}

/** The first process of the new namespace: unshare's only child. */
function firstInside({ pid = 0 }: ChildProcess): number | undefined {
  const file = `/proc/${pid}/task/${pid}/children`;
  const [first] = existsSync(file) ? readFileSync(file, 'utf8').trim().split(' ') : [];
  return first ? Number(first) : undefined;
}

async function get(socketPath: string, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request({ socketPath, path, headers: { host: 'docker' } }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString()));
      response.on('end', () => resolve(body));
    });
    asked.on('error', reject).end();
  });
}

/** Groups of processes outlive those, empty. */
function removeCgroups(name: string): void {
  const root = '/sys/fs/cgroup';
  for (const parent of [root, ...readdirSync(root).map((each) => join(root, each))]) {
    const group = join(parent, name);
    if (existsSync(group)) removeTree(group);
  }
}

function removeTree(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) removeTree(join(folder, entry.name));
  }
  rmdirSync(folder);
}
