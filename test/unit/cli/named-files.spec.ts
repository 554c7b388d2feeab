import assert from 'node:assert/strict';
import { Program } from './program';

const service = (volume: string): string => `services: {web: {image: x, volumes: ['${volume}']}}\n`;

interface Mounts {
  readonly mounts: readonly Record<'file' | 'source' | 'class' | 'resolved', string | null>[];
}

describe('files that compose files name', () => {
  let program: Program;
  before(() => (program = new Program()));
  after(() => program.dispose());

  /** `file source class resolved` of each mount in a project with these files. */
  async function mountsOf(files: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<string[]> {
    const cwd = program.project(files);
    const { stdout, stderr } = await program.run(['mounts', '--format', 'json', '--location', '/home/u/p', ...args], {
      cwd,
    });
    assert.equal(stderr, '');
    const { mounts } = JSON.parse(stdout) as Mounts;
    return mounts.map((mount) => `${mount.file} ${mount.source} ${mount.class} ${mount.resolved}`).sort();
  }

  const including = {
    'compose.yaml': `include: [infra/db.yml]\n${service('./a:/a')}`,
    'infra/db.yml': service('${SRC}:/b'),
    '.env': 'SRC=/mnt/c/x\n',
  };

  it('are read with them, below a folder and for a file alone', async () => {
    const expected = ['compose.yaml ./a linux-fs /home/u/p/a', 'infra/db.yml /mnt/c/x windows-drive /mnt/c/x'];
    assert.deepEqual(await mountsOf(including), expected);
    assert.deepEqual(await mountsOf(including, 'compose.yaml'), expected);
  });

  it('start where the project does that includes them', async () => {
    const files = {
      'compose.yaml': 'include: [{path: infra/db.yml, project_directory: .}]\n',
      'infra/db.yml': service('./b:/b'),
    };
    assert.deepEqual(await mountsOf(files), ['infra/db.yml ./b linux-fs /home/u/p/b']);
  });

  it('are named by .env and by dev containers as well', async () => {
    assert.deepEqual(await mountsOf({ '.env': 'COMPOSE_FILE=docker/x.yml', 'docker/x.yml': service('./b:/b') }), [
      'docker/x.yml ./b linux-fs /home/u/p/docker/b',
    ]);
    const devcontainer = { '.devcontainer/devcontainer.json': '{"dockerComposeFile": "../docker/x.yml"}' };
    assert.deepEqual(await mountsOf({ ...devcontainer, 'docker/x.yml': service('./b:/b') }), [
      'docker/x.yml ./b linux-fs /home/u/p/docker/b',
    ]);
  });

  it('may name each other, or be missing', async () => {
    const files = {
      'compose.yaml': 'include: [x.yml, none.yml]\n',
      'x.yml': `include: [compose.yaml]\n${service('./b:/b')}`,
    };
    assert.deepEqual(await mountsOf(files), ['x.yml ./b linux-fs /home/u/p/b']);
  });

  it('have the variables that the call names', async () => {
    assert.deepEqual(await mountsOf(including, '--env', 'SRC=/srv/y'), [
      'compose.yaml ./a linux-fs /home/u/p/a',
      'infra/db.yml /srv/y linux-fs /srv/y',
    ]);
    const { code, stderr } = await program.run(['mounts', '--env', 'SRC', '.']);
    assert.deepEqual([code, stderr], [2, 'slipway: --env takes NAME=VALUE; it was given "SRC".\n']);
  });
});
