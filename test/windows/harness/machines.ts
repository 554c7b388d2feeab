import { distro } from '../../simulator/scenarios/parts';
import type { State } from '../../simulator/state/model';
import type { PrepareOptions } from '../../simulator/prepare';

/** Names that only an edited registry has; each would do harm in a shell. */
export const hostileNames = ['a b', '日本語', '$(reboot)', 'x"; rm -rf ~ #', '100% ^& |'];

/** Those that the simulator can have a distro of here: its files lie in a folder of that name. */
const registered = hostileNames.filter((name) => process.platform !== 'win32' || !/["|]/.test(name));

/** The machines that specs find in `machines/NAME`. Docker Desktop runs on none: its pipes cannot be made here. */
export const machines: readonly { name: string; scenario: string; change?: PrepareOptions['change'] }[] = [
  { name: 'usual', scenario: 'docker-stopped' },
  {
    name: 'hostile',
    scenario: 'docker-stopped',
    change: (state: State): void => {
      state.distros.push(...registered.map((name, index) => distro(0x7000_0000 + index, name)));
    },
  },
];
