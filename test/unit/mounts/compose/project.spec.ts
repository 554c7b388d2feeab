import assert from 'node:assert/strict';
import { composeFilesOf } from '../../../../src/mounts/compose/findProject';
import { KnownFiles } from '../../../../src/mounts/files';
import { filesNamedBy } from '../../../../src/mounts/namedFiles';
import { alone, gatherRelated } from '../../../../src/mounts/related';
import { Folder, scan } from '../folder';
import { placeAt, places } from '../places';

type Texts = Readonly<Record<string, string>>;

const service = (name: string, volumes: string): string => `services: {${name}: {volumes: ${volumes}}}\n`;
const slow = service('web', "['/mnt/c/x:/app', '/mnt/c/y:/data']");

/** `source class shadowedBy` of each mount. */
async function effects(path: string, texts: Texts, place = places.B): Promise<string[]> {
  const { mounts } = await scan(path, new Folder(texts), place);
  return mounts.map((mount) => `${mount.source?.value ?? '-'} ${mount.class} ${mount.shadowedBy ?? '-'}`);
}

/** The files that a file names, with the folders of their projects. */
async function named(path: string, texts: Readonly<Record<string, string>>): Promise<[string, string][]> {
  const text = texts[path]!;
  const subject = { path, text, variables: new Map(), project: null };
  const related = await gatherRelated(subject, new KnownFiles(new Folder(texts)));
  return filesNamedBy(path, text, related)
    .filter((file) => file.path !== path)
    .map(({ path: file, project }) => [file, project.folder]);
}

describe('COMPOSE_FILE', () => {
  const replacing = service('web', "['app:/app']");

  it('lays its files over each other in their order, from the folder of the first', async () => {
    const texts = {
      '/p/.env': 'COMPOSE_FILE=docker/base.yml:dev.yml\n',
      '/p/docker/base.yml': slow,
      '/p/dev.yml': replacing,
    };
    assert.deepEqual(await effects('/p/docker/base.yml', texts), [
      '/mnt/c/x windows-drive dev.yml',
      '/mnt/c/y windows-drive -',
    ]);
    const relative = { ...texts, '/p/dev.yml': service('web', "['./src:/src']") };
    const { mounts } = await scan('/p/dev.yml', new Folder(relative), placeAt('/p'));
    assert.deepEqual(
      mounts.map(({ resolved }) => resolved),
      ['/p/docker/src'],
    );
  });

  it('takes the place of the files that Compose finds by itself', async () => {
    const texts = { '/p/compose.yaml': slow, '/p/compose.override.yaml': replacing };
    const shadowed = '/mnt/c/x windows-drive compose.override.yaml';
    assert.equal((await effects('/p/compose.yaml', texts))[0], shadowed);
    for (const file of ['compose.yaml', 'compose.yaml:other.yaml', 'other.yaml']) {
      const effect = await effects('/p/compose.yaml', { ...texts, '/p/.env': `COMPOSE_FILE=${file}` });
      assert.equal(effect[0], '/mnt/c/x windows-drive -', file);
    }
  });

  it('is cut as each system cuts it', () => {
    const filesOf = (value: string, separator?: string): string[] | null =>
      composeFilesOf(
        [
          { name: 'COMPOSE_FILE', value },
          ...(separator === undefined ? [] : [{ name: 'COMPOSE_PATH_SEPARATOR', value: separator }]),
        ],
        '/p',
      );
    assert.deepEqual(filesOf('a.yml:b/c.yml'), ['/p/a.yml', '/p/b/c.yml']);
    assert.deepEqual(filesOf('a.yml;b\\c.yml'), ['/p/a.yml', '/p/b/c.yml']);
    assert.deepEqual(filesOf('a.yml,b.yml', ','), ['/p/a.yml', '/p/b.yml']);
    assert.deepEqual(filesOf('/abs.yml:../a.yml:$X.yml'), ['/a.yml']);
    assert.equal(filesOf(''), null);
  });
});

