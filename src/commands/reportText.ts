import { explainProblem, type Problem } from '../state/problem';
import type { Snapshot } from '../state/snapshot';
import { inEnglish } from '../text/message';
import { momentText } from '../text/moment';
import type { Observed } from '../text/observed';
import { codeBlock, inlineCode } from '../text/markdownCode';
import type { Redact } from './redact';

/** What a report tells beside the snapshot; null is not known. */
export interface Versions {
  readonly editor: string;
  readonly slipway: string;
  readonly wsl: string | null;
  readonly kernel: string | null;
  readonly windows: string | null;
}

/**
 * A report for a tracker, as Markdown: versions, states and problems with their evidence, and which tracker fits. It is in
 * English, as trackers are, and what it quotes cannot become markup.
 */
export function reportText(
  versions: Versions,
  snapshot: Snapshot,
  problems: readonly Problem[],
  redact: Redact,
): string {
  return [
    '# Slipway report',
    '',
    'Nothing has been sent. Read it, copy what others may see, and paste it where it fits:',
    '',
    ...trackers(problems).map(([what, link]) => `- ${what}: ${link}`),
    '',
    '## Versions',
    '',
    ...versionLines(versions, snapshot).map(([name, value]) => `- ${name}: ${inlineCode(value ?? 'unknown')}`),
    '',
    '## Distros',
    '',
    `Observed at ${momentText(snapshot.staleSince ?? snapshot.at, 'en', true)}${snapshot.staleSince === null ? '' : ' (could not be repeated)'}.`,
    '',
    ...(snapshot.distros.length === 0 ? ['None is known.'] : distroTable(snapshot, redact)),
    '',
    '## Docker Desktop',
    '',
    ...dockerLines(snapshot).map(([name, value]) => `- ${name}: ${inlineCode(value)}`),
    '',
    '## Problems',
    '',
    ...(problems.length === 0 ? ['None was seen.', ''] : problems.flatMap((problem) => problemLines(problem, redact))),
  ].join('\n');
}

const dockerTracker = [
  'Docker Desktop and its WSL integration',
  'https://github.com/docker/desktop-feedback/issues',
] as const;
const wslTracker = ['WSL itself', 'https://github.com/microsoft/WSL/issues'] as const;
const remoteTracker = [
  'Editor windows connected to a distro',
  'https://github.com/microsoft/vscode-remote-release/issues',
] as const;

/** The tracker that fits what was seen comes first. */
function trackers(problems: readonly Problem[]): (readonly [string, string])[] {
  const isDocker = ({ kind }: Problem): boolean =>
    kind.startsWith('docker') || kind.startsWith('engine') || kind === 'integrationBroken' || kind === 'foreignEngine';
  const ofWsl = problems.length > 0 && !problems.some(isDocker);
  return ofWsl ? [wslTracker, dockerTracker, remoteTracker] : [dockerTracker, wslTracker, remoteTracker];
}

function versionLines(versions: Versions, { docker }: Snapshot): [string, string | null][] {
  const install = 'value' in docker.install ? docker.install.value : null;
  return [
    ['VS Code', versions.editor],
    ['Slipway', versions.slipway],
    ['WSL', versions.wsl],
    ['Kernel', versions.kernel],
    ['Windows', versions.windows],
    ['Docker Desktop', install?.version ?? null],
  ];
}

function distroTable({ distros }: Snapshot, redact: Redact): string[] {
  return [
    '| distro | state | WSL | default | Docker integration | docker there |',
    '| --- | --- | --- | --- | --- | --- |',
    ...distros.map(({ name, state, wslVersion, isDefault, integration }) => {
      const { set, setBy, seen } = integration;
      const cells = [redact(name), state, String(wslVersion), isDefault ? 'yes' : '', known(set, setBy), known(seen)];
      return `| ${cells.map((cell) => (cell === '' ? '' : inlineCode(cell).replace(/\|/g, '\\|'))).join(' | ')} |`;
    }),
  ];
}

function dockerLines({ docker }: Snapshot): [string, string][] {
  const install = 'value' in docker.install ? docker.install.value : null;
  const { settings, policy } = docker;
  return [
    ['Installed', 'value' in docker.install ? (install?.form ?? 'no') : known(docker.install)],
    ['Running', known(docker.running)],
    ['Containers', known(docker.mode)],
    ['Backend', known(docker.backend)],
    ['Engines with a pipe', docker.published.join(', ') || 'none'],
    ['Settings', settings.kind === 'read' ? `${settings.settings.format}, ${settings.settings.status}` : settings.kind],
    ['Policy', policy.kind === 'read' ? `locks ${docker.locked.join(', ') || 'nothing'}` : policy.kind],
  ];
}

function problemLines(problem: Problem, redact: Redact): string[] {
  const { message: what, evidence } = explainProblem(problem);
  return [
    `### ${problem.kind}`,
    '',
    inlineCode(redact(inEnglish(what))),
    '',
    ...(evidence === '' ? [] : [...codeBlock(redactLines(evidence, redact)), '']),
  ];
}

function known(observed: Observed<unknown>, by: string | null = null): string {
  if ('unknown' in observed) return `unknown: ${inEnglish(observed.unknown)}`;
  return by === null ? String(observed.value) : `${String(observed.value)} (${by})`;
}

/** Line by line: what a name of several lines would hide stays. */
function redactLines(text: string, redact: Redact): string {
  return text.split('\n').map(redact).join('\n');
}
