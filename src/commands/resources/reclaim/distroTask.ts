import type { IntegratedDistro } from '../../../state/snapshot';
import { message } from '../../../text/message';
import { printable } from '../../../text/printable';
import type { CommandContext } from '../../context';
import { findAgain, readAgain } from '../../facts';
import { makeDistroSteps } from './steps';
import { shutDownWsl } from './shutDownWsl';
import type { ReclaimTask } from './task';

/** What makes the disk of a distro of the user's own smaller. Nothing in it is deleted: only they know what they need. */
export function distroTask(context: CommandContext, distro: IntegratedDistro): ReclaimTask {
  const { name, state, disk } = distro;
  const shown = printable(name);
  return {
    title: message('Reclaim Disk Space of {0}', shown),
    distro: shown,
    disk,
    steps: makeDistroSteps({ platform: context.machine.platform, name, runs: state === 'running', disk }),
    run: (id) => (id === 'shutdown' ? shutDownWsl(context) : Promise.resolve(false)),
    again: async () => distroTask(context, findAgain(await readAgain(context), distro)),
  };
}
