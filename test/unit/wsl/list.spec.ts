import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { explainFailure } from '../../../src/wsl/failure';
import { listDistros, listNames, parseDistroList, parseNames } from '../../../src/wsl/list';
import { calledWith, eachRecording, minusOne, printed } from './recordings';
import { distroName, tableText } from './table';

const command = 'wsl.exe -l -v';

describe('wsl -l -v', () => {
  describe('tables', () => {
    eachRecording(
      (recording) => calledWith('-l', '-v')(recording) && recording.exitCode === 0,
      (output, { expected }) => {
        assert.deepEqual(parseDistroList(output, command), {
          ok: true,
          value: {
            otherAccount: false,
            failure: null,
            distros: expected.distros!.map(({ name, state, version, default: isDefault }) => ({
              name,
              state: state!.toLowerCase(),
              wslVersion: version,
              isDefault,
            })),
          },
        });
      },
    );
  });

  describe('no distro', () => {
    eachRecording(
      (recording) => calledWith('-l', '-v')(recording) && recording.expected.condition === 'noDistros',
      (output, { expected }) => {
        // Git Bash, interop and the simulator see 8 bits.
        for (const exitCode of [output.exitCode, 255]) {
          const failure = explainFailure({ ...output, exitCode }, command);
          assert.deepEqual(parseDistroList({ ...output, exitCode }, command), {
            ok: true,
            value: { distros: [], otherAccount: expected.adminProtection ?? false, failure },
          });
        }
      },
    );

    it('is known by the code that very old releases put behind it', () => {
      for (const code of ['WSL_E_DEFAULT_DISTRO_NOT_FOUND', '0x80040301']) {
        const output = printed(`Nothing here.\r\nError code: Wsl/${code}\r\n`, minusOne);
        const failure = explainFailure(output, command);
        assert.equal(failure.kind, 'noDefaultDistro');
        assert.deepEqual(parseDistroList(output, command), {
          ok: true,
          value: { distros: [], otherAccount: false, failure },
        });
      }
    });
  });

  it('reads back whatever names are printed in the table', () => {
    const row = fc.record({
      name: distroName,
      state: fc.constantFrom('Running', 'Stopped', 'Installing', 'Uninstalling', 'Converting', 'Exporting'),
      version: fc.constantFrom(1 as const, 2 as const),
    });
    const rows = fc.uniqueArray(row, { minLength: 1, maxLength: 40, selector: ({ name }) => name });
    fc.assert(
      fc.property(rows, fc.boolean(), fc.constantFrom('utf8', 'utf16le'), (distros, hasDefault, encoding) => {
        const marked = distros.map((distro, index) => ({ ...distro, isDefault: hasDefault && index === 0 }));
        const parsed = parseDistroList(printed(tableText(marked), 0, encoding), command);
        assert.ok(parsed.ok);
        assert.deepEqual(
          parsed.value.distros,
          marked.map(({ name, state, version, isDefault }) => ({
            name,
            state: state.toLowerCase(),
            wslVersion: version,
            isDefault,
          })),
        );
      }),
    );
  });

  it('keeps names that look like a state, a header, a number or a row', () => {
    for (const name of ['Running', 'NAME', '2', 'a Stopped         2', 'Stopped 1', '* x', '-', '  indented']) {
      const text = tableText([{ name, state: 'Stopped', version: 1, isDefault: false }]);
      const parsed = parseDistroList(printed(text), command);
      assert.ok(parsed.ok, name);
      assert.deepEqual(parsed.value.distros, [{ name, state: 'stopped', wslVersion: 1, isDefault: false }]);
    }
  });

  it('takes a word for a state that it does not know as unknown', () => {
    for (const state of ['Pausiert', '実行中', 'Wird ausgeführt', 'constructor']) {
      for (const header of ['NAME', 'Nom du système']) {
        const text = tableText([{ name: 'My Box', state, version: 2, isDefault: true }], header);
        const parsed = parseDistroList(printed(text, 0, 'utf16le'), command);
        if (header !== 'NAME' && state.includes(' ')) continue; // Nothing tells the name from the state then.
        assert.ok(parsed.ok, `${header} ${state}`);
        assert.deepEqual(parsed.value.distros, [{ name: 'My Box', state: 'unknown', wslVersion: 2, isDefault: true }]);
      }
    }
  });

  const noTables: Readonly<Record<string, string>> = {
    nothing: '',
    'a line end': '\r\n',
    'a header alone': '  NAME    STATE           VERSION\r\n',
    'a sentence': 'All is well.\r\n',
    'a row cut off': '  NAME    STATE           VERSION\r\n* Ubuntu    Runn',
    'a version that is none': tableText([{ name: 'a', state: 'Stopped', version: 3, isDefault: false }]),
    'a marker that is none': '  NAME    STATE           VERSION\r\n+ Box     Stopped         2\r\n',
    'one broken row among good ones': `${tableText([{ name: 'a', state: 'Stopped', version: 2, isDefault: false }])}?\r\n`,
  };
  for (const [title, text] of Object.entries(noTables)) {
    it(`is no table: ${title}`, () => {
      const parsed = parseDistroList(printed(text), command);
      assert.ok(!parsed.ok);
      assert.equal(parsed.problem.kind, 'unreadableOutput');
      assert.ok('command' in parsed.problem && parsed.problem.command === command);
    });
  }

  it('never takes bytes that are no text for an empty list', () => {
    const bytes = Uint8Array.from({ length: 257 }, (_, index) => (index * 151 + 200) % 256);
    for (const exitCode of [0, 3, 255, minusOne]) {
      assert.equal(parseDistroList({ exitCode, stdout: bytes, stderr: new Uint8Array() }, command).ok, false);
    }
  });

  it('never takes silence or another exit code for an empty list', () => {
    assert.equal(parseDistroList(printed('', minusOne), command).ok, false);
    assert.equal(parseDistroList(printed('Nothing here.\r\n', 3), command).ok, false);
  });

  it('does not take long over lines that are nothing but blanks and line ends', function () {
    this.timeout(8000);
    for (const text of [
      '\r'.repeat(1_000_000),
      `x\r\n  ${' '.repeat(1_000_000)}x`,
      `x\r\n  ${'a '.repeat(500_000)}`,
      `  ${'a '.repeat(500_000)}\r\n  ${'a b '.repeat(250_000)}`,
    ]) {
      assert.equal(parseDistroList(printed(text), command).ok, false);
      assert.equal(parseDistroList(printed(text, 3), command).ok, false);
    }
  });

  it('asks for nothing but the list, in UTF-8 and without warnings', () => {
    const { program, args, env } = listDistros();
    assert.deepEqual(
      { program, args, env },
      { program: 'wsl', args: ['-l', '-v'], env: { WSL_UTF8: '1', WSL_DISABLE_WARNINGS: '1' } },
    );
    assert.deepEqual(listNames().args, ['-l', '-q']);
  });
});

describe('wsl -l -q', () => {
  eachRecording(calledWith('-l', '-q'), (output, { expected }) => {
    assert.deepEqual(parseNames(output, 'wsl.exe -l -q'), { ok: true, value: expected.names });
  });

  it('keeps names with blanks and in other scripts', () => {
    const names = ['My Distro 22', '開発環境'.repeat(9), 'a  b'];
    for (const encoding of ['utf8', 'utf16le'] as const) {
      const output = printed(names.map((name) => `${name}\r\n`).join(''), 0, encoding);
      assert.deepEqual(parseNames(output, 'wsl.exe -l -q'), { ok: true, value: names });
    }
  });

  it('fails as any call does', () => {
    const parsed = parseNames(printed('No.\r\n', 3), 'wsl.exe -l -q');
    assert.ok(!parsed.ok && parsed.problem.kind === 'unexpectedExit');
  });
});
