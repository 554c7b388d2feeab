import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../house/sources';

/** A table of what reference programs do; null where it is not at hand. */
export function readConformance(name: string): readonly unknown[] | null {
  const shared = process.env['SLIPWAY_SHARED'] ?? join(root, '..', 'shared');
  const file = join(shared, 'data', 'conformance', name);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { cases: unknown[] }).cases : null;
}
