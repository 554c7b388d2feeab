import assert from 'node:assert/strict';
import { Ajv2020 } from 'ajv/dist/2020';
import { readJson } from '../house/sources';
import { Program, type Ran } from './program';

const mountinfo = [
  '66 65 8:32 / / rw - ext4 /dev/sdc rw',
  '90 66 0:48 / /windows/c rw - 9p C:\\134 rw,aname=drvfs;path=C:\\134;uid=1000',
].join('\n');

describe('slipway path', () => {
  let program: Program;
  let windows: Readonly<Record<string, string>>;
  before(() => {
    program = new Program();
    windows = program.machine({ platform: 'windows', programs: {}, env: {}, drives: {}, uncRoots: {}, pipes: {} });
  });
  after(() => program.dispose());
  const run = (args: readonly string[], env = windows): Promise<Ran> => program.run(['path', ...args], { env });

  it('gives the path on the other side, and nothing else', async () => {
    for (const [args, expected] of [
      [['to-linux', 'C:\\Users\\dev\\my shop\\'], '/mnt/c/Users/dev/my shop/'],
      [['to-windows', '/mnt/d/$(x)/a:b'], 'D:\\$(x)\\a\uF03Ab'],
      [['to-linux', '\\\\wsl$\\Ubuntu\\home\\dev'], '/home/dev'],
      [['--', 'to-linux', '-x\\y'], '-x/y'],
    ] as const) {
      const { code, stdout, stderr } = await run(args);
      assert.deepEqual([code, stdout], [0, `${expected}\n`]);
      assert.match(stderr, /^SLIPWAY_MACHINE is in force[^\n]*\n$/);
    }
  });

  it('is told to other programs as its schema says', async () => {
    const { stdout } = await run(['to-linux', 'C:\\x', '--format', 'json']);
    const output: unknown = JSON.parse(stdout);
    assert.ok(new Ajv2020().compile(readJson('docs/schema/path.schema.json') as object)(output));
    assert.deepEqual(output, {
      version: 1,
      direction: 'to-linux',
      input: 'C:\\x',
      path: '/mnt/c/x',
      distro: null,
      drives: 'default',
    });
  });

  it('fails where the other side has none, with the reason', async () => {
    for (const [args, reason] of [
      [['to-linux', '\\\\server\\share'], /server/],
      [['to-linux', 'C:x'], /relative/],
      [['to-windows', '/home/dev'], /--distro/],
      [['to-windows', '/home/dev', '--distro', 'Ubuntu'], /not installed/],
    ] as const) {
      const { code, stdout, stderr } = await run(args);
      assert.deepEqual([code, stdout], [2, ''], args.join(' '));
      assert.match(stderr, reason);
    }
  });

  it('takes a direction and one path', async () => {
    for (const args of [
      [],
      ['to-linux'],
      ['to-mars', 'x'],
      ['to-linux', 'a', 'b'],
      ['to-linux', ''],
      ['toString', 'x'],
    ]) {
      const { code, stderr } = await run(args);
      assert.equal(code, 2);
      assert.match(stderr, /to-linux or to-windows, and one path\.\n$/);
    }
  });

  it('in a distro goes by what is mounted there', async () => {
    const recorded = `${program.project({ mountinfo })}/mountinfo`;
    const inside = program.machine({
      platform: 'wsl',
      programs: {},
      env: { WSL_DISTRO_NAME: 'Ubuntu' },
      drives: {},
      uncRoots: {},
      pipes: {},
      overlays: { Ubuntu: { '/proc/self/mountinfo': recorded } },
    });
    assert.equal((await run(['to-linux', 'C:\\x'], inside)).stdout, '/windows/c/x\n');
    assert.equal((await run(['to-windows', '/windows/c/x'], inside)).stdout, 'C:\\x\n');
    assert.equal((await run(['to-windows', '/mnt/c/x'], inside)).stdout, '\\\\wsl.localhost\\Ubuntu\\mnt\\c\\x\n');
    assert.equal(
      (await run(['to-windows', '/x', '--distro', 'Debian'], inside)).stdout,
      '\\\\wsl.localhost\\Debian\\x\n',
    );
    const { code, stderr } = await run(['to-linux', 'D:\\x'], inside);
    assert.equal(code, 2);
    assert.match(stderr, /drive D\.\n$/);
    assert.match(
      (await run(['to-linux', 'C:\\', '--format=json'], inside)).stdout,
      /"distro":"Ubuntu","drives":"mounts"/,
    );
  });
});
