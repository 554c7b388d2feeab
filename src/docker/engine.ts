import { askThrough, type PipeAnswer, type PipeRequest } from '../machine/pipes';
import type { Machine } from '../machine/machine';
import { enginePipes, type EngineOs } from './pipes';
import { isRecord } from '../text/isRecord';

/** The engine's socket in a distro that Docker Desktop is integrated with. */
const distroSocket = '/var/run/docker.sock';

/**
 * Every question to an engine goes through here and names Docker Desktop's Linux engine by its own endpoint: its pipe on
 * Windows, the distro's socket inside one. Contexts and DOCKER_HOST, which may lead to a remote engine, play no part.
 */
export function askEngine(machine: Machine, path: string, options: PipeRequest): Promise<PipeAnswer> {
  return machine.platform === 'wsl'
    ? askInOwnDistro(machine.pathInOwnDistro(distroSocket), path, options)
    : machine.pipes.ask(enginePipes.linux, path, options);
}

/** An engine of the distro's own has its socket in the same place: it is asked who it is, and nothing else. */
async function askInOwnDistro(socket: string, path: string, options: PipeRequest): Promise<PipeAnswer> {
  const version = await askThrough(socket, '/version', { ...options, method: 'GET' });
  if (version.outcome !== 'answered' || version.status !== 200) return version;
  return comesFromDockerDesktop(jsonOf(version))
    ? askThrough(socket, path, options)
    : { outcome: 'refused', reason: "the engine that answers is not Docker Desktop's" };
}

/** Whether a platform, as an engine names its own, is Docker Desktop: an engine of a Linux distribution names another or none. */
export function isDockerDesktop(platform: string): boolean {
  return platform.includes('Docker Desktop');
}

/** Goes by what the engine says of its version. */
function comesFromDockerDesktop(version: unknown): boolean {
  const platform = isRecord(version) ? version['Platform'] : null;
  const name = isRecord(platform) ? platform['Name'] : null;
  return typeof name === 'string' && isDockerDesktop(name);
}

/** Asks for something that the engine tells as JSON; null where it did not tell it. */
export async function askEngineForJson(machine: Machine, path: string, options: PipeRequest): Promise<unknown> {
  return jsonOf(await askEngine(machine, path, options));
}

function jsonOf(answer: PipeAnswer): unknown {
  if (answer.outcome !== 'answered' || answer.status !== 200) return null;
  try {
    return JSON.parse(answer.body);
  } catch {
    return null;
  }
}

/** What an engine said to a ping. 500 is an engine that starts, or one that is dead behind its proxy. */
export type EngineState = 'answers' | 'starting' | 'silent' | 'absent' | 'cancelled';

/** Asks whether the engine answers. Only because somebody asked: never part of a refresh. `timeout` in milliseconds. */
export async function pingEngine(machine: Machine, options: PipeRequest): Promise<EngineState> {
  const answer = await askEngine(machine, '/_ping', options);
  switch (answer.outcome) {
    case 'answered':
      return answer.status === 200 ? 'answers' : 'starting';
    case 'refused':
    case 'timeout':
      return 'silent';
    case 'absent':
    case 'cancelled':
      return answer.outcome;
  }
}

/** How much an engine holds. */
export interface EngineCounts {
  readonly containers: number;
  readonly running: number;
  readonly images: number;
}

/** Counts what one of Docker Desktop's engines holds, on Windows; null where it did not tell. */
export async function countInEngine(
  machine: Machine,
  os: EngineOs,
  options: PipeRequest,
): Promise<EngineCounts | null> {
  const info = jsonOf(await machine.pipes.ask(enginePipes[os], '/info', options));
  if (!isRecord(info)) return null;
  const { Containers: containers, ContainersRunning: running, Images: images } = info;
  const known = typeof containers === 'number' && typeof running === 'number' && typeof images === 'number';
  // An engine that answers at the other's pipe is not the one that was asked.
  return known && info['OSType'] === os ? { containers, running, images } : null;
}

/** A container that runs, as far as a warning needs it. */
export interface RunningContainer {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  /** The distros from whose files it has binds, as Docker Desktop spells them in its relay folder. */
  readonly distros: readonly string[];
  /** The folders of the project that it was started from, as whoever started it named them. */
  readonly folders: readonly string[];
}

/** The running containers of the engine; null where it did not tell. */
export async function listRunningContainers(
  machine: Machine,
  options: PipeRequest,
): Promise<readonly RunningContainer[] | null> {
  const list = await askEngineForJson(machine, '/containers/json', options);
  return Array.isArray(list) ? list.flatMap(readContainer) : null;
}

/** Starts a container that is there and stands still; whether it runs then. One that runs already is left as it is. */
export async function startContainer(machine: Machine, id: string, options: PipeRequest): Promise<boolean> {
  const answer = await askEngine(machine, `/containers/${encodeURIComponent(id)}/start`, {
    ...options,
    method: 'POST',
  });
  return answer.outcome === 'answered' && (answer.status === 204 || answer.status === 304);
}

function readContainer(entry: unknown): RunningContainer[] {
  if (!isRecord(entry) || typeof entry['Id'] !== 'string') return [];
  const names: unknown[] = Array.isArray(entry['Names']) ? entry['Names'] : [];
  const mounts: unknown[] = Array.isArray(entry['Mounts']) ? entry['Mounts'] : [];
  const [name] = names.filter((each) => typeof each === 'string');
  return [
    {
      id: entry['Id'],
      name: name?.replace(/^\//, '') ?? entry['Id'].slice(0, 12),
      image: typeof entry['Image'] === 'string' ? entry['Image'] : '',
      distros: [...new Set(mounts.flatMap(distroOfMount))],
      folders: foldersOf(entry['Labels']),
    },
  ];
}

/** Compose and the dev container tools label what they start. */
const folderLabels = ['com.docker.compose.project.working_dir', 'devcontainer.local_folder'];

function foldersOf(labels: unknown): string[] {
  if (!isRecord(labels)) return [];
  return folderLabels.map((label) => labels[label]).filter((folder) => typeof folder === 'string');
}

/** Docker Desktop relays binds from a distro through one folder: `…/docker-desktop-bind-mounts/<Distro>/<hash>`. */
function distroOfMount(mount: unknown): string[] {
  const source = isRecord(mount) ? mount['Source'] : null;
  const name = typeof source === 'string' ? /\/docker-desktop-bind-mounts\/([^/]+)\//.exec(source)?.[1] : undefined;
  return name === undefined ? [] : [name];
}