describe('several documents in one file', () => {
  it('are laid over each other', async () => {
    const text = `${slow}---\n${service('web', "['app:/app']")}---\n${service('web', "['/mnt/c/z:/app']")}`;
    assert.deepEqual(await effects('/p/compose.yaml', { '/p/compose.yaml': text }), [
      '/mnt/c/x windows-drive compose.yaml',
      '/mnt/c/y windows-drive -',
      'app named-volume compose.yaml',
      '/mnt/c/z windows-drive -',
    ]);
  });

  it('may drop what stands before', async () => {
    const text = `${slow}---\nservices: {web: {volumes: !override ['./x:/x']}}\n`;
    assert.deepEqual(
      (await effects('/p/compose.yaml', { '/p/compose.yaml': text })).map((effect) => effect.split(' ').at(-1)),
      ['compose.yaml', 'compose.yaml', '-'],
    );
  });
});

describe('extends', () => {
  const using = (volumes: string, more = ''): string =>
    `services:\n  base: {volumes: ['/mnt/c/x:/app']}\n  web: {extends: {service: base}, volumes: ${volumes}${more}}\n`;

  it('gives the mounts of a service to another one of the same file', async () => {
    const { mounts } = await scan('/p/compose.yaml', new Folder({ '/p/compose.yaml': using('[]') }));
    assert.deepEqual(
      mounts.map(({ via, services }) => [via, services]),
      [['services.base', ['base', 'web']]],
    );
  });

  it('leaves a mount with those that do not replace its target', async () => {
    const { mounts } = await scan('/p/compose.yaml', new Folder({ '/p/compose.yaml': using("['app:/app']") }));
    assert.deepEqual(
      mounts.map(({ services, shadowedBy }) => [services, shadowedBy]),
      [
        [['base'], null],
        [['web'], null],
      ],
    );
  });

  it('counts for what a later file replaces', async () => {
    const texts = {
      '/p/compose.yaml': slow,
      '/p/compose.override.yaml': 'services: {web: {extends: {file: common/c.yml, service: w}}}',
      '/p/common/c.yml': service('w', "['app:/app']"),
    };
    assert.deepEqual(await effects('/p/compose.yaml', texts), [
      '/mnt/c/x windows-drive c.yml',
      '/mnt/c/y windows-drive -',
    ]);
  });

  it('brings facts of the container from another file', async () => {
    const texts = {
      '/p/compose.yaml': "services: {web: {extends: {file: c.yml, service: w}, volumes: ['.:/app']}}",
      '/p/c.yml': 'services: {w: {image: node, command: [npm, start], environment: {A: 1}, platform: windows}}',
    };
    const { mounts } = await scan('/p/compose.yaml', new Folder(texts));
    const [container] = mounts[0]!.containers;
    assert.deepEqual([container?.image, container?.command], ['node', { form: 'words', words: ['npm', 'start'] }]);
    assert.deepEqual([...container!.environment], [['A', '1']]);
    assert.equal(mounts[0]!.class, 'none');
  });

  it('that leads back to itself, or far, comes to an end', async () => {
    const files = 120;
    const texts: Record<string, string> = {
      '/p/compose.yaml':
        "services: {web: {extends: {file: c.yml, service: w}, volumes: ['/mnt/c/x:/app']}, a: {extends: b}, b: {extends: a}}",
      '/p/c.yml': 'services: {w: {extends: {file: compose.yaml, service: web}}}',
    };
    assert.deepEqual(await effects('/p/compose.yaml', texts), ['/mnt/c/x windows-drive -']);
    for (let index = 0; index < files; index += 1) {
      texts[`/p/f${index}.yml`] =
        `services: {web: {extends: {file: f${index + 1}.yml, service: web}, volumes: ['/mnt/c/${index}:/${index}']}}`;
    }
    const folder = new Folder(texts);
    assert.equal((await scan('/p/f0.yml', folder)).mounts.length, 1);
    assert.ok(folder.reads.length <= files);
    const wide = Array.from({ length: 40 }, (_, index) =>
      service(`s${index}`, '[]').replace('volumes: []', `extends: s${index + 1}`),
    );
    const doubled = wide.flatMap((text) => [text, text]).join('---\n');
    assert.deepEqual(
      await effects('/p/compose.yaml', { '/p/compose.yaml': `${doubled}---\n${service('s40', "['/mnt/c/x:/app']")}` }),
      ['/mnt/c/x windows-drive -'],
    );
  });
});

