import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Output } from '../../../src/machine/command';
import { splitMixed } from '../../../src/wsl/mixed';
import { isPlainName, runInDistro, type DistroRun } from '../../../src/wsl/run';
import { eachRecording, minusOne, printed } from './recordings';

const ubuntu = { id: '{0a0b0c0d-1111-4222-8333-444455556666}', name: 'Ubuntu' };

/** What becomes of an output: the kind of its problem, or the status that the program is said to have had. */
function outcomeOf(output: Output, answers: (run: DistroRun) => boolean = () => true): string | number {
  const command = runInDistro(ubuntu, ['tool', 'a b'], (run) => (answers(run) ? run : null));
  assert.ok('args' in command);
  const parsed = command.parse(output);
  return parsed.ok ? parsed.value.status : parsed.problem.kind;
}
const complained = (text: string, exitCode: number): Output => ({
  ...printed('', exitCode),
  stderr: Buffer.from(text),
});
const mixedOutput = (linux: string | Uint8Array, own: string, exitCode = minusOne): Output => ({
  ...printed('', exitCode),
  stdout: Buffer.concat([Buffer.from(linux), Buffer.from(own, 'utf16le')]),
});
const userNotFound = 'No such user.\r\nError code: Wsl/WSL_E_USER_NOT_FOUND\r\n';

describe('a program in a distro', () => {
  it('is run with its arguments as they are, by the id of the distro, and with an end in sight', () => {
    const args = ['a b', '', '"', '$HOME', "it's", '-e'];
    const command = runInDistro(ubuntu, ['tool', ...args], (run) => run, { folder: '/', seconds: 7 });
    assert.ok('args' in command);
    assert.deepEqual(command.args, [ubuntu.id, '--cd', '/', '-e', 'timeout', '-s', 'KILL', '7', 'tool', ...args]);
  });

  it('has its own status from 0 to 255, where WSL did not fail', () => {
    for (const status of [0, 1, 2, 66, 68, 86, 88, 126, 139, 143, 254])
      assert.equal(outcomeOf(printed('', status)), status);
    // A status of eight bits looks like -1; without a code or link it is the program's.
    assert.equal(outcomeOf(printed('it says so\n', 255)), 255);
    assert.equal(outcomeOf(printed('it says so\n', minusOne)), 'unexpectedExit');
  });

  it('fails where WSL failed, by the code at the end', () => {
    const gone = 'No.\r\nCode: Wsl/Service/WSL_E_DISTRO_NOT_FOUND\r\n';
    for (const exitCode of [minusOne, 255]) {
      assert.equal(outcomeOf(printed(gone, exitCode)), 'distroNotFound');
      assert.equal(outcomeOf(printed(gone, exitCode, 'utf16le')), 'distroNotFound');
    }
  });

  it('that ended with 67 or 87 is told to WSL as a failure of its own, behind what it printed', () => {
    const terminals = 'No terminal.\r\nError code: Wsl/WSL_E_TTY_LIMIT\r\n';
    for (const [own, kind] of [
      [userNotFound, 'userNotFound'],
      [terminals, 'terminalLimit'],
    ] as const) {
      for (const linux of ['', 'before\n', 'odd\n', 'no line end', '日本語\n', 'a\n'.repeat(400)]) {
        assert.equal(outcomeOf(mixedOutput(linux, own)), kind, linux);
        assert.equal(outcomeOf(printed(linux + own, minusOne)), kind, linux);
      }
    }
  });

  it('that took too long was ended in the distro', () => {
    for (const status of [9, 124, 137]) assert.equal(outcomeOf(printed('half', status)), 'timeoutInside');
  });

  it('is missing there, or what is to end it is', () => {
    const line = (name: string): string =>
      `<3>WSL (9 - Relay) ERROR: CreateProcessCommon:798: execvpe(${name}) failed: No such file or directory\n`;
    const warned = Buffer.from('wsl: config\r\n', 'utf16le');
    assert.equal(outcomeOf(complained(line('timeout'), 1)), 'programMissingInside');
    const behindWarning = { ...printed('', 1), stderr: Buffer.concat([warned, Buffer.from(line('timeout'))]) };
    assert.equal(outcomeOf(behindWarning), 'programMissingInside');
    assert.equal(
      outcomeOf(complained("timeout: 'tool'\n", 127), () => false),
      'programMissingInside',
    );
    assert.equal(outcomeOf(complained("timeout: 'tool'\n", 127)), 127, 'where the reader takes it');
    assert.equal(
      outcomeOf(complained('no\n', 3), () => false),
      'unexpectedExit',
    );
  });

  it('is not run by the stub inside Windows, which may even succeed', () => {
    const stub = 'Not installed.\r\nhttps://aka.ms/wslinstall\r\n';
    for (const exitCode of [0, 1]) assert.equal(outcomeOf(printed(stub, exitCode, 'utf16le')), 'wslNotInstalled');
    assert.equal(outcomeOf(printed(stub, 0)), 0, 'a program may print such a link');
  });

  eachRecording(
    ({ file }) => /^run-.*(?:mixed|raw|odd)/.test(file) && !file.includes('stderr'),
    (output, { file }) => assert.equal(outcomeOf(output), file.includes('mixed') ? 'userNotFound' : 0),
  );
});

describe('a stream of both', () => {
  it('is parted where the text of WSL begins', () => {
    for (const linux of ['', 'before\n', 'even..\n', '日本語\n', 'no line end', 'x']) {
      for (const own of [userNotFound, 'Ошибка.\r\nКод: Wsl/WSL_E_USER_NOT_FOUND\r\n']) {
        const split = splitMixed(mixedOutput(linux, own).stdout);
        assert.ok(split?.own.endsWith('Wsl/WSL_E_USER_NOT_FOUND\r\n'));
        if (own === userNotFound || linux.endsWith('\n')) assert.deepEqual(split, { linux, own });
      }
    }
    const chinese = '找不到用户。\r\n错误代码: Wsl/WSL_E_USER_NOT_FOUND\r\n';
    assert.deepEqual(splitMixed(mixedOutput('before\n', chinese).stdout), { linux: 'before\n', own: chinese });
  });

  it('may be cut off or hold anything', () => {
    assert.equal(splitMixed(Buffer.from('only Linux\n')), null);
    assert.equal(splitMixed(new Uint8Array()), null);
    const cut = mixedOutput('a\n', userNotFound).stdout;
    assert.ok(splitMixed(cut.subarray(0, -3))?.own.includes('Wsl/WSL_E_USER_NOT'));
    assert.ok(splitMixed(mixedOutput(Buffer.from([0xff, 0xfe, 0x0a]), userNotFound).stdout)?.own.includes('Wsl/'));
  });
});

describe('a name of a distro', () => {
  it('is plain where WSL gets it as it is', () => {
    for (const name of ['Ubuntu-24.04', '日本語', '全角　空白', '$(reboot)', '`x`;', "it's", 'a\\', '--unregister']) {
      assert.ok(isPlainName(name), name);
    }
    for (const name of ['', 'a b', 'a\tb', ' ', 'x"; rm -rf ~ #', '"x"', 'a\nb', '\0'])
      assert.ok(!isPlainName(name), name);
  });
});
