import assert from 'node:assert/strict';
import type { Place } from '../../../../src/mounts/mount';
import { scanText } from '../../../../src/mounts/scan';
import { inEnglish } from '../../../../src/text/message';
import { Folder, scan } from '../folder';
import { devcontainerFile, placeAt, places } from '../places';

const reservedPorts = [
  { first: 5357, last: 5357 },
  { first: 8000, last: 8099 },
];
const windows: Place = { ...places.A, reservedPorts };

/** The flagged texts with their severity: `warning 8080`. */
function check(text: string, place: Place = windows): string[] {
  const { findings } = scanText(text, place);
  return findings
    .filter(({ rule }) => rule === 'reserved-port')
    .map(({ severity, range }) => `${severity} ${text.slice(range.start, range.end)}`);
}

const composeOf = (...ports: readonly string[]): string =>
  ['services:', '  web:', '    image: x', '    ports:', ...ports.map((port) => `      - ${port}`), ''].join('\n');

describe('reserved-port', () => {
  it('stands at the port of the host, in short syntax', () => {
    for (const [port, found] of [
      ['"8080:80"', 'warning 8080'],
      ['8080:80', 'warning 8080'],
      ["'127.0.0.1:8000:80/tcp' # why", 'warning 8000'],
      ['"8099-8100:80-81"', 'warning 8099-8100'],
      ['5357:80', 'warning 5357'],
      ['"8010-8020:80"', 'warning 8010-8020'],
      ['"${PORT:-8080}:80"', 'hint 8080'],
      ['"${HOST_IP}:8080:80"', 'warning 8080'],
    ] as const)
      assert.deepEqual(check(composeOf(port)), [found], port);
  });

  it('says which ports Windows has', () => {
    const { findings } = scanText(composeOf('"8080:80"'), windows);
    assert.match(
      inEnglish(findings.find(({ rule }) => rule === 'reserved-port')!.message),
      /port 8080 .*\(8000-8099\)/,
    );
  });

  it('is silent about ports that Docker chooses or gets, and of which nobody knows', () => {
    for (const port of [
      '"8080"',
      '8080',
      '"80:8080"',
      '"8100:80"',
      '"7999:80"',
      '"8080:80/udp"',
      '"[::1]:8080:80"',
      '"${PORT}:80"',
      '"8099-8101:80"', // 8100 is free, and enough.
      '"8080-8081:80-83"',
      'nonsense',
      '[8080]',
    ])
      assert.deepEqual(check(composeOf(port)), [], port);
  });

  it('reads the long syntax', () => {
    const long = (lines: readonly string[]): string => composeOf(lines.join('\n        '));
    for (const [lines, found] of [
      [['target: 80', 'published: 8080'], ['warning 8080']],
      [['target: 80', 'published: "8080"', 'protocol: tcp', 'mode: host'], ['warning "8080"']],
      [['target: 80', 'published: ${PORT:-8080}', 'host_ip: 127.0.0.1'], ['hint ${PORT:-8080}']],
      [['target: 80', 'published: "8010-8020"'], ['warning "8010-8020"']],
      [['target: 80', 'published: "8090-8110"'], []],
      [['target: 80', 'published: 8080', 'protocol: udp'], []],
      [['target: 80', 'published: 8080', 'host_ip: "::1"'], []],
      [['target: 8080'], []],
      [['published: 8080'], []],
    ] as const)
      assert.deepEqual(check(long(lines)), found, lines.join());
  });

  it('is silent without facts, on another engine, and for Windows containers', () => {
    const text = composeOf('"8080:80"');
    for (const place of [places.A, { ...windows, reservedPorts: [] }, { ...windows, engine: 'remote' } as const])
      assert.deepEqual(check(text, place), []);
    assert.deepEqual(check(text.replace('image: x', 'image: x\n    platform: windows/amd64')), []);
    assert.deepEqual(check(text, { ...placeAt('/home/u/p'), reservedPorts }), ['warning 8080']);
  });

  it('counts less in a service that only a profile starts', () => {
    assert.deepEqual(check(composeOf('"8080:80"').replace('image: x', 'image: x\n    profiles: [debug]')), [
      'info 8080',
    ]);
  });

  it('tells an entry once that several services have, and each of several entries', () => {
    const shared = 'x-base: &base\n  ports: ["8080:80"]\nservices:\n  a:\n    <<: *base\n  b:\n    <<: *base\n';
    assert.deepEqual(check(shared), ['warning 8080']);
    assert.deepEqual(check(composeOf('"8080:80"', '"8080:81"')), ['warning 8080', 'warning 8080']);
  });

  it('goes with a later file that drops or replaces the ports, and not with one that adds some', async () => {
    const ports = async (override: string): Promise<number> => {
      const folder = new Folder({
        '/p/compose.yaml': composeOf('"8080:80"'),
        '/p/compose.override.yaml': `services:\n  web:\n    ports: ${override}\n`,
      });
      const { findings } = await scan('/p/compose.yaml', folder, windows);
      return findings.filter(({ rule }) => rule === 'reserved-port').length;
    };
    assert.deepEqual(
      [await ports('["9000:90"]'), await ports('!override ["9000:90"]'), await ports('!reset []')],
      [1, 0, 0],
    );
  });

  it('reads docker run wherever it is called', () => {
    const inFile = (file: string, text: string): string[] => check(text, { ...windows, file });
    for (const [file, text, found] of [
      ['up.sh', '#!/bin/sh\ndocker run --rm -p 8080:80 nginx\n', ['warning 8080']],
      ['up.sh', 'docker run -dp8080:80 nginx\n', ['warning 8080']],
      ['up.sh', 'docker run --publish=127.0.0.1:8080:80 nginx\n', ['warning 8080']],
      ['up.sh', 'PORT=8080\ndocker run -p "$PORT:80" nginx\n', ['warning $PORT']],
      ['up.sh', 'docker run -p "${PORT:-8080}:80" nginx\n', []],
      ['up.sh', 'docker run -p $PORT:80 nginx -p 8080:80\n', []],
      ['up.sh', 'docker run -p 80 nginx; mkdir -p 8080:80\n', []],
      ['up.sh', 'docker -H tcp://elsewhere:2375 run -p 8080:80 nginx\n', []],
      ['up.sh', 'docker run --platform windows/amd64 -p 8080:80 nginx\n', []],
      ['up.ps1', 'docker run `\n  -p 8080:80 `\n  nginx\n', ['warning 8080']],
      ['up.cmd', 'docker run -p 8080:80 nginx\r\n', ['warning 8080']],
      ['package.json', '{"scripts": {"db": "docker run -p 8080:80 x"}}', ['warning 8080']],
      [
        '.vscode/tasks.json',
        '{"tasks": [{"command": "docker", "args": ["run", "-p", "8080:80", "x"]}]}',
        ['warning 8080'],
      ],
      [devcontainerFile, '{"image": "x", "runArgs": ["-p", "8080:80"]}', ['warning 8080']],
      [devcontainerFile, '{"image": "x", "initializeCommand": "docker run -p 8080:80 x"}', ['warning 8080']],
      [devcontainerFile, '{"image": "x", "appPort": 8080}', ['warning 8080']],
      [devcontainerFile, '{"image": "x", "appPort": [80, "8080:80"]}', ['warning 8080']],
      [devcontainerFile, '{"image": "x", "forwardPorts": [8080]}', []],
      [devcontainerFile, '{"dockerComposeFile": "compose.yaml", "service": "x", "appPort": 8080}', []],
    ] as const)
      assert.deepEqual(inFile(file, text), found, text);
  });

  it('goes by a comment, and the comment is not idle', () => {
    const text = composeOf('"8080:80"').replace(
      '      - "8080',
      '      # slipway-ignore-next-line reserved-port -- ours\n      - "8080',
    );
    assert.deepEqual(scanText(text, windows).findings, []);
  });
});
