import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { parse } from 'yaml';
import { parsePortSpec } from '../../../src/mounts/publishedPort';

/** What is taken of the host, and where it stands: `8080-8082 at 0`, with `any of` before a choice. */
function read(text: string): string | null {
  const ports = parsePortSpec(text);
  if (!ports) return null;
  const { first, last, isChoice, start, end } = ports;
  assert.equal(
    text.slice(start, end).split('-')[0],
    String(first).padStart(text.slice(start, end).split('-')[0]!.length, '0'),
  );
  return `${isChoice ? 'any of ' : ''}${first === last ? first : `${first}-${last}`} at ${start}`;
}

describe('a port as it is written', () => {
  it('names those of the host', () => {
    for (const [text, ports] of [
      ['8080:80', '8080 at 0'],
      ['8080:80/tcp', '8080 at 0'],
      ['8080:80/TCP', '8080 at 0'],
      ['127.0.0.1:8080:80', '8080 at 10'],
      [':8080:80', '8080 at 1'],
      ['65535:80', '65535 at 0'],
      ['3000-3002:4000-4002', '3000-3002 at 0'],
      ['9000-9005:90', 'any of 9000-9005 at 0'],
      ['9000-9000:90', '9000 at 0'],
    ] as const)
      assert.equal(read(text), ports, text);
  });

  it('names none, or none of TCP on IPv4, or is refused', () => {
    for (const text of [
      '80',
      ':80',
      '127.0.0.1::80',
      '8080:80/udp',
      '8080:80/sctp',
      '[::1]:8080:80',
      '::1:8080:80',
      '3000-3002:4000-4005',
      '3002-3000:80',
      '0:80',
      '65536:80',
      '99999999999999999999:80',
      '8080:',
      '${PORT}:80',
      '8080:${PORT}',
      'web:80',
      '8080 :80',
      '',
    ])
      assert.equal(read(text), null, text);
  });
});

/** Compose as a program of its own: what it makes of ports, ours must. */
const program = 'docker-compose';
const isHere = spawnSync(program, ['version', '--short']).status === 0;

describe('ports as Compose reads them', function () {
  this.timeout(60_000);
  before(function () {
    if (!isHere) this.skip();
  });

  it('are those that are told here', () => {
    const number = fc.integer({ min: 1, max: 65_530 });
    const host = fc.oneof(
      number.map(String),
      fc.tuple(number, fc.integer({ min: 1, max: 3 })).map(([first, more]) => `${first}-${first + more}`),
      fc.constant(''),
    );
    const spec = fc
      .record({
        address: fc.constantFrom('', '', '127.0.0.1:', '0.0.0.0:'),
        host,
        container: fc.integer({ min: 1, max: 60_000 }),
        protocol: fc.constantFrom('', '', '/tcp', '/udp'),
      })
      .map(({ address, host: published, container, protocol }) => {
        const [from, to] = published.split('-').map(Number);
        const more = to === undefined ? 0 : to - from!;
        // As many inside as outside: of a choice Compose says nothing until it starts.
        const inside = more === 0 ? String(container) : `${container}-${container + more}`;
        return `${address}${published === '' && address === '' ? '' : `${published}:`}${inside}${protocol}`;
      });
    const texts = fc.sample(spec, { numRuns: 120, seed: 7 });
    const folder = mkdtempSync(join(tmpdir(), 'ports '));
    try {
      const services = Object.fromEntries(texts.map((text, at) => [`s${at}`, { image: 'x', ports: [text] }]));
      writeFileSync(join(folder, 'docker-compose.yml'), JSON.stringify({ version: '3.3', services }));
      const { stdout, status, stderr } = spawnSync(program, ['config'], { cwd: folder, encoding: 'utf8' });
      assert.equal(status, 0, stderr);
      const configured = parse(stdout) as { services: Record<string, { ports: (string | object)[] }> };
      texts.forEach((text, at) => {
        const taken = configured.services[`s${at}`]!.ports.flatMap(hostPort);
        const ports = parsePortSpec(text);
        const told = ports ? Array.from({ length: ports.last - ports.first + 1 }, (_, more) => ports.first + more) : [];
        assert.deepEqual(told, taken, text);
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

/** `127.0.0.1:8080:80/tcp`, or the same as a mapping, each port by itself. */
function hostPort(entry: string | object): number[] {
  if (typeof entry === 'object') {
    const { published, protocol } = entry as { published?: number | string; protocol?: string };
    return published === undefined || protocol === 'udp' ? [] : [Number(published)];
  }
  const [, port = ''] = /^(?:[\d.]+:)?(\d+):\d+(?:\/tcp)?$/.exec(entry) ?? [];
  return port === '' ? [] : [Number(port)];
}
