import assert from 'node:assert/strict';
import { Ajv2020 } from 'ajv/dist/2020';
import fc from 'fast-check';
import { noSettings, readProjectFile, withLevels } from '../../../src/mounts/projectFile';
import { ruleIds } from '../../../src/mounts/ruleIds';
import { noFixes, severities, type Finding } from '../../../src/text/finding';
import { inEnglish, message } from '../../../src/text/message';
import { readJson } from '../house/sources';

const validate = new Ajv2020({ strict: true }).compile(readJson('docs/schema/slipway.schema.json') as object);

/** What is complained of, with the text it stands at. */
function problems(text: string): string[] {
  const { problems: found, errors } = readProjectFile(text);
  assert.deepEqual(errors, []);
  return found.map(({ range, message: text_ }) => `${text.slice(range.start, range.end)}: ${inEnglish(text_)}`);
}

describe('the project file', () => {
  it('is read with comments and trailing commas', () => {
    const text = `\uFEFF{
      // how much
      "rules": { "slow-mount": "error", "no-op-consistency": "off", },
      "excludes": ["legacy/", "!legacy/keep"],
      "location": "C:\\\\work\\\\shop",
      "side": "wsl", /* called there */
      "env": { "SRC": "/mnt/c/x", "EMPTY": "" },
    }`;
    assert.deepEqual(readProjectFile(text), {
      settings: {
        levels: new Map([
          ['slow-mount', 'error'],
          ['no-op-consistency', 'off'],
        ]),
        excludes: ['legacy/', '!legacy/keep'],
        location: { kind: 'windows', path: 'C:\\work\\shop' },
        side: 'wsl',
        variables: new Map([
          ['SRC', '/mnt/c/x'],
          ['EMPTY', ''],
        ]),
      },
      errors: [],
      problems: [],
    });
  });

  it('may be empty', () => {
    for (const text of ['', '{}', '// nothing yet\n', '{"side": "auto", "$schema": "x"}']) {
      assert.deepEqual(readProjectFile(text), { settings: noSettings, errors: [], problems: [] }, text);
    }
  });

  it('is told what is wrong in it, at its place, and the rest counts', () => {
    const wrong: [string, RegExp][] = [
      ['[]', /^\[\]: .*object/],
      ['{"program": "x"}', /^"program": There is no setting named "program": it is one of rules, excludes/],
      ['{"rules": []}', /^\[\]: "rules" takes an object/],
      ['{"rules": {"slow-mounts": "off"}}', /^"slow-mounts": There is no rule named "slow-mounts"/],
      ['{"rules": {"slow-mount": "fatal"}}', /^"fatal": "slow-mount" takes one of off, hint, info, warning, error/],
      ['{"rules": {"slow-mount": false}}', /^false: "slow-mount" takes one of/],
      ['{"excludes": "legacy"}', /^"legacy": "excludes" takes a list/],
      ['{"excludes": [1]}', /^1: "excludes" takes a text/],
      ['{"location": "here"}', /^"here": "location" takes C:/],
      ['{"location": null}', /^null: "location" takes a text/],
      ['{"side": "mac"}', /^"mac": "side" takes one of auto, windows, wsl/],
      ['{"env": {"A": 1}}', /^1: "A" takes a text/],
    ];
    for (const [text, expected] of wrong) {
      const [first, ...others] = problems(text);
      assert.match(first ?? '', expected);
      assert.deepEqual(others, [], text);
      assert.equal(validate(JSON.parse(text)), false, text);
    }
    const { settings } = readProjectFile(
      '{"rules": {"nope": "off", "wrong-side": "hint"}, "nope": 1, "side": "windows"}',
    );
    assert.deepEqual([...settings.levels], [['wrong-side', 'hint']]);
    assert.equal(settings.side, 'windows');
  });

  it('that is no JSON says where, and keeps what can be read', () => {
    const { errors, settings } = readProjectFile('{"side": "wsl" "env": {}}');
    assert.deepEqual(
      errors.map(({ offset }) => offset),
      [15],
    );
    assert.equal(settings.side, 'wsl');
  });

  it('agrees with its schema', () => {
    const schema = readJson('docs/schema/slipway.schema.json') as {
      properties: { rules: { propertyNames: { enum: string[] }; additionalProperties: { enum: string[] } } };
    };
    const { propertyNames, additionalProperties } = schema.properties.rules;
    assert.deepEqual([...propertyNames.enum].sort(), [...ruleIds].sort());
    assert.deepEqual(additionalProperties.enum, ['off', ...severities]);
    const location = fc.oneof(
      fc.constantFrom(
        'C:\\a',
        'c:/a',
        '/home/u',
        '\\\\wsl$\\U\\a',
        '//WSL.localhost/U',
        '\\\\wsl.localhost\\U',
        '//nas/x',
        'C:a',
        'a',
        '',
      ),
      fc.string(),
    );
    const settings = fc.record(
      {
        rules: fc.dictionary(fc.constantFrom(...ruleIds, 'x'), fc.constantFrom('off', 'error', 'fatal')),
        excludes: fc.array(fc.oneof(fc.string(), fc.integer())),
        location,
        side: fc.constantFrom('auto', 'wsl', 'mac', null),
        env: fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.boolean())),
        more: fc.constant(1),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(settings, (each) => {
        const { problems: found } = readProjectFile(JSON.stringify(each));
        assert.equal(found.length === 0, validate(each), JSON.stringify(each));
      }),
    );
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void readProjectFile(text)));
    assert.ok(readProjectFile('['.repeat(100_000)).errors.length > 0);
    assert.ok(readProjectFile(`{"rules": ${'{"a":'.repeat(100_000)}`).errors.length > 0);
  });
});

describe('findings as a project wants them to count', () => {
  const finding = (rule: string): Finding => ({
    rule,
    severity: 'warning',
    range: { start: 0, end: 0 },
    anchor: 0,
    message: message('x'),
    evidence: { source: '', resolved: null },
    fixes: noFixes,
  });

  it('change their severity or are left out, and stay as they are otherwise', () => {
    const findings = [finding('a'), finding('b'), finding('c')];
    const levels = new Map([
      ['a', 'off'],
      ['b', 'hint'],
    ] as const);
    assert.deepEqual(
      withLevels(findings, levels).map(({ rule, severity }) => [rule, severity]),
      [
        ['b', 'hint'],
        ['c', 'warning'],
      ],
    );
    assert.equal(withLevels(findings, new Map()), findings);
  });
});
