import assert from 'node:assert/strict';
import type { Output } from '../../../src/machine/command';
import { silentLog } from '../../../src/machine/log';
import { openMachine } from '../../../src/machine/machine';
import { readRegistryKeys, registryNumber, registryText } from '../../../src/machine/regQuery';
import { parseRegistry, type Registry } from '../../../src/wsl/registry';
import { deleteKey, reg, writeValues } from './reg';

// A key of our own, which ends as the real one does: a test has no business in the registrations of anybody.
const root = 'HKCU\\Software\\Slipway tests';
const lxss = `${root}\\Lxss`;
const ids = ['{11111111-2222-4333-8444-555555555555}', '{aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee}'] as const;

async function query(key: string, ...flags: string[]): Promise<Output> {
  const machine = openMachine(silentLog);
  const ran = await machine.run(
    { program: 'reg', args: ['query', key, ...flags], parse: (output) => output },
    { timeout: 20_000 },
  );
  assert.ok(ran.outcome === 'done');
  return ran.value;
}

async function registered(): Promise<Registry> {
  const parsed = parseRegistry(await query(lxss, '/s'), 'reg.exe query');
  assert.ok(parsed.ok);
  return parsed.value;
}

describe('the registry as the real reg.exe prints it', () => {
  afterEach(() => deleteKey(root));

  it('is blocks of ASCII lines that end with CR LF, names and data four blanks apart', async () => {
    writeValues({ [`${lxss}\\${ids[0]}`]: { DistributionName: 'Ubuntu 22.04 LTS', Flags: 15 } });
    const { exitCode, stdout, stderr } = await query(lxss, '/s');
    assert.equal(exitCode, 0);
    assert.equal(stderr.length, 0);
    const text = Buffer.from(stdout).toString('latin1');
    assert.match(
      text,
      /^\r\nHKEY_CURRENT_USER\\Software\\Slipway tests\\Lxss\\\{1{8}[^\r]*\r\n {4}DistributionName {4}REG_SZ {4}/,
    );
    assert.equal(text.replaceAll('\r\n', '').includes('\n'), false);
  });

  it('gives the registrations: names with blanks, long paths with their prefix, both versions, the default', async () => {
    writeValues({
      [`${lxss}\\${ids[0]}`]: {
        DistributionName: 'Ubuntu 22.04 LTS',
        BasePath: '\\\\?\\C:\\Users\\some one\\AppData\\Local\\wsl\\x',
        Flags: 15,
        State: 1,
        Version: 2,
        DefaultUid: 1000,
      },
      [`${lxss}\\${ids[1]}`]: { DistributionName: 'old', BasePath: 'D:\\old', Flags: 7, State: 3 },
      [lxss]: { DefaultDistribution: ids[1], DefaultVersion: 1 },
      [`${lxss}\\DiskMounts`]: {},
    });
    const { defaultId, defaultVersion, distros, broken } = await registered();
    assert.deepEqual([defaultId, defaultVersion, broken], [ids[1], 1, []]);
    assert.deepEqual(
      distros.map(({ id, name, wslVersion, vhdPath, defaultUid, transient }) => [
        id,
        name,
        wslVersion,
        vhdPath,
        defaultUid,
        transient,
      ]),
      [
        [ids[0], 'Ubuntu 22.04 LTS', 2, 'C:\\Users\\some one\\AppData\\Local\\wsl\\x\\ext4.vhdx', 1000, null],
        [ids[1], 'old', 1, null, null, 'installing'],
      ],
    );
  });

  it('shows a broken key as broken: without a name, or with values of a wrong type', async () => {
    writeValues({
      [`${lxss}\\${ids[0]}`]: { BasePath: 'C:\\x', State: 3 },
      [`${lxss}\\${ids[1]}`]: { DistributionName: 'b', BasePath: 'C:\\x', Flags: 'fifteen' },
    });
    assert.deepEqual((await registered()).broken, ids);
  });

  it('gives values of every type, empty ones and names with blanks', async () => {
    reg('add', root, '/v', 'several words', '/t', 'REG_MULTI_SZ', '/d', 'a\\0b c', '/f');
    reg('add', root, '/v', 'expanded', '/t', 'REG_EXPAND_SZ', '/d', '%SystemRoot%\\x', '/f');
    reg('add', root, '/v', 'none', '/d', '', '/f');
    reg('add', root, '/v', 'large', '/t', 'REG_DWORD', '/d', '4294967295', '/f');
    const [key] = readRegistryKeys((await query(root)).stdout);
    assert.ok(key);
    assert.equal(key.values.get('several words')?.data, 'a\\0b c');
    assert.equal(registryText(key, 'EXPANDED'), '%SystemRoot%\\x');
    assert.equal(registryText(key, 'none'), null);
    assert.equal(registryNumber(key, 'large'), 0xffff_ffff);
  });

  it('damages what the code page of the console lacks, and what is damaged is not taken for the name of a file', async () => {
    const values = { DistributionName: 'é 日本語', BasePath: 'C:\\Users\\é\\wsl', Flags: 15, State: 1 };
    writeValues({ [`${lxss}\\${ids[0]}`]: values });
    const { distros } = await registered();
    assert.equal(distros.length, 1);
    const { name, basePath } = distros[0]!;
    // In code page 65001, which a user may have chosen for all programs, nothing is.
    if (name === 'é 日本語') assert.equal(basePath, 'C:\\Users\\é\\wsl');
    else
      assert.deepEqual(
        [name, basePath].map((text) => /[\uFFFD?]/.test(text)),
        [true, true],
        JSON.stringify(distros),
      );
  });

  it('answers a missing key with exit 1', async () => {
    const { exitCode, stdout } = await query(`${root}\\nothing`, '/s');
    assert.equal(exitCode, 1);
    assert.deepEqual(readRegistryKeys(stdout), []);
  });
});
