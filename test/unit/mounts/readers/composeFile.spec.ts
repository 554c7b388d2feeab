import assert from 'node:assert/strict';
import fc from 'fast-check';
import { scanText } from '../../../../src/mounts/scan';
import { readText } from '../../house/sources';
import { places, readCompose } from '../places';

function sources(text: string): (string | null)[] {
  return readCompose(text).mounts.map(({ source }) => source?.value ?? null);
}

/** Whatever the text: no exception, and every range lies in it. */
function holdsTogether(text: string): void {
  const { mounts, findings, errors } = scanText(text, places.B);
  for (const { range } of [...mounts, ...findings]) {
    assert.ok(0 <= range.start && range.start <= range.end && range.end <= text.length);
  }
  for (const { offset, reason } of errors) {
    assert.ok(offset >= 0 && offset <= text.length);
    assert.doesNotMatch(reason, /\n|call stack|undefined/);
  }
}

describe('readComposeFile', () => {
  it('reads a real file with everything in it', () => {
    const { mounts, errors } = readCompose(readText('test/fixtures/compose/shop.yaml'));
    assert.deepEqual(errors, []);
    assert.deepEqual(
      mounts.map(({ via, kind, type, source, target, readOnly }) => [
        via,
        kind,
        type,
        source?.value ?? null,
        target,
        readOnly,
      ]),
      [
        ['services.web', 'compose-short', 'bind', './web', '/usr/src/app', false],
        ['services.web', 'compose-short', 'volume', 'web_modules', '/usr/src/app/node_modules', false],
        ['services.web', 'compose-short', 'bind', '/mnt/c/Users/you/certs', '/certs', true],
        ['services.db', 'compose-long', 'bind', '/mnt/c/Users/you/pgdata', '/var/lib/postgresql/data', false],
        ['services.db', 'compose-long', 'tmpfs', null, '/tmp', false],
        ['services.db', 'compose-long', 'bind', 'C:\\seed', '/seed', true],
        ['services.worker', 'compose-short', 'bind', '../shared', '/shared', false],
        ['services.worker', 'compose-short', 'volume', null, '/scratch', false],
      ],
    );
  });

  it('takes the own value before the merged ones, and the first of several merged ones', () => {
    const base = 'x-a: &a\n  volumes: [/a:/t]\nx-b: &b\n  <<: *a\n  volumes: [/b:/t]\n';
    assert.deepEqual(sources(`${base}services:\n  w:\n    <<: [*b, *a]\n`), ['/b']);
    assert.deepEqual(sources(`${base}services:\n  w:\n    volumes: [/own:/t]\n    <<: *a\n`), ['/own']);
    assert.deepEqual(sources(`${base}services:\n  w:\n    <<: *a\n    volumes:\n`), []);
    assert.deepEqual(sources(`${base}services:\n  w:\n    <<: *b\n`), ['/b']);
  });

  it('knows merge keys also under %YAML 1.1', () => {
    const text = '%YAML 1.1\n---\nx-a: &a\n  volumes: [/a:/t]\nservices:\n  w:\n    <<: *a\n';
    assert.deepEqual(sources(text), ['/a']);
    assert.deepEqual(sources(text.replace('*a', '[*a]')), ['/a']);
  });

  it('gives a place that several services share once', () => {
    assert.deepEqual(sources('x-v: &v [/a:/t, /b:/t]\nservices:\n  one: {volumes: *v}\n  two: {volumes: *v}\n'), [
      '/a',
      '/b',
    ]);
  });

  it('takes an alias for the last anchor above it', () => {
    assert.deepEqual(sources('x: &v /a:/t\ny: &v /b:/t\nservices:\n  w:\n    volumes: [*v]\nz: &v /c:/t\n'), ['/b']);
  });

  it('knows the tags of Compose, and drops what is taken back', () => {
    assert.deepEqual(
      sources('services:\n  w:\n    volumes: !override\n      - /a:/t\n  v:\n    volumes: !reset\n      - /b:/t\n'),
      ['/a'],
    );
    assert.deepEqual(readCompose('services:\n  w:\n    volumes: !reset []\n    image: !reset null\n').errors, []);
  });

  it('puts up with other types than it should find', () => {
    for (const text of [
      '',
      '~',
      '[]',
      '3',
      'services:',
      'services: []',
      'services: [a]',
      'services: {w: }',
      'services: {w: [1]}',
      'services: {w: {volumes: }}',
      'services: {w: {volumes: x}}',
      'services: {w: {volumes: {a: b}}}',
      'services: {w: {volumes: [1, null, [a], true]}}',
      '? [a]\n: b',
      'services: {1: {volumes: []}}',
    ]) {
      const { mounts, errors, brokenEscapes } = readCompose(text);
      assert.deepEqual([mounts, errors, brokenEscapes], [[], [], undefined], text);
    }
  });

  it('reads long entries that are not complete', () => {
    const read = (entry: string): unknown[] =>
      readCompose(`services:\n  w:\n    volumes:\n      - ${entry}\n`).mounts.map(({ type, source, target }) => [
        type,
        source?.value ?? null,
        target,
      ]);
    assert.deepEqual(read('{}'), [[null, null, null]]);
    assert.deepEqual(read('{type: bind}'), [['bind', null, null]]);
    assert.deepEqual(read("{type: bind, source: ''}"), [['bind', null, null]]);
    assert.deepEqual(read('{type: bnd, source: ./a, target: /b}'), [[null, './a', '/b']]);
  });

  it('marks a long entry without the blanks and line ends below it', () => {
    const text = 'services:\n  w:\n    volumes:\n      - type: bind\n        target: /x\n\n\n  v: {}\n';
    const { range } = readCompose(text).mounts[0]!;
    assert.equal(text.slice(range.start, range.end), 'type: bind\n        target: /x');
  });

  it('says where an alias has no anchor', () => {
    const text = 'services:\n  w:\n    volumes:\n      - *nope\n      - /a:/b\n';
    const { mounts, errors } = readCompose(text);
    assert.deepEqual(
      errors.map(({ offset }) => offset),
      [text.indexOf('*nope')],
    );
    assert.equal(mounts.length, 1);
  });

  it('reads on below an error', () => {
    const text = 'services:\n  w:\n    volumes:\n      - /a:/t\n   x: [\n  v:\n    volumes:\n      - /b:/t\n';
    assert.ok(readCompose(text).errors.length > 0);
    assert.deepEqual(sources(text), ['/a', '/b']);
  });

  it('survives nesting of any depth, and names the place', () => {
    const deep = 10_000;
    const texts = [
      '['.repeat(deep),
      '{'.repeat(deep),
      '- '.repeat(deep),
      '? '.repeat(deep),
      `services: ${'['.repeat(deep)}${']'.repeat(deep)}`,
      '{a: '.repeat(deep),
    ];
    for (const text of texts) {
      holdsTogether(text);
      const { errors } = readCompose(text);
      assert.deepEqual(
        errors.map(({ reason }) => reason),
        ['This is nested too deeply to be read'],
      );
    }
  });

  it('reads what is nested as deeply as anybody writes', () => {
    const text = `x: ${'['.repeat(100)}${']'.repeat(100)}\nservices: {w: {volumes: ['/a:/b']}}\n`;
    assert.deepEqual([sources(text), readCompose(text).errors], [['/a'], []]);
  });

  it('survives what leads back to itself', () => {
    for (const text of [
      'a: &a [*a]\nservices: *a\n',
      'services: &s\n  <<: *s\n  w: &w\n    <<: [*w, *s]\n    volumes: &v\n      - *v\n      - /a:/b\n  x: *s\n',
      'services:\n  w:\n    volumes:\n      - &m {type: bind, source: *m}\n',
      '&r {services: *r, volumes: *r}\n',
    ]) {
      holdsTogether(text);
    }
  });

  it('survives odd text', () => {
    const lone = '\ud800';
    for (const text of [
      '\t- a',
      'services:\n\tw:\n',
      '\0\x01\x02',
      `services:\n  ${'k'.repeat(100_000)}:\n    volumes: [/a:/b]\n`,
      `${lone}: ${lone}`,
      '%YAML 9.9\n---\na',
      '\r\r\r',
      '"\\UFFFFFFFF"',
      '---\n'.repeat(500),
      'a: !<',
      '&',
      '*',
      '|9',
      '\uFFFE',
    ]) {
      holdsTogether(text);
    }
  });

  it('survives any text', () => {
    const pieces = [
      'services:',
      'volumes:',
      'web:',
      '- ',
      '  ',
      '\n',
      '\r\n',
      '"',
      "'",
      '[',
      ']',
      '{',
      '}',
      ',',
      ': ',
      '&a ',
      '*a',
      '<<: ',
      '|',
      '>-',
      '#',
      '\\',
      '/mnt/c/x:/a',
      'C:\\x:/b',
      '!reset ',
      '---',
      '\t',
      '𝒳',
      'slipway-ignore-file slow-mount',
      '\x02',
    ];
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...pieces), maxLength: 60 }), holdsTogether), {
      numRuns: 2000,
    });
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), holdsTogether), { numRuns: 500 });
  });

  it('survives a file that ends anywhere', () => {
    const text = readText('test/fixtures/compose/shop.yaml');
    for (let end = 0; end <= text.length; end += 1) holdsTogether(text.slice(0, end));
  });

  it('looks for the anchors of thousands of aliases once', () => {
    // Looking through the whole document for each of them would take minutes.
    const text = `a: &a /mnt/c/x:/app\nservices:\n  w:\n    volumes:\n${'      - *a\n'.repeat(20_000)}`;
    assert.deepEqual(sources(text), ['/mnt/c/x']);
  });
});
