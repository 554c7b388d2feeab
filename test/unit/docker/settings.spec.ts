import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { describeDockerDesktop } from '../../../src/docker/desktop';
import { configuredBackend, configuredIntegration, isEditable } from '../../../src/docker/integration';
import { issueCodes } from '../../../src/docker/issueCodes';
import { readPolicy } from '../../../src/docker/policy';
import { readSettings, type SettingsFormat } from '../../../src/docker/settings';
import type { PolicyReading } from '../../../src/docker/settingsFile';
import { distroKind, type Distro } from '../../../src/wsl/distro';

interface ExpectedFile {
  readonly status: string;
  readonly format: SettingsFormat;
  readonly backend: string;
  readonly defaultFlag: boolean | string;
  readonly list: readonly string[];
  readonly effective: Readonly<Record<string, string>>;
  readonly issues: readonly string[];
  readonly writeAllowed: boolean;
}

const samples = fileURLToPath(new URL('../../fixtures/docker-settings/', import.meta.url));
const sample = (name: string): string => readFileSync(join(samples, name), 'utf8');
const expected = JSON.parse(sample('expected.json')) as {
  readonly registry: { readonly default: string; readonly distros: Readonly<Record<string, 1 | 2>> };
  readonly files: Readonly<Record<string, ExpectedFile>>;
};
const distros: readonly Distro[] = Object.entries(expected.registry.distros).map(([name, wslVersion]) => ({
  id: null,
  name,
  state: 'stopped',
  wslVersion,
  isDefault: name === expected.registry.default,
  kind: distroKind(name),
  disk: null,
  defaultUid: null,
}));
const at = '2026-01-02T03:04:05.000Z';

describe('settings of Docker Desktop', () => {
  for (const [file, wanted] of Object.entries(expected.files)) {
    it(`of ${file} are read as they are meant`, () => {
      const settings = readSettings(sample(file), wanted.format);
      const policy: PolicyReading = file.includes('policy-locked')
        ? { kind: 'read', file: 'admin', policy: readPolicy(sample('06-companion-admin-settings.json'))! }
        : { kind: 'absent' };
      const rules = policy.kind === 'read' ? policy.policy : null;
      assert.equal(settings.status, wanted.status);
      assert.equal(configuredBackend(settings, rules), wanted.backend);
      assert.equal(settings.defaultFlag, wanted.defaultFlag);
      assert.deepEqual(settings.list, wanted.list);
      for (const [name, effective] of Object.entries(wanted.effective)) {
        const distro = distros.find((each) => each.name === name)!;
        assert.equal(configuredIntegration(distro, settings, rules).set, effective, name);
      }
      assert.equal(isEditable(settings, rules), wanted.writeAllowed);
      const observation = { pipes: [], settings: { kind: 'read' as const, file, settings }, policy };
      const codes = issueCodes(describeDockerDesktop(observation, null, distros, at));
      assert.deepEqual([...codes].sort(), [...wanted.issues].sort());
    });
  }

  it('of nothing, of blanks, of another encoding and of no object are states of their own', () => {
    const utf16 = Buffer.from('\uFEFF{"AutoStart":true}', 'utf16le');
    for (const [text, issue] of [
      ['', 'empty'],
      [' \r\n\t', 'empty'],
      ['\uFEFF', 'empty'],
      [utf16.toString('utf8'), 'utf-16'],
      ['[1, 2]', 'not-an-object'],
      ['"text"', 'not-an-object'],
      ['null', 'not-an-object'],
    ] as const) {
      const { status, issues } = readSettings(text, 'store');
      assert.deepEqual([status, issues.map(({ kind }) => kind)], ['unreadable', [issue]], JSON.stringify(text));
    }
  });

  it('with comments or a trailing comma are broken, at their line', () => {
    for (const text of ['{\n // x\n "AutoStart": true\n}', '{\n "AutoStart": true,\n}']) {
      const { status, issues } = readSettings(text, 'store');
      assert.equal(status, 'unreadable');
      assert.ok(issues[0]?.kind === 'parse-error' && issues[0].line > 1);
    }
  });

  it('never make the reader throw, and are the same with a byte order mark', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.string({ unit: 'binary' })), (text) => {
        const plain = readSettings(text, 'store');
        if (text.includes('\0') || text.startsWith('\uFEFF')) return;
        const marked = readSettings(`\uFEFF${text}`, 'store');
        assert.deepEqual([marked.defaultFlag, marked.list], [plain.defaultFlag, plain.list]);
      }),
      { numRuns: 500 },
    );
  });

  it('mean the same in any case of their keys', () => {
    const anyCase = (key: string) =>
      fc
        .array(fc.boolean(), { minLength: key.length, maxLength: key.length })
        .map((upper) =>
          key.replace(/./g, (letter, i: number) => (upper[i] ? letter.toUpperCase() : letter.toLowerCase())),
        );
    fc.assert(
      fc.property(anyCase('IntegratedWslDistros'), anyCase('EnableIntegrationWithDefaultWslDistro'), (list, flag) => {
        const settings = readSettings(JSON.stringify({ [list]: ['Debian'], [flag]: false }), 'store');
        assert.deepEqual([settings.list, settings.defaultFlag], [['Debian'], false]);
      }),
    );
  });
});

describe('integration of a distro', () => {
  const debian = distros.find(({ name }) => name === 'Debian')!;
  const ubuntu = distros.find(({ name }) => name === 'Ubuntu')!;

  it('is set by what switches it on', () => {
    const settings = readSettings(sample('01-store-default-distro-on.json'), 'store');
    assert.deepEqual(configuredIntegration(ubuntu, settings, null), { set: 'on', setBy: 'default-flag' });
    const two = readSettings(sample('02-store-two-extra-distros.json'), 'store');
    assert.deepEqual(configuredIntegration(debian, two, null), { set: 'on', setBy: 'list' });
  });

  it('is the administrator’s where the policy locks it', () => {
    const policy = readPolicy('{"integratedWslDistros":{"locked":true,"value":["debian"]}}');
    const settings = readSettings('{"IntegratedWslDistros":["Ubuntu"]}', 'store');
    assert.deepEqual(configuredIntegration(debian, settings, policy), { set: 'on', setBy: 'policy' });
    const open = readPolicy('{"integratedWslDistros":{"locked":false,"value":["Debian"]}}');
    assert.deepEqual(configuredIntegration(debian, settings, open), { set: 'off', setBy: null });
  });

  it('is off in another product’s distro, whatever the list says', () => {
    const settings = readSettings('{"IntegratedWslDistros":["docker-desktop"]}', 'store');
    const own = distros.find(({ kind }) => kind === 'docker')!;
    assert.equal(configuredIntegration(own, settings, null).set, 'off');
  });
});

describe('an administrator’s policy', () => {
  it('is none where the file is no object or broken', () => {
    for (const text of ['', '[]', '{', '{"a":1,}', '// x\n{}']) assert.equal(readPolicy(text), null, text);
  });

  it('with a byte order mark is what Docker Desktop does not read: the mark is told, and nothing is in force', () => {
    const policy = readPolicy('\uFEFF{"wslEngineEnabled":{"locked":true,"value":false}}')!;
    assert.deepEqual([policy.bom, configuredBackend(null, policy)], [true, 'unknown']);
  });
});
