import { isMinusOne, type Output, type RunFailure } from '../machine/command';
import type { Machine } from '../machine/machine';
import { message, type Message } from '../text/message';
import type { Distro } from '../wsl/distro';
import { explainFailure, outputEvidence } from '../wsl/failure';
import type { WslProblem } from '../wsl/problem';
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

/** How a probe ended: with an answer, with a problem that kept it from one, or cancelled. */
export type ProbeEnd = ProbeResult | { readonly problem: RunFailure | WslProblem } | null;

/** WSL itself may hang; what hangs in the distro is ended there before that. */
const stepTimeout = 20_000;
const cliLink = '/usr/bin/docker';
/** Below what Docker Desktop shares with every distro. */
const toolsFolder = '/mnt/wsl/docker-desktop/';
/** What `timeout` exits with when it had to end the program. */
const endedByTimeout = 124;

const askLink = ['readlink', '-f', cliLink];
/** Follows the link: one that leads nowhere is not there. */
const askPresence = ['test', '-e', cliLink];
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
    const step = await takeStep(machine, distro, args, signal);
    if (step === null || 'problem' in step) return step;
    steps.push(step);
  }
  const [link, presence, server] = steps;
  if (!link || !presence || !server) return null;
  return { ...judge(link.answer, presence.exitCode === 0, server), evidence: steps.map(describeStep).join('\n') };
}

function judge(link: string, isThere: boolean, server: Step): Omit<ProbeResult, 'evidence'> {
  if (server.exitCode === endedByTimeout) {
    return { value: 'broken', detail: message('docker did not answer in this distro.') };
  }
  if (server.exitCode === 0) {
    if (!server.answer.includes('Docker Desktop')) {
      // Engines of Linux distributions leave the name of their platform empty.
      const name = server.answer === '' ? 'Docker Engine' : server.answer;
      return { value: 'own-engine', detail: message('Another engine answers in this distro: {0}.', name) };
    }
    return {
      value: 'works',
      detail: link.startsWith(toolsFolder)
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
  return link === '' || link === cliLink
    ? { value: 'absent', detail: message('There is no docker in this distro.') }
    : { value: 'broken', detail: message('The link to docker in this distro leads nowhere: {0}.', link) };
}

async function takeStep(
  machine: Machine,
  distro: Distro,
  args: readonly string[],
  signal?: AbortSignal,
): Promise<Step | Exclude<ProbeEnd, ProbeResult>> {
  const command = runInDistro(distro, args);
  if ('kind' in command) return { problem: command };
  const ran = await machine.run(command, { timeout: stepTimeout, ...(signal ? { signal } : {}) });
  switch (ran.outcome) {
    case 'cancelled':
      return null;
    case 'failed':
      return { problem: ran.failure };
    case 'done':
      return readStep(args.join(' '), ran.value);
  }
}

/** An exit code of wsl.exe itself, or a program that the distro does not have, says nothing of docker. */
function readStep(command: string, output: Output): Step | { readonly problem: WslProblem } {
  if (isMinusOne(output.exitCode)) return { problem: explainFailure(output, command) };
  const complaint = firstLine(output.stderr);
  if (complaint.startsWith('<3>WSL'))
    return { problem: { kind: 'unexpectedExit', ...outputEvidence(output, command) } };
  return { command, exitCode: output.exitCode, answer: firstLine(output.stdout), complaint };
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
