import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { decodeConsoleText, decodeText, nonEmptyLines } from '../../../src/machine/decode';
import { eachRecording, recordedSentences } from '../wsl/recordings';
import { distroName, tableText } from '../wsl/table';

const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');

describe('decoding what wsl.exe prints', () => {
  describe('gives text, without replacement or control characters', () => {
    eachRecording(
      ({ file }) => !/^(?:reg-query|run-exit-67-mixed|run-odd-length)/.test(file),
      ({ stdout, stderr }) => {
        const bytes = stdout.length > 0 ? stdout : stderr;
        const text = decodeText(bytes);
        assert.doesNotMatch(text, /[\uFFFD\uFEFF\0]|[^\P{Cc}\r\n]/u);
        assert.equal(text === '', bytes.length === 0);
      },
    );
  });

  it('gives back every recorded sentence of every language', function () {
    const sentences = recordedSentences();
    if (!sentences) return this.skip();
    for (const [language, texts] of Object.entries(sentences)) {
      for (const [key, sentence] of Object.entries(texts)) {
        const text = `${sentence.replaceAll('\n', '\r\n')}\r\n`;
        assert.equal(decodeText(utf16(text)), text, `${language} ${key}`);
        assert.equal(decodeText(Buffer.from(text)), text, `${language} ${key}`);
      }
    }
  });

  const scripts = {
    Japanese: '登録されている仮想環境は存在しません。',
    'Simplified Chinese': '这里尚未登记任何发行版本。',
    'Traditional Chinese': '這裡尚未登記任何發行版本。',
    Korean: '아직등록된배포판이없습니다.',
    'Chinese of bytes that are all ASCII': '水汉湾湿民氢永',
    'Chinese with zeros in the even places': '一一一',
    Russian: 'Здесь ещё ничего не записано.',
    Arabic: 'لا شيء مسجل هنا',
    emoji: '🐧🐳',
  };
  for (const [script, sentence] of Object.entries(scripts)) {
    for (const times of [1, 3, 40]) {
      it(`reads ${script} in both encodings, ${times} times over`, () => {
        const text = `${sentence.repeat(times)}\r\n`;
        assert.equal(decodeText(utf16(text)), text);
        assert.equal(decodeText(Buffer.from(text)), text);
        assert.equal(decodeText(utf16(`\uFEFF${text}`)), text);
        assert.equal(decodeText(Buffer.from(`\uFEFF${text}`)), text);
      });
    }
  }

  it('gives back every table and every list of names, in both encodings', () => {
    fc.assert(
      fc.property(fc.array(distroName, { minLength: 1, maxLength: 60 }), (names) => {
        const rows = names.map((name) => ({ name, state: 'Stopped', version: 2, isDefault: false }));
        const table = tableText(rows);
        assert.equal(decodeText(Buffer.from(table)), table);
        assert.equal(decodeText(utf16(table)), table);
        const list = names.map((name) => `${name}\r\n`).join('');
        assert.equal(decodeText(Buffer.from(list)), list);
      }),
    );
  });

  it('never fails, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
        assert.equal(typeof decodeText(bytes), 'string');
        assert.equal(typeof decodeConsoleText(bytes), 'string');
      }),
    );
  });

  it('reads nothing and single bytes', () => {
    assert.equal(decodeText(new Uint8Array()), '');
    assert.equal(decodeText(Uint8Array.of(0x41)), 'A');
    assert.equal(decodeText(Uint8Array.of(0xff)), '\uFFFD');
    assert.equal(decodeText(Uint8Array.of(0xff, 0xfe)), '');
    assert.equal(decodeText(Uint8Array.of(0xef, 0xbb, 0xbf)), '');
    assert.equal(typeof decodeText(Uint8Array.of(0)), 'string');
  });

  it('reads text that was cut off within a character', () => {
    const english = utf16('Ubuntu is running.\r\n');
    assert.equal(decodeText(english.subarray(0, -1)), 'Ubuntu is running.\r');
    const japanese = utf16('仮想環境は起動中\r\n仮想環境は起動中');
    assert.equal(decodeText(japanese.subarray(0, -1)), '仮想環境は起動中\r\n仮想環境は起動');
    const penguin = utf16('仮想環境は起動中\r\n仮想環境は起動中🐧');
    assert.equal(decodeText(penguin.subarray(0, -2)), '仮想環境は起動中\r\n仮想環境は起動中');
    const utf8 = Buffer.from('起動中');
    assert.equal(decodeText(utf8.subarray(0, -1)), '起動\uFFFD');
  });

  it('reads a table in UTF-16 around half a character', () => {
    const rows = ['Ubuntu', 'x\uD83Dx'].map((name) => ({ name, state: 'Stopped', version: 2, isDefault: false }));
    const text = decodeText(utf16(tableText(rows)));
    assert.ok(text.includes('Ubuntu    Stopped') && text.includes('x\uFFFDx'));
  });

  it('takes a Linux program’s output as UTF-8, be it broken', () => {
    assert.equal(decodeText(Uint8Array.of(0x61, 0x0a, 0xff)), 'a\n\uFFFD');
    assert.equal(decodeText(Buffer.from('PRETTY_NAME="Debian"\nß\n')), 'PRETTY_NAME="Debian"\nß\n');
  });
});

describe('decoding what a console program prints', () => {
  it('is exact for ASCII and UTF-8', () => {
    assert.equal(decodeConsoleText(Buffer.from('C:\\Users\\dev\r\n')), 'C:\\Users\\dev\r\n');
    assert.equal(decodeConsoleText(Buffer.from('C:\\Users\\Größe 開発')), 'C:\\Users\\Größe 開発');
  });

  it('marks each byte of another code page as damaged, and no other', () => {
    assert.equal(decodeConsoleText(Buffer.from('C:\\Gr\x94\xe1e\r\n', 'latin1')), 'C:\\Gr\uFFFD\uFFFDe\r\n');
    // The second byte of a Japanese character may look like ASCII, a backslash included.
    assert.equal(decodeConsoleText(Uint8Array.of(0x8a, 0x4a, 0x95, 0x5c)), '\uFFFDJ\uFFFD\\');
  });
});

describe('lines', () => {
  it('end with any mixture of CR and LF, and empty ones do not count', () => {
    assert.deepEqual(nonEmptyLines('a\r\nb\r\r\nc\nd\re\r\n\r\n \r\n'), ['a', 'b', 'c', 'd', 'e']);
    assert.deepEqual(nonEmptyLines(''), []);
    assert.deepEqual(nonEmptyLines('  kept  '), ['  kept  ']);
  });
});
