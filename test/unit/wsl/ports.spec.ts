import assert from 'node:assert/strict';
import { parseExcludedPorts } from '../../../src/wsl/excludedPorts';
import { parseListeners, queryProcessImage } from '../../../src/wsl/listeners';

const output = (text: string, exitCode = 0): Parameters<typeof parseExcludedPorts>[0] => ({
  exitCode,
  stdout: Buffer.from(text.replaceAll('\n', '\r\n')),
  stderr: Buffer.alloc(0),
});

describe('the ports that Windows reserves', () => {
  const table = (
    rows: string,
    title = 'Protocol tcp Port Exclusion Ranges',
    end = '* - Administered port exclusions.',
  ): string => `\n${title}\n\nStart Port    End Port      \n----------    --------      \n${rows}\n${end}\n\n`;
  const read = (text: string, exitCode = 0): unknown => parseExcludedPorts(output(text, exitCode)).ranges;

  it('are read by the form of the table, whatever its words', () => {
    const rows = '        80          80      \n     50000       50059     *\n     61117       61216      \n';
    const ranges = [
      { first: 80, last: 80 },
      { first: 61_117, last: 61_216 },
    ];
    assert.deepEqual(read(table(rows)), ranges);
    assert.deepEqual(read(table(rows, 'プロトコル tcp ポートの除外範囲', '* - 管理された')), ranges);
    // In a code page that nobody knows.
    const bytes = Buffer.from(
      table(rows, '\u0083v\u0083\u008d tcp 99 \u00ff', '* - \u008a\u00c7').replaceAll('\n', '\r\n'),
      'latin1',
    );
    assert.deepEqual(parseExcludedPorts({ exitCode: 0, stdout: bytes, stderr: Buffer.alloc(0) }).ranges, ranges);
    assert.deepEqual(read(table('')), []);
  });

  it('are not known where the answer is another', () => {
    for (const text of [
      '',
      'The following command was not found: interface.\n',
      table('80 80 80\n'),
      table('90 80\n'),
      table('80 70000\n'),
      table('80 none\n'),
      'Start Port    End Port\n 80 80\n',
      // Cut off.
      '---- ----\n 80 80\n 5000 50',
    ])
      assert.equal(read(text), null, text);
    assert.equal(read(table('80 80\n'), 1), null);
  });
});

describe('what listens on Windows', () => {
  const head = '\nAktive Verbindungen\n\n  Proto  Lokale Adresse         Remoteadresse          Status           PID\n';

  it('is what has no other end, whatever the word for it', () => {
    const text = `${head}  TCP    0.0.0.0:135            0.0.0.0:0              ABHÖREN         1364
  TCP    127.0.0.1:5432         127.0.0.1:0            НА ПРОСЛУШИВАНИИ 12
  TCP    127.0.0.1:49800        127.0.0.1:5432         HERGESTELLT     6612
  TCP    [::]:445               [::]:0                 ABHÖREN         4
  UDP    0.0.0.0:5353           *:*                                    2210
`;
    assert.deepEqual(parseListeners(output(text)), [
      { address: '0.0.0.0', port: 135, pid: 1364 },
      { address: '127.0.0.1', port: 5432, pid: 12 },
      { address: '[::]', port: 445, pid: 4 },
    ]);
  });

  it('is not known where nothing does, or the program failed', () => {
    assert.equal(parseListeners(output(head)), null);
    assert.equal(parseListeners(output('  TCP 0.0.0.0:1 0.0.0.0:0 X 1\n', 1)), null);
  });

  it('has a name as long as it runs', () => {
    const { parse } = queryProcessImage(12);
    assert.equal(parse(output('"postgres.exe","12","Console","1","30,000 K"\n')), 'postgres.exe');
    assert.equal(parse(output('"other.exe","13","Console","1","30,000 K"\n')), null);
    assert.equal(parse(output('INFO: No running task matches the criteria.\n')), null);
  });
});
