import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { configuredIntegration } from '../../../src/docker/integration';
import { readPolicy } from '../../../src/docker/policy';
import { readSettings, type SettingsFormat } from '../../../src/docker/settings';
import { editIntegration, type IntegrationWish, type SettingsEdit } from '../../../src/docker/settingsEdit';
import { sharedRoot } from '../wsl/recordings';

const fixtures = fileURLToPath(new URL('../../fixtures/docker-settings/', import.meta.url));
const sharedSamples = join(sharedRoot, 'data/docker-settings');
type Target = IntegrationWish['distro'];
const target = (name: string, isDefault = false): Target => ({ name, isDefault, wslVersion: 2, kind: 'user' });
const targets = [target('Ubuntu', true), target('Ubuntu-24.04'), target('Debian')];

interface SampleFile {
  readonly format: SettingsFormat;
  readonly writeAllowed: boolean;
}

/** The samples of a folder, by their expectations. */
function samplesOf(folder: string): [name: string, text: string, expected: SampleFile][] {
  const { files } = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as {
    files: Record<string, SampleFile>;
  };
  return Object.entries(files).map(([name, wanted]) => [name, readFileSync(join(folder, name), 'utf8'), wanted]);
}

/** What JSON itself makes of a text, without the two settings. The order of the keys is in it. */
function others(text: string): string {
  const content = JSON.parse(text.replace(/^\uFEFF/, '')) as Record<string, unknown>;
  const isOurs = (key: string): boolean =>
    ['integratedwsldistros', 'enableintegrationwithdefaultwsldistro'].includes(key.toLowerCase());
  return JSON.stringify(Object.entries(content).filter(([key]) => !isOurs(key)));
}

