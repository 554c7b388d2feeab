import { isUtf8 } from 'node:buffer';
import type { RunFailure } from '../machine/command';
import type { Machine } from '../machine/machine';
import { message, type Message } from '../text/message';
import type { Distro } from '../wsl/distro';
import type { WslProblem } from '../wsl/problem';
import { programNotFound, runInDistro, type DistroRun } from '../wsl/run';
import { distroDocker } from './distroDocker';
import { isDockerDesktop } from './engine';

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

/** How a probe ended: with an answer, with a problem that kept it from one, or cancelled. */
export type ProbeEnd = ProbeResult | { readonly problem: RunFailure | WslProblem } | null;

/** WSL itself may hang; what hangs in the distro is ended there before that. */
const stepTimeout = 20_000;
const secondsInside = 15;
/** Where Docker Desktop links its command line. */
export const cliLink = '/usr/bin/docker';

/**
 * Whether a path leads into what Docker Desktop shares with every distro. WSL has that below the folder of the drives, which
 * `[automount] root` in /etc/wsl.conf may put elsewhere than `/mnt/`: `/wsl/docker-desktop` with `root=/`.
 */
export function isShared(path: string): boolean {
  return /^(?:\/.*)?\/wsl\/docker-desktop\//.test(path);
}

const askLink = ['readlink', '-f', cliLink] as const;
/** Follows the link: one that leads nowhere is not there. */
const askPresence = ['test', '-e', cliLink] as const;
const askServer = distroDocker('version', '--format', '{{.Server.Platform.Name}}');

/** What a program in the distro answered. */
interface Step {
  readonly command: string;
  readonly exitCode: number;
  /** The first line printed: the rest may be warnings of any length. */
  readonly answer: string;
  readonly complaint: string;
}

/**
 * Asks inside a running distro whose `docker` it has and whether that answers: the link to the command line, then the
 * identity of the server behind the distro's own socket. Nothing is changed.
 */
export async function probeDocker(machine: Machine, distro: Distro, signal?: AbortSignal): Promise<ProbeEnd> {
  const steps: Step[] = [];
  for (const args of [askLink, askPresence, askServer]) {
    const step = await askInDistro(machine, distro, args, signal, args === askServer);
    if (step === null) return null;
    if ('problem' in step) {
      if (args !== askServer || step.problem.kind !== 'timeoutInside') return step;
      const evidence = [...steps.map(describeStep), `$ ${args.join(' ')}`, `ended after ${secondsInside} s`].join('\n');
      return { value: 'broken', detail: message('docker did not answer in this distro.'), evidence };
    }
    steps.push(step);
  }
  const [link, presence, server] = steps;
  if (!link || !presence || !server) return null;
  return { ...judge(link.answer, presence.exitCode === 0, server), evidence: steps.map(describeStep).join('\n') };
}

function judge(link: string, isThere: boolean, server: Step): Omit<ProbeResult, 'evidence'> {
  if (server.exitCode === 0) {
    if (!isDockerDesktop(server.answer)) {
      // Engines of Linux distributions leave the name of their platform empty.
      const name = server.answer === '' ? 'Docker Engine' : server.answer;
      return { value: 'own-engine', detail: message('Another engine answers in this distro: {0}.', name) };
    }
    return {
      value: 'works',
      detail: isShared(link)
        ? message("Docker Desktop's engine answers in this distro.")
        : message("Docker Desktop's engine answers in this distro, through a docker of the distro's own."),
    };
  }
  if (/permission denied/i.test(server.complaint)) {
    return {
      value: 'broken',
      detail: message("Your user may not use the engine's socket in this distro; a new terminal there may be enough."),
    };
  }
  if (isThere) {
    return { value: 'broken', detail: message('docker is there and its engine does not answer in this distro.') };
  }
  if (link !== '' && link !== cliLink) {
    return { value: 'broken', detail: message('The link to docker in this distro leads nowhere: {0}.', link) };
  }
  // One that is elsewhere on the PATH, of a snap or of NixOS, says whom it could not reach.
  return /docker (?:daemon|API)/i.test(server.complaint)
    ? { value: 'broken', detail: message('docker is there and its engine does not answer in this distro.') }
    : { value: 'absent', detail: message('There is no docker in this distro.') };
}

/**
 * Runs one program in a running distro and reads the first line of what it says; null when cancelled. `missingIsAnswer`:
 * `env` says of docker that it is not there, which is an answer; otherwise a distro without the program says nothing.
 */
export async function askInDistro(
  machine: Machine,
  distro: Distro,
  args: readonly [program: string, ...rest: readonly string[]],
  signal?: AbortSignal,
  missingIsAnswer = false,
): Promise<Step | Exclude<ProbeEnd, ProbeResult>> {
  const read = ({ status, stdout, stderr }: DistroRun): Step | null => {
    if ((status === programNotFound && !missingIsAnswer) || (status === 0 && !isUtf8(stdout))) return null;
    return { command: args.join(' '), exitCode: status, answer: firstLine(stdout), complaint: firstLine(stderr) };
  };
  const command = runInDistro(distro, args, read, { seconds: secondsInside });
  if ('kind' in command) return { problem: command };
  const ran = await machine.run(command, { timeout: stepTimeout, ...(signal ? { signal } : {}) });
  switch (ran.outcome) {
    case 'cancelled':
      return null;
    case 'failed':
      return { problem: ran.failure };
    case 'done':
      return ran.value.ok ? ran.value.value : { problem: ran.value.problem };
  }
}

const longestLine = 200;

function firstLine(bytes: Uint8Array): string {
  const [line = ''] = Buffer.from(bytes)
    .toString('utf8')
    .trim()
    .split(/[\r\n]/);
  return line.slice(0, longestLine);
}

function describeStep({ command, answer, complaint, exitCode }: Step): string {
  const printed = [answer, complaint].filter((line) => line !== '');
  return [`$ ${command}`, ...printed, ...(exitCode === 0 ? [] : [`exit ${exitCode}`])].join('\n');
}
