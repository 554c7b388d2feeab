import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readJson, readText } from './sources';

/** The rows of a table, by what stands in the first column in code. */
function rowsOf(text: string): ReadonlyMap<string, string> {
  return new Map(
    [...text.matchAll(/^\| `([^`]+)` \| ([^|]*) \|/gm)].map(([, name = '', value = '']) => [name, value.trim()]),
  );
}

describe('docs/settings.md', () => {
  const [, editor = '', project = ''] = readText('docs/settings.md').split(/^## /m);

  it('has a row for each setting of the editor, with its default', () => {
    const { contributes } = readJson('package.json') as {
      readonly contributes: {
        readonly configuration: { readonly properties: Readonly<Record<string, { readonly default: unknown }>> };
      };
    };
    const settings = Object.entries(contributes.configuration.properties);
    assert.deepEqual(
      [...rowsOf(editor)],
      settings.map(([name, setting]) => [name, `\`${JSON.stringify(setting.default)}\``]),
    );
  });

  it('has a row for each key of a project file', () => {
    const schema = readJson('docs/schema/slipway.schema.json') as { readonly properties: object };
    assert.deepEqual([...rowsOf(project).keys()].sort(), Object.keys(schema.properties).sort());
  });
});
