import assert from 'node:assert/strict';
import { Ajv2020 } from 'ajv/dist/2020';
import { readJson } from './sources';

interface Schema {
  readonly properties: Readonly<Record<string, Schema>>;
  readonly description?: string;
  readonly propertyNames?: { readonly enum: readonly string[] };
}

const strict = readJson('docs/schema/slipway.schema.json') as Schema;
const forEditors = readJson('docs/schema/slipway.editor.schema.json') as Schema;

describe('the schema that the editor completes project files by', () => {
  it('knows what the strict one knows', () => {
    const known = Object.fromEntries(Object.entries(strict.properties).filter(([key]) => key !== '$schema'));
    assert.deepEqual(Object.keys(forEditors.properties), Object.keys(known));
    for (const [key, { description }] of Object.entries(known)) {
      assert.equal(forEditors.properties[key]?.description, description, key);
    }
    assert.deepEqual(Object.keys(forEditors.properties['rules']!.properties), known['rules']!.propertyNames!.enum);
  });

  it('refuses nothing: mistakes are told by ourselves, and once', () => {
    const validate = new Ajv2020().compile(forEditors);
    for (const text of [
      '{"sid": 1}',
      '{"rules": {"slow-mount": 3, "x": 1}}',
      '{"side": "left"}',
      '{"env": [], "excludes": 1}',
    ]) {
      assert.ok(validate(JSON.parse(text)), text);
    }
  });
});
