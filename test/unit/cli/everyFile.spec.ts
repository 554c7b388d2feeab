import assert from 'node:assert/strict';
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Program } from './program';

const slow = 'docker run -v /mnt/c/x:/app node\n';

describe('the files that slipway looks at', () => {
  let program: Program;
  before(() => (program = new Program()));
  after(() => program.dispose());

  interface Listed {
    readonly file: string;
    readonly class: string;
    readonly source: string;
    readonly kind: string;
  }

  async function mounts(
    args: readonly string[],
    options: { cwd?: string; stdin?: string; env?: Readonly<Record<string, string>> },
  ): Promise<Listed[]> {
    const { code, stdout, stderr } = await program.run(['mounts', '--format', 'json', ...args], options);
    assert.equal(code, 0, stderr);
    return (JSON.parse(stdout) as { mounts: Listed[] }).mounts;
  }

  const files: Readonly<Record<string, string>> = {
    'a.sh': slow,
    'b/c.bash': slow,
    'd.zsh': slow,
    'e.ps1': slow,
    'f.bat': slow,
    'g.CMD': slow,
    Makefile: `t:\n\t${slow}`,
    'h.mk': `t:\n\t${slow}`,
    'package.json': JSON.stringify({ scripts: { a: slow.trim() } }),
    '.vscode/tasks.json': JSON.stringify({ tasks: [{ command: slow.trim() }] }),
    '.mcp.json': JSON.stringify({ mcpServers: { a: { command: 'docker', args: slow.trim().split(' ').slice(1) } } }),
    'k8s/pod.yaml': 'kind: Pod\nspec: {volumes: [{name: a, hostPath: {path: /run/desktop/mnt/host/c/x}}]}\n',
    '.devcontainer/tool/devcontainer-feature.json': JSON.stringify({
      mounts: ['type=bind,source=/mnt/c/x,target=/app'],
    }),
    // These are not looked at, or only when somebody names them.
    'stack.yml': 'services: {a: {image: x, volumes: [/mnt/c/x:/app]}}\n',
    'README.md': `\`\`\`sh\n${slow}\`\`\`\n`,
    Dockerfile: `RUN ${slow}`,
    'node_modules/x/package.json': JSON.stringify({ scripts: { a: slow.trim() } }),
    'bin/run': `#!/bin/sh\n${slow}`,
  };

  it('are all kinds that may hold mounts', async () => {
    const cwd = program.project(files);
    const found = await mounts(['--location', '/home/u/p'], { cwd });
    assert.deepEqual(found.map(({ file }) => file).sort(), Object.keys(files).slice(0, 13).sort());
    assert.deepEqual([...new Set(found.map((mount) => mount.class))].sort(), [
      'docker-internal',
      'windows-drive',
      'wrong-side',
    ]);
  });

  it('are read by name also where no ending tells the kind', async () => {
    const cwd = program.project({ ...files, LICENSE: 'docker run -v /mnt/c/x:/y z\n' });
    assert.equal((await mounts(['bin/run', 'stack.yml', '--location', '/home/u/p'], { cwd })).length, 2);
    const { code, stderr } = await program.run(['mounts', 'LICENSE'], { cwd });
    assert.equal(code, 2);
    assert.match(stderr, /LICENSE: Not a kind of file that Slipway reads/);
  });

  it('are known by their names where the text is piped', async () => {
    const kinds: Readonly<Record<string, string>> = {
      'a.sh': 'run-volume',
      'x/a.ps1': 'run-volume',
      Makefile: 'run-volume',
      'package.json': 'run-volume',
      '.vscode/tasks.json': 'run-volume',
      'pod.yaml': 'host-path',
      'stack.yml': 'compose-short',
    };
    for (const [filename, kind] of Object.entries(kinds)) {
      const stdin = files[filename] ?? (filename === 'pod.yaml' ? files['k8s/pod.yaml']! : slow);
      const found = await mounts(['--stdin', '--filename', filename, '--location', '/home/u/p'], { stdin });
      assert.deepEqual(
        found.map((mount) => mount.kind),
        [kind],
        filename,
      );
    }
  });

  it('of commands with errors in them are nobody’s error here', async () => {
    const cwd = program.project({
      'package.json': '{"scripts": {"a": "docker run -v /a:/b x"',
      'pod.yaml': 'kind: a\nhostPath: {{ x }}\n',
    });
    const { code } = await program.run(['scan'], { cwd });
    assert.equal(code, 0);
  });

  it('start at the project where an editor keeps them', async () => {
    const cwd = program.project({
      '.vscode/tasks.json': JSON.stringify({ tasks: [{ command: 'docker run -v ${workspaceFolder}/a:/b x' }] }),
    });
    for (const operand of ['.', '.vscode/tasks.json']) {
      const [found] = await mounts([operand, '--location', 'C:\\p'], { cwd });
      assert.equal(found!.source, 'C:\\p/a', operand);
    }
  });

  it('are not judged for another engine', async () => {
    const cwd = program.project(files);
    for (const engine of ['hyperv', 'windows', 'remote']) {
      const { code, stdout } = await program.run(
        ['scan', '--format', 'json', '--engine', engine, '--location', 'C:\\p'],
        { cwd },
      );
      assert.deepEqual([code, (JSON.parse(stdout) as { findings: unknown[] }).findings], [0, []], engine);
    }
    assert.equal((await program.run(['scan', '--engine', 'wsl2', '--location', 'C:\\p'], { cwd })).code, 1);
    assert.equal((await program.run(['scan', '--engine', 'podman'], { cwd })).code, 2);
  });
});

