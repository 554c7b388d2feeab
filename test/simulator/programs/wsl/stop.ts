import { type Distro, type State, sameGuid } from '../../state/model';
import { awaitEnd, endProcesses } from '../../state/processes';

/** Takes distros out of the running set and ends what runs in them; nothing does any more when this returns. */
export function stopDistros(folder: string, state: State, distros: readonly Distro[]): void {
  const names = new Set(distros.map(({ name }) => name));
  state.running = state.running.filter((guid) => !distros.some((distro) => sameGuid(distro.guid, guid)));
  awaitEnd(endProcesses(folder, ({ distro }) => distro !== null && names.has(distro)));
}
