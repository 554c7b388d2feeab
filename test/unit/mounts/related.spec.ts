import assert from 'node:assert/strict';
import { KnownFiles } from '../../../src/mounts/files';
import { gatherRelated } from '../../../src/mounts/related';
import { closed, Folder, scan } from './folder';
import { composeWith, placeAt } from './places';

/** `source shadowedBy` of each mount, and how many findings there are. */
async function effect(base: string, override: string, names = ['compose.yaml', 'compose.override.yaml']) {
  const [baseName, overrideName] = names.map((name) => `/p/${name}`);
  const { mounts, findings } = await scan(baseName!, new Folder({ [baseName!]: base, [overrideName!]: override }));
  return [mounts.map(({ source, shadowedBy }) => `${source?.value ?? '-'} ${shadowedBy ?? '-'}`), findings.length];
}

const service = (name: string, volumes: string): string => `services: {${name}: {volumes: ${volumes}}}\n`;
const slow = service('web', "['/mnt/c/x:/app', '/mnt/c/y:/data']");

describe('an override', () => {
  it('takes the same target of the same service away from the base', async () => {
    assert.deepEqual(await effect(slow, service('web', "['app:/app']")), [
      ['/mnt/c/x compose.override.yaml', '/mnt/c/y -'],
      1,
    ]);
  });

  it('takes nothing of another service, nor another target', async () => {
    for (const override of [
      service('db', "['app:/app']"),
      service('web', "['app:/app/src']"),
      'services: {web: {}}',
      '',
    ]) {
      assert.deepEqual(await effect(slow, override), [['/mnt/c/x -', '/mnt/c/y -'], 2], override);
    }
  });

  it('compares targets as the container does', async () => {
    for (const volume of ['app:/app/', 'app:/./x/../app', '/app', '{type: tmpfs, target: /app}', '/home/u:/app:ro']) {
      assert.equal(
        (await effect(slow, service('web', `['db:/db', ${/^{/.test(volume) ? volume : `'${volume}'`}]`)))[1],
        1,
        volume,
      );
    }
  });

  it('drops all volumes of a service by a tag on them, on the service or on all services', async () => {
    for (const override of [
      'services: {web: {volumes: !reset []}}',
      'services: {web: {volumes: !reset null}}',
      "services: {web: {volumes: !override ['./x:/elsewhere']}}",
      'services: {web: !reset null}',
      'services: {web: !override {image: x}}',
      'services: !override {db: {image: x}}',
    ]) {
      assert.equal((await effect(slow, override))[1], 0, override);
    }
    assert.equal((await effect(slow, 'services: {db: {volumes: !reset []}}'))[1], 2);
  });

  it('leaves an entry that another service keeps through an alias', async () => {
    const shared = "x-v: &v ['/mnt/c/x:/app']\nservices: {a: {volumes: *v}, b: {volumes: *v}}\n";
    assert.deepEqual(await effect(shared, service('a', "['app:/app']")), [['/mnt/c/x -'], 1]);
    assert.deepEqual(await effect(shared, 'services: {a: {volumes: [/app]}, b: {volumes: [/app]}}'), [
      ['/mnt/c/x compose.override.yaml'],
      0,
    ]);
  });

  it('is the matching one, in the order in which Compose looks', async () => {
    const replacing = service('web', "['app:/app', 'data:/data']");
    for (const [names, findings] of [
      [['compose.yml', 'compose.override.yaml'], 0],
      [['compose.yaml', 'compose.override.yml'], 0],
      [['docker-compose.yml', 'docker-compose.override.yaml'], 0],
      [['compose.yaml', 'docker-compose.override.yml'], 2],
      [['docker-compose.yml', 'compose.override.yml'], 2],
      [['compose.prod.yaml', 'compose.override.yaml'], 2],
    ] as const) {
      assert.equal((await effect(slow, replacing, [...names]))[1], findings, names.join(' '));
    }
    const both = new Folder({
      '/p/compose.yaml': slow,
      '/p/compose.override.yml': '',
      '/p/compose.override.yaml': replacing,
    });
    assert.equal((await scan('/p/compose.yaml', both)).findings.length, 2);
    const second = new Folder({ '/p/compose.yaml': '', '/p/compose.yml': slow, '/p/compose.override.yml': replacing });
    assert.equal((await scan('/p/compose.yml', second)).findings.length, 2, 'Compose takes the other base file');
  });

  it('is checked itself, with its base and without', async () => {
    for (const base of [{}, { '/p/compose.yaml': slow }]) {
      const files = new Folder({ ...base, '/p/compose.override.yaml': slow });
      assert.equal((await scan('/p/compose.override.yaml', files)).findings.length, 2);
    }
  });

  it('of a Windows container has Windows paths, and so has its base', async () => {
    const platform = 'services: {web: {platform: windows/amd64}}';
    const files = (base: string, override: string) =>
      new Folder({ '/p/compose.yaml': base, '/p/compose.override.yaml': override });
    assert.deepEqual((await scan('/p/compose.override.yaml', files(platform, slow))).findings, []);
    assert.deepEqual((await scan('/p/compose.yaml', files(slow, platform))).findings, []);
  });

  it('that is broken counts as far as it can be read', async () => {
    assert.equal((await effect(slow, `${service('web', "['app:/app']")}  : [`))[1], 1);
  });

  it('that may not be looked at makes the rest an assumption, and takes nothing away', async () => {
    const { mounts, findings } = await scan(
      '/p/compose.yaml',
      new Folder({ '/p/compose.yaml': slow, '/p/compose.override.yml': closed }),
    );
    assert.deepEqual([mounts.map(({ confidence }) => confidence), findings.length], [['assumed', 'assumed'], 2]);
  });

  it('costs one look at each name it could have', async () => {
    const files = new Folder({ '/p/compose.yaml': slow });
    const known = new KnownFiles(files);
    const subject = { path: '/p/compose.yaml', text: slow, variables: new Map(), project: null };
    for (let look = 0; look < 3; look += 1) await gatherRelated(subject, known);
    assert.deepEqual(files.reads, ['/p/.env', '/p/compose.override.yml', '/p/compose.override.yaml']);
    assert.deepEqual([...known.asked], files.reads);
  });
});

