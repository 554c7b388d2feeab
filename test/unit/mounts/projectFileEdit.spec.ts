import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readProjectFile } from '../../../src/mounts/projectFile';
import { switchOffRule } from '../../../src/mounts/projectFileEdit';
import { applyEdits } from '../../../src/text/edit';

function switchedOff(text: string | null, rule = 'slow-mount'): string | null {
  const edits = switchOffRule(text, rule, 'why');
  return edits && applyEdits(text ?? '', [...edits]);
}

describe('a rule that is switched off in the project file', () => {
  it('makes the file where there is none', () => {
    const made = '{\n  "rules": {\n    // why\n    "slow-mount": "off"\n  }\n}\n';
    assert.equal(switchedOff(null), made);
    assert.equal(switchedOff('\n'), made);
  });

  it('stands first among the rules, in the indentation and line ends of the file', () => {
    const before = '{\r\n\t// all\r\n\t"rules": { // mine\r\n\t\t"wrong-side": "hint" // theirs\r\n\t}\r\n}\r\n';
    const after = before.replace('// mine\r\n', '// mine\r\n\t\t// why\r\n\t\t"slow-mount": "off",\r\n');
    assert.equal(switchedOff(before), after);
  });

  it('opens up what stands on one line, with no comma too many', () => {
    const rules = '{\n  "rules": {\n    // why\n    "slow-mount": "off"\n  }';
    assert.equal(switchedOff('{}'), `${rules}\n}`);
    assert.equal(switchedOff('{ "side": "wsl" }'), `${rules},\n  "side": "wsl" }`);
    assert.equal(switchedOff('{\n  "rules": {}\n}'), `${rules}\n}`);
  });

  it('takes the place of another level', () => {
    assert.equal(
      switchedOff('{ "rules": { "slow-mount": "hint" /* a */ } }'),
      '{ "rules": { "slow-mount": "off" /* a */ } }',
    );
  });

  it('is not written into what is not understood', () => {
    for (const text of ['{', '[]', '{ "rules": 1 }', '"x"', '{ "a": }']) assert.equal(switchedOff(text), null, text);
  });

  it('is read back, with all the rest as it was', () => {
    const member = fc.constantFrom('"side": "wsl"', '"excludes": ["a/"]', '"env": {"A":"b"}', '"location": "C:\\\\w"');
    const blank = fc.constantFrom('', ' ', '\n', '\n  ', ' /* c */ ', ' // c\n');
    const level = fc.constantFrom('', '"wrong-side": "hint"', '"slow-mount": "info"', '"wrong-side":"off",');
    fc.assert(
      fc.property(fc.uniqueArray(member), fc.option(level), blank, blank, (members, rules, first, second) => {
        const all = [...members, ...(rules === null ? [] : [`"rules": {${second}${rules}${second}}`])];
        const text = `{${first}${all.join(`,${first}`)}${second}}`;
        const before = readProjectFile(text);
        const after = readProjectFile(switchedOff(text) ?? '');
        assert.deepEqual(after.errors, []);
        assert.deepEqual(after.problems, []);
        const levels = new Map([...before.settings.levels, ['slow-mount', 'off']]);
        assert.deepEqual(new Map([...after.settings.levels].sort()), new Map([...levels].sort() as never));
        assert.deepEqual({ ...after.settings, levels: null }, { ...before.settings, levels: null });
      }),
    );
  });
});
