import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Output } from '../../../src/machine/command';
import { redact, Redactor } from '../../../scripts/capture/redact';
import { findSecrets, leaksIn } from '../../../scripts/capture/secrets';
import type { Capture } from '../../../scripts/capture/recording';

const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');

function captureOf(outputs: Readonly<Record<string, Partial<Output>>>): Capture {
  const empty = new Uint8Array();
  const answers = Object.entries(outputs).map(([id, output]) => ({
    id,
    milliseconds: 1,
    answer: { exitCode: 0, stdout: empty, stderr: empty, ...output },
  }));
  return {
    source: 'windows',
    at: '',
    slipway: '',
    pipes: ['dockerBackend_{11111111-2222-4333-8444-555555555555}'],
    answers,
  };
}

function streamOf(capture: Capture, id: string, stream: 'stdout' | 'stderr' = 'stdout'): Buffer {
  const answer = capture.answers.find((each) => each.id === id)?.answer;
  assert.ok(answer && 'exitCode' in answer);
  return Buffer.from(answer[stream]);
}

const list = [
  '  NAME           STATE           VERSION',
  '* annas-work     Running         2',
  '  開発 環境          Stopped         1',
  '',
].join('\r\n');
const registrations = [
  '',
  'HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Lxss\\{aaaaaaaa-2222-4333-8444-555555555555}',
  '    DistributionName    REG_SZ    annas-work',
  '    BasePath    REG_SZ    C:\\Users\\anna\\AppData\\Local\\Packages\\Contoso.Linux_79rhkp1fndgsc\\LocalState',
  '    Flags    REG_DWORD    0xf',
  '',
].join('\r\n');
const recorded = captureOf({
  'list-verbose': { stdout: Buffer.from(list) },
  'list-verbose-utf16': { stdout: utf16(list), stderr: utf16('wsl: C:\\Users\\ANNA\\.wslconfig\r\n') },
  registrations: { stdout: Buffer.from(registrations) },
  session: {
    stdout: Buffer.from('    HOMEPATH    REG_SZ    \\Users\\anna\r\n    LOGONSERVER    REG_SZ    \\\\CONTOSO-17\r\n'),
  },
});
const environment = { USERNAME: 'anna', COMPUTERNAME: 'CONTOSO-17', PATH: 'C:\\Windows' };

describe('the names in a capture', () => {
  const secrets = findSecrets(recorded, environment);

  it('are those of distros, people, computers, packages and ids, and no part that all machines have', () => {
    assert.deepEqual(
      [...secrets].sort(),
      [
        '11111111-2222-4333-8444-555555555555',
        'CONTOSO-17',
        'Contoso.Linux_79rhkp1fndgsc',
        'aaaaaaaa-2222-4333-8444-555555555555',
        'anna',
        'annas-work',
        '開発 環境',
      ].sort(),
    );
  });

  it('are gone from every stream in every encoding, and from the names of pipes', () => {
    const capture = redact(recorded, secrets);
    for (const { answer } of capture.answers) {
      assert.ok('exitCode' in answer);
      for (const bytes of [answer.stdout, answer.stderr]) assert.deepEqual(leaksIn(bytes, secrets), []);
    }
    assert.doesNotMatch(JSON.stringify(capture.pipes), /11111111/);
    assert.match(JSON.stringify(capture.pipes), /dockerBackend_\{00000001-/);
  });

  it('have one stand-in each, as long as they are, so that tables keep their columns', () => {
    const capture = redact(recorded, secrets);
    const text = streamOf(capture, 'list-verbose').toString();
    const [header, first = '', second = ''] = text.split('\r\n');
    assert.equal(header, list.split('\r\n')[0]);
    assert.match(first, /^\* [a-z]{5}-[a-z]{4} {5}Running {9}2$/);
    assert.match(second, /^ {2}[^\x00-\x7f]{2} [^\x00-\x7f]{2} {10}Stopped {9}1$/);
    assert.equal(streamOf(capture, 'list-verbose-utf16').toString('utf16le'), text);
    const name = first.slice(2, 12);
    assert.match(streamOf(capture, 'registrations').toString(), new RegExp(`REG_SZ {4}${name}\r\n`));
    assert.match(
      streamOf(capture, 'list-verbose-utf16', 'stderr').toString('utf16le'),
      /^wsl: C:\\Users\\[A-Z]{4}\\\.wslconfig\r\n$/,
    );
  });

  it('of one capture are not those of another', () => {
    const [first, second] = [redact(recorded, secrets), redact(recorded, secrets)];
    assert.notDeepEqual(streamOf(first, 'list-verbose'), streamOf(second, 'list-verbose'));
  });

  it('have no stand-in that is like them in any place, or longer', () => {
    const secret = fc.constantFrom('開発環境', 'ÖÄ', '7', 'åø', 'Straße-1');
    fc.assert(
      fc.property(secret, fc.string(), (name, salt) => {
        const standIn = new Redactor(new Set([name]), salt).text(name);
        assert.equal(standIn.length, name.length);
        for (let at = 0; at < name.length; at += 1) if (name[at] !== '-') assert.notEqual(standIn[at], name[at]);
      }),
      { numRuns: 2000 },
    );
  });

  it('that are short are found as words alone', () => {
    const redactor = new Redactor(new Set(['jo']));
    const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();
    assert.match(text(redactor.bytes(Buffer.from('C:\\Users\\jo\\major'))), /^C:\\Users\\(?!jo)[a-z]{2}\\major$/);
    assert.match(Buffer.from(redactor.bytes(utf16('Jo major'))).toString('utf16le'), /^(?!Jo)[A-Z][a-z] major$/);
  });

  it('are replaced, and nothing else, in streams of two encodings at any offset', () => {
    const secret = fc.constantFrom('annas-work', '開発 環境', 'Größe-1');
    const noise = fc.uint8Array({ maxLength: 9 });
    fc.assert(
      fc.property(noise, secret, noise, fc.boolean(), (before, name, after, wide) => {
        const found = Buffer.from(name, wide ? 'utf16le' : 'utf8');
        const zero = Buffer.from([0x0a]);
        const bytes = Buffer.concat([before, zero, found, zero, after]);
        const result = Buffer.from(new Redactor(new Set([name])).bytes(bytes));
        assert.equal(result.includes(found), false);
        assert.deepEqual(result.subarray(0, before.length + 1), bytes.subarray(0, before.length + 1));
        assert.deepEqual(result.subarray(result.length - after.length), bytes.subarray(bytes.length - after.length));
      }),
    );
  });

  it('that the console has damaged are made unreadable', () => {
    // In code page 932 the second byte of a character may be a letter.
    const line = Buffer.from('    DistributionName    REG_SZ    \x8aJ\x94\xad\x8a\xc2\x8b\xab\r\n', 'latin1');
    const result = Buffer.from(new Redactor(new Set()).bytes(line)).toString('latin1');
    assert.equal(result, '    DistributionName    REG_SZ    \x82x\x82\x82\x82\x82\x82\x82\r\n');
  });

  it('that are fixed by the makers of an engine stay', () => {
    const bytes = Buffer.from(
      '  NAME              STATE           VERSION\r\n* docker-desktop    Running         2\r\n',
    );
    const capture = captureOf({ 'list-verbose': { stdout: bytes } });
    assert.deepEqual(streamOf(redact(capture, findSecrets(capture, {})), 'list-verbose'), bytes);
  });
});
