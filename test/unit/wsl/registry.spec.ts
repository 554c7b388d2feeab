import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseRegistry, queryRegistry, type Registry } from '../../../src/wsl/registry';
import { eachRecording, printed } from './recordings';

const command = 'reg.exe query HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Lxss /s';
const key = 'HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Lxss';
const guid = '{0a0b0c0d-1111-4222-8333-444455556666}';

type Value = readonly [name: string, type: string, data: string];

const usual: readonly Value[] = [
  ['State', 'REG_DWORD', '0x1'],
  ['DistributionName', 'REG_SZ', 'Box'],
  ['Version', 'REG_DWORD', '0x2'],
  ['BasePath', 'REG_SZ', 'C:\\wsl\\box'],
  ['Flags', 'REG_DWORD', '0xf'],
  ['DefaultUid', 'REG_DWORD', '0x3e8'],
];

/** The output of reg.exe for one distro with the usual values, some of them replaced, added or left out. */
function query(changes: Readonly<Record<string, Value | null>> = {}, top: readonly Value[] = []): string {
  const kept = usual.flatMap((value) => {
    const change = changes[value[0]];
    return change === undefined ? [value] : change === null ? [] : [change];
  });
  const known = new Set(usual.map(([name]) => name));
  const added = Object.entries(changes).flatMap(([name, value]) => (known.has(name) || !value ? [] : [value]));
  const lines = (values: readonly Value[]): string[] => values.map((value) => `    ${value.join('    ')}`);
  return ['', key, ...lines(top), '', `${key}\\${guid}`, ...lines([...kept, ...added]), '', ''].join('\r\n');
}

function read(text: string): Registry {
  const parsed = parseRegistry(printed(text), command);
  assert.ok(parsed.ok);
  return parsed.value;
}