describe('the compose files of a dev container', () => {
  const relative = composeWith('./src:/app');
  const resolved = async (path: string, texts: Readonly<Record<string, string>>, folder: string) => {
    const scanned = await scan(path, new Folder({ [path]: relative, ...texts }), placeAt(folder));
    return scanned.mounts.map((mount) => mount.resolved);
  };

  it('start relative paths at the folder of the first', async () => {
    const named = '{"dockerComposeFile": ["../docker/compose.yaml", "compose.extend.yaml"]}';
    const texts = { '/p/.devcontainer/devcontainer.json': named };
    const extend = '/p/.devcontainer/compose.extend.yaml';
    assert.deepEqual(await resolved(extend, texts, '/p/.devcontainer'), ['/p/docker/src']);
    assert.deepEqual(await resolved('/p/docker/compose.yaml', texts, '/p/docker'), ['/p/docker/src']);
  });

  it('are found from a folder of several dev containers, and from the project', async () => {
    const one = { '/p/.devcontainer/api/devcontainer.json': '{"dockerComposeFile": ["../../compose.yaml", "x.yaml"]}' };
    assert.deepEqual(await resolved('/p/.devcontainer/api/x.yaml', one, '/p/.devcontainer/api'), ['/p/src']);
    const root = { '/p/.devcontainer.json': '{"dockerComposeFile": ["docker/compose.yaml", "compose.dev.yaml"]}' };
    assert.deepEqual(await resolved('/p/compose.dev.yaml', root, '/p'), ['/p/docker/src']);
  });

  it('start at their own folder when nobody names them', async () => {
    const other = { '/p/.devcontainer/devcontainer.json': '{"dockerComposeFile": ["../a.yaml", "b.yaml"]}' };
    assert.deepEqual(await resolved('/p/.devcontainer/compose.yaml', other, '/p/.devcontainer'), [
      '/p/.devcontainer/src',
    ]);
  });
});