describe('the files that a file names', () => {
  it('are those that it includes, with the folder at which their paths start', async () => {
    const texts = {
      '/p/compose.yaml': [
        'include:',
        '  - infra/db.yml',
        '  - path: [shared/a.yml, shared/b.yml]',
        '  - {path: ../other/c.yml, project_directory: .., env_file: ./other.env}',
        '  - https://example.com/compose.yaml',
        '  - oci://registry/x',
        '  - ${WHERE}/x.yml',
        'services: {web: {extends: {file: base/common.yml, service: w}}}',
      ].join('\n'),
    };
    assert.deepEqual(await named('/p/compose.yaml', texts), [
      ['/p/infra/db.yml', '/p/infra'],
      ['/p/shared/a.yml', '/p/shared'],
      ['/p/shared/b.yml', '/p/shared'],
      ['/other/c.yml', ''],
      ['/p/base/common.yml', '/p/base'],
    ]);
  });

  it('are those of a dev container and of a .env file', async () => {
    const devcontainer = '/p/.devcontainer/devcontainer.json';
    const files = await named(devcontainer, {
      [devcontainer]: '{"dockerComposeFile": ["../docker/dev.yml", "x.yml"]}',
    });
    assert.deepEqual(files, [
      ['/p/docker/dev.yml', '/p/docker'],
      ['/p/.devcontainer/x.yml', '/p/docker'],
    ]);
    assert.deepEqual(
      filesNamedBy('/p/.env', 'COMPOSE_FILE=docker/a.yml:b.yml', alone).map(({ path, project }) => [
        path,
        project.envFiles,
      ]),
      [
        ['/p/docker/a.yml', ['/p/.env', '/p/docker/.env']],
        ['/p/b.yml', ['/p/.env', '/p/docker/.env']],
      ],
    );
  });

  it('are read with the variables of the project that includes them', async () => {
    const texts = {
      '/p/compose.yaml': 'include: [infra/db.yml]',
      '/p/.env': 'SRC=/mnt/c/x',
      '/p/infra/db.yml': service('db', "['${SRC}:/a', '${OWN}:/b']"),
      '/p/infra/.env': 'SRC=/srv\nOWN=/home/u',
    };
    const known = new KnownFiles(new Folder(texts));
    const main = { path: '/p/compose.yaml', text: texts['/p/compose.yaml'], variables: new Map(), project: null };
    const [file] = filesNamedBy(main.path, main.text, await gatherRelated(main, known)).filter(
      ({ path }) => path !== main.path,
    );
    const text = texts['/p/infra/db.yml'];
    const related = await gatherRelated(
      { path: file!.path, text, variables: new Map(), project: file!.project },
      known,
    );
    assert.deepEqual(
      related.compose?.envFiles.map(({ path }) => path),
      ['/p/.env', '/p/infra/.env'],
    );
    assert.equal(related.base, null);
  });
});

describe('profiles', () => {
  const text = [
    'services:',
    "  always: {volumes: ['/mnt/c/a:/a']}",
    "  debug: {profiles: [debug], volumes: ['/mnt/c/b:/b']}",
    "  both: {profiles: [debug, test], volumes: ['/mnt/c/c:/c']}",
    'x-none: [1]',
  ].join('\n');
  const inactive = async (env: string): Promise<boolean[]> => {
    const { mounts } = await scan('/p/compose.yaml', new Folder({ '/p/compose.yaml': text, '/p/.env': env }));
    return mounts.map((mount) => mount.inactive);
  };

  it('keep services from being started until somebody names them', async () => {
    assert.deepEqual(await inactive(''), [false, true, true]);
    assert.deepEqual(await inactive('COMPOSE_PROFILES=test, other'), [false, true, false]);
    assert.deepEqual(await inactive('COMPOSE_PROFILES=*'), [false, false, false]);
  });
});
