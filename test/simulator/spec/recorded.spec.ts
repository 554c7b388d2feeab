import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sharedFolder } from '../messages/bake';
import { distro, register, wsl1 } from '../scenarios/parts';
import type { RegistryValue, State } from '../state/model';
import { TestMachine } from './machine';

interface Recorded {
  file: string;
  argv: string[];
  exitCode: number;
  stream: 'stdout' | 'stderr';
  env?: Record<string, string>;
  locale?: string;
}

const text = (data: string): RegistryValue => ({ type: 'REG_SZ', data });
const number = (data: number): RegistryValue => ({ type: 'REG_DWORD', data });

const nothing = () => undefined;
const basic = (state: State) =>
  register(
    state,
    [distro(1, 'Ubuntu'), distro(2, 'Debian'), distro(3, 'docker-desktop')],
    ['Ubuntu', 'docker-desktop'],
  );
const stub = (state: State) => (state.generation = 'stub');
const broken = (state: State) => {
  const guid = '{afcbef87-9353-40c3-ac8c-3d22772ce276}';
  register(state, [distro(1, 'Ubuntu'), distro(2, '', { guid, raw: { DistributionName: null } })]);
};

/** How the machine must stand so that it says what was recorded. */
const setups: Record<string, (state: State) => unknown> = {
  'list-v-basic.utf16le.txt': basic,
  'list-v-basic.utf8.txt': basic,
  'list-v-all-states.utf16le.txt': (state) => {
    const [conv, exporting] = [distro(3, 'conv', wsl1), distro(4, 'exporting-distro')];
    const others = [distro(5, 'new-one', { state: 3 }), distro(6, 'old-one', { ...wsl1, state: 4 })];
    register(state, [distro(9, 'Ubuntu-24.04'), distro(2, 'alpine'), conv, exporting, ...others], ['Ubuntu-24.04']);
    state.locks = { [conv.guid]: 'Converting', [exporting.guid]: 'Exporting' };
  },
  'list-v-no-default.utf16le.txt': (state) => {
    register(state, [distro(1, 'Debian'), distro(2, 'Ubuntu-22.04')], ['Ubuntu-22.04']);
    delete state.defaultDistribution;
  },
  'list-v-names-with-spaces.utf16le.txt': (state) => {
    const distros = [distro(1, 'My Distro 22'), distro(2, 'Ubuntu  Running', wsl1), distro(3, 'NAME'), distro(4, '2')];
    register(state, distros, ['2']);
  },
  'list-q-basic.utf16le.txt': basic,
  'list-q-basic.utf8.txt': basic,
  'list-q-empty.utf16le.txt': nothing,
  'list-plain.en-US.utf16le.txt': basic,
  'list-plain.de-DE.utf16le.txt': basic,
  'list-plain.ja-JP.utf16le.txt': basic,
  'list-plain.zh-CN.utf16le.txt': basic,
  'list-plain.fr-FR.utf16le.txt': basic,
  'list-plain.ru-RU.utf16le.txt': basic,
  'list-plain.pt-BR.utf8.txt': basic,
  'list-plain.ko-KR.utf16le.txt': basic,
  'list-running-none.en-US.utf16le.txt': (state) => register(state, [distro(1, 'Ubuntu')]),
  'no-distros.en-US.utf16le.txt': nothing,
  'no-distros.de-DE.utf16le.txt': nothing,
  'no-distros.ja-JP.utf16le.txt': nothing,
  'no-distros-admin-protection.en-US.utf16le.txt': (state) => (state.adminProtection = true),
  'status.en-US.utf16le.txt': basic,
  'status.fr-FR.utf16le.txt': basic,
  'status.zh-TW.utf8.txt': basic,
  'status-no-default.en-US.utf16le.txt': nothing,
  'status-no-virtualization.en-US.utf16le.txt': (state) => {
    Object.assign(basic(state), { virtualization: false, optionalComponent: false });
  },
  'version.en-US.utf16le.txt': nothing,
  'version.zh-TW.utf16le.txt': nothing,
  'version.fr-FR.utf8.txt': nothing,
  'err-distro-not-found.en-US.utf16le.txt': basic,
  'err-distro-not-found.fr-FR.utf16le.txt': basic,
  'err-broken-registration.en-US.utf16le.txt': broken,
  'err-broken-registration.zh-CN.utf16le.txt': broken,
  'err-registry-type.en-US.utf16le.txt': (state) => {
    broken(state);
    state.distros[1]!.raw = { Version: text('two') };
  },
  'err-no-virtualization.en-US.utf16le.txt': (state) => {
    Object.assign(basic(state), { virtualization: false, running: [], vmUp: false });
  },
  'err-vm-crashed-crcrlf.en-US.utf16le.txt': (state) => {
    const vmCrash = 'C:\\Users\\dev\\AppData\\Local\\Temp\\wsl-crashes\\kernel-panic.txt';
    Object.assign(basic(state), { vmCrash, running: [], vmUp: false });
  },
  'set-default-ok.en-US.utf16le.txt': basic,
  'set-version-2-ok.en-US.utf16le.txt': (state) => register(state, [distro(1, 'Debian', wsl1)]),
  'set-version-already.en-US.utf16le.txt': basic,
  'set-version-busy.en-US.utf16le.txt': (state) => {
    const conv = distro(1, 'conv', wsl1);
    register(state, [conv]);
    state.locks = { [conv.guid]: 'Converting' };
  },
  'run-with-warnings.stdout.raw.txt': basic,
  'run-exit-67-mixed.bin': basic,
  'run-odd-length.bin': basic,
  'inbox-not-installed.list.utf16le.txt': stub,
  'inbox-not-installed.status.utf16le.txt': stub,
  'inbox-not-installed-crcrlf.bin': (state) => {
    stub(state);
    state.stub.doubleCr = true;
  },
  'inbox-status-vmp.utf16le.txt': (state) => {
    Object.assign(basic(state), { generation: 'inbox', virtualization: false });
  },
  'reg-query-lxss.txt': (state) => {
    state.distros = [
      {
        ...plain('{12345678-1111-4222-8333-444455556666}', 'Ubuntu', ''),
        basePath: 'C:\\Users\\dev\\AppData\\Local\\wsl\\{12345678-1111-4222-8333-444455556666}',
        raw: {
          RunOOBE: number(0),
          Modern: number(1),
          VhdFileName: text('ext4.vhdx'),
          Flavor: text('ubuntu'),
          OsVersion: text('24.04'),
        },
      },
      {
        ...plain('{87654321-aaaa-4bbb-8ccc-ddddeeeeffff}', 'Debian', '\\\\?\\D:\\My Distros\\Debian'),
        flags: 7,
        defaultUid: 0,
      },
      {
        ...plain('{c0ffee00-0000-4000-8000-000000000001}', 'docker-desktop', ''),
        basePath: 'C:\\Users\\dev\\AppData\\Local\\Docker\\wsl\\main',
        defaultUid: 0,
      },
    ];
    state.defaultDistribution = state.distros[0]!.guid;
    state.otherKeys = [{ name: 'DiskMounts', values: {} }];
  },
  'reg-query-lxss-broken.txt': (state) => {
    state.distros = [
      { ...plain('{12345678-1111-4222-8333-444455556666}', 'Ubuntu', 'C:\\wsl\\u'), version: 1 },
      {
        ...plain('{87654321-aaaa-4bbb-8ccc-ddddeeeeffff}', '', 'C:\\wsl\\broken'),
        state: 3,
        raw: { DistributionName: null, Version: null, DefaultUid: null },
      },
    ];
    state.defaultDistribution = state.distros[0]!.guid;
    state.lxssValues = {};
    delete state.defaultVersion;
  },
  'reg-query-missing.stderr.txt': (state) => (state.lxssKey = false),
};

