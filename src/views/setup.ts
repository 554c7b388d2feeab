import type { Snapshot } from '../state/snapshot';
import type { Location } from '../text/location';
import { knownValue } from '../text/observed';

/**
 * How far this machine is in each step of the documented set-up. The walkthrough has a text for each of these words, and
 * ticks those of `done`; what nobody knows, or has looked at, is `unknown` and never done.
 */
export interface Setup {
  readonly installed: 'wslMissing' | 'distroMissing' | 'dockerMissing' | Outcome;
  /** The default distro, and the WSL version of new ones. */
  readonly distro: 'foreignDefault' | 'version1' | 'newVersion1' | Outcome;
  readonly engine: 'stopped' | 'windows' | 'hyperv' | Outcome;
  readonly integration: 'off' | Outcome;
  readonly window: 'outside' | 'done';
  readonly sources: 'noFolder' | 'drive' | 'share' | Outcome;
}

type Outcome = 'unknown' | 'done';

/** What is known of a window besides the machine. */
export interface WindowPlace {
  /** Whether it works in a distro, be it from there or through the WSL extension. */
  readonly inDistro: boolean;
  /** Where its folders lie. */
  readonly folders: readonly Location[];
}

export function setupOf(snapshot: Snapshot | null, place: WindowPlace): Setup {
  return {
    installed: snapshot ? installed(snapshot) : 'unknown',
    distro: snapshot ? defaultDistro(snapshot) : 'unknown',
    engine: snapshot ? engine(snapshot) : 'unknown',
    integration: snapshot ? integration(snapshot) : 'unknown',
    window: place.inDistro ? 'done' : 'outside',
    sources: sources(place),
  };
}

/** What was listed as it is now: an old list stands in for one that failed, and proves nothing of today. */
function isCurrent({ listed, staleSince }: Snapshot): boolean {
  return listed && staleSince === null;
}

function ownOf({ distros }: Snapshot): Snapshot['distros'] {
  return distros.filter(({ kind }) => kind === 'user');
}

function installed(snapshot: Snapshot): Setup['installed'] {
  const { problems, docker } = snapshot;
  const isMissing = problems.some(
    (problem) => problem.kind === 'wslNotInstalled' || (problem.kind === 'programMissing' && problem.program === 'wsl'),
  );
  if (isMissing) return 'wslMissing';
  // With Admin Protection on, those of the other account are not listed.
  if (!isCurrent(snapshot) || problems.some(({ kind }) => kind === 'otherAccount')) return 'unknown';
  if (ownOf(snapshot).length === 0) return 'distroMissing';
  if ('unknown' in docker.install) return 'unknown';
  return docker.install.value === null ? 'dockerMissing' : 'done';
}

function defaultDistro(snapshot: Snapshot): Setup['distro'] {
  const own = ownOf(snapshot);
  if (!isCurrent(snapshot) || own.length === 0) return 'unknown';
  const chosen = own.find(({ isDefault }) => isDefault);
  if (!chosen) return snapshot.distros.some(({ isDefault }) => isDefault) ? 'foreignDefault' : 'unknown';
  if (chosen.wslVersion === 1) return 'version1';
  if (snapshot.defaultVersion === null) return 'unknown';
  return snapshot.defaultVersion === 1 ? 'newVersion1' : 'done';
}

function engine({ docker }: Snapshot): Setup['engine'] {
  const { install, running, mode, backend } = docker;
  if ('value' in install && install.value === null) return 'unknown';
  if (knownValue(running) === false) return 'stopped';
  if (knownValue(running) === null) return 'unknown';
  if (knownValue(mode) === 'windows') return 'windows';
  if (knownValue(backend) === 'hyperv') return 'hyperv';
  return knownValue(mode) === 'linux' && knownValue(backend) === 'wsl2' ? 'done' : 'unknown';
}

function integration(snapshot: Snapshot): Setup['integration'] {
  const own = ownOf(snapshot);
  if (!isCurrent(snapshot) || own.length === 0) return 'unknown';
  const set = own.map((distro) => knownValue(distro.integration.set));
  if (set.includes('on')) return 'done';
  return set.every((each) => each === 'off') ? 'off' : 'unknown';
}

/** Only a home is surely in the Linux file system: where a distro has the drives of Windows is its own affair. */
const home = /^\/(?:home\/[^/]+|root)(?:\/|$)/;

function sources({ folders }: WindowPlace): Setup['sources'] {
  if (folders.length === 0) return 'noFolder';
  if (folders.some(({ kind }) => kind === 'windows')) return 'drive';
  if (folders.some(({ kind }) => kind === 'unc')) return 'share';
  return folders.every((folder) => folder.kind === 'distro' && home.test(folder.path)) ? 'done' : 'unknown';
}
