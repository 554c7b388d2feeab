import type { EngineImage, EngineUse } from '../../../docker/engineUse';
import type { Platform } from '../../../machine/machineFile';
import { message, type Message } from '../../../text/message';
import { printable } from '../../../text/printable';
import { bytesText } from '../../../views/bytes';
import { isPlainName as isOneWord } from '../../../wsl/run';
import { isPlainPath, optimizeLine, trimDistroLine, trimLines } from './texts';

/** The steps in the order in which they help: what is deleted leaves the disk only by those that follow. */
export const stepIds = ['buildCache', 'dangling', 'images', 'quit', 'trim', 'shutdown', 'compact'] as const;
export type StepId = (typeof stepIds)[number];

export type StepState = 'open' | 'done' | 'copied' | 'skipped';

/** What the task works with. */
export interface ReclaimFacts {
  readonly platform: Platform;
  /** Null while the engine does not answer. */
  readonly use: EngineUse | null;
  /** Docker Desktop's data disk; null where none was found. */
  readonly disk: string | null;
  /** A distro of the user's own, in which the disk can be mounted; null where there is none. */
  readonly distro: string | null;
}

export interface Step {
  readonly id: StepId;
  readonly title: Message;
  /** What it is about now. */
  readonly about: Message;
  /** What is run or to be run, line by line; none where there is nothing to do it with. */
  readonly lines: readonly string[];
  /** Whether it can be run from here; else its lines are to be copied. */
  readonly canRun: boolean;
}

/** The images with a name that no container was made from. */
export function unusedImages({ images }: EngineUse): readonly EngineImage[] {
  return images.filter(({ names, isUsed }) => names.length > 0 && !isUsed);
}

/** Images without a name that no container was made from. */
export function danglingImages({ images }: EngineUse): readonly EngineImage[] {
  return images.filter(({ names, isUsed }) => names.length === 0 && !isUsed);
}

/** Dev containers that do not run, each with the folder it was made for. They hold state, so that they are only named. */
export function stoppedDevContainers({ containers }: EngineUse): readonly string[] {
  return containers.flatMap(({ name, isRunning, devFolder }) =>
    isRunning || devFolder === null ? [] : [`${name} (${devFolder})`],
  );
}

export function sizeOf(images: readonly EngineImage[]): number {
  return images.reduce((total, { size }) => total + size, 0);
}

/** All steps, for Docker Desktop's data disk. */
export function makeDockerSteps(facts: ReclaimFacts, language: string): readonly Step[] {
  return stepIds.map((id) => makeStep(id, facts, language));
}

/** What the task works with for a distro of the user's own. */
export interface DistroFacts {
  readonly platform: Platform;
  readonly name: string;
  readonly runs: boolean;
  readonly disk: string | null;
}

/** The steps for the disk of a distro: what to delete in it, its user knows. */
export function makeDistroSteps({ platform, name, runs, disk }: DistroFacts): readonly Step[] {
  const starting = message('Starts {0}, and tells its disk what is free in it.', printable(name));
  return [
    trimStep(disk === null || !isOneWord(name) ? [] : [trimDistroLine(name)], runs ? trimming : starting),
    shutdownStep(platform),
    compactStep(disk),
  ];
}

const trimming = message('Without it, compacting hardly helps.');

function trimStep(lines: readonly string[], about: Message): Step {
  return { id: 'trim', title: message('Trim the disk'), about, lines, canRun: false };
}

function shutdownStep(platform: Platform): Step {
  return {
    id: 'shutdown',
    title: message('Shut down WSL'),
    about: message('All distros stop.'),
    lines: ['wsl --shutdown'],
    canRun: platform === 'windows',
  };
}

function compactStep(disk: string | null): Step {
  return {
    id: 'compact',
    title: message('Compact the disk'),
    about: message('Needs administrator rights; you run it.'),
    lines: disk !== null && isPlainPath(disk) ? [optimizeLine(disk)] : [],
    canRun: false,
  };
}

function makeStep(id: StepId, facts: ReclaimFacts, language: string): Step {
  const { platform, use, disk, distro } = facts;
  const inWords = (bytes: number): string => bytesText(bytes, language);
  const noEngine = message("Docker Desktop's engine does not answer.");
  const docker = dockerCall(platform);
  switch (id) {
    case 'buildCache':
      return {
        id,
        title: message('Delete unused build cache'),
        about: use
          ? message('Not in use: {0} (entries: {1})', inWords(use.buildCache.size), use.buildCache.count)
          : noEngine,
        lines: [`${docker} builder prune`],
        canRun: use !== null && use.buildCache.count > 0,
      };
    case 'dangling': {
      const images = use ? danglingImages(use) : [];
      return {
        id,
        title: message('Delete images without a name'),
        about: use ? message('Not in use: {0} (images: {1})', inWords(sizeOf(images)), images.length) : noEngine,
        lines: [`${docker} image prune`],
        canRun: images.length > 0,
      };
    }
    case 'images': {
      const images = use ? unusedImages(use) : [];
      return {
        id,
        title: message('Choose unused images to delete'),
        about: use ? message('Not in use: {0} (images: {1})', inWords(sizeOf(images)), images.length) : noEngine,
        lines: [`${docker} image rm NAME`],
        canRun: images.length > 0,
      };
    }
    case 'quit':
      return {
        id,
        title: message('Quit Docker Desktop'),
        about: message('All containers stop.'),
        lines: ['docker desktop stop'],
        canRun: platform === 'windows',
      };
    case 'trim':
      return trimStep(disk === null || !isPlainPath(disk) || distro === null ? [] : trimLines(disk, distro), trimming);
    case 'shutdown':
      return shutdownStep(platform);
    case 'compact':
      return compactStep(disk);
  }
}

/** Docker's command line with the endpoint that is asked here, whatever contexts and variables say. */
export function dockerCall(platform: Platform): string {
  return platform === 'wsl'
    ? 'docker --host unix:///var/run/docker.sock'
    : 'docker --host npipe:////./pipe/dockerDesktopLinuxEngine';
}

/** The line that deletes images. What a name could do in a shell is left out: such an image is told by its id. */
export function removeLine(platform: Platform, images: readonly EngineImage[]): string {
  const words = images.flatMap(({ id, names }) => (names.every(isPlainName) ? names : [id]));
  return [dockerCall(platform), 'image rm', ...words].join(' ');
}

function isPlainName(name: string): boolean {
  return /^[A-Za-z0-9][\w./:@-]*$/.test(name);
}