function plain(guid: string, name: string, basePath: string) {
  const made = { ...distro(0, name), guid, basePath };
  delete made.vhdFileName;
  return made;
}

describe('simulator: against recorded outputs', () => {
  const shared = sharedFolder();
  const folder = shared === undefined ? undefined : join(shared, 'fixtures', 'wsl');

  for (const [file, setup] of Object.entries(setups)) {
    it(`says byte for byte what ${file} holds`, async function () {
      if (folder === undefined) return this.skip();
      const index = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as Recorded[];
      const { argv, exitCode, stream, env, locale } = index.find((entry) => entry.file === file)!;
      const prepare = (state: State) => {
        setup(state);
        if (locale !== undefined) state.language = locale;
      };
      const machine = await TestMachine.make('empty', prepare, shared);
      try {
        const isReg = argv[0] === 'reg.exe';
        const result = await machine.run(isReg ? 'reg' : 'wsl', isReg ? argv.slice(1) : argv, env ? { env } : {});
        assert.equal(result[stream].toString('latin1'), readFileSync(join(folder, file)).toString('latin1'));
        assert.equal(result[stream === 'stdout' ? 'stderr' : 'stdout'].length, 0);
        assert.equal(result.code, exitCode & 0xff);
      } finally {
        await machine.remove();
      }
    });
  }

  it('gives the recorded warnings to the process that starts the virtual machine', async function () {
    if (folder === undefined) return this.skip();
    const recorded = readFileSync(join(folder, 'run-with-warnings.stderr.en-US.utf16le.txt'));
    const warnings = recorded.toString('utf16le').trimEnd().split('\r\n');
    const prepare = (state: State) => {
      Object.assign(basic(state), { running: [], vmUp: false });
      state.startWarnings = warnings.map((line) => line.slice('wsl: '.length));
    };
    const machine = await TestMachine.make('empty', prepare, shared);
    try {
      const { stdout, stderr } = await machine.run('wsl', ['-d', 'Ubuntu', '-e', 'echo', 'ok']);
      assert.deepEqual([stdout.toString(), stderr], ['ok\n', recorded]);
    } finally {
      await machine.remove();
    }
  });

  it('speaks all languages there are, and English for any other', async function () {
    if (shared === undefined) return this.skip();
    const machine = await TestMachine.make('empty', (state) => (state.language = 'de-AT'), shared);
    const english = await TestMachine.make('empty', nothing, shared);
    try {
      assert.deepEqual(await machine.wsl('-l'), await english.wsl('-l'));
    } finally {
      await machine.remove();
      await english.remove();
    }
  });
});
