import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import { parseCompose } from '../../../../src/mounts/compose/surroundings';
import { readYamlFile, type YamlFile } from '../../../../src/mounts/readers/yamlDocument';
import type { parseYaml } from '../../../../src/mounts/readers/yamlParse';
import { atOnce } from '../../../../src/mounts/readers/yamlParse';
import { reparse } from '../../../../src/mounts/readers/yamlReparse';
import { scanText } from '../../../../src/mounts/scan';
import { noSurroundings } from '../../../../src/mounts/compose/surroundings';
import { alone } from '../../../../src/mounts/related';
import { composeFile } from '../../../bench/inputs';
import { Random } from '../../../random';
import { readSamples } from '../corpus';
import { places } from '../places';

/** All that anybody reads of a parsed file. */
function outline({ documents, errors, brokenEscapes }: YamlFile): unknown {
  return { documents: documents.map(({ root }) => outlineOf(root)), errors, brokenEscapes };
}

function outlineOf(node: unknown): unknown {
  if (isMap(node)) {
    const pairs = node.items.map(({ key, value }) => [outlineOf(key), outlineOf(value)]);
    return ['map', node.range, node.tag, node.anchor, node.flow ?? false, pairs];
  }
  if (isSeq(node)) return ['seq', node.range, node.tag, node.anchor, node.flow ?? false, node.items.map(outlineOf)];
  if (isScalar(node))
    return ['scalar', node.range, node.tag, node.anchor, node.type, node.source, typeof node.value, String(node.value)];
  return isAlias(node) ? ['alias', node.range, node.source] : node;
}

const shop = `# A shop.
x-common: &common
  restart: always
services:
  web:
    <<: *common
    image: "node:20"
    volumes:
      - ./src:/app
      - type: bind
        source: ./data
        target: /data

  # The database.
  db:
    image: postgres
    command: |
      postgres
        -c x

    volumes: ['./pg:/var/lib/postgresql/data', "b:/x"]
  last: {image: redis}
volumes:
  b:
`;

/** Pieces that begin, end or continue something, wherever they stand. */
const snippets = ['\n', ' ', '  ', '    ', '\t', '#', '# x\n', '-', '- ', ':', ': ', '"', "'", '&a ', '*a', '*common', '<<: *common\n', '!reset ', '|\n', '>-\n', '{', '}', '[', ']', ',', '---\n', '...\n', '%YAML 1.1\n', '\r', '\r\n', '\\', '"C:\\temp"', '"C:\\Users"', 'x', 'services:\n', '  new:\n    image: x\n', '      - ./a:/b\n', '\0', '\uFEFF', '? ', 'volumes:\n', '@', '`', '%']; // prettier-ignore

interface Edit {
  readonly at: number;
  readonly length: number;
  readonly text: string;
  readonly lines: boolean;
}

const anyEdit: fc.Arbitrary<Edit> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 60 })),
  text: fc.oneof(fc.constantFrom('', ...snippets), fc.array(fc.constantFrom(...snippets), { maxLength: 4 }).map((all) => all.join(''))), // prettier-ignore
  lines: fc.boolean(),
});

/** The text after a change at some place, or at the start of the line of that place. */
function changed(text: string, { at, length, text: added, lines }: Edit): string {
  const offset = Math.floor(at * (text.length + 1));
  const start = lines ? text.lastIndexOf('\n', offset - 1) + 1 : offset;
  return text.slice(0, start) + added + text.slice(start + length);
}

