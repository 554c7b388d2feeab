import assert from 'node:assert/strict';
import { join } from 'node:path';
import { Program } from './program';

const volumes = (...sources: string[]): string =>
  `services:\n  web:\n    volumes:\n${sources.map((source) => `      - '${source}:/app${source.length}'\n`).join('')}`;
const everyKind = volumes('./src', 'C:\\x', '/mnt/c/xy', '/home/u/xyz');

describe('where a project lives', () => {
  let program: Program;
  before(() => (program = new Program()));
  after(() => program.dispose());

  /** `source class` of each mount, and the rules found. */
  async function look(
    args: readonly string[],
    options: { cwd?: string; stdin?: string; env?: Readonly<Record<string, string>> },
  ) {
    const listed = await program.run(['mounts', '--format', 'json', ...args], options);
    const scanned = await program.run(['scan', '--format', 'json', ...args], options);
    const { mounts } = JSON.parse(listed.stdout) as {
      mounts: { source: string; class: string; resolved: string | null }[];
    };
    const { findings } = JSON.parse(scanned.stdout) as { findings: { rule: string; source: string }[] };
    return {
      classes: mounts.map((mount) => `${mount.source} ${mount.class}`),
      resolved: mounts.map((mount) => mount.resolved),
      rules: findings.map((finding) => `${finding.source} ${finding.rule}`),
    };
  }
  const piped = ['--stdin', '--filename', 'compose.yaml'];
  const atLocation = (location: string, ...more: string[]) =>
    look([...piped, '--location', location, ...more], { stdin: everyKind });

  it('is a drive: relative is slow, and both sides are used', async () => {
    const { classes, rules } = await atLocation('C:\\Users\\u\\p');
    assert.deepEqual(classes, [
      './src windows-drive',
      'C:\\x windows-drive',
      '/mnt/c/xy windows-drive',
      '/home/u/xyz linux-fs',
    ]);
    assert.deepEqual(rules, ['./src slow-project', './src slow-mount', 'C:\\x slow-mount', '/mnt/c/xy slow-mount']);
  });

  it('is a distro: Windows paths are of the other side', async () => {
    for (const location of ['/home/u/p', '\\\\wsl.localhost\\Ubuntu\\home\\u\\p', '\\\\wsl$\\Ubuntu\\home\\u\\p']) {
      const { classes, rules } = await atLocation(location);
      assert.deepEqual(
        classes,
        ['./src linux-fs', 'C:\\x wrong-side', '/mnt/c/xy windows-drive', '/home/u/xyz linux-fs'],
        location,
      );
      // From Windows the project itself is slow to reach.
      const project = location.startsWith('/') ? [] : ['./src unc-project'];
      assert.deepEqual(rules, [...project, 'C:\\x wrong-side', '/mnt/c/xy slow-mount'], location);
    }
  });

  it('is a drive seen from a distro: relative is slow, Windows paths are of the other side', async () => {
    const { rules } = await atLocation('/mnt/c/p');
    assert.deepEqual(rules, ['./src slow-project', './src slow-mount', 'C:\\x wrong-side', '/mnt/c/xy slow-mount']);
  });

  it('follows the side that was named', async () => {
    assert.deepEqual((await atLocation('C:\\p', '--side', 'windows')).rules, [
      './src slow-project',
      './src slow-mount',
      'C:\\x slow-mount',
      '/mnt/c/xy wrong-side',
      '/home/u/xyz wrong-side',
    ]);
    assert.deepEqual((await atLocation('C:\\p', '--side', 'wsl')).rules, [
      './src slow-project',
      './src slow-mount',
      'C:\\x wrong-side',
      '/mnt/c/xy slow-mount',
    ]);
    assert.deepEqual((await atLocation('C:\\p', '--side', 'auto')).rules, (await atLocation('C:\\p')).rules);
  });

  it('is unknown on a machine that is neither Windows nor WSL', async () => {
    const env = program.machine({ platform: 'other' });
    for (const [args, options] of [
      [piped, { stdin: everyKind, env }],
      [[], { cwd: program.project({ 'compose.yaml': everyKind }), env }],
    ] as const) {
      const { classes, rules } = await look(args, options);
      assert.deepEqual(classes, [
        './src unknown',
        'C:\\x windows-drive',
        '/mnt/c/xy windows-drive',
        '/home/u/xyz linux-fs',
      ]);
      assert.deepEqual(rules, ['C:\\x slow-mount', '/mnt/c/xy slow-mount']);
    }
  });

  it('is told by the real path on a known machine', async () => {
    const drive = program.project({ 'p/compose.yaml': everyKind });
    const distro = program.project({ 'home/u/p/compose.yaml': everyKind });
    const env = program.machine({
      platform: 'windows',
      drives: { C: drive },
      uncRoots: { '\\\\wsl.localhost\\Ubuntu': distro },
    });
    const onDrive = await look(['C:\\p'], { env });
    assert.deepEqual(onDrive.rules, [
      './src slow-project',
      './src slow-mount',
      'C:\\x slow-mount',
      '/mnt/c/xy slow-mount',
    ]);
    assert.equal(onDrive.resolved[0], 'C:\\p\\src');
    const inDistro = await look(['\\\\wsl.localhost\\Ubuntu\\home\\u\\p\\compose.yaml'], { env });
    assert.deepEqual(inDistro.rules, ['./src unc-project', 'C:\\x wrong-side', '/mnt/c/xy slow-mount']);
    assert.equal(inDistro.resolved[0], '/home/u/p/src');
    const fromHere = await look(piped, { env, cwd: join(drive, 'p'), stdin: everyKind });
    assert.equal(fromHere.resolved[0], 'C:\\p\\src');
  });

  it('of standard input is the folder that the name leads to', async () => {
    const resolved = async (filename: string, location: string): Promise<string | null | undefined> =>
      (await look(['--stdin', '--filename', filename, '--location', location], { stdin: volumes('./src') }))
        .resolved[0];
    assert.equal(await resolved('a/b/compose.yaml', '/home/u/p'), '/home/u/p/a/b/src');
    assert.equal(await resolved('./compose.yaml', '/home/u/p'), '/home/u/p/src');
    assert.equal(await resolved('../compose.yaml', '/home/u/p'), '/home/u/src');
    assert.equal(await resolved('a\\b\\compose.yaml', 'C:\\p'), 'C:\\p\\a\\b\\src');
  });

  describe('when --location speaks of', () => {
    /** Where the relative source of a file leads, for a path of the project. */
    async function resolved(
      operand: string,
      file: string,
      others: Record<string, string> = {},
    ): Promise<string | null | undefined> {
      const cwd = program.project({ [file]: volumes('./src'), ...others });
      return (await look([operand, '--location', '/home/u/p'], { cwd })).resolved[0];
    }

    it('a folder: it is that folder', async () => {
      assert.equal(await resolved('.', 'a/compose.yaml', { '.git/HEAD': 'x' }), '/home/u/p/a/src');
      assert.equal(await resolved('a', 'a/compose.yaml', { '.git/HEAD': 'x' }), '/home/u/p/src');
    });
    it('a file: the folder above .devcontainer or .vscode', async () => {
      assert.equal(
        await resolved('a/.devcontainer/compose.yaml', 'a/.devcontainer/compose.yaml', { '.git/HEAD': 'x' }),
        '/home/u/p/.devcontainer/src',
      );
      assert.equal(await resolved('a/.vscode/compose.yaml', 'a/.vscode/compose.yaml'), '/home/u/p/.vscode/src');
      assert.equal(
        await resolved('.devcontainer/api/compose.yaml', '.devcontainer/api/compose.yaml'),
        '/home/u/p/.devcontainer/api/src',
      );
    });
    it('a dev container: its relative paths start at the project, and so does its variable', async () => {
      const mounts = ['type=bind,source=./src,target=/a', 'type=bind,source=${localWorkspaceFolder}/src,target=/b'];
      const text = JSON.stringify({ mounts });
      for (const file of [
        'a/.devcontainer/devcontainer.json',
        'a/.devcontainer/api/devcontainer.json',
        'a/.devcontainer.json',
      ]) {
        const cwd = program.project({ [file]: text, '.git/HEAD': 'x' });
        for (const [args, options, project] of [
          [['a', '--location', '/home/u/p'], { cwd }, '/home/u/p'],
          [['--stdin', '--filename', file, '--location', '/home/u/p'], { stdin: text }, '/home/u/p/a'],
        ] as const) {
          const { resolved } = await look(args, options);
          assert.deepEqual(resolved, [project, `${project}/src`, `${project}/src`], file);
        }
      }
    });
    it('a file: else the nearest repository, also one that is a worktree', async () => {
      assert.equal(await resolved('a/b/compose.yaml', 'a/b/compose.yaml', { '.git/HEAD': 'x' }), '/home/u/p/a/b/src');
      assert.equal(
        await resolved('a/b/compose.yaml', 'a/b/compose.yaml', { '.git/HEAD': 'x', 'a/.git': 'gitdir: x' }),
        '/home/u/p/b/src',
      );
    });
    it('a file: else its own folder', async () => {
      assert.equal(await resolved('a/b/compose.yaml', 'a/b/compose.yaml'), '/home/u/p/src');
    });
  });
});
