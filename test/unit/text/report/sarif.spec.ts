import assert from 'node:assert/strict';
import type { Finding } from '../../../../src/text/finding';
import { inEnglish, message } from '../../../../src/text/message';
import { findingsAsSarif, type SarifOptions } from '../../../../src/text/report/sarif';
import type { FileFindings } from '../../../../src/text/report/findings';
import { fileWith, finding } from './sample';
import { assertSarif } from './sarifSchema';

interface Log {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly Record<string, unknown>[] } };
    readonly invocations: readonly unknown[];
    readonly results: readonly Record<string, unknown>[];
  }[];
}

const page = '# some-rule\n\nWhat it\nsays.\n\n## What happens\n\nThis\nand that.\n';

function log(
  files: readonly FileFindings[],
  changes: Partial<SarifOptions> = {},
  errors = [{ file: 'x', message: 'm' }],
) {
  const options: SarifOptions = {
    translate: inEnglish,
    version: '1.2.3',
    rules: [
      { id: 'other-rule', page },
      { id: 'some-rule', page },
    ],
    root: 'file:///p/',
    locate: (file) => ({ uri: file, uriBaseId: '%SRCROOT%' }),
    exitCode: 1,
    fingerprints: new Map(files.flatMap(({ findings }) => findings).map((each) => [each, '0123456789abcdef'])),
    ...changes,
  };
  const output = JSON.parse(findingsAsSarif(files, errors, options)) as Log;
  assertSarif(output);
  return output.runs[0]!;
}

describe('findingsAsSarif', () => {
  it('writes a finding with rule, place, fingerprint and fix', () => {
    const region = { startLine: 2, startColumn: 7, endLine: 2, endColumn: 10 };
    const artifactLocation = { uri: 'a/b.yaml', uriBaseId: '%SRCROOT%' };
    assert.deepEqual(log([fileWith()]).results, [
      {
        ruleId: 'some-rule',
        ruleIndex: 1,
        level: 'warning',
        message: { text: 'Slow: old.' },
        locations: [{ physicalLocation: { artifactLocation, region } }],
        partialFingerprints: { 'slipwayFinding/v1': '0123456789abcdef' },
        fixes: [
          {
            description: { text: 'Write new' },
            artifactChanges: [
              { artifactLocation, replacements: [{ deletedRegion: region, insertedContent: { text: 'new' } }] },
            ],
            properties: { safe: true },
          },
        ],
        properties: { severity: 'warning', source: 'old' },
      },
    ]);
  });

  it('knows three levels', () => {
    const levels = (['error', 'warning', 'info', 'hint'] as const).map((severity) => {
      const { results } = log([fileWith([{ ...finding, severity }])]);
      return results[0]?.['level'];
    });
    assert.deepEqual(levels, ['error', 'warning', 'note', 'note']);
  });

  it('writes places in other files, and edits that only take away', () => {
    const changed: Finding = {
      ...finding,
      related: [{ path: '.env', line: 3, message: message('{0} is set here', 'SRC') }],
      fixes: () => [{ ...finding.fixes()[0]!, edits: [{ range: finding.range, newText: '' }] }],
    };
    const [result] = log([fileWith([changed])]).results;
    assert.match(JSON.stringify(result?.['relatedLocations']), /"uri":"\.env".*"startLine":3/);
    assert.doesNotMatch(JSON.stringify(result?.['fixes']), /insertedContent/);
  });

  it('takes what it says of a rule from its page', () => {
    const { rules } = log([]).tool.driver;
    assert.deepEqual(rules[1], {
      id: 'some-rule',
      shortDescription: { text: 'What it says.' },
      fullDescription: { text: 'This and that.' },
      help: { text: page, markdown: page },
    });
    const address = 'https://example.com/some-rule';
    const [rule] = log([], { rules: [{ id: 'some-rule', page, address }] }).tool.driver.rules;
    assert.equal(rule?.['helpUri'], address);
  });

  it('tells what could not be read, and that the run was not whole', () => {
    const { invocations } = log([], { exitCode: 2 }, [{ file: 'a', line: 7, message: 'why' }] as never);
    assert.deepEqual(invocations, [
      {
        executionSuccessful: false,
        exitCode: 2,
        toolExecutionNotifications: [
          {
            level: 'error',
            message: { text: 'why' },
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: 'a', uriBaseId: '%SRCROOT%' },
                  region: { startLine: 7 },
                },
              },
            ],
          },
        ],
      },
    ]);
    assert.match(JSON.stringify(log([], { exitCode: 0 }, []).invocations), /"executionSuccessful":true/);
  });
});