describe('reg query', () => {
  eachRecording(
    ({ argv, stream }) => argv[0] === 'reg.exe' && stream === 'stdout',
    (output, { expected }) => {
      const parsed = parseRegistry(output, command);
      assert.ok(parsed.ok);
      const { defaultId, defaultVersion, distros, broken } = parsed.value;
      if (expected.defaultGuid) assert.equal(defaultId, expected.defaultGuid);
      if (expected.defaultVersion) assert.equal(defaultVersion, expected.defaultVersion);
      assert.deepEqual(
        distros.map(({ id, name, wslVersion }) => [id, name, wslVersion]),
        expected.distros!.map((distro) => [distro.guid, distro.name, distro.version]),
      );
      for (const [index, distro] of expected.distros!.entries()) {
        if (distro.defaultUid !== undefined) assert.equal(distros[index]!.defaultUid, distro.defaultUid);
      }
      assert.deepEqual(
        broken,
        (expected.broken ?? []).map(({ guid: id }) => id),
      );
    },
  );
  eachRecording(
    ({ expected }) => expected.condition === 'noLxssKey',
    (output) => {
      assert.deepEqual(parseRegistry(output, command), {
        ok: true,
        value: { defaultId: null, defaultVersion: 2, distros: [], broken: [] },
      });
    },
  );

  it('reads everything of a distro', () => {
    assert.deepEqual(read(query({ PackageFamilyName: ['PackageFamilyName', 'REG_SZ', 'A_b'] })).distros, [
      {
        id: guid,
        name: 'Box',
        wslVersion: 2,
        fileFormat: 2,
        basePath: 'C:\\wsl\\box',
        vhdPath: 'C:\\wsl\\box\\ext4.vhdx',
        defaultUid: 1000,
        transient: null,
      },
    ]);
  });

  it('takes the WSL version from bit 8 of Flags and never from Version', () => {
    const versionOf = (version: string, flags: string): number =>
      read(query({ Version: ['Version', 'REG_DWORD', version], Flags: ['Flags', 'REG_DWORD', flags] })).distros[0]!
        .wslVersion;
    assert.equal(versionOf('0x1', '0xf'), 2);
    assert.equal(versionOf('0x2', '0x7'), 1);
    assert.equal(versionOf('0x2', '0x8'), 2);
    assert.equal(versionOf('0x2', '0xffffffff'), 2);
    assert.equal(read(query({ Flags: null })).distros[0]!.wslVersion, 1);
  });

  it('keeps blanks in names and data, and finds values in any case', () => {
    const { distros } = read(
      query({
        DistributionName: ['distributionname', 'REG_SZ', 'A    REG_SZ    B'],
        BasePath: ['BASEPATH', 'REG_SZ', 'D:\\My    Distros\\x  y'],
      }),
    );
    assert.equal(distros[0]!.name, 'A    REG_SZ    B');
    assert.equal(distros[0]!.vhdPath, 'D:\\My    Distros\\x  y\\ext4.vhdx');
  });

  const paths: readonly (readonly [string, string])[] = [
    ['\\\\?\\D:\\My Distros\\Box', 'D:\\My Distros\\Box\\box.vhdx'],
    ['\\\\?\\UNC\\server\\share\\box', '\\\\server\\share\\box\\box.vhdx'],
    ['D:\\', 'D:\\box.vhdx'],
    ['D:\\box\\', 'D:\\box\\box.vhdx'],
  ];
  for (const [basePath, disk] of paths) {
    it(`finds the disk below ${basePath}`, () => {
      const text = query({
        BasePath: ['BasePath', 'REG_SZ', basePath],
        VhdFileName: ['VhdFileName', 'REG_SZ', 'box.vhdx'],
      });
      assert.equal(read(text).distros[0]!.vhdPath, disk);
    });
  }

  it('gives a WSL 1 distro no disk', () => {
    assert.equal(read(query({ Flags: ['Flags', 'REG_DWORD', '0x7'] })).distros[0]!.vhdPath, null);
  });

  it('knows the states that the registry stores', () => {
    const stateOf = (state: string) =>
      read(query({ State: ['State', 'REG_DWORD', state] })).distros.map(({ transient }) => transient);
    assert.deepEqual(
      ['0x1', '0x3', '0x4', '0x2'].map(stateOf),
      [null, 'installing', 'uninstalling', null].map((each) => [each]),
    );
  });

  const breaking: readonly (readonly [string, Value | null])[] = [
    ['DistributionName', null],
    ['DistributionName', ['DistributionName', 'REG_DWORD', '0x1']],
    ['DistributionName', ['DistributionName', 'REG_SZ', '']],
    ['BasePath', ['BasePath', 'REG_MULTI_SZ', 'C:\\a\\0C:\\b']],
    ['Flags', ['Flags', 'REG_SZ', '15']],
    ['State', ['State', 'REG_QWORD', '0x1']],
    ['Version', ['Version', 'REG_SZ', '2']],
  ];
  for (const [name, value] of breaking) {
    it(`finds a key broken by ${value ? value.join(' ') : `no ${name}`}`, () => {
      const { distros, broken } = read(query({ [name]: value }));
      assert.deepEqual([distros, broken], [[], [guid]]);
    });
  }

  it('passes over keys that are no distros, and their values', () => {
    const text = `${query()}${key}\\DiskMounts\r\n    Flags    REG_DWORD    0x7\r\n\r\n${key}\\{no-guid}\r\n    State    REG_DWORD    0x1\r\n`;
    const { distros, broken } = read(`${text}${key}\\${guid}\\Below\r\n    Flags    REG_SZ    x\r\n`);
    assert.deepEqual([distros.length, distros[0]!.wslVersion, broken], [1, 2, []]);
  });

  it('reads the version for new distros, 2 where it is not set', () => {
    assert.equal(read(query({}, [['DefaultVersion', 'REG_DWORD', '0x1']])).defaultVersion, 1);
    assert.equal(read(query()).defaultVersion, 2);
  });

  it('is unreadable when it fails in another way or prints something else', () => {
    for (const output of [
      printed('', 0),
      printed('hello\r\n', 0),
      printed(query().slice(0, 50), 0),
      printed(query(), 5),
      printed('out', 1),
    ]) {
      const parsed = parseRegistry(output, command);
      assert.ok(!parsed.ok);
      assert.equal(parsed.problem.kind, 'registryUnreadable');
    }
  });

  it('is one call that touches neither service nor distro', () => {
    const { program, args } = queryRegistry();
    assert.deepEqual([program, `reg.exe ${args.join(' ')}`], ['reg', command]);
  });
});
