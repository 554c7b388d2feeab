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

  it('asks for scripts alone', () => {
    const wanted = (volume: string): string[] => [...scanText(service(volume), places.B).wanted];
    assert.deepEqual(wanted('./bin/run.sh:/run.sh'), ['/bin/run.sh']);
    for (const volume of ['./src:/app', '/opt/run.sh:/run.sh', '${X}/run.sh:/run.sh', 'data:/run.sh'])
      assert.deepEqual(wanted(volume), [], volume);
  });
});
