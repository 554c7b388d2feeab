import type { FileSteps, Step, StepFix, TakenStep } from '../../mounts/steps/step';
import { message, type Message } from '../../text/message';
import { printable } from '../../text/printable';
import { isAtLeast } from '../../text/versionOrder';

/** What .wslconfig says of virtiofs. */
export type VirtiofsSetting = 'on' | 'off' | 'withoutVirtio' | 'unreadable';

/** A project that stays on its Windows drive, as far as it matters for what can be done for it. */
export interface Staying<File> {
  readonly files: readonly { readonly file: File; readonly steps: FileSteps }[];
  /** The version of WSL; null where it did not tell. */
  readonly wsl: string | null;
  readonly virtiofs: VirtiofsSetting;
  /** Whether .wslconfig has changed since WSL started, as far as that was seen. */
  readonly waits: boolean;
  /** Whether it has a dev container; then, whether Dev Containers is installed, and its repository has a remote. */
  readonly devcontainer: { readonly isInstalled: boolean; readonly hasRemote: boolean } | null;
}

export type Choice<File> =
  | { readonly kind: 'edit'; readonly file: File; readonly fix: StepFix }
  | { readonly kind: 'virtiofs' }
  | { readonly kind: 'clone' };

/** One step of the ladder. */
export interface Rung<File> {
  readonly title: Message;
  /** What it does, and what it costs; or why it does not apply. */
  readonly about: readonly Message[];
  /** Absent for what is taken already, or does not apply. */
  readonly choice?: Choice<File>;
  readonly state: 'open' | 'taken' | 'closed';
}

/** The release whose sources are the first in which the setting was seen. */
const firstWithVirtiofs = '2.5.8';

/**
 * The steps for a project, those that gain most first; then what was done already, and what does not apply, with the reason. None
 * where nothing of it is slow.
 */
export function ladderOf<File>(staying: Staying<File>): Rung<File>[] {
  const slow = staying.files.filter(({ steps }) => steps.isSlow);
  if (slow.length === 0) return [];
  const edits = (...kinds: readonly Step['kind'][]): Rung<File>[] =>
    kinds.flatMap((kind) =>
      slow.flatMap(({ file, steps }) =>
        steps.offered
          .filter(({ step }) => step.kind === kind)
          .map((fix) => ({ ...wordsOf(fix), state: 'open', choice: { kind: 'edit', file, fix } }) as const),
      ),
    );
  const rungs = [
    ...clone(staying),
    ...edits('workspace', 'watch', 'dependencies', 'database'),
    virtiofs(staying),
    ...edits('polling'),
    ...slow.flatMap(({ steps }) => steps.taken.map((taken) => ({ ...takenWords(taken), state: 'taken' }) as const)),
  ];
  return (['open', 'taken', 'closed'] as const).flatMap((state) => rungs.filter((rung) => rung.state === state));
}

/** The steps that are edits: what each is called, what it does and what it costs; the first sentence says it in short. */
function wordsOf({ title, step }: StepFix): Pick<Rung<never>, 'title' | 'about'> {
  switch (step.kind) {
    case 'workspace':
      return { title, about: [message('Full speed, with events; programs on Windows do not reach the files.')] };
    case 'watch':
      return {
        title: message('Have {0} of {1} kept up to date by docker compose watch', ...namesOf(step)),
        about: [
          message('Full speed, with events; one way, and only while it runs on Windows.'),
          message('What the container writes there stays in it. It needs Compose 2.22 or later.'),
          message('What .dockerignore leaves out is not in the container any more.'),
        ],
      };
    case 'dependencies':
      return {
        title: message('Keep {0} of {1} in a volume', ...namesOf(step)),
        about: [
          message('Full speed for what is installed there; starts empty, owned by root.'),
          message('So install again, and have chown run once for a container with another user.'),
        ],
      };
    case 'database':
      return {
        title: message('Keep {0} of {1} in a volume', ...namesOf(step)),
        about: [
          message('Full speed, and safe; starts empty: copy the data first.'),
          message('What is in the folder on the drive stays there, and is not used any more.'),
        ],
      };
    case 'polling':
      return {
        title: message('Have {0} of {1} look for changes itself', printable(step.tool), printable(step.service)),
        about: [message('Sees changes made on Windows, at the price of processor time; not faster.')],
      };
  }
}

function namesOf(step: { readonly target: string; readonly service: string }): [string, string] {
  return [printable(step.target), printable(step.service)];
}

function takenWords(taken: TakenStep): Pick<Rung<never>, 'title' | 'about'> {
  const service = printable(taken.service);
  switch (taken.kind) {
    case 'dependencies':
      return { title: message('{0} of {1} is in a volume', printable(taken.target), service), about: [] };
    case 'watch':
      return { title: message('{0} is kept up to date by docker compose watch', service), about: [] };
    case 'polling':
      return {
        title: message('{0} looks for changes itself: {1} is set', service, printable(taken.variable)),
        about: [],
      };
  }
}

function clone<File>({ devcontainer }: Staying<File>): Rung<File>[] {
  if (!devcontainer) return [];
  const title = message('Clone the repository into a container volume');
  const { isInstalled, hasRemote } = devcontainer;
  if (!isInstalled || !hasRemote) {
    const reason = hasRemote
      ? message('The extension Dev Containers is not installed here.')
      : message('No repository with a remote was found in its folder.');
    return [{ title, about: [reason], state: 'closed' }];
  }
  return [
    {
      title,
      about: [
        message('Full speed, with events; only what was pushed comes along.'),
        message('Programs on Windows do not reach the files in it.'),
      ],
      state: 'open',
      choice: { kind: 'clone' },
    },
  ];
}

function virtiofs<File>({ wsl, virtiofs: setting, waits }: Staying<File>): Rung<File> {
  const title = message('Mount the Windows drives by virtiofs');
  if (setting === 'on') {
    return {
      title: message('.wslconfig asks for virtiofs'),
      about: waits ? [message('It takes effect after WSL restarts.')] : [],
      state: 'taken',
    };
  }
  const reason = whyNoVirtiofs(wsl, setting);
  if (reason) return { title, about: [reason], state: 'closed' };
  return {
    title,
    about: [
      message('Faster, not as fast as Linux, and without events; WSL has to restart.'),
      message('The restart ends all distros and containers. It is an experiment of WSL, and concerns all projects.'),
      ...(wsl !== null && isAtLeast(wsl, '2.7') === true && isAtLeast(wsl, '2.8') === false
        ? [message('WSL {0} mounts no drive at all where one of them cannot be shared.', wsl)]
        : []),
    ],
    state: 'open',
    choice: { kind: 'virtiofs' },
  };
}

function whyNoVirtiofs(wsl: string | null, setting: VirtiofsSetting): Message | null {
  if (wsl === null) return message('The version of WSL is not known.');
  if (isAtLeast(wsl, firstWithVirtiofs) !== true) {
    return message('WSL {0} is not known to have it: {1} and later do.', wsl, firstWithVirtiofs);
  }
  if (setting === 'unreadable') return message('.wslconfig cannot be read.');
  return setting === 'withoutVirtio' ? message('.wslconfig says virtio=false, and virtiofs needs it.') : null;
}
