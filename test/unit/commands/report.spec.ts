import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { isWellKnown, redaction } from '../../../src/commands/redact';
import { reportText } from '../../../src/commands/reportText';
import type { Problem } from '../../../src/state/problem';
import { makeSnapshot } from '../../../src/state/snapshot';

const distros = [
  { name: 'Ubuntu-24.04', kind: 'user' },
  { name: 'acme-secret', kind: 'user' },
  { name: 'acme', kind: 'user' },
  { name: 'podman-bob', kind: 'podman' },
];
const redact = redaction(distros, ['bob', 'PC-BOB']);

describe('redaction', () => {
  it('keeps the names that everybody has', () => {
    for (const name of ['Ubuntu', 'Ubuntu-24.04', 'Debian', 'docker-desktop', 'kali-linux', 'openSUSE-Leap-15.6']) {
      assert.ok(isWellKnown(name), name);
    }
    for (const name of ['Ubuntu-work', 'acme', 'Debian2x', 'my-Debian', '']) assert.ok(!isWellKnown(name), name);
  });

  it('takes out names of distros by kind and number, the longest first', () => {
    assert.equal(
      redact('-d acme-secret; ACME; Ubuntu-24.04; podman-bob'),
      '-d user-distro-1; user-distro-2; Ubuntu-24.04; podman-distro-3',
    );
  });

  it('takes out people, and the folders named after them', () => {
    assert.equal(redact('C:\\Users\\Bob Smith\\AppData'), 'C:\\Users\\<user>\\AppData');
    assert.equal(redact('C:\\\\Users\\\\x\\\\y /mnt/c/Users/x/y'), 'C:\\\\Users\\\\<user>\\\\y /mnt/c/Users/<user>/y');
    assert.equal(redact('/home/alice/src'), '/home/<user>/src');
    assert.equal(redact('BOB on pc-bob, bobby'), '<user> on <user>, bobby');
    assert.equal(redact('C:\\Users\\Public\\x'), 'C:\\Users\\Public\\x');
  });

  it('leaves no whole name of anybody behind, wherever it stands', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const text = redact(`${before} acme-secret ${after}`);
        assert.doesNotMatch(text, /(?<![\p{L}\p{N}_])acme-secret(?![\p{L}\p{N}_])/iu);
      }),
    );
  });
});

describe('a report', () => {
  const name = 'a|b`c';
  const snapshot = makeSnapshot(
    {
      at: '2026-01-02T03:04:05.000Z',
      list: {
        ok: true,
        value: {
          distros: [
            { name: 'Ubuntu', state: 'running', wslVersion: 2, isDefault: true },
            { name, state: 'stopped', wslVersion: 1, isDefault: false },
          ],
          otherAccount: false,
          failure: null,
        },
      },
      registry: null,
      docker: { pipes: [], settings: { kind: 'absent' }, policy: { kind: 'absent' } },
    },
    null,
    { install: null, probes: new Map() },
  );
  const versions = { editor: '1.101.0', slipway: '0.1.0', wsl: '2.6.1.0', kernel: null, windows: '10.0.26100.1' };
  const failed: Problem = {
    kind: 'wslError',
    error: { path: ['Wsl'], code: 'E_FAIL' },
    command: 'wsl.exe -l -v',
    exitCode: 1,
    output: '```\n# not a title, C:\\Users\\bob',
  };
  const report = (problems: readonly Problem[]): string => reportText(versions, snapshot, problems, redact);

  it('has versions and states, and says that nothing was sent', () => {
    const text = report([]);
    for (const part of [
      'Nothing has been sent',
      '- VS Code: `1.101.0`',
      '- Kernel: `unknown`',
      '| `Ubuntu` | `running` |',
    ]) {
      assert.ok(text.includes(part), `${part}\n${text}`);
    }
    assert.match(text, /None was seen/);
  });

  it('keeps a table a table, whatever the names hold', () => {
    const row =
      report([])
        .split('\n')
        .find((line) => line.includes('a\\|b')) ?? '';
    assert.equal(row.replace(/\\\|/g, '').split('|').length, 8, row);
    assert.match(row, /^\| `` a\\\|b`c `` \|/);
  });

  it('quotes evidence so that it ends nowhere but at its end', () => {
    const lines = report([failed]).split('\n');
    const fences = lines.flatMap((line, index) => (line === '````' ? [index] : []));
    assert.equal(fences.length, 2);
    assert.ok(lines.slice(fences[0], fences[1]).some((line) => line === '# not a title, C:\\Users\\<user>'));
  });

  it('puts the tracker first that fits', () => {
    const first = (problems: readonly Problem[]): string => /^- .*$/m.exec(report(problems))?.[0] ?? '';
    assert.match(first([failed]), /microsoft\/WSL/);
    assert.match(first([{ kind: 'engineNotAnswering', seconds: 600 }]), /docker\/desktop-feedback/);
    assert.match(first([]), /docker\/desktop-feedback/);
  });
});
