import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseShortVolume, type ShortVolume } from '../../../src/mounts/shortSyntax';
import { readConformance } from './conformance';

interface Case {
  readonly input: string;
  readonly error?: string;
  readonly expect?: {
    readonly type?: string;
    readonly source?: string;
    readonly target?: string;
    readonly read_only?: boolean;
    readonly has_source?: boolean;
  };
  readonly sections?: readonly string[] | null;
}

function read(spec: string): Extract<ShortVolume, { ok: true }> {
  const volume = parseShortVolume(spec);
  if (!volume.ok) assert.fail(`${spec} is refused`);
  return volume;
}

describe('parseShortVolume', () => {
  it('agrees with the reference loader in every row of its tests', function () {
    const cases = readConformance('compose-go-volumes.json') as readonly Case[] | null;
    if (!cases) return this.skip();
    assert.ok(cases.length > 70);
    for (const { input, error, expect = {}, sections } of cases) {
      const volume = parseShortVolume(input);
      if (error !== undefined) {
        const reason = error.includes('too many') ? 'tooManyColons' : 'emptyField';
        assert.deepEqual(volume, { ok: false, reason }, input);
        continue;
      }
      if (expect.has_source !== undefined) {
        assert.equal(volume.ok && volume.source !== null, expect.has_source, input);
        if (volume.ok && volume.source !== null) {
          assert.deepEqual([volume.source, volume.target], sections?.slice(0, 2), input);
        }
        continue;
      }
      assert.ok(volume.ok, input);
      if (expect.type === undefined) continue;
      assert.deepEqual(
        { type: volume.type, source: volume.source ?? '', target: volume.target, read_only: volume.readOnly },
        { type: expect.type, source: expect.source, target: expect.target, read_only: expect.read_only },
        input,
      );
    }
  });

  it('splits source, target and options', () => {
    assert.deepEqual(read('./web:/srv/web:ro'), {
      ok: true,
      type: 'bind',
      source: './web',
      target: '/srv/web',
      readOnly: true,
    });
    assert.deepEqual(read('cache:/srv'), {
      ok: true,
      type: 'volume',
      source: 'cache',
      target: '/srv',
      readOnly: false,
    });
    assert.deepEqual(read('/srv/only'), {
      ok: true,
      type: 'volume',
      source: null,
      target: '/srv/only',
      readOnly: false,
    });
  });

  it('keeps the colon of a drive, in source and target', () => {
    assert.deepEqual([read('E:\\a:F:\\b').source, read('E:\\a:F:\\b').target], ['E:\\a', 'F:\\b']);
    assert.equal(read('q:/x:/y:ro').source, 'q:/x');
    assert.equal(read('ä:/x:/y').source, 'ä:/x');
    assert.equal(read('1:/y').source, '1');
    assert.equal(read('ab:/y').source, 'ab');
  });

  it('takes one letter before a colon for a drive, so that a volume cannot have such a name', () => {
    assert.deepEqual(read('v:/data'), { ok: true, type: 'volume', source: null, target: 'v:/data', readOnly: false });
  });

  it('takes up to two bytes for a target', () => {
    for (const spec of ['.', './', 'é', 'x:', ':x', '::']) assert.equal(read(spec).source, null, spec);
    assert.equal(parseShortVolume('éa:').ok, false);
  });

  it('refuses empty fields and a fourth field', () => {
    for (const spec of ['', './a:', ':/b', './a::/b', './a:/b:']) {
      assert.deepEqual(parseShortVolume(spec), { ok: false, reason: 'emptyField' }, spec);
    }
    assert.deepEqual(parseShortVolume('./a:/b:ro:z'), { ok: false, reason: 'tooManyColons' });
  });

  it('tells paths from names by their beginning', () => {
    for (const bind of ['./a', '../a', '.hidden', '/a', '~', '~/a', '~bob/a', '\\\\srv\\a', 'C:\\a', 'C:a', 'Ω:/a']) {
      assert.equal(read(`${bind}:/t`).type, 'bind', bind);
    }
    for (const name of ['a/b', 'src\\sub', '\\srv', '%cd%', ' ./a', '-a', '12:a'.slice(0, 2)]) {
      assert.equal(read(`${name}:/t`).type, 'volume', name);
    }
  });

  it('reads ro and rw, drops unknown options, and lets the last one count', () => {
    const readOnly = (options: string): boolean => read(`./a:/b:${options}`).readOnly;
    for (const options of ['ro', 'z,ro', 'ro,cached', 'rw,ro', 'ro,Z']) assert.equal(readOnly(options), true, options);
    for (const options of ['rw', 'cached', 'delegated,z', 'ro,rw', 'RO', 'nocopy', 'read-only']) {
      assert.equal(readOnly(options), false, options);
    }
  });

  it('does not split between the braces of a variable', () => {
    assert.equal(read('${A:-x:y}/s:/t').source, '${A:-x:y}/s');
    assert.equal(read('${A:-${B:-c:d}}:/t').source, '${A:-${B:-c:d}}');
    assert.equal(read('./a:/${B:?no}:ro').readOnly, true);
  });

  it('takes what is as short as two bytes for a target, whatever it is, and nothing longer', () => {
    for (const spec of ['.', './', ':', '::', 'a:', '{', 'é', 'ß']) {
      assert.deepEqual(parseShortVolume(spec), {
        ok: true,
        type: 'volume',
        source: null,
        target: spec,
        readOnly: false,
      });
    }
    for (const spec of ['::/', ':é', ':日']) assert.equal(parseShortVolume(spec).ok, false, spec);
    assert.equal(read('日').target, '日');
  });

  it('knows a variable by both its marks, and a brace that closes nothing', () => {
    assert.deepEqual([read('a{b:/t').source, read('a{b:/t').target], ['a{b', '/t']);
    assert.equal(read('$a:/t').source, '$a');
    assert.deepEqual([read('a}b:/t').source, read('a}${B:-c:d}:/t').source], ['a}b', 'a}${B:-c:d}']);
    assert.equal(read('${A}b:/t').source, '${A}b');
  });

  it('gives back what was put together', () => {
    // Own model: fields without colons and of two characters or more never meet the rule of drives.
    const field = fc.stringMatching(/^[^:${}]{2,12}$/u);
    fc.assert(
      fc.property(field, field, fc.constantFrom('', ':ro', ':rw', ':cached'), (source, target, options) => {
        const volume = read(`${source}:${target}${options}`);
        assert.deepEqual([volume.source, volume.target, volume.readOnly], [source, target, options === ':ro']);
      }),
    );
  });

  it('never throws, and the source is the beginning of the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(':', 'C', '\\', '/', '.', '$', '{', '}', 'x') })),
        (spec) => {
          const volume = parseShortVolume(spec);
          if (volume.ok && volume.source !== null) assert.ok(spec.startsWith(`${volume.source}:${volume.target}`));
        },
      ),
      { numRuns: 1000 },
    );
  });
});
