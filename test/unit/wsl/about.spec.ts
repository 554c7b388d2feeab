import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { askStatus, askVersions, parseStatus, parseVersions } from '../../../src/wsl/about';
import { outputEvidence } from '../../../src/wsl/failure';
import { calledWith, eachRecording, minusOne, printed } from './recordings';

const command = 'wsl.exe --version';

describe('wsl --version', () => {
  eachRecording(calledWith('--version'), (output, { expected }) => {
    const { wsl, kernel, windows } = expected.versions!;
    assert.deepEqual(parseVersions(output, command), { ok: true, value: { wsl, kernel, windows } });
  });

  it('with another failure is that failure', () => {
    const kinds = [
      [printed('https://aka.ms/wslinstall\r\n', 1, 'utf16le'), 'wslNotInstalled'],
      [printed('Error code: Wsl/ERROR_ACCESS_DISABLED_BY_POLICY\r\n', minusOne), 'blockedByPolicy'],
      // How the old WSL is used, or that nothing works: the words alone do not tell.
      [printed('Usage: wsl.exe [argument]\r\n', minusOne, 'utf16le'), 'unexpectedExit'],
      [printed('', 3), 'unexpectedExit'],
      [printed('', minusOne), 'unexpectedExit'],
    ] as const;
    for (const [output, kind] of kinds) {
      const parsed = parseVersions(output, command);
      assert.ok(!parsed.ok);
      assert.equal(parsed.problem.kind, kind);
    }
  });

  it('with other lines is no answer', () => {
    for (const text of ['', 'one\r\n', 'WSL: 2.6.1.0\r\n', 'a\r\n'.repeat(7), '\0\u0001\u0002\r\n'.repeat(9)]) {
      const parsed = parseVersions(printed(text), command);
      assert.ok(!parsed.ok);
      assert.equal(parsed.problem.kind, 'unreadableOutput');
    }
  });

  it('and --status are asked in UTF-8', () => {
    assert.deepEqual([askVersions().args, askVersions().env?.['WSL_UTF8']], [['--version'], '1']);
    assert.deepEqual([askStatus().args, askStatus().env?.['WSL_UTF8']], [['--status'], '1']);
  });
});

describe('wsl --status', () => {
  eachRecording(
    (recording) => calledWith('--status')(recording) && recording.exitCode === 0,
    (output, { expected }) => {
      assert.deepEqual(parseStatus(output, 'wsl.exe --status'), {
        ok: true,
        value: {
          virtualizationOff: expected.wsl2Available === false,
          evidence: outputEvidence(output, 'wsl.exe --status'),
        },
      });
    },
  );
});
