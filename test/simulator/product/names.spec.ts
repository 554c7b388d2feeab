import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Command } from '../../../src/machine/command';
import type { Machine } from '../../../src/machine/machine';
import { lookAtSide } from '../../../src/state/distroSide';
import { takeSnapshot } from '../../../src/state/snapshot';
import { askHome, listFolders } from '../../../src/wsl/folders';
import type { Parsed, WslProblem } from '../../../src/wsl/problem';
import { runInDistro, type DistroAddress } from '../../../src/wsl/run';
import { setDefaultDistro } from '../../../src/wsl/setDefault';
import { setDistroVersion } from '../../../src/wsl/setVersion';
import { terminateDistro } from '../../../src/wsl/stop';
import { loginShellArgs } from '../../../src/wsl/terminal';
import { wslCommand } from '../../../src/wsl/wslCommand';
import { toWindowsPath } from '../../../src/text/pathTranslation';
import { readGateLog } from '../prepare';
import { distro } from '../scenarios/parts';
import { useMachine, type TestMachine } from '../spec/machine';
import type { State } from '../state/model';
import { productMachine } from './product';

const names = ['x"; rm -rf ~ #', '$(reboot)', 'a b', '日本語', 'a', '%PATH%&`id`;', '--unregister'];
/** Names that reach wsl.exe as they are, where it takes no id. */
const isPlain = (name: string): boolean => !/[ "]/.test(name);

interface Row {
  readonly title: string;
  readonly command: (of: DistroAddress) => Command<Parsed<unknown>> | WslProblem;
  /** Whether wsl.exe takes nothing but the name for it. */
  readonly byName?: true;
  /** What it does to the machine, and nothing else. */
  readonly change?: (state: State, id: string) => void;
}

const start = (state: State, id: string): void => {
  if (!state.running.includes(id)) state.running.push(id);
  state.vmUp = true;
};
const rows: readonly Row[] = [
  { title: 'the home folder', command: askHome, change: start },
  { title: 'the folders of a folder', command: (of) => listFolders(of, '/'), change: start },
  {
    title: 'a program with arguments',
    command: (of) =>
      runInDistro(of, ['printenv', 'WSL_DISTRO_NAME'], ({ stdout }) =>
        Buffer.from(stdout).toString() === `${of.name}\n` ? true : null,
      ),
    change: start,
  },
  {
    title: 'a login shell',
    command: (of) => {
      const args = loginShellArgs(of);
      if ('kind' in args) return args;
      return wslCommand(args, ({ exitCode }) => ({ ok: true, value: exitCode }));
    },
    change: start,
  },
  {
    title: 'another default',
    command: ({ name }) => setDefaultDistro(name),
    byName: true,
    change: (state, id) => (state.defaultDistribution = id),
  },
  {
    title: 'the other WSL version',
    command: ({ name }) => setDistroVersion(name, 1),
    byName: true,
    change: (state, id) => {
      const found = state.distros.find(({ guid }) => guid === id)!;
      found.flags = 7;
      state.running = state.running.filter((each) => each !== id);
      state.vmUp = true;
    },
  },
  {
    title: 'an end',
    command: ({ name }) => terminateDistro(name),
    byName: true,
    change: (state, id) => (state.running = state.running.filter((each) => each !== id)),
  },
];

/** What of the machine a command may change, without what only the simulator keeps for itself. */
function truth({ distros, running, defaultDistribution, vmUp }: State): object {
  const told = distros.map(({ guid, name, flags, state }) => ({ guid, name, flags, state }));
  return { told, running: [...running].sort(), defaultDistribution, vmUp };
}

describe('distros of any name', () => {
  const registered = names.map((name, index) => distro(0x10000000 + index, name));
  const machine = useMachine('empty', (state) => {
    state.distros.push(...registered);
    state.defaultDistribution = registered.find(({ name }) => name === 'a')!.guid;
  });
  const product = (): Machine => productMachine(machine());

  it('are listed with their names, and known by their ids', async () => {
    const snapshot = await takeSnapshot(product(), null);
    assert.deepEqual(snapshot?.problems, []);
    const known = snapshot.distros.map(({ id, name }) => `${id} ${name}`).sort();
    assert.deepEqual(known, registered.map(({ guid, name }) => `${guid} ${name}`).sort());
  });

  for (const { title, command, byName, change } of rows) {
    it(`go through ${title} unharmed`, async function () {
      this.timeout(60_000);
      for (const { guid, name } of registered) {
        const made = command({ id: byName ? null : guid, name });
        if (!byName || isPlain(name)) await goThrough(machine(), product(), made, guid, change);
        else assert.deepEqual(made, { kind: 'nameHasBlanks', name });
      }
    });
  }

  it('are entered by name where the id is not known, or not at all', async function () {
    this.timeout(60_000);
    for (const { guid, name } of registered) {
      const made = askHome({ id: null, name });
      if (isPlain(name)) await goThrough(machine(), product(), made, guid, start);
      else assert.deepEqual(made, { kind: 'nameHasBlanks', name });
    }
  });

  it('have addresses on Windows, and the gate knows them apart', async () => {
    for (const { guid, name } of registered) {
      const opened = product();
      const running = machine().state.running.includes(guid);
      if (running) opened.gate.setRunning([name]);
      const before = readGateLog(machine().folder).length;
      const side = await lookAtSide(opened, name);
      assert.deepEqual(toWindowsPath('/x', side), { path: `\\\\wsl.localhost\\${name}\\x` });
      const touched = readGateLog(machine().folder).slice(before);
      assert.deepEqual(
        touched.map((entry) => entry.distro),
        running ? [name] : [],
      );
    }
  });
});

async function goThrough(
  machine: TestMachine,
  product: Machine,
  command: Command<Parsed<unknown>> | WslProblem,
  id: string,
  change: Row['change'],
): Promise<void> {
  assert.ok('args' in command, JSON.stringify(command));
  const expected = machine.state;
  change?.(expected, id);
  const ran = await product.run(command, { timeout: 30_000 });
  assert.ok(ran.outcome === 'done' && ran.value.ok, JSON.stringify([command.args, ran]));
  assert.deepEqual(truth(machine.state), truth(expected), JSON.stringify(command.args));
}
