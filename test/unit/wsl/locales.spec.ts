import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { explainFailure } from '../../../src/wsl/failure';
import { parseDistroList } from '../../../src/wsl/list';
import type { WslProblem } from '../../../src/wsl/problem';
import { minusOne, printed, recordedSentences } from './recordings';

const command = 'wsl.exe -l -v';
const id = '{0a0b0c0d-1111-4222-8333-444455556666}';
/** Some of each sort: of WSL, of Windows, of an early release, and one that nobody knows. */
const codes = [
  ['Wsl/Service/WSL_E_DISTRO_NOT_FOUND', 'distroNotFound'],
  ['Wsl/Service/CreateInstance/CreateVm/HCS/HCS_E_HYPERV_NOT_INSTALLED', 'virtualizationOff'],
  ['Wsl/Service/0x8000000d', 'distroBusy'],
  ['Wsl/Service/CreateInstance/MountDisk/HCS/ERROR_FILE_NOT_FOUND', 'diskMissing'],
  ['Wsl/ERROR_ACCESS_DISABLED_BY_POLICY', 'blockedByPolicy'],
  ['Wsl/Service/E_SOMETHING_NEW', 'wslError'],
] as const;

describe('the sentences of wsl.exe in all languages', () => {
  let sentences: NonNullable<ReturnType<typeof recordedSentences>>;
  before(function () {
    const found = recordedSentences();
    if (!found) return this.skip();
    sentences = found;
  });

  const each = (check: (text: string, key: string, language: string) => void): void => {
    let checked = 0;
    for (const [language, texts] of Object.entries(sentences)) {
      for (const [key, text] of Object.entries(texts)) {
        check(text.replace(/\{\}/g, 'x').replaceAll('\n', '\r\n'), key, language);
        checked += 1;
      }
    }
    assert.ok(checked > 22 * 120, `only ${checked}`);
  };
  const bothEncodings = (text: string): WslProblem[] =>
    (['utf8', 'utf16le'] as const).map((encoding) =>
      explainFailure(printed(`${text}\r\n`, minusOne, encoding), command),
    );

  it('mean what the code behind them says, whatever they say', () => {
    each((text, key, language) => {
      for (const [code, kind] of codes) {
        const labelled = sentences[language]!['MessageErrorCode']!.replace('{}', text).replace('{}', code);
        // Admin Protection is told by its link.
        const expected = kind === 'distroNotFound' && text.includes('apdevguide') ? 'distroOfOtherAccount' : kind;
        for (const problem of bothEncodings(labelled.replace(/(?<!\r)\n/g, '\r\n'))) {
          assert.equal(problem.kind, expected, `${language} ${key} ${code}`);
        }
      }
    });
  });

  it('without a code mean by their links alone what they mean in English', () => {
    each((text, key, language) => {
      const english = explainFailure(printed(sentences['en-US']![key]!, minusOne), command).kind;
      for (const problem of bothEncodings(text)) assert.equal(problem.kind, english, `${language} ${key}`);
    });
  });

  it('name a broken registration by shape, with the two the wrong way round as well', () => {
    let swapped = 0;
    for (const [language, texts] of Object.entries(sentences)) {
      const template = texts['MessageCorruptedDistroRegistration']!;
      for (const [first, second] of [
        ['BasePath', id],
        [id, 'BasePath'],
      ] as const) {
        const text = texts['MessageErrorCode']!.replace(
          '{}',
          template.replace('{}', first).replace('{}', second),
        ).replace('{}', 'Wsl/EnumerateDistros/Service/ReadDistroConfig/E_UNEXPECTED');
        for (const problem of bothEncodings(text)) {
          assert.ok(problem.kind === 'brokenRegistration', language);
          assert.deepEqual([problem.id, problem.property], [id, 'BasePath'], language);
        }
        swapped += 1;
      }
    }
    assert.equal(swapped, 44);
  });

  it('say of no distro that there is none, alone and behind the notice of Admin Protection', () => {
    for (const [language, texts] of Object.entries(sentences)) {
      const none = texts['MessageNoDefaultDistro']!;
      for (const [text, otherAccount] of [
        [none, false],
        [`${texts['MessageAdminProtectionEnabled']!}\n\n${none}`, true],
      ] as const) {
        for (const encoding of ['utf8', 'utf16le'] as const) {
          const parsed = parseDistroList(printed(`${text.replaceAll('\n', '\r\n')}\r\n`, minusOne, encoding), command);
          assert.ok(parsed.ok, language);
          assert.deepEqual([parsed.value.distros, parsed.value.otherAccount], [[], otherAccount], language);
        }
      }
    }
  });
});
