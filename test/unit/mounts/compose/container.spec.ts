import assert from 'node:assert/strict';
import type { Container } from '../../../../src/mounts/mount';
import { Folder, scan } from '../folder';
import { places, readCompose } from '../places';

/** What is known of the container of a service that is written like this and mounts one folder. */
function containerOf(service: string): Container {
  const lines = service.split('\n').map((line) => `    ${line}`);
  const text = ['services:', '  web:', ...lines, "    volumes: ['./a:/a']", ''].join('\n');
  const { mounts, errors } = readCompose(text);
  assert.deepEqual(errors, []);
  return mounts[0]!.containers[0]!;
}

describe('the container of a mount', () => {
  it('has the image, the words of its commands, the user and the platform', () => {
    const container = containerOf(
      [
        'image: node:22',
        'command: npm run dev',
        'entrypoint: [tini, --]',
        'user: 1000:1000',
        'platform: linux/amd64',
      ].join('\n'),
    );
    assert.deepEqual(
      [container.service, container.image, container.command, container.entrypoint, container.user, container.platform],
      [
        'web',
        'node:22',
        { form: 'shell', text: 'npm run dev' },
        { form: 'words', words: ['tini', '--'] },
        '1000:1000',
        'linux/amd64',
      ],
    );
    assert.deepEqual([container.isBuilt, container.isWatched, container.hasEnvFiles], [false, false, false]);
  });

  it('is built, watched, and has variables from files, where the keys say so', () => {
    const container = containerOf(
      'build: .\nenv_file: .env.dev\ndevelop:\n  watch:\n    - {path: ., action: sync, target: /a}',
    );
    assert.deepEqual(
      [container.isBuilt, container.isWatched, container.hasEnvFiles, container.image],
      [true, true, true, null],
    );
    assert.deepEqual([containerOf('develop: {}').isWatched, containerOf('env_file: []').hasEnvFiles], [false, false]);
  });

  it('has its variables from a mapping or a list', () => {
    const expected: [string, string | null][] = [
      ['A', '1'],
      ['B', 'true'],
      ['C', null],
      ['D', 'x=y'],
    ];
    assert.deepEqual([...containerOf("environment: {A: 1, B: 'true', C: , D: x=y}").environment], expected);
    assert.deepEqual([...containerOf("environment: [A=1, 'B=true', C, D=x=y]").environment], expected);
  });

  it('has what its variables mean, as far as that is known', () => {
    const container = containerOf(
      'image: ${REGISTRY:-docker.io}/node:${TAG}\nenvironment: {A: "${MODE:-dev}", B: "${B}", C: $$x}\ncommand: $$HOME ${X:-y}',
    );
    assert.equal(container.image, 'docker.io/node:${TAG}');
    assert.deepEqual(
      [...container.environment.entries()],
      [
        ['A', 'dev'],
        ['B', null],
        ['C', '$x'],
      ],
    );
    assert.deepEqual(container.command, { form: 'shell', text: '$HOME y' });
  });

  it('is the one of all files together, the last one counting', async () => {
    const files = new Folder({
      '/p/compose.yaml':
        "services: {web: {image: a, command: x, environment: {A: 1, B: 2}, volumes: ['./a:/a']}, other: {image: o}}",
      '/p/compose.override.yaml': 'services: {web: {command: [y, z], environment: [B=3, C=4], build: .}}',
    });
    const { mounts } = await scan('/p/compose.yaml', files, places.B);
    const [container] = mounts[0]!.containers;
    assert.deepEqual(
      [container?.image, container?.command, container?.isBuilt],
      ['a', { form: 'words', words: ['y', 'z'] }, true],
    );
    assert.deepEqual(Object.fromEntries(container!.environment), { A: '1', B: '3', C: '4' });
  });

  it('loses what a later file takes back', async () => {
    const files = new Folder({
      '/p/compose.yaml': "services: {web: {image: a, command: x, environment: {A: 1}, volumes: ['./a:/a']}}",
      '/p/compose.override.yaml': 'services: {web: {command: !reset null, environment: !override {B: 2}}}',
    });
    const [container] = (await scan('/p/compose.yaml', files)).mounts[0]!.containers;
    assert.deepEqual([container?.command, Object.fromEntries(container!.environment)], [null, { B: '2' }]);
    const anew = new Folder({
      '/p/compose.yaml': 'services: {web: {image: a, command: x}}',
      '/p/compose.override.yaml': "services: {web: !override {image: b, volumes: ['./a:/a']}}",
    });
    const [other] = (await scan('/p/compose.override.yaml', anew)).mounts[0]!.containers;
    assert.deepEqual([other?.image, other?.command], ['b', null]);
  });

  it('is that of each service that has the mount', () => {
    const text = "x-v: &v ['./a:/a']\nservices: {one: {image: a, volumes: *v}, two: {image: b, volumes: *v}}\n";
    assert.deepEqual(
      readCompose(text).mounts.map(({ containers }) => containers.map(({ image }) => image)),
      [['a', 'b']],
    );
  });

  it('is a Windows container by its platform, its image or its isolation', () => {
    const isExempt = (service: string): boolean =>
      readCompose(`services: {web: {${service}, volumes: ['C:\\a:/a']}}`).mounts[0]!.exempt;
    for (const service of [
      'platform: windows/amd64',
      'image: mcr.microsoft.com/windows/servercore:ltsc2022',
      'image: mcr.microsoft.com/windows:ltsc2019',
      'image: mcr.microsoft.com/dotnet/aspnet:8.0-nanoserver-ltsc2022',
      'image: mcr.microsoft.com/dotnet/framework/aspnet:4.8',
      'image: golang:1.22-windowsservercore',
      'image: x, isolation: hyperv',
    ]) {
      assert.equal(isExempt(service), true, service);
    }
    for (const service of [
      'platform: linux/amd64',
      'image: dockurr/windows',
      'image: me/windows-tools',
      'image: nginx',
      'image: x, isolation: default',
      'platform: linux/amd64, image: x/nanoserver',
    ]) {
      assert.equal(isExempt(service), false, service);
    }
  });

  it('puts up with other types than it should find', () => {
    for (const service of [
      'image: [a]\ncommand: {a: b}\nenvironment: x',
      'environment: [1, null, [a], {b: c}, =x]\nbuild: null\ndevelop: x',
      'command: 3\nuser: 1000\nprofiles: x\nentrypoint: [1, null]',
      'environment:\n  ? [a]\n  : b',
    ]) {
      const { image, environment, isWatched } = containerOf(service);
      assert.ok(environment.size <= 1, service);
      assert.deepEqual([image, isWatched], [null, false], service);
    }
    assert.deepEqual(containerOf('command: 3\nuser: 1000').user, '1000');
  });
});
