import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020';
import { readJson, root } from '../../house/sources';

const own = new Ajv2020({ strict: false, allErrors: true, validateFormats: false }).compile(
  readJson('test/fixtures/sarif-subset.schema.json') as object,
);

/** OASIS's own schema, where somebody keeps it; it is not ours to commit. */
const kept = join(process.env['SLIPWAY_SHARED'] ?? join(root, '..', 'shared'), 'data', 'sarif-schema-2.1.0.json');
const official = existsSync(kept) ? compileOfficial(readFileSync(kept, 'utf8')) : null;

/** Its draft 4 means the same in draft 7 but for the names of two keywords. */
function compileOfficial(text: string) {
  const { id, ...rest } = JSON.parse(text) as Record<string, unknown>;
  const schema = { ...rest, $id: String(id), $schema: 'http://json-schema.org/draft-07/schema#' };
  return new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(schema);
}

/** Fails where a log is not as SARIF 2.1.0 wants it, or holds something that we do not mean to write. */
export function assertSarif(log: unknown): void {
  for (const validate of [own, ...(official ? [official] : [])]) {
    assert.ok(validate(log), JSON.stringify(validate.errors, null, 2));
  }
}
