import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  interpolate,
  mayInterpolate,
  type Interpolated,
  type Lookup,
  type Variable,
} from '../../../src/mounts/interpolate';
import { readConformance } from './conformance';

type Environment = Readonly<Record<string, string>>;

function lookupIn(environment: Environment): Lookup {
  return (name) =>
    Object.hasOwn(environment, name)
      ? { kind: 'value', parts: [{ kind: { is: 'text' }, text: environment[name]! }], origin: null }
      : { kind: 'unset', isFolder: false };
}

/** The text as a shell would see it, where what is not set is nothing; null for a refused one. */
function textOf(filled: Interpolated): string | null {
  return filled.ok ? filled.pieces.map(({ kind, text }) => (kind.is === 'text' ? text : '')).join('') : null;
}

function fill(template: string, environment: Environment = {}): string | null {
  return textOf(interpolate(template, lookupIn(environment)));
}

/**
 * The same by other means, on strings and by a pattern: what matches is cut at its closing brace, what is behind that is
 * filled in anew.
 */
function slowly(template: string, environment: Environment): string {
  const pattern = /\$(?:(\$)|([a-z_]\w*)|\{(?:([a-z_]\w*(?:(?::?[-+?]).*)?)\}|()))/gi;
  return template.replace(pattern, (match: string) => {
    const end = closing(match);
    const [own, rest] = end === -1 ? [match, ''] : [match.slice(0, end + 1), match.slice(end + 1)];
    return meaning(own, environment) + slowly(rest, environment);
  });
}

function closing(text: string): number {
  let open = 0;
  for (let index = 0; index < text.length; index += 1) {
    if (text[index] === '}' && (open -= 1) === 0) return index;
    if (text[index] === '{') {
      open += 1;
      index += 1;
    }
  }
  return -1;
}

function meaning(expression: string, environment: Environment): string {
  if (expression === '$$') return '$';
  const value = (name: string): string | undefined =>
    Object.hasOwn(environment, name) ? environment[name] : undefined;
  const named = /^\$([a-z_]\w*)$/i.exec(expression) ?? /^\$\{([a-z_]\w*)\}$/i.exec(expression);
  if (named) return value(named[1]!) ?? '';
  const [, name, op, word] = /^\$\{([a-z_]\w*)(:?[-+?])(.*)\}$/i.exec(expression) ?? [];
  if (name === undefined || op === undefined || word === undefined) throw new Error('Invalid template');
  const own = value(name);
  const counts = own !== undefined && !(op.startsWith(':') && own === '');
  if (op.endsWith('+')) return counts ? slowly(word, environment) : '';
  if (counts) return own;
  return op.endsWith('-') ? slowly(word, environment) : '';
}

const pieces = [
  '$',
  '$$',
  '{',
  '}',
  '${',
  'A',
  'B',
  'C',
  ':-',
  '-',
  ':+',
  '+',
  ':?',
  '?',
  ':',
  'x',
  '/mnt/c',
  ' ',
  '\n',
  '1',
];
const templates = fc.string({ unit: fc.constantFrom(...pieces), maxLength: 24 });
const environments: fc.Arbitrary<Environment> = fc.constantFrom<Environment>(
  {},
  { A: 'a', B: '' },
  { A: '', B: '$C', C: 'c}' },
  { A: '${B}', B: 'b' },
);

