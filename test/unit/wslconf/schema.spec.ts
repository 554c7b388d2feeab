import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inEnglish } from '../../../src/text/message';
import { allKeys, findKey, sectionsOf, type ConfigKey } from '../../../src/wslconf/schema';
import { isReadable, readChoice } from '../../../src/wslconf/values';
import { root } from '../house/sources';
import { outline } from './checks';

interface Row {
  readonly file: '.wslconfig' | 'wsl.conf';
  readonly section: string;
  readonly key: string;
  readonly type: string;
  readonly default: string | number | boolean;
  readonly values?: readonly string[];
  readonly aliases?: Readonly<Record<string, string>>;
  readonly valueNotes?: Readonly<Record<string, string>>;
  readonly min?: string | number;
  readonly max?: string | number;
  readonly unit?: string;
  readonly documented: boolean;
  readonly deprecated?: boolean;
  readonly removed?: boolean;
  readonly experimental?: boolean;
  readonly aliasOf?: string;
  readonly requires?: readonly string[];
  readonly minWindows?: string;
  readonly appliesTo?: readonly number[];
  readonly since: string;
}

function readSchema(): readonly Row[] | null {
  const shared = process.env['SLIPWAY_SHARED'] ?? join(root, '..', 'shared');
  const file = join(shared, 'data', 'wslconfig-schema.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Row[]) : null;
}

const nameOf = ({ file, section, key }: ConfigKey | Row): string => `${file.replace(/^\./, '')} ${section}.${key}`;

/** A value other than the default that WSL takes for a key. */
function otherValue(key: ConfigKey): string {
  switch (key.type) {
    case 'bool':
      return key.fallback === 'true' ? 'false' : 'true';
    case 'int':
      return '7';
    case 'size':
      return '64GB';
    case 'enum':
      return key.values?.at(-1) ?? '';
    case 'mac':
      return '02:00:00:00:00:01';
    case 'ipv4':
      return '10.1.2.3';
    case 'portlist':
      return '80,443';
    case 'path':
      return 'C:\\\\x\\\\y';
    case 'string':
    case 'list':
      return 'x';
  }
}

describe('the keys of .wslconfig and wsl.conf', () => {
  it('are those of the reference, with all that it knows of them', function () {
    const rows = readSchema();
    if (!rows) return this.skip();
    assert.deepEqual(allKeys.map(nameOf).sort(), rows.map(nameOf).sort());
    for (const row of rows) {
      const name = nameOf(row);
      const key = allKeys.find((each) => nameOf(each) === name)!;
      const { type, values, aliases, unit, isDocumented } = key;
      assert.deepEqual({ type, isDocumented }, { type: row.type, isDocumented: row.documented }, name);
      assert.deepEqual(values, row.values, name);
      if (row.aliases) assert.deepEqual(aliases, row.aliases, name);
      assert.equal(unit, row.unit === 'ms' ? 'ms' : undefined, name);
      assert.equal(key.gone !== undefined, row.removed ?? false, name);
      assert.equal(key.isIdle ?? key.home !== undefined, (row.deprecated ?? false) && !row.removed, name);
      assert.equal(
        key.isExperimental ?? false,
        (row.experimental ?? false) && !row.removed ? true : (key.isExperimental ?? false),
        name,
      );
      if (row.deprecated && row.aliasOf) assert.equal(`${key.home ?? ''}.${key.key}`, row.aliasOf, name);
      assert.equal(key.requires, row.requires?.[0], name);
      assert.equal(key.windows, row.minWindows === '11 22H2 for Mirrored' ? undefined : row.minWindows, name);
      assert.equal(key.isWsl2Only ?? false, row.appliesTo?.join() === '2', name);
      // A bound that depends on the machine is none of ours, and that nothing is less than none needs no word.
      if (/^[1-9]/.test(String(row.min ?? ''))) assert.equal(key.least, String(row.min), name);
      if (typeof row.max === 'number') assert.equal(key.most, String(row.max), name);
      assertDefault(key, row);
      assertSince(key, row);
    }
  });

  function assertDefault({ fallback }: ConfigKey, row: Row): void {
    const told = String(row.default);
    const isPlain =
      typeof row.default !== 'string' ||
      !/\s[a-z%0-9.]|^(?:random|registered|computed)/.test(told) ||
      told.startsWith('%');
    if (isPlain) assert.equal(fallback, told, nameOf(row));
    // The mode has its default by name, the rest of the sentence is about policy.
    else if (row.key === 'networkingMode') assert.equal(fallback, 'Nat');
    else assert.equal(typeof fallback, 'object', `${nameOf(row)}: ${told}`);
  }

  function assertSince({ since, after, gone, valuesSince }: ConfigKey, row: Row): void {
    const name = nameOf(row);
    if (row.removed) return assert.equal(gone, /[\d.]+/.exec(row.since)?.[0], name);
    if (row.key === 'networkingMode') {
      // The key is older than the mode that came with 2.0.0, and nobody knows how much.
      assert.deepEqual([since, after], [undefined, undefined], name);
      assert.deepEqual(
        valuesSince,
        { Mirrored: '2.0.0', Consomme: /since ([\d.]+)/.exec(row.valueNotes?.['Consomme'] ?? '')?.[1] },
        name,
      );
      return;
    }
    const [version] = /[\d.]+/.exec(row.since) ?? [];
    const expected = /or earlier/.test(row.since)
      ? [undefined, undefined]
      : /^after/.test(row.since)
        ? [undefined, version]
        : [version, undefined];
    assert.deepEqual([since, after], expected, name);
  }

  it('are found in any case', () => {
    assert.equal(findKey('wslconfig', 'WSL2', 'MEMORY')?.key, 'memory');
    assert.equal(findKey('wsl.conf', 'wsl2', 'memory'), null);
    assert.deepEqual(sectionsOf('wslconfig'), ['wsl2', 'general', 'experimental']);
  });

  it('are told of in short sentences', () => {
    for (const { about, fallback } of allKeys) {
      assert.match(inEnglish(about), /^[A-Z][^\n]{5,130}\.$/);
      if (typeof fallback !== 'string') assert.match(inEnglish(fallback), /^[a-z][^\n]{2,60}$/);
    }
  });

  for (const key of allKeys) {
    const { file, section, type, fallback } = key;
    const write = (value: string): string => `[${section}]\n${key.key} = ${value}\n`;
    const isStill = key.gone === undefined;

    it(`${nameOf(key)} is taken as ${type}`, () => {
      const value = otherValue(key);
      const read = value.replace(/\\\\/g, '\\');
      assert.ok(isReadable(key, read), value);
      const silent = (rule: string): boolean => !/ (?:docker|conflict|removed-key) /.test(rule);
      // What it does with others, or that it is gone, is told elsewhere.
      assert.deepEqual(outline(write(value), file).filter(silent), []);
      if (typeof fallback === 'string' && fallback !== '') assert.ok(isReadable(key, fallback), fallback);
    });

    if (type !== 'path' && type !== 'string' && type !== 'list' && isStill)
      it(`${nameOf(key)} is not taken as anything`, () => {
        const severity = type === 'mac' ? 'error' : 'warning';
        assert.deepEqual(outline(write('nonsense'), file), [`2 bad-value ${severity} nonsense`]);
      });

    for (const value of [...(key.values ?? []), ...Object.keys(key.aliases ?? {})])
      it(`${nameOf(key)} takes ${value} in any case`, () => {
        assert.equal(readChoice(key, value.toUpperCase()), key.aliases?.[value] ?? value);
      });
  }
});
