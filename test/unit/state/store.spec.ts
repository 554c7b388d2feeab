import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, it } from 'mocha';
import { silentLog } from '../../../src/machine/log';
import { SnapshotStore } from '../../../src/state/store';
import { KeptLog, until, useFolder } from '../machine/temporary';
import { FakeMachine, hangs, list, registry } from './fakeMachine';

const folder = useFolder();
const answersOf = (states: Record<string, string>) => ({ wsl: list(states), reg: registry(...Object.keys(states)) });
const lists = ({ calls }: FakeMachine): number => calls.filter((call) => call === 'wsl -l -v').length;

function storeOf(machine: FakeMachine, log = silentLog): SnapshotStore {
  return new SnapshotStore(machine, log, folder());
}

/** A clock that says one time once and another from then on. */
function afterFirst(first: Date, then: Date): () => Date {
  let asked = false;
  return () => {
    const time = asked ? then : first;
    asked = true;
    return time;
  };
}

describe('the snapshot store', () => {
  it('knows nothing before the first refresh, and asks nothing', () => {
    const machine = new FakeMachine(answersOf({ Ubuntu: 'Running' }));
    assert.equal(storeOf(machine).current, null);
    assert.deepEqual(machine.calls, []);
  });

  it('answers a hundred wishes with two observations', async () => {
    const machine = new FakeMachine(answersOf({ Ubuntu: 'Running' }));
    const store = storeOf(machine);
    await Promise.all(Array.from({ length: 100 }, () => store.refresh()));
    assert.equal(lists(machine), 2);
    await store.refresh();
    assert.equal(lists(machine), 3);
    assert.deepEqual(readdirSync(folder()), ['snapshot.json']);
  });

  it('never observes twice at a time, also when a wish comes the moment a refresh is done', async () => {
    const machine = new FakeMachine({});
    let under = 0;
    const { wsl, reg } = answersOf({ Ubuntu: 'Running' });
    machine.answer = async ({ program }) => {
      if (program === 'reg') return reg;
      assert.equal((under += 1), 1);
      await new Promise(setImmediate);
      under -= 1;
      return wsl;
    };
    const store = storeOf(machine);
    const first = store.refresh().then(() => store.refresh());
    const second = store.refresh();
    await Promise.all([first, second]);
    assert.equal(lists(machine), 2, 'the wish that came first is answered by the one that was waiting');
  });

  it('tells those who listen of each refresh, until they stop', async () => {
    const store = storeOf(new FakeMachine(answersOf({ Ubuntu: 'Running' })));
    let heard = 0;
    const listener = store.onDidRefresh(() => (heard += 1));
    await store.refresh();
    await store.refresh();
    listener.dispose();
    await store.refresh();
    assert.equal(heard, 2);
  });

  it('goes on after a listener that fails and after a refresh that fails', async () => {
    const machine = new FakeMachine(answersOf({ Ubuntu: 'Running' }));
    const log = new KeptLog();
    const store = storeOf(machine, log);
    let heard = 0;
    store.onDidRefresh(() => {
      throw new Error('listener');
    });
    store.onDidRefresh(() => (heard += 1));
    await store.refresh();
    assert.equal(heard, 1);

    const { answer } = machine;
    machine.answer = () => {
      throw new Error('out of order');
    };
    const [running, queued] = [store.refresh(), store.refresh()];
    machine.answer = answer;
    await Promise.allSettled([running, queued]);
    await store.refresh();
    const later = [store.refresh(), store.refresh()];
    await Promise.all(later);
    assert.notEqual(heard, 1);
    assert.ok(log.lines.includes('! A listener failed: listener'));
  });

  it('fails those who asked while a refresh failed, and nobody after', async () => {
    const machine = new FakeMachine(answersOf({ Ubuntu: 'Running' }));
    const store = storeOf(machine);
    const { answer } = machine;
    let fail = true;
    machine.answer = (command) => {
      if (!fail) return answer(command);
      throw new Error('out of order');
    };
    const running = store.refresh();
    const queued = store.refresh();
    await assert.rejects(running, /out of order/);
    fail = false;
    await Promise.allSettled([queued]);
    await Promise.all([store.refresh(), store.refresh()]);
    assert.equal(store.current!.distros.length, 1);
  });
});

