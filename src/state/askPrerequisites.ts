import type { Machine } from '../machine/machine';
import { queryWindowsFeatures, type WindowsFeatures } from '../wsl/windowsFeatures';
import { queryWindowsVersion } from '../wsl/windowsVersion';
import { askAboutStatus, askAboutVersions, recogniseInboxWsl, type AboutWsl } from './about';
import { ask } from './ask';
import { judgePrerequisites, type Prerequisite } from './prerequisites';
import type { Problem } from './problem';
import { isListAnswered, type Snapshot } from './snapshot';

const registryTimeout = 10_000;
/** PowerShell is slow to start, more so after a restart of Windows. */
const featuresTimeout = 30_000;

/**
 * Asks for all that the prerequisites are judged by: four processes on the Windows side, none with elevation. Only because
 * somebody wants to see it, never as part of a refresh. Null when cancelled.
 */
export async function askPrerequisites(
  machine: Machine,
  snapshot: Snapshot,
  signal: AbortSignal,
): Promise<readonly Prerequisite[] | null> {
  const [windows, features, wsl] = await Promise.all([
    ask(machine, queryWindowsVersion(), registryTimeout, signal),
    askFeatures(machine, signal),
    askAboutWsl(machine, snapshot, signal),
  ]);
  if (windows === null || features === null || wsl === null) return null;
  return judgePrerequisites({
    windows: windows.ok ? windows.value : windows.problem,
    features,
    wsl,
    dockerDesktop: snapshot.docker.install,
    hasWsl1Distro: snapshot.listed ? snapshot.distros.some(({ wslVersion }) => wslVersion === 1) : null,
  });
}

async function askFeatures(machine: Machine, signal: AbortSignal): Promise<WindowsFeatures | Problem | null> {
  const ran = await machine.run(queryWindowsFeatures(), { timeout: featuresTimeout, signal });
  if (ran.outcome === 'cancelled') return null;
  return ran.outcome === 'done' ? ran.value : ran.failure;
}

/** The status waits for the service as the list does; where that did not answer it is not asked again. */
async function askAboutWsl(machine: Machine, snapshot: Snapshot, signal: AbortSignal): Promise<AboutWsl | null> {
  const versions = await askAboutVersions(machine, signal);
  if (versions === null || !isListAnswered(snapshot)) return versions;
  return askAboutStatus(machine, recogniseInboxWsl(versions), signal);
}
