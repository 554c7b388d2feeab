import type { Command, Output } from '../machine/command';
import type { Machine } from '../machine/machine';
import { message, type Message } from '../text/message';
import type { Distro } from '../wsl/distro';
import { runInDistro } from '../wsl/run';

/** What `docker` in a distro turned out to be. */
export type SeenDocker = 'works' | 'broken' | 'absent' | 'own-engine';

/** The answer of a probe. */
export interface ProbeResult {
  readonly value: SeenDocker;
  /** What was found, for people. */
  readonly detail: Message;
  /** What was run and what came back. */
  readonly evidence: string;
}

/** A distro may hang while its engine is paused; each step gets this much. */
const stepTimeout = 20_000;
/** Below what Docker Desktop shares with every distro. */
const toolsFolder = '/mnt/wsl/docker-desktop/';

/** What `timeout` exits with when it had to end the program. */
const endedByTimeout = 124;

interface Step {
  readonly command: string;
  readonly output: string;
  readonly exitCode: number | null;
}

/**
 * Asks inside a running distro whose `docker` it has and whether that answers: the link to the command line, then the
 * identity of the server behind the distro's own socket. Nothing is changed. Null when cancelled.
 */
export async function probeDocker(machine: Machine, distro: Distro, signal?: AbortSignal): Promise<ProbeResult | null> {
  const steps: Step[] = [];
  const step = async (args: readonly string[]): Promise<Step | null> => {
    const command = runInDistro(distro, args);
    if ('kind' in command) return { command: args.join(' '), output: command.kind, exitCode: null };
    const done = await runStep(machine, command, args, signal);
    if (done) steps.push(done);
    return done;
  };
  const link = await step(['readlink', '-e', '/usr/bin/docker']);
  const server = link && (await step(askServer));
  if (!link || !server) return null;
  return { ...judge(link, server), evidence: steps.map(describeStep).join('\n') };
}

/** Names the distro's own socket: DOCKER_HOST and the current context may lead elsewhere. */
const askServer = [
  // Ending wsl.exe leaves what it started in the distro running, so the distro itself sees to the end.
  'timeout',
  '15',
  'env',
  '-u',
  'DOCKER_HOST',
  '-u',
  'DOCKER_CONTEXT',
  'docker',
  '--host',
  'unix:///var/run/docker.sock',
  'version',
  '--format',
  '{{.Server.Platform.Name}}',
];

function judge(link: Step, server: Step): Omit<ProbeResult, 'evidence'> {
  if (server.exitCode === null || server.exitCode === endedByTimeout)
    return { value: 'broken', detail: message('docker did not answer in this distro.') };
  const isDesktopTool = link.exitCode === 0 && link.output.startsWith(toolsFolder);
  if (server.exitCode === 0) {
    if (!server.output.includes('Docker Desktop')) {
      return {
        value: 'own-engine',
        detail: message('Another engine answers in this distro: {0}.', engineName(server.output)),
      };
    }
    return isDesktopTool
      ? { value: 'works', detail: message("Docker Desktop's engine answers in this distro.") }
      : {
          value: 'works',
          detail: message("Docker Desktop's engine answers in this distro, through a docker of the distro's own."),
        };
  }
  if (link.exitCode !== 0) {
    return { value: 'absent', detail: message('There is no docker in this distro.') };
  }
  return { value: 'broken', detail: message('docker is there and its engine does not answer in this distro.') };
}

/** Engines of Linux distributions leave the name of their platform empty. */
function engineName(platform: string): string {
  return platform === '' ? 'Docker Engine' : platform;
}

async function runStep(
  machine: Machine,
  command: Command<Output>,
  args: readonly string[],
  signal?: AbortSignal,
): Promise<Step | null> {
  const ran = await machine.run(command, { timeout: stepTimeout, ...(signal ? { signal } : {}) });
  const line = args.join(' ');
  switch (ran.outcome) {
    case 'cancelled':
      return null;
    case 'failed':
      return { command: line, output: ran.failure.kind, exitCode: null };
    case 'done': {
      const { exitCode, stdout, stderr } = ran.value;
      const text = [stdout, stderr].map((bytes) => Buffer.from(bytes).toString('utf8').trim());
      return { command: line, output: text.filter((part) => part !== '').join('\n'), exitCode };
    }
  }
}

function describeStep({ command, output, exitCode }: Step): string {
  return `$ ${command}\n${output}${exitCode === null || exitCode === 0 ? '' : `\nexit ${exitCode}`}`.trimEnd();
}