describe('several stores over one folder', () => {
  it('share an observation that began after they asked, and their gates know it', async () => {
    const asked = new FakeMachine({});
    const asking = new FakeMachine(answersOf({ Debian: 'Running' }));
    for (const { gate } of [asked, asking]) gate.setRunning(['Fedora']);
    let go = (): void => undefined;
    const { wsl, reg } = answersOf({ Ubuntu: 'Running' });
    asked.answer = async ({ program }) => {
      if (program === 'wsl') await new Promise<void>((resolve) => (go = resolve));
      return program === 'wsl' ? wsl : reg;
    };
    const first = storeOf(asked);
    const second = storeOf(asking);
    const under = first.refresh();
    await until(() => lists(asked) === 1);
    await wait(2); // The clock has milliseconds, and what is asked now is asked after that list began.
    const waiting = second.refresh();
    const again = first.refresh();
    go();
    await under;
    await until(() => lists(asked) === 2 || lists(asking) === 1);
    go();
    await Promise.all([waiting, again]);
    assert.equal(lists(asked) + lists(asking), 2, 'one observation for both who asked during the first');
    assert.deepEqual(second.current, first.current);
    const running = second.current!.distros[0]!.name;
    for (const { gate } of [asked, asking]) {
      assert.equal(gate.pass(running, '/', false).open, true);
      assert.equal(gate.pass('Fedora', '/', false).open, false);
    }
  });

  it('keep each its own last good states where one of them asked and got no list', async () => {
    const knowing = new FakeMachine(answersOf({ Ubuntu: 'Running' }));
    const second = storeOf(knowing);
    await second.refresh();
    const good = second.current!;

    // Another window, new and without any states of its own, asks while the first one wants to.
    const asking = new FakeMachine({});
    let go = (): void => undefined;
    asking.answer = async ({ program }) => {
      if (program !== 'wsl') return registry('Ubuntu');
      await new Promise<void>((resolve) => (go = resolve));
      return hangs;
    };
    // It asks a moment after the first one began to wait for its turn.
    const ahead = new Date(Date.now() + 1000);
    asking.clock = () => ahead;
    const first = storeOf(asking);
    const under = first.refresh();
    await until(() => lists(asking) === 1);
    knowing.clock = afterFirst(new Date(ahead.getTime() - 1), new Date(ahead.getTime() + 1000));
    const waiting = second.refresh();
    go();
    await Promise.all([under, waiting]);

    assert.equal(lists(knowing), 1, 'it had the other one’s answer');
    assert.deepEqual([first.current!.distros[0]!.state, first.current!.staleSince], ['unknown', null]);
    assert.deepEqual(second.current!.distros, good.distros);
    assert.deepEqual([second.current!.staleSince, second.current!.problems], [good.at, [hangs]]);
    assert.equal(knowing.gate.pass('Ubuntu', '/', false).open, false);
  });

  it('do not use an answer that is older than the question, from the future, damaged, or of another shape', async () => {
    const machine = new FakeMachine(answersOf({ Ubuntu: 'Running' }));
    const store = storeOf(machine);
    const observation = (at: string) => ({
      at,
      list: { ok: true, value: { distros: [], otherAccount: false, failure: null } },
      registry: null,
    });
    const future = new Date(Date.now() + 86_400_000).toISOString();
    const contents = [
      JSON.stringify({ shape: 3, observation: observation('2020-01-01T00:00:00.000Z') }),
      JSON.stringify({ shape: 3, observation: observation(future) }),
      JSON.stringify({ shape: 2, observation: observation(future) }),
      JSON.stringify({ shape: 3, observation: {} }),
      JSON.stringify({ shape: 3 }),
      'null',
      '{"shape":3,',
      '',
    ];
    for (const [index, content] of contents.entries()) {
      writeFileSync(join(folder(), 'snapshot.json'), content);
      await store.refresh();
      assert.equal(lists(machine), index + 1, content);
      assert.equal(store.current!.distros.length, 1);
    }
  });

  it('take over an abandoned lock', async () => {
    const machine = new FakeMachine(answersOf({ Ubuntu: 'Running' }));
    const lock = join(folder(), 'refresh.lock');
    writeFileSync(lock, `${process.pid} 1`);
    const long = new Date(Date.now() - 120_000);
    utimesSync(lock, long, long);
    await storeOf(machine).refresh();
    assert.deepEqual([lists(machine), existsSync(lock)], [1, false]);
  });

  it('go on alone where the folder cannot be used', async () => {
    const machine = new FakeMachine(answersOf({ Ubuntu: 'Running' }));
    const log = new KeptLog();
    writeFileSync(join(folder(), 'file'), '');
    const store = new SnapshotStore(machine, log, join(folder(), 'file', 'storage'));
    await store.refresh();
    assert.equal(store.current!.distros.length, 1);
    assert.ok(log.lines.some((line) => line.startsWith('! Not shared with other windows: ')));

    mkdirSync(join(folder(), 'snapshot.json'));
    await storeOf(machine, log).refresh();
    assert.deepEqual(readdirSync(folder()).sort(), ['file', 'snapshot.json']);
  });
});

describe('a store that is disposed', () => {
  it('ends what is under way, keeps what it knew and asks nothing more', async () => {
    const machine = new FakeMachine(answersOf({ Ubuntu: 'Running' }));
    const store = storeOf(machine);
    let heard = 0;
    store.onDidRefresh(() => (heard += 1));
    await store.refresh();
    const known = store.current;
    machine.answer = (_, signal) =>
      new Promise((resolve) => signal!.addEventListener('abort', () => resolve('cancelled')));
    const under = store.refresh();
    await until(() => lists(machine) === 2);
    store.dispose();
    await under;
    await store.refresh();
    assert.deepEqual([store.current, lists(machine), heard], [known, 2, 1]);
    assert.equal(existsSync(join(folder(), 'refresh.lock')), false);
  });
});
