import assert from 'node:assert/strict';
import { mountKinds } from '../../../src/mounts/mount';
import { readJson } from '../house/sources';
import { Program } from './program';

const text = `services:
  web:
    volumes:
      - ./src:/app
      - data:/data
      - { type: bind, source: 'C:\\x', target: /x, read_only: true }
      - \${SRC}:/y
      - type: tmpfs
        target: /tmp
  db:
    volumes: [./src:/app]
`;

describe('slipway mounts', () => {
  let program: Program;
  before(() => (program = new Program()));
  after(() => program.dispose());
  const args = ['mounts', '--stdin', '--filename', 'compose.yaml', '--location', '/mnt/c/p'];

  it('lists every mount, also one whose finding stands elsewhere', async () => {
    const { code, stdout, stderr } = await program.run([...args, '--format', 'json'], { stdin: text });
    assert.equal(code, 0);
    assert.equal(stderr, '');
    const { mounts, errors, version } = JSON.parse(stdout) as {
      mounts: Record<string, unknown>[];
      errors: unknown;
      version: number;
    };
    assert.deepEqual([version, errors], [1, []]);
    assert.deepEqual(mounts[0], {
      file: 'compose.yaml',
      startLine: 4,
      startColumn: 9,
      endLine: 4,
      endColumn: 14,
      kind: 'compose-short',
      via: 'services.web',
      source: './src',
      target: '/app',
      readOnly: false,
      type: 'bind',
      class: 'windows-drive',
      slow: true,
      resolved: '/mnt/c/p/src',
      confidence: 'certain',
    });
    assert.deepEqual(
      mounts.map(({ via, startLine, type, class: mountClass, slow, readOnly }) => [
        via,
        startLine,
        type,
        mountClass,
        slow,
        readOnly,
      ]),
      [
        ['services.web', 4, 'bind', 'windows-drive', true, false],
        ['services.web', 5, 'volume', 'named-volume', false, false],
        ['services.web', 6, 'bind', 'wrong-side', false, true],
        ['services.web', 7, 'volume', 'unknown', false, false],
        ['services.web', 8, 'tmpfs', 'none', false, false],
        ['services.db', 11, 'bind', 'windows-drive', true, false],
      ],
    );
  });

  it('lays them out in columns', async () => {
    const { code, stdout } = await program.run(args, { stdin: text });
    assert.equal(code, 0);
    const [head, ...rows] = stdout.trimEnd().split('\n');
    assert.match(head ?? '', /^PLACE +CLASS +SLOW +SOURCE +TARGET$/);
    assert.equal(rows.length, 6);
    assert.match(rows[0] ?? '', /^compose\.yaml:4:9 +windows-drive +slow +\.\/src +\/app$/);
    assert.match(rows[4] ?? '', /^compose\.yaml:8:9 +none +\/tmp$/);
    for (const column of ['CLASS', 'TARGET']) {
      const at = head!.indexOf(column);
      assert.ok(
        rows.every((row) => row[at] !== ' ' && row[at - 1] === ' '),
        column,
      );
    }
  });

  it('lists what an override takes away, and says so', async () => {
    const override = 'services: {web: {volumes: ["app:/app"]}, db: {volumes: ["app:/app"]}}\n';
    const cwd = program.project({ 'compose.yaml': text, 'compose.override.yaml': override });
    const { stdout } = await program.run(['mounts', 'compose.yaml', '--format', 'json', '--location', 'C:\\p'], {
      cwd,
    });
    const { mounts } = JSON.parse(stdout) as { mounts: { source: string; class: string; shadowedBy?: string }[] };
    assert.deepEqual(
      mounts
        .filter(({ shadowedBy }) => shadowedBy)
        .map(({ source, class: mountClass, shadowedBy }) => [source, mountClass, shadowedBy]),
      [
        ['./src', 'windows-drive', 'compose.override.yaml'],
        ['./src', 'windows-drive', 'compose.override.yaml'],
      ],
    );
    const table = await program.run(['mounts', 'compose.yaml', '--location', 'C:\\p'], { cwd });
    assert.match(table.stdout, /windows-drive +unused +\.\/src +\/app/);
  });

  it('lists the mounts of a dev container, the one unasked too', async () => {
    const json = '{\n  "image": "x",\n  "runArgs": ["-v", "C:\\\\a:/a:ro"]\n}';
    const { stdout } = await program.run(
      ['mounts', '--stdin', '--filename', '.devcontainer/devcontainer.json', '--location', 'C:\\p', '--format', 'json'],
      { stdin: json },
    );
    const { mounts } = JSON.parse(stdout) as { mounts: Record<string, unknown>[] };
    assert.deepEqual(
      mounts.map(({ kind, via, startLine, startColumn, source, target, readOnly, class: mountClass }) => [
        kind,
        via,
        startLine,
        startColumn,
        source,
        target,
        readOnly,
        mountClass,
      ]),
      [
        ['devcontainer-default', 'workspaceMount', 2, 3, 'C:\\p', '/workspaces/p', false, 'windows-drive'],
        ['devcontainer-run-arg', 'runArgs[1]', 3, 22, 'C:\\a', '/a', true, 'windows-drive'],
      ],
    );
  });

  it('exits 0 whatever the mounts are, and 2 when a file is not whole', async () => {
    const cwd = program.project({ 'bad.yaml': `${text}  : [` });
    const { code, stdout, stderr } = await program.run(['mounts', 'bad.yaml'], { cwd });
    assert.equal(code, 2);
    assert.match(stderr, /^bad\.yaml:\d+: /);
    assert.ok(stdout.includes('./src'));
  });

  it('documents every kind of mount', () => {
    const schema = readJson('docs/schema/mounts.schema.json') as {
      properties: { mounts: { items: { properties: { kind: { enum: string[] } } } } };
    };
    assert.deepEqual(schema.properties.mounts.items.properties.kind.enum, mountKinds);
  });

  it('prints nothing for nothing, and says so beside', async () => {
    const { code, stdout, stderr } = await program.run(['mounts'], { cwd: program.project() });
    assert.deepEqual([code, stdout], [0, '']);
    assert.match(stderr, /^Nothing to check in this folder: .*\.\n$/);
  });

  it('lets a source that is too long stand out, so that the others stay together', async () => {
    const long = `./${'x'.repeat(100)}`;
    const stdin = `services: {web: {volumes: ["${long}:/long", "./a:/short", "./b:/other"]}}\n`;
    const rows = (await program.run(args, { stdin })).stdout.split('\n');
    assert.match(rows[1] ?? '', new RegExp(` ${long}  /long$`));
    assert.match(rows[2] ?? '', / \.\/a {5}\/short$/);
  });
});
