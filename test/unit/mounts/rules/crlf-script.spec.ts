import assert from 'node:assert/strict';
import { Nearby } from '../../../../src/mounts/nearby';
import { alone } from '../../../../src/mounts/related';
import { scanText } from '../../../../src/mounts/scan';
import { placeAt, places } from '../places';

const broken = '#!/bin/sh\r\nexec "$@"\r\n';

function service(volume: string, more = ''): string {
  return `services:\n  web:\n    image: x\n${more}    volumes:\n      - ${volume}\n`;
}

function found(text: string, files: Readonly<Record<string, string | null | undefined>>, place = places.B): string[] {
  const known = new Map(Object.entries(files).map(([path, content]) => [`/${path}`, content]));
  return scanText(text, place, alone, new Nearby(known))
    .findings.filter(({ rule }) => rule === 'crlf-script')
    .map(({ severity, range, message }) => `${severity} ${text.slice(range.start, range.end)} ${message.args[0]}`);
}

function onDrive(text: string, files: Parameters<typeof found>[1]): string[] {
  return found(text, files, places.A);
}

describe('crlf-script', () => {
  it('warns of a mounted script with the line ends of Windows, wherever it is', () => {
    const text = service('./entrypoint.sh:/entrypoint.sh');
    for (const place of [...Object.values(places), placeAt(null)])
      assert.deepEqual(found(text, { 'entrypoint.sh': broken }, place), ['warning ./entrypoint.sh entrypoint.sh']);
  });

  it('warns of the script in a mounted folder that is run', () => {
    for (const more of [
      '    entrypoint: /docker/start.sh\n',
      '    entrypoint: ["/docker/start.sh", "x"]\n',
      '    command: sh -c "/docker/start.sh && sleep 1"\n',
    ])
      assert.deepEqual(found(service('./docker/:/docker', more), { 'docker/start.sh': broken }), [
        'warning ./docker/ docker/start.sh',
      ]);
    assert.deepEqual(found(service('./docker:/docker'), { 'docker/start.sh': broken }), []);
  });

  it('says nothing of other files', () => {
    const text = service('./entrypoint.sh:/entrypoint.sh');
    for (const content of ['#!/bin/sh\nexec "$@"\n', 'echo\r\n', '', '# a\r\n#!/bin/sh', null, undefined])
      assert.deepEqual(found(text, { 'entrypoint.sh': content }), [], String(content));
    assert.deepEqual(found(text, {}), []);
    assert.deepEqual(found(service('./run.sh:/run.txt'), { 'run.sh': broken }), []);
    assert.deepEqual(found(service('./run.py:/run.py'), { 'run.py': broken }), []);
    assert.deepEqual(found(service('C:\\x.sh:C:\\x.sh'), { 'x.sh': broken }), []);
    assert.deepEqual(found(service('data:/x.sh'), { data: broken }), []);
  });

  it('warns of a script that a Dockerfile copies and runs, where the service is built', () => {
    const built = (more = ''): string => `services:\n  web:\n    build: ./api\n${more}`;
    const dockerfile = (...lines: readonly string[]): string => ['FROM alpine', ...lines, ''].join('\n');
    const [warning] = ['warning ./api api/run.sh'];
    for (const lines of [
      ['COPY run.sh /usr/local/bin/', 'ENTRYPOINT ["run.sh"]'],
      ['COPY run.sh /start', 'ENTRYPOINT ["/start", "x"]'],
      ['WORKDIR /app', 'COPY . .', 'ENTRYPOINT ["./run.sh"]', 'CMD ["x"]'],
      ['WORKDIR /app', 'COPY . .', 'CMD sh ./run.sh && sleep 1'],
      ['COPY *.sh /', 'CMD ["/run.sh"]'],
      ['COPY . /opt', 'CMD ["sh", "/opt/run.sh"]'],
    ])
      assert.deepEqual(
        onDrive(built(), { 'api/Dockerfile': dockerfile(...lines), 'api/run.sh': broken }),
        [warning],
        lines.join(),
      );
    const copied = dockerfile('WORKDIR /app', 'COPY . .', 'CMD ["./run.sh"]');
    const files = { 'api/Dockerfile': copied, 'api/run.sh': broken };
    assert.deepEqual(onDrive(built(), files), [warning]);
    assert.deepEqual(found(built(), files, places.B), []);
    assert.deepEqual(onDrive(built('    command: node x\n'), files), []);
    assert.deepEqual(onDrive(built('    entrypoint: ["/app/run.sh"]\n'), files), [warning]);
    assert.deepEqual(onDrive(built('    volumes: ["./other:/app"]\n'), files), []);
    assert.deepEqual(onDrive(built('    platform: windows/amd64\n'), files), []);
    assert.deepEqual(onDrive(built(), { ...files, 'api/run.sh': '#!/bin/sh\nx\n' }), []);
    assert.deepEqual(onDrive(built(), { ...files, 'api/Dockerfile': `${copied}RUN dos2unix run.sh\n` }), []);
    assert.deepEqual(onDrive(built(), { 'api/run.sh': broken }), []);
    assert.deepEqual(onDrive(built(), { ...files, 'api/Dockerfile': null }), []);
  });

  it('finds the Dockerfile as Compose does', () => {
    const files = { 'a/b.docker': 'FROM x AS one\nCOPY run.sh /\nCMD ["/run.sh"]\nFROM x\n', 'a/run.sh': broken };
    const built = (build: string): string => `services:\n  web:\n    build: ${build}\n`;
    assert.deepEqual(onDrive(built('{ context: a, dockerfile: b.docker, target: one }'), files), [
      'warning a a/run.sh',
    ]);
    assert.deepEqual(onDrive(built('{ context: a/, dockerfile: ./b.docker, target: ONE }'), files), [
      'warning a/ a/run.sh',
    ]);
    for (const build of [
      '{ context: a, dockerfile: b.docker }',
      '{ context: a, dockerfile: b.docker, target: two }',
      '{ context: a, dockerfile: b.docker, target: "${X}" }',
      '{ context: /a, dockerfile: b.docker, target: one }',
      '{ context: "https://example.org/a.git", dockerfile: b.docker, target: one }',
    ])
      assert.deepEqual(onDrive(built(build), files), [], build);
    const inline = '{ dockerfile_inline: "FROM x\\nCOPY a/run.sh /\\nCMD [\\"/run.sh\\"]" }';
    assert.match(onDrive(built(inline), files).join(), /^warning .* a\/run\.sh$/);
  });

  it('asks for scripts alone', () => {
    const wanted = (volume: string): string[] => [...scanText(service(volume), places.B).wanted];
    assert.deepEqual(wanted('./bin/run.sh:/run.sh'), ['/bin/run.sh']);
    for (const volume of ['./src:/app', '/opt/run.sh:/run.sh', '${X}/run.sh:/run.sh', 'data:/run.sh'])
      assert.deepEqual(wanted(volume), [], volume);
  });
});