/** The bytes at the beginning and at the end in which two texts agree make up all of the older one but what went. */
function isOneStretch(before: string, after: string, taken: number): boolean {
  let [start, end] = [0, 0];
  while (start < Math.min(before.length, after.length) && before[start] === after[start]) start += 1;
  const left = Math.min(before.length, after.length) - start;
  while (end < left && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return start + end >= before.length - taken;
}

/** What must be so after each edit, judged without the code that edits. */
function check(text: string, format: SettingsFormat, wish: IntegrationWish, edit: SettingsEdit): string {
  assert.notEqual(edit.kind, 'refused');
  const after = edit.kind === 'edited' ? edit.text : text;
  if (edit.kind === 'edited') assert.ok(!after.startsWith('\uFEFF'));
  const [old, now] = [readSettings(text, format), readSettings(after, format)];
  assert.ok(now.status === 'ok' || edit.kind === 'unchanged', after);
  const holds = now.list.some((name) => name.toLowerCase() === wish.distro.name.toLowerCase());
  if (wish.by === 'list') assert.equal(holds, wish.on);
  else assert.equal(configuredIntegration(wish.distro, now, null).set, wish.on ? 'on' : 'off');
  // What is on already, in whichever way, is not switched on in another.
  const wasOn = configuredIntegration(wish.distro, old, null).set === 'on';
  if (wish.on && wish.by === 'effective' && wasOn) assert.equal(edit.kind, 'unchanged');
  if (wish.by === 'list' && !wish.on) {
    assert.equal(edit.kind !== 'refused' && edit.byFlag, wish.distro.isDefault && now.defaultFlag === true);
  }
  const rest = (list: readonly string[]): string[] =>
    list.filter((name) => name.toLowerCase() !== wish.distro.name.toLowerCase());
  assert.deepEqual(rest(now.list), rest(old.list));
  if (!(wish.distro.isDefault && wish.by === 'effective')) assert.equal(now.defaultFlag, old.defaultFlag);
  assert.equal(others(after), others(text));
  // Setting what is set is no edit.
  const again = editIntegration(after, format, null, wish);
  assert.equal(again.kind, 'unchanged');
  return after;
}

const wishes = targets.flatMap((distro) =>
  [true, false].flatMap((on) => (['effective', 'list'] as const).map((by): IntegrationWish => ({ distro, on, by }))),
);

const folders: [string, string | null][] = [
  ['fixtures', fixtures],
  ['shared samples', existsSync(sharedSamples) ? sharedSamples : null],
];
for (const [title, folder] of folders) {
  describe(`editing Docker Desktop’s settings: ${title}`, function () {
    if (folder === null) {
      it.skip('without the shared folder');
      return;
    }
    it('has all samples', () => {
      const found = readdirSync(folder).filter(
        (name) => /^(?:0|h)\d.*\.json$/.test(name) && !name.includes('companion'),
      );
      assert.deepEqual(
        found.sort(),
        samplesOf(folder)
          .map(([name]) => name)
          .sort(),
      );
    });
    for (const [name, text, wanted] of samplesOf(folder)) {
      const policy = name.includes('policy-locked')
        ? readPolicy(readFileSync(join(folder, '06-companion-admin-settings.json'), 'utf8'))
        : null;
      it(`${wanted.writeAllowed ? 'makes every wish come true in' : 'leaves alone'} ${name}`, () => {
        for (const wish of wishes) {
          const edit = editIntegration(text, wanted.format, policy, wish);
          if (!wanted.writeAllowed) {
            assert.equal(edit.kind, 'refused');
            continue;
          }
          if (policy === null) check(text, wanted.format, wish, edit);
          else assert.notEqual(edit.kind, 'refused');
        }
      });
    }
    it('gives the same bytes back when a distro is switched on and off', () => {
      for (const [name, text, { format }] of samplesOf(folder)) {
        if (!/^0[248]/.test(name)) continue;
        const wish = { distro: target('Fedora'), on: true, by: 'effective' } as const;
        const on = editIntegration(text, format, null, wish);
        assert.ok(on.kind === 'edited' && on.text !== text);
        const off = editIntegration(on.text, format, null, { ...wish, on: false });
        assert.equal(off.kind === 'edited' && off.text, text, name);
      }
    });
  });
}

describe('editing Docker Desktop’s settings', () => {
  const edited = (
    text: string,
    wish: Partial<IntegrationWish> & Pick<IntegrationWish, 'distro'>,
    format?: 'legacy',
  ) => {
    const edit = editIntegration(text, format ?? 'store', null, { on: true, by: 'effective', ...wish });
    if (edit.kind !== 'edited') throw new Error(edit.kind);
    return edit.text;
  };
  const [ubuntu, , debian] = targets as [Target, Target, Target];

  it('writes as the file is written', () => {
    assert.equal(edited('{}', { distro: debian }), '{\n  "IntegratedWslDistros": [\n    "Debian"\n  ]\n}');
    assert.equal(edited('{\r\n}', { distro: ubuntu }), '{\r\n  "EnableIntegrationWithDefaultWslDistro": true\r\n}');
    assert.equal(
      edited('{\r\n\t"autoStart" : true\r\n}\r\n', { distro: debian }, 'legacy'),
      '{\r\n\t"autoStart" : true,\r\n\t"integratedWslDistros" : [\r\n\t\t"Debian"\r\n\t]\r\n}\r\n',
    );
    assert.equal(edited('{"A":1}', { distro: debian }), '{"A":1,"IntegratedWslDistros":["Debian"]}');
    assert.equal(
      edited('{"A":1,"IntegratedWslDistros":["x"]}', { distro: debian }),
      '{"A":1,"IntegratedWslDistros":["x","Debian"]}',
    );
    assert.equal(
      edited('{ "INTEGRATEDwslDISTROS": [ "x" ] }', { distro: debian }),
      '{ "INTEGRATEDwslDISTROS": [ "x", "Debian" ] }',
    );
    assert.equal(
      edited('{"IntegratedWslDistros": null, "b": 2}', { distro: debian }),
      '{"IntegratedWslDistros": ["Debian"], "b": 2}',
    );
  });

  it('keeps the line ends and the step of a file, be it empty or full of empty lines', () => {
    assert.equal(edited('{\r\n}', { distro: debian }), '{\r\n  "IntegratedWslDistros": [\r\n    "Debian"\r\n  ]\r\n}');
    assert.equal(
      edited('{\n\n\t"a": 1\n}', { distro: debian }),
      '{\n\n\t"a": 1,\n\n\t"IntegratedWslDistros": [\n\t\t"Debian"\n\t]\n}',
    );
  });

  it('parts a new name from the others as they are parted, and a second one as all else is', () => {
    for (const [before, after] of [
      ['{"IntegratedWslDistros": ["x"]}', '{"IntegratedWslDistros": ["x", "Debian"]}'],
      ['{"IntegratedWslDistros":[ "x"]}', '{"IntegratedWslDistros":[ "x","Debian"]}'],
      ['{"IntegratedWslDistros": ["x","y"]}', '{"IntegratedWslDistros": ["x","y","Debian"]}'],
      ['{"IntegratedWslDistros":["x" , "y"]}', '{"IntegratedWslDistros":["x" , "y", "Debian"]}'],
      ['{"a":1, "IntegratedWslDistros": ["x"]}', '{"a":1, "IntegratedWslDistros": ["x","Debian"]}'],
      ['{"IntegratedWslDistros":[\n\t"x"\n]}', '{"IntegratedWslDistros":[\n\t"x",\n\t"Debian"\n]}'],
    ] as const) {
      assert.equal(edited(before, { distro: debian }), after);
    }
  });

  it('tells each change it makes', () => {
    const changes = (text: string, wish: IntegrationWish): unknown => {
      const edit = editIntegration(text, 'legacy', null, wish);
      return edit.kind === 'edited' ? edit.changes : edit.kind;
    };
    assert.deepEqual(changes('{}', { distro: debian, on: true, by: 'list' }), [
      { setting: 'list', key: 'integratedWslDistros', name: 'Debian', added: true },
    ]);
    assert.deepEqual(
      changes('{"IntegratedWSLDistros":["UBUNTU","a","ubuntu"]}', { distro: ubuntu, on: false, by: 'effective' }),
      [
        { setting: 'list', key: 'IntegratedWSLDistros', name: 'UBUNTU', added: false },
        { setting: 'list', key: 'IntegratedWSLDistros', name: 'ubuntu', added: false },
        { setting: 'flag', key: 'enableIntegrationWithDefaultWslDistro', value: false },
      ],
    );
  });

  it('names the setting that an administrator has locked, unless what is wanted is in force', () => {
    const flag = '"EnableIntegrationWithDefaultWslDistro"';
    const list = '"IntegratedWslDistros"';
    const lockedFlag = (value: boolean): string => `${flag}:{"locked":true,"value":${value}}`;
    const lockedList = (...names: string[]): string => `${list}:{"locked":true,"value":${JSON.stringify(names)}}`;
    const judge = (text: string, policy: string, wish: IntegrationWish): unknown => {
      const edit = editIntegration(text, 'store', readPolicy(`{${policy}}`), wish);
      return edit.kind === 'refused' ? edit.refusal : edit;
    };
    const on = (distro: Target): IntegrationWish => ({ distro, on: true, by: 'effective' });
    const off = (distro: Target): IntegrationWish => ({ distro, on: false, by: 'effective' });
    const isLocked = (key: string): unknown => ({ kind: 'locked', key: JSON.parse(key) as unknown });
    const nothing = { kind: 'unchanged', byFlag: false };
    // The file says so already, and counts for nothing.
    assert.deepEqual(judge(`{${list}:["Debian"]}`, lockedList(), on(debian)), isLocked(list));
    assert.deepEqual(judge(`{${list}:["Debian"]}`, `${lockedList()},${lockedFlag(true)}`, on(debian)), isLocked(list));
    assert.deepEqual(judge(`{${flag}:true}`, lockedFlag(false), on(ubuntu)), isLocked(flag));
    assert.deepEqual(judge(`{${flag}:false}`, lockedList('Ubuntu'), off(ubuntu)), isLocked(list));
    // What may be changed does not make it so.
    assert.deepEqual(judge(`{${flag}:true}`, lockedList('Ubuntu'), off(ubuntu)), isLocked(list));
    // It would be changed.
    assert.deepEqual(judge('{}', lockedFlag(true), on(ubuntu)), nothing);
    assert.deepEqual(judge('{}', lockedList('Debian'), on(debian)), nothing);
    // The entry itself is wanted, whatever else integrates the distro.
    assert.deepEqual(judge('{}', lockedList('Debian'), { ...on(debian), by: 'list' }), isLocked(list));
  });

  it('takes every spelling of a name out, and no other name', () => {
    const text = '{"IntegratedWslDistros": ["debian", "Ubuntu", "DEBIAN", "Debian-12"]}';
    assert.equal(edited(text, { distro: debian, on: false }), '{"IntegratedWslDistros": ["Ubuntu", "Debian-12"]}');
    assert.equal(
      edited('{"IntegratedWslDistros":["debian"]}', { distro: debian, on: false }),
      '{"IntegratedWslDistros":[]}',
    );
  });

  it('sets the flag for the default distro, and the list where it is to stay', () => {
    assert.equal(edited('{"a":1}', { distro: ubuntu }), '{"a":1,"EnableIntegrationWithDefaultWslDistro":true}');
    assert.equal(edited('{"a":1}', { distro: ubuntu, by: 'list' }), '{"a":1,"IntegratedWslDistros":["Ubuntu"]}');
    const both = '{"EnableIntegrationWithDefaultWslDistro":true,"IntegratedWslDistros":["Ubuntu"]}';
    assert.equal(
      edited(both, { distro: ubuntu, on: false }),
      '{"EnableIntegrationWithDefaultWslDistro":false,"IntegratedWslDistros":[]}',
    );
    const listOnly = editIntegration(both, 'store', null, { distro: ubuntu, on: false, by: 'list' });
    assert.ok(listOnly.kind === 'edited' && listOnly.byFlag);
    assert.equal(listOnly.text, '{"EnableIntegrationWithDefaultWslDistro":true,"IntegratedWslDistros":[]}');
  });

  it('refuses what must not be changed, and says why', () => {
    const refusal = (text: string, distro: Target, policyText?: string): unknown => {
      const policy = policyText === undefined ? null : readPolicy(policyText);
      const edit = editIntegration(text, 'store', policy, { distro, on: true, by: 'effective' });
      return edit.kind === 'refused' ? edit.refusal : edit.kind;
    };
    assert.deepEqual(refusal('{}', { ...debian, kind: 'docker' }), { kind: 'notYours' });
    assert.deepEqual(refusal('{}', { ...debian, wslVersion: 1 }), { kind: 'wsl1' });
    assert.deepEqual(refusal('{"WslEngineEnabled":false}', debian), { kind: 'hyperv' });
    const flag = '{"EnableIntegrationWithDefaultWslDistro":{"locked":true,"value":false}}';
    const list = '{"integratedWslDistros":{"locked":true}}';
    assert.deepEqual(refusal('{}', ubuntu, flag), { kind: 'locked', key: 'EnableIntegrationWithDefaultWslDistro' });
    assert.equal(refusal('{}', debian, flag), 'edited');
    assert.deepEqual(refusal('{}', debian, list), { kind: 'locked', key: 'IntegratedWslDistros' });
    const locked = '{"EnableIntegrationWithDefaultWslDistro":{"locked":true,"value":true}}';
    assert.equal(refusal('{}', ubuntu, locked), 'unchanged');
    const off = editIntegration('{"EnableIntegrationWithDefaultWslDistro":false}', 'store', readPolicy(locked), {
      distro: ubuntu,
      on: false,
      by: 'effective',
    });
    assert.equal(off.kind === 'refused' && off.refusal.kind, 'locked');
    // Docker Desktop does not read a policy with a mark.
    assert.equal(refusal('{}', debian, `\uFEFF${list}`), 'edited');
    for (const text of [
      '',
      '{',
      '[]',
      '{"a":1,}',
      '{ // x\n}',
      '/* x */{}',
      Buffer.from('\uFEFF{}', 'utf16le').toString('utf8'),
      '{"IntegratedWslDistros":"Debian"}',
      '{"IntegratedWslDistros":["x",1]}',
      '{"IntegratedWslDistros":["x","x"]}',
      '{"IntegratedWslDistros":[],"integratedWslDistros":[]}',
      '{"EnableIntegrationWithDefaultWslDistro":"true"}',
    ]) {
      const kind = (refusal(text, debian) as { kind: string }).kind;
      assert.ok(['unreadable', 'invalid'].includes(kind), text);
    }
  });

  it('cut off at any byte, is refused or edited, and never throws', () => {
    const text = readFileSync(join(fixtures, '08-store-mixed-case-crlf-tabs.json'), 'utf8');
    for (let end = 0; end < text.trimEnd().length; end += 1) {
      const edit = editIntegration(text.slice(0, end), 'store', null, { distro: debian, on: false, by: 'effective' });
      assert.equal(edit.kind, 'refused', String(end));
    }
  });

  it('changes nothing else, whatever the file', () => {
    const space = fc.constantFrom('', ' ', '\n', '\n  ', '\r\n\t', ' \n ');
    const names = fc.uniqueArray(fc.constantFrom('Ubuntu', 'debian', 'Debian', 'Alt\\u002f', 'x y', 'ü'), {
      maxLength: 4,
    });
    const other = fc.constantFrom(
      '"A": 2.50',
      '"b":{"IntegratedWslDistros" :["Debian"]}',
      '"ü\\u00e9" : [ ]',
      '"N":1e3',
      '"m": "\uFEFF"',
    );
    const file = fc
      .record({ names, others: fc.uniqueArray(other), space, comma: space, end: space, mark: fc.boolean() })
      .chain((parts) =>
        fc.record({
          parts: fc.constant(parts),
          list: fc.constantFrom('IntegratedWslDistros', 'integratedWslDistros', null),
          flag: fc.constantFrom('true', 'false', 'null', null),
          at: fc.nat(3),
        }),
      )
      .map(({ parts, list, flag, at }) => {
        const quoted = parts.names.map((name) => `"${name}"`).join(`${parts.comma},${parts.space}`);
        const members: string[] = [...parts.others];
        if (list !== null)
          members.splice(at, 0, `"${list}"${parts.space}:${parts.comma}[${parts.space}${quoted}${parts.end}]`);
        if (flag !== null) members.splice(at + 1, 0, `"EnableIntegrationWithDefaultWslDistro":${parts.space}${flag}`);
        const inner = members.join(`${parts.comma},${parts.space}`);
        return `${parts.mark ? '\uFEFF' : ''}${parts.end}{${parts.space}${inner}${parts.end}}${parts.comma}`;
      });
    fc.assert(
      fc.property(file, fc.constantFrom(...wishes), fc.constantFrom('store', 'legacy'), (text, wish, format) => {
        const edit = editIntegration(text, format, null, wish);
        const after = check(text, format, wish, edit);
        if (edit.kind !== 'edited') return;
        const taken = edit.changes.reduce(
          (sum, made) => sum + (made.setting === 'flag' ? 5 : made.added ? 0 : made.name.length + 20),
          8,
        );
        if (edit.changes.length === 1) assert.ok(isOneStretch(text.replace(/^\uFEFF/, ''), after, taken), after);
      }),
      { numRuns: 3000 },
    );
  });
});
