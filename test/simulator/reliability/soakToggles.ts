import assert from 'node:assert/strict';

import { changeState, readSettings } from '../prepare';
import { TestMachine } from '../spec/machine';
import type { Fault } from '../state/model';
import { change, inWords, noDockerPatience } from '../product/change';
import { productMachine } from '../product/product';
import type { Meter } from './meter';

/** Faults for single calls; each is used up by the first that it hits. */
const toggleFaults: readonly Fault[] = [
  { program: 'tasklist', match: '*', kind: 'exit', exitCode: 1, times: 1 },
  { program: 'tasklist', match: '*', kind: 'garbage', times: 1 },
  { program: 'tasklist', match: '*', kind: 'killed', bytes: 0, times: 1 },
  { program: 'wsl', match: { holds: '-v' }, kind: 'garbage', exitCode: 255, times: 1 },
  { program: 'wsl', match: { holds: '-v' }, kind: 'partial', bytes: 60, times: 1 },
  { program: 'reg', match: '*', kind: 'exit', exitCode: 1, times: 1 },
];

/** Switches the integration of a distro on and off; its settings are held against what was said to have come of it. */
export async function soakToggles(total: number, meter: Meter, random: () => number): Promise<void> {
  const machine = await TestMachine.make('healthy', (state) => {
    state.docker!.up = false;
    state.running = [];
  });
  try {
    const product = productMachine(machine);
    let isOn = false;
    await meter.through(total, async (count) => {
      const before = readSettings(machine.folder).toString();
      const fault = random() < 0.4 ? toggleFaults[Math.floor(random() * toggleFaults.length)] : undefined;
      changeState(machine.folder, (state) => (state.faults = fault ? [{ ...fault }] : []));
      const wish = `Debian ${isOn ? 'off' : 'on'}`;
      const about = `${count}: ${wish} under ${JSON.stringify(fault ?? null)}`;
      const { end } = await change(product, [wish], { patience: noDockerPatience });
      const text = readSettings(machine.folder).toString();
      const list = (JSON.parse(text) as { IntegratedWslDistros?: string[] }).IntegratedWslDistros ?? [];
      if (end.kind === 'changed') isOn = !isOn;
      else assert.equal(text, before, `${about}: ${inWords(end)}`);
      assert.equal(list.includes('Debian'), isOn, `${about}: ${inWords(end)}`);
      assert.ok(fault !== undefined || end.kind === 'changed', `${about}: ${inWords(end)}`);
    });
  } finally {
    await machine.remove();
  }
}
