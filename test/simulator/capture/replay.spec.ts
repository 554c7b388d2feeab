import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Output } from '../../../src/machine/command';
import { readCapture, writeCapture, type Capture } from '../../../scripts/capture/recording';
import { compare, type Replayed } from '../../../scripts/capture/replay';
import { simulate } from '../../../scripts/capture/simulated';
import { calls } from '../../../scripts/capture/table';
import { projectRoot, tsxLoader } from '../../vscode/harness/paths';
import { TestMachine } from '../spec/machine';

const fixtures = join(projectRoot, 'test', 'fixtures', 'capture');

/** The capture with one stream or exit code otherwise. */
function changed(capture: Capture, id: string, change: (output: Output) => Partial<Output>): Capture {
  const answers = capture.answers.map((each) =>
    each.id === id && 'exitCode' in each.answer
      ? { ...each, answer: { ...each.answer, ...change(each.answer) } }
      : each,
  );
  return { ...capture, answers };
}

function differing(replayed: readonly Replayed[]): string[] {
  return replayed.filter(({ differences }) => differences.length > 0).map(({ id }) => id);
}

describe('replaying a capture', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'slipway-capture-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  for (const { name } of readdirSync(fixtures, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    it(`gives the parsers what "${name}" has, and the simulator says the same`, async () => {
      const capture = await readCapture(join(fixtures, name));
      const replayed = compare(capture, await simulate(capture));
      assert.deepEqual(differing(replayed), []);
      for (const { id, read } of replayed) assert.ok(read !== null, id);
      const list = replayed.find(({ id }) => id === 'list-verbose')?.read as { distros: unknown[] };
      assert.ok(list.distros.length > 0);
    });
  }

  it('finds what the simulator would have said otherwise: encoding, line ends, columns, codes, streams', async () => {
    let capture = await readCapture(join(fixtures, 'wine'));
    const simulated = await simulate(capture);
    const nothing = new Uint8Array();
    const changes: Record<string, (output: Output) => Partial<Output>> = {
      'list-quiet': ({ stdout }) => ({ stdout: Buffer.from(Buffer.from(stdout).toString(), 'utf16le') }),
      'version-utf16': ({ stdout }) => ({ stdout: Buffer.concat([Buffer.from([0xff, 0xfe]), stdout]) }),
      version: ({ stdout }) => ({ stdout: Buffer.from(Buffer.from(stdout).toString().replaceAll('\r\n', '\n')) }),
      'list-verbose': ({ stdout }) => ({
        stdout: Buffer.from(Buffer.from(stdout).toString().replace('Running ', 'Running')),
      }),
      status: () => ({ exitCode: 1 }),
      'bad-option': ({ stdout }) => ({ stdout: nothing, stderr: stdout }),
      'no-such-key': ({ stderr }) => ({ stdout: stderr, stderr: nothing }),
    };
    for (const [id, change] of Object.entries(changes)) capture = changed(capture, id, change);
    assert.deepEqual(differing(compare(capture, simulated)).sort(), Object.keys(changes).sort());
  });

  it('is the same after it was written and read', async () => {
    const capture = await readCapture(join(fixtures, 'wine'));
    await writeCapture(folder, capture);
    assert.deepEqual(await readCapture(folder), capture);
  });
});

describe('npm run capture', () => {
  const run = (
    args: readonly string[],
    env: NodeJS.ProcessEnv,
  ): { code: number | null; stdout: string; stderr: string } => {
    const script = join(projectRoot, 'scripts', 'capture.ts');
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', tsxLoader, script, ...args], {
      cwd: projectRoot,
      env: { ...process.env, SLIPWAY_MACHINE: undefined, ...env },
      encoding: 'utf8',
    });
    return { code: status, stdout, stderr };
  };

  it('records a machine and replays it at once; names of our machine are gone', async () => {
    const machine = await TestMachine.make('japanese');
    const folder = join(machine.folder, 'captured');
    try {
      const { code, stdout, stderr } = run(['--to', folder], { SLIPWAY_MACHINE: machine.prepared.machineFile });
      assert.equal(code, 0, stdout + stderr);
      assert.match(stdout, new RegExp(`^${calls.length} calls, 0 answered otherwise`, 'm'));
      const { source, answers } = await readCapture(folder);
      assert.equal(source, 'machine file');
      const texts = answers.flatMap(({ answer }) => ('exitCode' in answer ? [answer.stdout, answer.stderr] : []));
      for (const bytes of texts) {
        for (const name of ['開発環境', 'My Distro', 'Ubuntu']) {
          assert.equal(Buffer.from(bytes).includes(Buffer.from(name)), false, name);
          assert.equal(Buffer.from(bytes).includes(Buffer.from(name, 'utf16le')), false, name);
        }
      }
      assert.equal(run(['--to', folder], { SLIPWAY_MACHINE: machine.prepared.machineFile }).code, 2);
    } finally {
      await machine.remove();
    }
  });

  it('says what it needs where there is no Windows, and what is wrong with a folder', function () {
    if (process.platform === 'win32') this.skip();
    const { code, stderr } = run([], {});
    assert.equal(code, 2);
    assert.match(stderr, /needs Windows/);
    assert.equal(run(['--replay', fixtures], {}).code, 2);
  });
});