describe('interpolate', () => {
  it('agrees with the reference loader in every row of its tests', function () {
    const table = readConformance('compose-interpolation.json') as
      readonly { template: string; env?: Environment; expect?: string; error_contains?: string }[] | null;
    if (!table) return this.skip();
    assert.ok(table.length >= 70);
    for (const { template, env = { FOO: 'first', BAR: '', JSON: '{"json":2}' }, expect, error_contains } of table) {
      const filled = interpolate(template, lookupIn(env));
      // A variable that somebody must set is set in a terminal that nobody sees: that is not known, and no error.
      const isRequired = error_contains?.startsWith('required') === true;
      if (isRequired) assert.ok(filled.ok && filled.pieces.some(({ kind }) => kind.is === 'unset'), template);
      else assert.equal(textOf(filled), expect ?? null, template);
    }
  });

  it('knows all forms, with and without a colon', () => {
    const environment = { A: 'a', E: '' };
    for (const [template, text] of [
      ['$A${A}$$A', 'aa$A'],
      ['${A:-d}${E:-d}${U:-d}', 'add'],
      ['${A-d}${E-d}${U-d}', 'ad'],
      ['${A:+d}${E:+d}${U:+d}', 'd'],
      ['${A+d}${E+d}${U+d}', 'dd'],
      ['${U:-${V:-${A}}}/x', 'a/x'],
      ['${U-a:-b?c}', 'a:-b?c'],
      ['$1 $ $(pwd) $-', '$1 $ $(pwd) $-'],
      ['$Ab', ''],
      ['$A-b', 'a-b'],
      ['${U:-{}}', '{}'],
      // A brace that opens hides what follows it from the count.
      ['${A:-{{x}}}', 'a}'],
    ] as const) {
      assert.equal(fill(template, environment), text, template);
    }
  });

  it('refuses what is no name, or has no end', () => {
    for (const template of ['${', '${}', '${ A}', '${A }', '${1}', '${A', '${A:-x', '${A!b}', '${A:b}', '${A:-x\n}']) {
      assert.equal(fill(template), null, template);
    }
  });

  it('tells of each piece where it stands, and why', () => {
    const origin = { path: '.env', line: 1, variable: 'A' };
    const part = (text: string): { kind: { is: 'text' }; text: string } => ({ kind: { is: 'text' }, text });
    const known: Readonly<Record<string, Variable>> = {
      A: { kind: 'value', parts: [part('a')], origin },
      E: { kind: 'value', parts: [], origin },
      P: { kind: 'value', parts: [part(''), part('x')], origin: null },
      F: { kind: 'folder', of: 'home' },
      W: { kind: 'unset', isFolder: true },
      H: { kind: 'unset', isFolder: false, isHidden: true },
    };
    const shown = (template: string): string[] => {
      const filled = interpolate(template, (name) => known[name] ?? { kind: 'unset', isFolder: false });
      assert.ok(filled.ok, template);
      return filled.pieces.map(({ kind, text, start, end, isVerbatim, within, isDefault, origin: from }) =>
        [
          kind.is === 'folder' ? kind.of : kind.is === 'unset' && kind.isFolder ? 'elsewhere' : kind.is,
          `${text}@${start}-${end}`,
          ...(isVerbatim ? ['as it is'] : []),
          ...(isDefault ? ['by default'] : []),
          ...(within ? [`in ${within.start}-${within.end}`] : []),
          ...(from ? [`from ${from.path}`] : []),
        ].join(' '),
      );
    };
    for (const [template, ...expected] of [
      ['x$A', 'text x@0-1 as it is', 'text a@1-3 from .env'],
      ['${A}y', 'text a@0-4 from .env', 'text y@4-5 as it is'],
      ['$$', 'text $@0-2'],
      ['$E', 'text @0-2 from .env'],
      ['$F/x', 'home $F@0-2 as it is', 'text /x@2-4 as it is'],
      ['$U', 'unset $U@0-2 as it is'],
      ['$W', 'elsewhere $W@0-2 as it is'],
      ['${H}', 'unset ${H}@0-4 as it is'],
      ['${H:-d}e', 'unset ${H:-d}@0-7 as it is', 'text e@7-8 as it is'],
      ['${A:?m}', 'text a@0-7 from .env'],
      ['${W:?m}', 'unset ${W:?m}@0-7 as it is'],
      ['${U:+d}', 'unset ${U:+d}@0-7 as it is'],
      ['${W:+d}', 'elsewhere ${W:+d}@0-7 as it is'],
      ['${A:+d}', 'text d@5-6 as it is in 0-7'],
      ['${E:+d}'],
      ['${E:-d}', 'text d@5-6 as it is in 0-7'],
      ['${E-d}', 'text @0-6 from .env'],
      ['${P:-d}', 'text @0-7', 'text x@0-7'],
      ['${F:-d}', 'home ${F:-d}@0-7 as it is'],
      ['${U:-d}', 'text d@5-6 as it is by default in 0-7'],
      ['${U:-${V:-$A}}', 'text a@10-12 by default in 0-14 from .env'],
      ['${U:-${A:+x}}', 'text x@10-11 as it is by default in 0-13'],
    ] as const) {
      assert.deepEqual(shown(template), expected, template);
    }
  });

  it('does not look behind the word in which an expression stands', () => {
    for (const template of ['${U:-${A}', '${U:-${A:-x}', '${U:-${A:-x}\ny', '${U:-${A:-{}']) {
      assert.equal(fill(template, { A: 'a' }), null, template);
    }
    assert.equal(fill('${U:-{}'), '{');
    assert.equal(fill('${U:-x}\n}'), 'x\n}');
  });

  it('says why it refuses, and passes on what is not its own', () => {
    const reason = (template: string, environment: Environment = {}): string | null => {
      const filled = interpolate(template, lookupIn(environment));
      return filled.ok ? null : filled.reason;
    };
    for (const template of ['${}', '${A!b}', '${A:-x']) assert.equal(reason(template), 'invalid', template);
    const nested = (depth: number): string => `${'${U:-'.repeat(depth)}x${'}'.repeat(depth)}`;
    assert.equal(reason(nested(50)), null);
    assert.equal(reason(nested(51)), 'tooLong');
    assert.equal(reason('$A', { A: 'a'.repeat(8195) }), null);
    assert.equal(reason('$A', { A: 'a'.repeat(8196) }), 'tooLong');
    const fails: Lookup = () => {
      throw new TypeError('not read');
    };
    assert.throws(() => interpolate('$A', fails), TypeError);
  });

  it('has nothing to do where there is no dollar', () => {
    assert.ok(mayInterpolate('a$'));
    assert.ok(!mayInterpolate('a{b}'));
  });

  it('looks at a word only where it is used', () => {
    assert.equal(fill('${A:-${}}', { A: 'a' }), 'a');
    assert.equal(fill('${A:-${}}'), null);
    assert.equal(fill('${A:+${}}'), '');
  });

  it('agrees with a slow reading of the same rules', () => {
    fc.assert(
      fc.property(templates, environments, (template, environment) => {
        let expected: string | null;
        try {
          expected = slowly(template, environment);
        } catch {
          expected = null;
        }
        assert.equal(fill(template, environment), expected);
      }),
      { numRuns: 5000 },
    );
  });

  it('tells where each piece is written', () => {
    fc.assert(
      fc.property(templates, environments, (template, environment) => {
        const filled = interpolate(template, lookupIn(environment));
        if (!filled.ok) return;
        let position = 0;
        for (const { start, end, text, isVerbatim, within } of filled.pieces) {
          assert.ok(position <= end && start <= end && end <= template.length);
          if (isVerbatim) assert.equal(template.slice(start, end), text);
          if (within) assert.ok(within.start < start && end < within.end && template.charAt(within.start) === '$');
          position = start;
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('ends, whatever is nested or made of each other', () => {
    const deep = `${'${A:-'.repeat(20_000)}x${'}'.repeat(20_000)}`;
    assert.deepEqual(interpolate(deep, lookupIn({})), { ok: false, reason: 'tooLong' });
    assert.equal(fill('${A:-{'.repeat(20_000)), null);
    assert.equal(fill('${A:-x}'.repeat(20_000)), 'x'.repeat(20_000));
    const long = { A: 'a'.repeat(1000) };
    assert.deepEqual(interpolate('$A'.repeat(1000), lookupIn(long)), { ok: false, reason: 'tooLong' });
    // Values that double at each step, of nothing or of something.
    const empty: Lookup = () => ({
      kind: 'value',
      parts: Array.from({ length: 20_000 }, () => ({ kind: { is: 'text' }, text: '' })),
      origin: null,
    });
    assert.deepEqual(interpolate('$A', empty), { ok: false, reason: 'tooLong' });
  });
});
