import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Place } from '../../../src/mounts/mount';
import { readText, root } from '../house/sources';
import { placeAt, places } from './places';

/** A file as people have it, where it stands, and what is to be said of it. */
export interface Sample {
  readonly name: string;
  readonly text: string;
  readonly place: Place;
  /** `rule@line`, in order. */
  readonly expected: readonly string[];
}

const folder = 'test/fixtures/findings';
const unknown = placeAt(null);
const named: Readonly<Record<string, Place>> = { ...places, U: unknown };

/**
 * The samples of all collections. One begins with `=== name | file | place`, goes on with the text, and ends with `---` and the
 * findings that are expected. The places are those of `places`, and U, which nobody knows.
 */
export function readSamples(): Sample[] {
  return readdirSync(join(root, folder)).flatMap((file) =>
    readText(`${folder}/${file}`)
      .split(/^=== /m)
      .slice(1)
      .map((part) => readSample(part, file)),
  );
}

function readSample(part: string, collection: string): Sample {
  const match = /^([^|\n]+) \| ([^|\n]+) \| ([^|\n]+)\n([^]*?)^---(.*)$/m.exec(part);
  assert.ok(match, `${collection}: ${part.slice(0, 60)}`);
  const [, name = '', file = '', place = '', text = '', expected = ''] = match;
  const where = named[place];
  assert.ok(where, `${collection}: ${name}: no place ${place}`);
  return {
    name: `${name} (${place})`,
    text,
    place: { ...where, file },
    expected: inOrder(expected.trim().split(/\s+/)),
  };
}

/** `rule@line` by line, then by rule. */
export function inOrder(findings: readonly string[]): string[] {
  const key = (finding: string): string => {
    const [rule = '', line = ''] = finding.split('@');
    return `${line.padStart(6, '0')} ${rule}`;
  };
  return findings.filter((finding) => finding !== '').sort((a, b) => key(a).localeCompare(key(b)));
}
