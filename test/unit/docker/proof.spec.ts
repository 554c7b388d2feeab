import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { proveDocker, type Proof } from '../../../src/docker/proof';
import { proofText } from '../../../src/commands/proofText';
import type { Command } from '../../../src/machine/command';
import { inEnglish } from '../../../src/text/message';
import type { Distro } from '../../../src/wsl/distro';
import { FakeMachine, hangs, type Answer } from '../state/fakeMachine';
import { printed } from '../wsl/recordings';

const ubuntu: Distro = {
  id: '{0a0b0c0d-1111-4222-8333-444455556666}',
  name: 'My `Ubuntu` | $(reboot)',
  state: 'running',
  wslVersion: 2,
  isDefault: true,
  kind: 'user',
  disk: null,
  defaultUid: 1000,
};

/** What differs from a distro in which all is well. */
interface Changes {
  readonly home?: string;
  readonly server?: string;
  /** The answer to a command that holds this word, by word. */
  readonly answers?: Readonly<Record<string, Answer>>;
  readonly onCall?: (line: string) => void;
}

/** A distro and its engine, as far as a proof asks them: files hold what was written, containers print what they see. */
class FakeDistro extends FakeMachine {
  readonly inside: string[][] = [];
  private readonly contents = new Map<string, string>();

  constructor(private readonly changes: Changes = {}) {
    super({});
    this.answer = (command) => this.reply(command);
  }

  private reply({ args }: Command<unknown>): Answer {
    const inner = args.slice(args.indexOf('KILL') + 2);
    this.inside.push(inner);
    const line = inner.join(' ');
    this.changes.onCall?.(line);
    const changed = Object.entries(this.changes.answers ?? {}).find(([word]) => line.includes(word));
    if (changed) return changed[1];
    const [program = ''] = inner;
    if (program === 'pwd') return printed(`${this.changes.home ?? '/home/dev'}\n`);
    if (program === 'sh') {
      const [path = '', text = ''] = inner.slice(4);
      this.contents.set(path, `${this.contents.get(path) ?? ''}${text}\n`);
    }
    if (program === 'ls') return printed('/usr/bin/cat\n/bin/cat\n/bin/tail\n', 2);
    if (program === 'ldd') {
      return printed(
        '/usr/bin/cat:\n\tlibc.so.6 => /lib/libc.so.6 (0x0000f1)\n\t/lib64/ld-linux-x86-64.so.2 (0x0000f2)\n',
      );
    }
    if (program === 'readlink') return printed('/mnt/wsl/docker-desktop/cli-tools/usr/bin/docker\n');
    if (program !== 'env') return printed('');
    if (inner.includes('version')) return printed(this.changes.server ?? 'Docker Desktop 4.94.0 (1)\n');
    if (inner.at(-1) === '/token') return printed(this.seen('/token', false));
    if (inner.includes('--rm') && inner.at(-1) === '/bound/token') return printed(this.seen('/bound/token', true));
    if (inner.includes('exec')) return printed('pos:\t0\ninotify wd:1 ino:1f sdev:30 mask:2\n', 1);
    if (inner.includes('logs')) return printed(this.seen('/bound/token', true));
    return printed('');
  }

  private seen(end: string, bound: boolean): string {
    const [, content = ''] =
      [...this.contents].find(([path]) => path.endsWith(end) && path.includes('/bound/') === bound) ?? [];
    return content;
  }

  get dockerCalls(): string[][] {
    return this.inside.filter((inner) => inner.includes('docker'));
  }
}

const never = new AbortController().signal;

async function prove(
  changes: Changes = {},
): Promise<{ proof: Proof; distro: FakeDistro; leftBehind: readonly string[] }> {
  const distro = new FakeDistro(changes);
  const { end, leftBehind } = await proveDocker(distro, ubuntu, never);
  assert.ok(end !== 'cancelled' && 'steps' in end, JSON.stringify(end));
  return { proof: end, distro, leftBehind };
}

const verdicts = ({ steps }: Proof): string => steps.map(({ name, verdict }) => `${name} ${verdict}`).join(', ');