describe('where a distro has the drives', () => {
  let program: Program;
  before(() => (program = new Program()));
  after(() => program.dispose());

  const text = 'services: {a: {image: x, volumes: [/mnt/c/x:/a, /drives/c/x:/b, /c/x:/c, ./d:/d, ./link:/e]}}\n';

  /** The classes of the mounts of a file in Ubuntu, looked at from inside it or from Windows. */
  async function classes(platform: 'wsl' | 'windows', conf: string | null, mountinfo?: string): Promise<string[]> {
    const root = program.project({ 'home/u/p/compose.yaml': text });
    if (conf !== null) program.write(join(root, 'etc/wsl.conf'), conf);
    mkdirSync(join(root, 'mnt/c/x'), { recursive: true });
    symlinkSync(join(root, 'mnt/c/x'), join(root, 'home/u/p/link'));
    const recorded = join(program.project(), 'mountinfo');
    if (mountinfo !== undefined) program.write(recorded, mountinfo);
    const env = program.machine({
      platform,
      env: platform === 'wsl' ? { WSL_DISTRO_NAME: 'Ubuntu' } : {},
      uncRoots: { '\\\\wsl.localhost\\Ubuntu': root },
      overlays: mountinfo === undefined ? {} : { Ubuntu: { '/proc/self/mountinfo': recorded } },
    });
    const operand = platform === 'wsl' ? join(root, 'home/u/p') : '\\\\wsl.localhost\\Ubuntu\\home\\u\\p';
    const { stdout } = await program.run(['mounts', '--format', 'json', operand], { env });
    return (JSON.parse(stdout) as { mounts: { class: string }[] }).mounts.map((mount) => mount.class);
  }

  const lin = 'linux-fs';
  const win = 'windows-drive';

  it('is /mnt unless its wsl.conf says otherwise', async () => {
    for (const platform of ['wsl', 'windows'] as const) {
      assert.deepEqual(await classes(platform, null), [win, lin, 'wrong-side', lin, lin], platform);
      assert.deepEqual(
        await classes(platform, '[automount]\nroot = /drives\n'),
        [lin, win, 'wrong-side', lin, lin],
        platform,
      );
      assert.deepEqual(await classes(platform, '[automount]\nroot = /\n'), [lin, lin, win, lin, lin], platform);
      const [first] = await classes(platform, '[automount]\nenabled = false\n');
      assert.equal(first, 'unknown', platform);
    }
  });

  it('is not asked of a stopped distro for the sake of a text that is piped', async () => {
    const root = program.project({ 'etc/wsl.conf': '[automount]\nroot=/drives\n' });
    const gateLog = join(program.project(), 'gate.log');
    const env = program.machine({ platform: 'windows', uncRoots: { '\\\\wsl.localhost\\Ubuntu': root }, gateLog });
    const name = '\\\\wsl.localhost\\Ubuntu\\home\\u\\compose.yaml';
    const { code } = await program.run(['mounts', '--stdin', '--filename', name], { env, stdin: text });
    assert.equal(code, 0);
    assert.equal(existsSync(gateLog), false);
  });

  it('is what it has mounted, links included, where this runs inside it', async () => {
    const drive = '2 1 0:1 / /mnt/c rw - 9p C:\\134 rw,aname=drvfs;path=C:\\134;uid=1000';
    const root = '1 0 8:1 / / rw - ext4 /dev/sdc rw';
    assert.deepEqual(await classes('wsl', '[automount]\nroot=/drives\n', `${root}\n${drive}\n`), [
      win,
      lin,
      'linux-fs',
      lin,
      win,
    ]);
    assert.deepEqual(await classes('wsl', null, `${root}\n3 1 0:2 / /mnt/c rw - fuse.bindfs x rw\n`), [
      'unknown',
      lin,
      'linux-fs',
      lin,
      'unknown',
    ]);
  });
});