describe('a YAML file that is parsed again after a change', () => {
  const compose = readSamples().flatMap(({ text, place }) => (/\.ya?ml$/.test(place.file) ? [text] : []));
  const texts = [shop, shop.replace(/\n/g, '\r\n'), composeFile(6, new Random(1)), ...compose];

  it('is what it would be if all of it were parsed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.array(anyEdit, { minLength: 1, maxLength: 6 }), (first, edits) => {
        let [text, known] = [first, readYamlFile(first)];
        for (const edit of edits) {
          text = changed(text, edit);
          known = readYamlFile(text, known);
          assert.deepEqual(outline(known), outline(readYamlFile(text)), JSON.stringify(text));
        }
      }),
      { numRuns: 600 },
    );
  });

  it('is so for each character that may be gone, and for each place of one that opens something', () => {
    const known = readYamlFile(shop);
    const check = (text: string): void =>
      assert.deepEqual(outline(readYamlFile(text, known)), outline(readYamlFile(text)), JSON.stringify(text));
    for (let at = 0; at <= shop.length; at += 1) {
      check(shop.slice(0, at) + shop.slice(at + 1));
      for (const added of ['"', '[', '{', '#', '&a ', '!!str ']) check(shop.slice(0, at) + added + shop.slice(at));
    }
  });

  it('is so for each beginning that may become another one', () => {
    const beginnings = ['', '# A shop.\n', '# 50 %\n', '\n\n', '  ', '\t', '---\n', '--- &a\n', '&a\n', '!!map\n', '%YAML 1.1\n---\n', '%TAG ! !a-\n---\n', '\uFEFF', '\r\n', 'x: yes\n', '  x: 1\n', 'x:\n  y: &a 1\n', 'x: |\n', '? x\n', '- x\n', '"', '{', '[', '...\n', 'x: 1\n---\n', 'x: 1\n...\n', '*a :\n', '<<: {a: 1}\n']; // prettier-ignore
    const rest = 'on: yes\nb: !x 1\nservices:\n  web:\n    image: a\nlast: 1\n';
    for (const before of beginnings) {
      const known = readYamlFile(before + rest);
      for (const after of beginnings) {
        const text = after + rest;
        assert.deepEqual(
          outline(readYamlFile(text, known)),
          outline(readYamlFile(text)),
          JSON.stringify([before, after]),
        );
      }
    }
  });

  it('is parsed as a whole where the next key is a key no more', () => {
    const before = 'services:\n  a: 1\n  b: 2 # x\n  c: 3\n';
    const text = 'services:\n  a: 10\n  b: 20 # x  c: 3\n';
    assert.deepEqual(outline(readYamlFile(text, readYamlFile(before))), outline(readYamlFile(text)));
  });

  it('is parsed as a whole after an error that is not the end of its scalar', () => {
    const [before, after] = ['version: "3"\nservices:\n  a:\n    image: b:c\n', '"C:\\temp"{'];
    const text = after + before;
    assert.deepEqual(outline(readYamlFile(text, readYamlFile(before))), outline(readYamlFile(text)));
  });

  it('gives the findings and fixes that it would give', () => {
    const scanned = (text: string, parsed: ReturnType<typeof parseCompose>): unknown => {
      const related = { ...alone, compose: { ...noSurroundings, parsed } };
      const { findings, mounts } = scanText(text, places.A, related);
      return [findings.map(({ rule, range, message, fixes }) => [rule, range, message, fixes()]), mounts.length];
    };
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.array(anyEdit, { minLength: 1, maxLength: 4 }), (first, edits) => {
        let [text, known] = [first, parseCompose(first)];
        for (const edit of edits) {
          text = changed(text, edit);
          known = parseCompose(text, known);
          assert.deepEqual(scanned(text, known), scanned(text, parseCompose(text)), JSON.stringify(text));
        }
      }),
      { numRuns: 60 },
    );
  });

  /** How many characters are parsed when a text has become another; null where all of it is. */
  function parsedOf(before: string, after: string): number | null {
    const { base } = readYamlFile(before);
    let length: number | null = null;
    const noting: typeof parseYaml = function* (text) {
      yield;
      length = text.length;
      return [];
    };
    assert.equal(base && atOnce(reparse(after, base, noting)), null);
    return length;
  }

  it('is parsed in few lines where one service has changed', () => {
    const long = composeFile(200, new Random(2));
    const at = long.indexOf('image:', long.length / 2);
    assert.ok((parsedOf(long, `${long.slice(0, at)}x${long.slice(at)}`) ?? Infinity) < long.length / 40);
    assert.ok((parsedOf(long, `x-more: &more\n  a: 1\n${long}`) ?? Infinity) < 200);
    assert.ok((parsedOf(`# One more line.\n${long}`, long) ?? Infinity) < 200);
    assert.equal(parsedOf('{a: 1}', '{a: 12}'), null);
    assert.equal(parsedOf('? a\n: 1\n', '? a\n: 12\n'), null);
  });
});
