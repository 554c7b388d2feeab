import { type Distro, type State, flagWsl2, sameGuid } from './model';

/** Notes that a client of a distro came or went. */
export function noteUse(state: State, guid: string, now: number): void {
  if (state.idle) state.lastUse[guid] = now;
}

/**
 * The distros whose idle time is over: no client (by name), and none for as long as the state says. One that was running
 * when the machine was prepared has no last use and stays.
 */
export function idleDistros(state: State, clients: ReadonlySet<string>, now: number): Distro[] {
  const { idle } = state;
  if (!idle) return [];
  return state.distros.filter(({ guid, name }) => {
    const last = state.lastUse[guid];
    const runs = state.running.some((each) => sameGuid(each, guid));
    if (idle.keptByServices?.some((each) => sameGuid(each, guid))) return false;
    return runs && !clients.has(name) && last !== undefined && now - last > idle.distro;
  });
}

/** Whether the virtual machine has had no distro for longer than its own idle time, which begins when a distro's ends. */
export function isVirtualMachineIdle(state: State, now: number): boolean {
  const { idle } = state;
  if (!idle || !state.vmUp) return false;
  const wsl2 = state.distros.filter(({ flags }) => (flags & flagWsl2) !== 0);
  if (wsl2.some(({ guid }) => state.running.some((each) => sameGuid(each, guid)))) return false;
  const last = Math.max(...wsl2.map(({ guid }) => state.lastUse[guid] ?? -Infinity));
  return now - last > idle.distro + idle.vm;
}
