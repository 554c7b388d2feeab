import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { explainFailure, findErrorCode, outputEvidence } from '../../../src/wsl/failure';
import { parseDistroList } from '../../../src/wsl/list';
import { decodeText } from '../../../src/machine/decode';
import { eachRecording, minusOne, printed, recordedSentences } from './recordings';

const command = 'wsl.exe -l -v';

const kindOfCode: Readonly<Record<string, string>> = {
  WSL_E_VM_CRASHED: 'vmCrashed',
  WSL_E_VM_MODE_INVALID_STATE: 'versionRefused',
  WSL_E_IMPORT_FAILED: 'importFailed',
  E_ILLEGAL_STATE_CHANGE: 'distroBusy',
  E_INVALIDARG: 'callRefused',
  WSL_E_DISTRO_NOT_FOUND: 'distroNotFound',
  WSL_E_WSL_OPTIONAL_COMPONENT_REQUIRED: 'optionalComponentMissing',
  HCS_E_HYPERV_NOT_INSTALLED: 'virtualizationOff',
  ERROR_SERVICE_DOES_NOT_EXIST: 'serviceMissing',
  '0x80070424': 'serviceMissing',
  '0x1bc': 'kernelUpdateNeeded',
};
const kindOfCondition: Readonly<Record<string, string>> = {
  notInstalled: 'wslNotInstalled',
  kernelUpdate: 'kernelUpdateNeeded',
  noVirtualization: 'virtualizationOff',
};
const codeOf = (code: string, path = 'Wsl/Service'): string => `Told so.\r\nError code: ${path}/${code}\r\n`;