describe('a proof of Docker in a distro', () => {
  it('has four steps, each with what was run', async () => {
    const { proof, leftBehind } = await prove();
    assert.equal(verdicts(proof), 'engine ok, run ok, bind ok, event ok');
    assert.deepEqual(leftBehind, []);
    assert.equal(proof.probe.value, 'works');
    for (const { name, evidence } of proof.steps) assert.match(evidence, /^\$ /, name);
  });

  it('asks the engine behind the distro’s own socket, whatever the environment says, and downloads nothing', async () => {
    const { distro } = await prove();
    assert.ok(distro.dockerCalls.length >= 8);
    for (const inner of distro.dockerCalls) {
      const start = 'env -u DOCKER_HOST -u DOCKER_CONTEXT docker --host unix:///var/run/docker.sock';
      assert.equal(inner.slice(0, 8).join(' '), start);
    }
    for (const inner of distro.dockerCalls.filter((each) => each.includes('run'))) {
      assert.equal(inner[inner.indexOf('--network') + 1], 'none');
    }
  });

  it('takes away what it made, in the distro and in the engine, by names of its own', async () => {
    const { distro } = await prove();
    const made = distro.inside.find(([program]) => program === 'mkdir')!.at(-1)!;
    assert.match(made, /^\/home\/dev\/slipway-proof-[0-9a-f-]{36}$/);
    assert.deepEqual(
      distro.inside.find(([program]) => program === 'rm'),
      ['rm', '-rf', made],
    );
    const token = made.slice('/home/dev/slipway-proof-'.length);
    const removed = distro.dockerCalls.filter((inner) => inner.includes('rm') || inner.includes('rmi'));
    assert.deepEqual(
      removed.map((inner) => inner.slice(7 + 1)),
      [
        ['rm', '-f', ...['run', 'bind', 'event'].map((step) => `slipway-proof-${token}-${step}`)],
        ['rmi', `slipway-proof:${token}`],
      ],
    );
  });

  it('gives names of any kind as arguments', async () => {
    const home = '/home/$(reboot)/a, "b';
    const { proof, distro } = await prove({ home });
    assert.equal(verdicts(proof), 'engine ok, run ok, bind ok, event ok');
    const scripts = new Set(distro.inside.filter(([program]) => program === 'sh').map((inner) => inner[2]));
    assert.deepEqual([...scripts], ['printf "%s\\n" "$2" >>"$1"']);
    const mount = distro.dockerCalls.find((inner) => inner.includes('--mount'))!;
    assert.match(
      mount[mount.indexOf('--mount') + 1]!,
      /^type=bind,"source=\/home\/\$\(reboot\)\/a, ""b\/slipway-proof-/,
    );
  });

  const failures: readonly (readonly [string, Changes, string, string])[] = [
    [
      'no image could be taken',
      { answers: { import: printed('', 1) } },
      'engine ok, run failed, bind notTested, event notTested',
      'broken',
    ],
    [
      'a container does not run',
      { answers: { '-run --network': printed('docker: Error response from daemon', 125) } },
      'engine ok, run failed, bind notTested, event notTested',
      'broken',
    ],
    [
      'the distro’s programs do not run in a container',
      {
        answers: {
          '-run --network': { exitCode: 127, stdout: new Uint8Array(), stderr: Buffer.from('exec: no such file') },
        },
      },
      'engine ok, run notTested, bind notTested, event notTested',
      'works',
    ],
    [
      'a container sees another folder',
      {
        answers: { '-bind --network': { exitCode: 1, stdout: new Uint8Array(), stderr: Buffer.from('No such file') } },
      },
      'engine ok, run ok, bind failed, event notTested',
      'broken',
    ],
    [
      'a container sees another file',
      { answers: { '-bind --network': printed('something else\n') } },
      'engine ok, run ok, bind failed, event notTested',
      'broken',
    ],
    [
      'nothing watches by events',
      { answers: { fdinfo: printed('pos:\t0\n') } },
      'engine ok, run ok, bind ok, event notTested',
      'works',
    ],
    [
      'the distro has no tail',
      { answers: { 'ls -d': printed('/bin/cat\n', 2) } },
      'engine ok, run notTested, bind notTested, event notTested',
      'works',
    ],
    [
      'its home cannot be written',
      { answers: { 'mkdir -m': printed('', 1) } },
      'engine ok, run notTested, bind notTested, event notTested',
      'works',
    ],
  ];
  for (const [what, changes, expected, value] of failures) {
    it(`says so where ${what}`, async () => {
      const { proof, leftBehind } = await prove(changes);
      assert.equal(verdicts(proof), expected);
      assert.equal(proof.probe.value, value);
      assert.deepEqual(leftBehind, []);
    });
  }

  it('asks nothing of another engine, and makes nothing there', async () => {
    const { proof, distro } = await prove({ server: 'Docker Engine - Community\n' });
    assert.equal(verdicts(proof), 'engine failed, run notTested, bind notTested, event notTested');
    assert.equal(distro.dockerCalls.filter((inner) => !inner.includes('version')).length, 0);
    assert.equal(
      distro.inside.some(([program]) => program === 'mkdir'),
      false,
    );
  });

  for (const word of ['import', '-bind --network', 'fdinfo', 'logs']) {
    it(`that is cancelled at "${word}" is cleared away as well`, async () => {
      const distro = new FakeDistro({ answers: { [word]: 'cancelled' } });
      assert.deepEqual(await proveDocker(distro, ubuntu, never), { end: 'cancelled', leftBehind: [] });
      const programs = distro.inside.slice(-5).map((inner) => (inner[0] === 'env' ? inner[8] : inner[0]));
      assert.deepEqual(programs, ['rm', 'ps', 'rmi', 'images', 'rm']);
    });
  }

  it('that meets a problem of WSL gives it, and names what it could not clear away', async () => {
    const distro = new FakeDistro({ answers: { '-bind --network': hangs, 'rm -f': hangs, 'rm -rf': hangs } });
    const { end, leftBehind } = await proveDocker(distro, ubuntu, never);
    assert.deepEqual(end, { problem: hangs });
    assert.deepEqual(
      leftBehind.map((name) => name.replace(/[0-9a-f-]{36}$/, 'TOKEN')),
      ['slipway-proof-TOKEN', '/home/dev/slipway-proof-TOKEN'],
    );
  });

  it('names a container that is still there', async () => {
    const { leftBehind } = await prove({ answers: { 'ps -a': printed('0123456789ab\n') } });
    assert.match(leftBehind.join(), /^slipway-proof-[0-9a-f-]{36}$/);
  });

  it('is told as a document in which nothing becomes markup', async () => {
    const answers = { '-bind --network': printed('```\n<script>\n') };
    const { proof } = await prove({ answers });
    const text = proofText(ubuntu.name, '10:42', proof, ['slipway-proof:`x`'], inEnglish);
    assert.match(text, /^# Docker in `` My `Ubuntu` \| \$\(reboot\) ``$/m);
    assert.match(text, /^\| A container runs \| proved \| `A container ran and printed what its image holds\.` \|$/m);
    assert.match(text, /^\| A container is told of changes \| not tested \| /m);
    assert.match(text, /^- `` slipway-proof:`x` ``$/m);
    assert.match(text, /^````\n[^]*<script>[^]*^````$/m);
  });
});
