import type { CommandContext } from '../../../src/commands/context';
import type { Log } from '../../../src/machine/log';
import { openMachine } from '../../../src/machine/machine';
import { ConfigWatch } from '../../../src/state/configWatch';
import { SnapshotStore } from '../../../src/state/store';
import { person } from './editor';
import type { Orders } from './orders';

/** What commands work with, as a window has it, without an editor; what an operation does not need is not there. */
export async function makeContext(orders: Orders): Promise<CommandContext> {
  const show = (text: string): void => person.show({ kind: 'log', text });
  const log: Log = { info: show, warn: show };
  const machine = openMachine(log, { SLIPWAY_MACHINE: orders.machineFile });
  const store = new SnapshotStore(machine, log, orders.storage);
  const config = new ConfigWatch(machine, log, orders.storage);
  const parts = {
    machine,
    store,
    log,
    config,
    channel: { show: () => undefined, error: show },
    pages: { show: () => Promise.resolve() },
    refreshTree: () => undefined,
  };
  // The first look is what a refresh is itself.
  if (!('name' in orders.act && orders.act.name === 'refresh')) await store.refresh();
  return parts as unknown as CommandContext;
}
