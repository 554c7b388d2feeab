import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseMountOption, type MountOption } from '../../../src/mounts/mountOption';
import { readConformance } from './conformance';

interface Case {
  readonly input: string;
  readonly error?: string;
  readonly expect?: {
    readonly type?: string;
    readonly source?: string | { readonly absolute_of: string };
    readonly target?: string;
    readonly read_only?: boolean;
  };
}

function read(text: string): Extract<MountOption, { ok: true }> {
  const option = parseMountOption(text);
  if (!option.ok) assert.fail(`${text} is refused`);
  return option;
}

describe('parseMountOption', () => {
  it('agrees with the reference command line in every row of its tests', function () {
    const cases = readConformance('docker-cli-mounts.json') as readonly Case[] | null;
    if (!cases) return this.skip();
    assert.ok(cases.length > 60);
    for (const { input, error, expect = {} } of cases) {
      const option = parseMountOption(input);
      assert.equal(option.ok, error === undefined, input);
      if (!option.ok) continue;
      const { type, source, target, read_only: readOnly } = expect;
      if (type !== undefined) assert.equal(option.type, type, input);
      if (target !== undefined) assert.equal(option.target, target, input);
      if (readOnly !== undefined) assert.equal(option.readOnly, readOnly, input);
      if (source !== undefined) {
        assert.equal(option.source?.value, typeof source === 'string' ? source : source.absolute_of, input);
      }
    }
  });

  it('reads keys in any case and under every name', () => {
    for (const text of [
      'TYPE=bind,Src=/a,DST=/b',
      'type=BIND,source=/a,destination=/b',
      'target=/b,source=/a,type=bind',
    ]) {
      const { type, source, target } = read(text);
      assert.deepEqual([type, source?.value, target], ['bind', '/a', '/b'], text);
    }
  });

  it('refuses a mount without a target, and what it cannot take apart', () => {
    for (const text of [
      '',
      ',',
      'type=bind,source=/a',
      'dst=/a,',
      'dst=/a,"b',
      'dst=/a,x"y"',
      '"dst=/a"b',
      'dst=/a,ro=yes',
    ]) {
      assert.deepEqual(parseMountOption(text), { ok: false }, text);
    }
  });

  it('reads a flag without a value, and with one of the four that Go takes', () => {
    const readOnly = (written: string): boolean => read(`dst=/a,${written}`).readOnly;
    for (const on of ['ro', 'readonly', 'ro=true', 'ro=1']) assert.equal(readOnly(on), true, on);
    for (const off of ['ro=false', 'ro=0', 'ro,readonly=0', 'src=b']) assert.equal(readOnly(off), false, off);
    for (const no of [
      'ro=',
      'ro=yes',
      'ro=True',
      'ro=toString',
      'volume-nocopy=no',
      'dst',
      'src',
      'other',
      'other=x',
    ]) {
      assert.deepEqual(parseMountOption(`dst=/a,${no}`), { ok: false }, no);
    }
    assert.equal(read('dst=/a,volume-nocopy').type, 'volume');
    assert.equal(read('dst=/a,type=bind,bind-create-src=1').type, 'bind');
  });

  it('refuses blanks around a key or a value, and takes those inside', () => {
    for (const text of ['dst=/a, ro', 'dst=/a,ro ', 'dst =/a', ' dst=/a', 'dst= /a', 'dst=/a ', 'dst=/b, =x', '=/a']) {
      assert.deepEqual(parseMountOption(text), { ok: false }, text);
    }
    assert.equal(read('dst=/a b').target, '/a b');
  });

  it('refuses an option of another type, wherever the type stands', () => {
    const own = {
      bind: ['bind-propagation=shared', 'bind-recursive=enabled'],
      volume: ['volume-label=x', 'volume-driver=x', 'volume-opt=o', 'volume-subpath=p', 'volume-nocopy'],
      image: ['image-subpath=p'],
      tmpfs: ['tmpfs-size=1m', 'tmpfs-mode=700'],
    } as const;
    for (const [type, options] of Object.entries(own)) {
      for (const option of options) {
        for (const other of Object.keys(own)) {
          const texts = [`type=${other},dst=/a,${option}`, `${option},dst=/a,type=${other}`];
          for (const text of texts) assert.equal(parseMountOption(text).ok, other === type, text);
        }
      }
    }
    assert.equal(read('dst=/a,volume-label=x').type, 'volume', 'a volume is what it is without a type');
    assert.deepEqual(parseMountOption('type=bnd,dst=/a,bind-propagation=shared'), { ok: false });
  });

  it('holds the form of a size, a mode and a recursion', () => {
    const takes = (type: string, option: string): boolean => parseMountOption(`type=${type},dst=/a,${option}`).ok;
    for (const size of ['1', '1024', '1.5', '1.25g', '1 g', '10k', '10KiB', '10kb', '1b', '1t', '1p']) {
      assert.ok(takes('tmpfs', `tmpfs-size=${size}`), size);
    }
    for (const size of ['x1', '1x', '', '.5', '1.', '1.x', 'g', '1  g', '1-g', '1ib', '1gg', '-1']) {
      assert.ok(!takes('tmpfs', `tmpfs-size=${size}`), size);
    }
    for (const mode of ['7', '700', '01777']) assert.ok(takes('tmpfs', `tmpfs-mode=${mode}`), mode);
    for (const mode of ['8', '7008', '800', 'x7', '']) assert.ok(!takes('tmpfs', `tmpfs-mode=${mode}`), mode);
    for (const how of ['enabled', 'disabled', 'writable,ro', 'readonly,ro,bind-propagation=rprivate']) {
      assert.ok(takes('bind', `bind-recursive=${how}`), how);
    }
    for (const how of [
      '',
      'xenabled',
      'enabledx',
      'writable',
      'writable,ro=0',
      'readonly,bind-propagation=rprivate',
      'readonly,ro',
      'readonly,ro,bind-propagation=shared',
    ]) {
      // prettier-ignore
      assert.ok(!takes('bind', `bind-recursive=${how}`), how);
    }
  });

  it('names no type that the engine does not know', () => {
    assert.equal(read('type=bnd,dst=/a').type, null);
  });

  it('takes the last of what stands twice', () => {
    assert.equal(read('src=/a,src=/b,dst=/c').source?.value, '/b');
  });

  /** As a program writes a field that Go's reader would take back: in quotes where it must be. */
  const field = (text: string): string => (/[",]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);
  const path = fc
    .string({ unit: fc.constantFrom('a', ',', '"', '/', '\\', 'é', '𝒳', '=', ' '), maxLength: 8 })
    .map((text) => `/${text}x`);

  it('knows where the source stands, and writes another in its place', () => {
    fc.assert(
      fc.property(path, path, path, (source, other, target) => {
        const text = ['type=bind', field(`source=${source}`), field(`target=${target}`), 'readonly'].join(',');
        const option = read(text);
        assert.equal(option.source?.value, source);
        const { start, end, write } = option.source;
        assert.equal(text.slice(start, end).replace(/""/g, '"'), source);
        const written = write(other);
        const isQuoted = field(`source=${source}`).startsWith('"');
        assert.equal(written === null, !isQuoted && /[",]/.test(other));
        if (written === null) return;
        const again = read(text.slice(0, start) + written + text.slice(end));
        assert.deepEqual([again.source?.value, again.target, again.readOnly], [other, target, true]);
      }),
    );
  });

  it('survives any text', () => {
    const unit = fc.constantFrom('"', ',', '=', 'src', 'dst', 'type', 'ro', ' ', '/a', '\n');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 20 }), (text) => typeof parseMountOption(text).ok === 'boolean'),
    );
  });
});