describe('a failed call of wsl.exe', () => {
  describe('is told by its code or its link', () => {
    eachRecording(
      ({ expected, stream, file }) =>
        stream === 'stdout' &&
        !file.endsWith('mixed.bin') &&
        (typeof expected.errorCode === 'string' || expected.condition === 'notInstalled'),
      (output, { expected }) => {
        const problem = explainFailure(output, command);
        const expectedKind =
          expected.guid !== undefined
            ? 'brokenRegistration'
            : (kindOfCondition[expected.condition ?? ''] ?? kindOfCode[expected.errorCode ?? ''] ?? 'wslError');
        assert.equal(problem.kind, expectedKind);
        if (problem.kind === 'brokenRegistration') {
          assert.equal(problem.id, expected.guid);
          // The recording of a wrong type does not name it apart; the text does.
          assert.equal(problem.property, expected.property ?? 'Version');
        }
        if (problem.kind === 'wslError') assert.equal(problem.error.code, expected.errorCode);
        if (expected.errorPath) assert.deepEqual(findErrorCode(decodeText(output.stdout))?.path, expected.errorPath);
        assert.ok('output' in problem && problem.output !== '' && !/[\0\r]/.test(problem.output));
      },
    );
  });

  it('is told alike in every language', function () {
    const sentences = recordedSentences();
    if (!sentences) return this.skip();
    assert.equal(Object.keys(sentences).length, 22);
    const id = '{0a0b0c0d-1111-4222-8333-444455556666}';
    for (const [language, texts] of Object.entries(sentences)) {
      const fill = (key: string, ...values: string[]): string =>
        values.reduce((text, value) => text.replace('{}', value), texts[key]!).replaceAll('\n', '\r\n');
      const broken = fill('MessageCorruptedDistroRegistration', 'DistributionName', id);
      const path = 'Wsl/EnumerateDistros/Service/ReadDistroConfig/E_UNEXPECTED';
      for (const encoding of ['utf8', 'utf16le'] as const) {
        const output = printed(`${fill('MessageErrorCode', broken, path)}\r\n`, minusOne, encoding);
        const problem = explainFailure(output, command);
        assert.ok(problem.kind === 'brokenRegistration', language);
        assert.deepEqual([problem.id, problem.property], [id, 'DistributionName'], language);
        const none = printed(`${fill('MessageNoDefaultDistro')}\r\n`, minusOne, encoding);
        assert.deepEqual(parseDistroList(none, command), {
          ok: true,
          value: { distros: [], otherAccount: false, failure: explainFailure(none, command) },
        });
        const off = printed(`${fill('MessageEnableVirtualization')}\r\n`, minusOne, encoding);
        assert.equal(explainFailure(off, command).kind, 'virtualizationOff', language);
      }
    }
  });

  const byCode: readonly (readonly [string, readonly string[]])[] = [
    ['optionalComponentMissing', ['WSL_E_WSL1_NOT_SUPPORTED', '0x80040303', '0x80040321', '0x8007019e', '0x8007019E']],
    ['virtualizationOff', ['HCS_E_SERVICE_NOT_AVAILABLE', '0x80370102', '0x80370114', '0x8004032d']],
    ['serviceMissing', ['ERROR_SERVICE_DISABLED', 'REGDB_E_CLASSNOTREG', '0x80070422', '0x80040154']],
    ['blockedByPolicy', ['ERROR_ACCESS_DISABLED_BY_POLICY', '0x800704ec', '0x800704EC']],
    ['distroNotFound', ['0x80040302']],
    ['kernelUpdateNeeded', ['0x800701bc']],
    ['distroBusy', ['E_ILLEGAL_STATE_CHANGE', '0x8000000d']],
    ['wslError', ['E_FAIL', '0x80004005', 'E_UNEXPECTED']],
  ];
  for (const [kind, codes] of byCode) {
    for (const code of codes) {
      it(`with ${code} is ${kind}`, () => {
        assert.equal(explainFailure(printed(codeOf(code), minusOne), command).kind, kind);
      });
    }
  }

  it('of the old WSL has a bare number, in front of a sentence or alone', () => {
    for (const text of ['Error: 0x80070422 \r\n', 'Fehler: 0x80070422 Er ist aus.\r\n', '错误：0x80070422\r\n']) {
      assert.equal(explainFailure(printed(text, minusOne, 'utf16le'), command).kind, 'serviceMissing');
    }
    assert.equal(
      explainFailure(printed('Error: 0x800701bc See it.\r\n', minusOne), command).kind,
      'kernelUpdateNeeded',
    );
  });

  it('has the last code of several, and none that stands within a sentence', () => {
    assert.deepEqual(findErrorCode(`${codeOf('E_FIRST')}${codeOf('E_LAST', 'Wsl/Service/CreateInstance')}`), {
      path: ['Wsl', 'Service', 'CreateInstance'],
      code: 'E_LAST',
    });
    assert.equal(findErrorCode('See Wsl/Service/E_FAIL for more of it.\r\n'), null);
    assert.equal(findErrorCode('https://example.invalid/Wsl/Service/E_FAIL\r\n'), null);
  });

  it('with a broken registration says nothing of what the text does not', () => {
    const problem = explainFailure(printed(codeOf('E_UNEXPECTED', 'Wsl/Service/ReadDistroConfig'), minusOne), command);
    assert.ok(problem.kind === 'brokenRegistration');
    assert.deepEqual([problem.id, problem.property], [null, null]);
  });

  it('without code or link is an unexpected exit, with what it printed on both streams', () => {
    const output = { ...printed('out\r\r\n', 3), stderr: Buffer.from('wsl: warned\r\n', 'utf16le') };
    assert.deepEqual(explainFailure(output, command), {
      kind: 'unexpectedExit',
      command,
      exitCode: 3,
      output: 'out\nwsl: warned',
    });
  });
});

describe('evidence', () => {
  it('is short and holds nothing that steers a terminal', () => {
    const output = printed(`\u001b[2J\u0007${'long '.repeat(1000)}`, 3);
    const evidence = outputEvidence(output, command);
    assert.ok(evidence.output.length <= 401 && evidence.output.endsWith('…'));
    assert.doesNotMatch(evidence.output, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });
});
