import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { distro, register, wsl1 } from '../scenarios/parts';
import type { State } from '../state/model';
import { changeState } from '../state/store';
import { TestMachine, useMachine } from './machine';

const table = [
  '  NAME              STATE           VERSION',
  '* Ubuntu            Running         2',
  '  Debian            Stopped         2',
  '  Fedora            Running         2',
  '  Legacy-18.04      Stopped         1',
  '  docker-desktop    Running         2',
];

const everyState = (state: State) => {
  register(state, [
    distro(1, 'ready'),
    distro(2, 'conv', wsl1),
    distro(3, 'exporting-distro'),
    distro(4, 'locked-install'),
    distro(5, 'new-one', { state: 3 }),
    distro(6, 'old-one', { state: 4 }),
    distro(7, 'nonsense', { state: 9 }),
  ]);
  const [, conv, exporting, installing] = state.distros;
  state.locks = {
    [conv!.guid]: 'Converting',
    [exporting!.guid.toUpperCase()]: 'Exporting',
    [installing!.guid]: 'Installing',
  };
};

describe('simulator: wsl --list', () => {
  describe('on a healthy machine', () => {
    const machine = useMachine('healthy');

    it('prints the table: default first, the rest by guid', async () => {
      assert.deepEqual(await machine().lines('-l', '-v'), table);
    });

    it('is UTF-16LE without BOM unless WSL_UTF8 is exactly 1', async () => {
      const expected = table.map((line) => `${line}\r\n`).join('');
      for (const value of [undefined, '', '0', 'true', '11']) {
        const { stdout } = await machine().run('wsl', ['-l', '-v'], {
          env: value === undefined ? {} : { WSL_UTF8: value },
        });
        assert.equal(stdout.toString('utf16le'), expected, `WSL_UTF8=${value}`);
      }
      assert.equal((await machine().wsl('-l', '-v')).text, expected);
    });

    it('takes nothing from files in the folder in which it is called', async () => {
      const cwd = machine().prepared.drives['C']!;
      writeFileSync(join(cwd, '.env'), 'WSL_UTF8=1\n');
      writeFileSync(join(cwd, 'bunfig.toml'), 'preload = ["./none.js"]\n');
      const { code, stdout } = await machine().run('wsl', ['-l', '-v'], { cwd });
      assert.deepEqual([code, stdout.toString('utf16le').split('\r\n')[0]], [0, table[0]]);
    });

    it('ignores --running and --all in the table', async () => {
      assert.deepEqual(await machine().lines('-l', '-v', '--running'), table);
      assert.deepEqual(await machine().lines('--list', '--all', '--verbose'), table);
    });

    it('prints bare names with -q, in the same order', async () => {
      const names = ['Ubuntu', 'Debian', 'Fedora', 'Legacy-18.04', 'docker-desktop'];
      assert.deepEqual(await machine().lines('-l', '-q'), names);
      assert.deepEqual(await machine().lines('--list', '--quiet'), names);
    });

    it('keeps the running ones with --running', async () => {
      assert.deepEqual(await machine().lines('-l', '-q', '--running'), ['Ubuntu', 'Fedora', 'docker-desktop']);
      const [, ...names] = await machine().lines('-l', '--running');
      assert.deepEqual(names, ['Ubuntu (Default)', 'Fedora', 'docker-desktop']);
    });

    it('prints a heading and the marked default in the plain form', async () => {
      const [heading, ...names] = await machine().lines('-l');
      assert.match(heading!, /:$/);
      assert.deepEqual(names, ['Ubuntu (Default)', 'Debian', 'Fedora', 'Legacy-18.04', 'docker-desktop']);
    });

    for (const options of [['-q', '-v'], ['-qv'], ['--all', '--running'], ['-o', '-v'], ['--online', '--all']]) {
      it(`rejects ${options.join(' ')} with the usage and no code line`, async () => {
        const { code, text } = await machine().wsl('-l', ...options);
        assert.equal(code, 255);
        assert.match(text, /^Usage: /);
        assert.doesNotMatch(text, /Wsl\//);
      });
    }

    it('knows no -lv, and no option it has not', async () => {
      for (const args of [['-lv'], ['-l', '-x'], ['-l', '--verbos'], ['-l', 'Ubuntu'], ['-l', '-']]) {
        const { code, text } = await machine().wsl(...args);
        assert.equal(code, 255, args.join(' '));
        assert.ok(text.includes(args.at(-1)!) && text.includes('--help'), text);
        assert.doesNotMatch(text, /Wsl\//);
      }
    });

    it('starts nothing', () => assert.equal(machine().state.running.length, 3));
  });

  describe('with distros in every state', () => {
    const machine = useMachine('empty', everyState);

    it('shows registry states and locks; an invalid state is Stopped', async () => {
      const states = (await machine().lines('-l', '-v')).slice(1).map((line) => line.slice(22, 38).trim());
      const expected = ['Stopped', 'Converting', 'Exporting', 'Installing', 'Installing', 'Uninstalling', 'Stopped'];
      assert.deepEqual(states, expected);
    });

    it('leaves the transient ones out of -q and the plain form, unless --all', async () => {
      assert.deepEqual(await machine().lines('-l', '-q'), ['ready', 'nonsense']);
      assert.equal((await machine().lines('-l')).length, 3);
      assert.equal((await machine().lines('-l', '-q', '--all')).length, 7);
    });
  });

  describe('with nothing to list', () => {
    const machine = useMachine('empty');

    it('fails -l and -l -v with a text of five lines and no code line', async () => {
      for (const args of [['-l'], ['-l', '-v'], ['-l', '--all']]) {
        const { code, text } = await machine().wsl(...args);
        assert.equal(code, 255);
        assert.equal(text.split('\r\n').length - 1, 5);
        assert.doesNotMatch(text, /Wsl\//);
      }
    });

    it('succeeds with zero bytes for -q', async () => {
      for (const args of [
        ['-l', '-q'],
        ['-l', '-q', '--running'],
        ['-l', '-q', '--all'],
      ]) {
        const { code, stdout, stderr } = await machine().run('wsl', args);
        assert.deepEqual([code, stdout.length, stderr.length], [0, 0, 0]);
      }
    });

    it('says with --running that none runs: one sentence, exit -1', async () => {
      const { code, text } = await machine().wsl('-l', '--running');
      assert.deepEqual([code, text.split('\r\n').length - 1], [255, 1]);
    });

    it('fails the plain form, not the table, when only transient ones are left', async () => {
      await withMachine(
        (state) => register(state, [distro(1, 'new-one', { state: 3 })]),
        async (other) => {
          assert.equal((await other.wsl('-l')).code, 255);
          assert.equal((await other.wsl('-l', '-v')).code, 0);
          const { code, text } = await other.wsl('-l', '-q');
          assert.deepEqual([code, text], [0, '']);
        },
      );
    });

    it('puts a paragraph in front where Admin Protection is on', async () => {
      await withMachine(
        (state) => (state.adminProtection = true),
        async (other) => {
          const lines = await other.lines('-l', '-v');
          assert.match(lines[1]!, /aka\.ms\/apdevguide/);
          assert.deepEqual([lines[2], lines.length], ['', 8]);
        },
      );
    });
  });

  it('marks no default where it is missing or dangling', async () => {
    for (const dangling of [undefined, '{00000000-0000-4000-8000-000000000000}']) {
      await withMachine(
        (state) => {
          register(state, [distro(1, 'one'), distro(2, 'two')]);
          if (dangling === undefined) delete state.defaultDistribution;
          else state.defaultDistribution = dangling;
        },
        async (machine) => assert.ok((await machine.lines('-l', '-v')).every((line) => line.startsWith('  '))),
      );
    }
  });

  it('pads by UTF-16 units, at least to the width of the heading', async () => {
    await withMachine(
      (state) => register(state, [distro(1, '開発'), distro(2, '🐧')]),
      async (machine) => {
        const lines = await machine.lines('-l', '-v');
        assert.deepEqual(lines, [
          '  NAME    STATE           VERSION',
          '* 開発      Stopped         2',
          '  🐧      Stopped         2',
        ]);
      },
    );
  });

  it('takes the version from bit 0x8 of Flags alone', async () => {
    await withMachine(
      (state) => register(state, [distro(1, 'old-format', { version: 1 }), distro(2, 'one', { ...wsl1, version: 2 })]),
      async (machine) => {
        assert.deepEqual(
          (await machine.lines('-l', '-v')).map((line) => line.at(-1)),
          ['N', '2', '1'],
        );
      },
    );
  });

  it('drops a Store distro whose package and disk are gone, and passes the default on', async () => {
    const store = (name: string) => ({ packageFamilyName: `${name}_0123456789abc` });
    await withMachine(
      (state) => {
        const distros = [distro(1, 'lost', store('Lost')), distro(2, 'kept', store('Kept')), distro(3, 'own')];
        register(state, distros, ['lost']);
      },
      async (machine) => {
        assert.equal((await machine.lines('-l', '-q')).length, 3, 'package gone, disks there');
        removeDisk(machine, 0);
        removeDisk(machine, 1);
        changeState(machine.folder, (state) => state.packages.push('Kept_0123456789abc'));
        assert.deepEqual(await machine.lines('-l', '-q'), ['kept', 'own']);
        const { defaultDistribution, distros, running } = machine.state;
        assert.deepEqual([defaultDistribution, running], [distros[0]!.guid, []]);
      },
    );
  });
});

async function withMachine(change: (state: State) => void, test: (machine: TestMachine) => Promise<unknown>) {
  const machine = await TestMachine.make('empty', change);
  try {
    await test(machine);
  } finally {
    await machine.remove();
  }
}

function removeDisk(machine: TestMachine, index: number): void {
  const { basePath } = machine.state.distros[index]!;
  rmSync(join(machine.prepared.drives['C']!, ...basePath.split('\\').slice(1), 'ext4.vhdx'));
}
