import { askPrerequisites } from '../../state/askPrerequisites';
import type { Prerequisite, PrerequisiteId } from '../../state/prerequisites';
import { printable } from '../../text/printable';
import type { BesideId } from '../checks';
import { fail, ok, unknown, type Verdict } from '../verdict';
import type { Beside } from './beside';

/** Docker Desktop itself is a link of the chain. */
const ids: Readonly<Record<Exclude<PrerequisiteId, 'dockerDesktop'>, BesideId>> = {
  windows: 'windows',
  virtualization: 'virtualization',
  virtualMachinePlatform: 'virtual-machine-platform',
  subsystemForLinux: 'subsystem-for-linux',
  wsl: 'wsl',
  memory: 'memory',
};

/** PowerShell may hang as anything may. */
const patience = 10_000;

/** What Docker's documentation asks of the machine. Away from Windows nobody can tell. */
export const prerequisites: Beside = {
  async probe({ machine, snapshot, signal }) {
    if (machine.platform === 'other') return null;
    const limited = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
    const found = await askPrerequisites(machine, snapshot, limited);
    return found && new Map(found.flatMap(verdictOf));
  },
};

function verdictOf(prerequisite: Prerequisite): (readonly [BesideId, Verdict])[] {
  const { id, verdict, found, nextStep, page } = prerequisite;
  if (id === 'dockerDesktop') return [];
  const proof = { command: page, answer: prerequisite.evidence.split('\n').map(printable).join('\n') };
  switch (verdict) {
    case 'met':
      return [[ids[id], ok(found, [proof])]];
    case 'unknown':
      return [[ids[id], unknown(found, [proof])]];
    case 'notMet':
      return [[ids[id], fail(found, [proof], { nextStep, fix: id === 'wsl' ? { act: 'updateWsl' } : null })]];
  }
}
