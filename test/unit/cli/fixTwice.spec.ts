import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseTree, type Node } from 'jsonc-parser';
import { isAlias, isMap, isPair, isScalar, isSeq, parseAllDocuments } from 'yaml';
import { readJson, readText } from '../house/sources';
import { readSamples } from '../mounts/corpus';
import { composeWith, devcontainerFile, quoted } from '../mounts/places';
import { Program } from './program';

interface Row {
  readonly kind: string;
  readonly text: string;
}
interface Found {
  readonly findings: readonly { file: string; rule: string; fixes: readonly { safe: boolean }[] }[];
  readonly errors: readonly { file: string }[];
}
interface Fixed {
  readonly files: readonly { file: string; outcome: string; fixes: readonly { rule: string }[] }[];
}

/** Every fixture that is a file with mounts, each in a project of its own: way → text. */
function fixtures(asOnWindows: boolean): ReadonlyMap<string, string> {
  const { rows } = readJson('test/fixtures/mounts-97.json') as { rows: readonly Row[] };
  const short = rows.filter(({ kind }) => kind === 'compose-short').map(({ text }) => text);
  const files: [name: string, text: string][] = [
    ['compose.yaml', readText('test/fixtures/compose/shop.yaml')],
    ...readSamples().map(({ place, text }): [string, string] => [place.file, text]),
    ...short.map((text): [string, string] => ['compose.yaml', composeWith(quoted(text))]),
    // As it is written by those who know no other quotes, and with flags of a Mac.
    ...short.map((text): [string, string] => ['compose.yml', composeWith(`"${text}"`, `'${text}:cached'`)]),
    ...rows
      .filter(({ kind, text }) => kind.startsWith('devcontainer') && text.trimStart().startsWith('{'))
      .map(({ text }): [string, string] => [devcontainerFile, text]),
    ...rows
      .filter(({ kind }) => kind === 'compose-volume-device')
      .map(({ text }): [string, string] => ['docker-compose.yml', text]),
  ];
  // Line ends and a byte order mark have to outlive a fix.
  const written = (text: string): string => (asOnWindows ? `\uFEFF${text.replace(/\r?\n/g, '\r\n')}` : text);
  return new Map(files.map(([name, text], index) => [`${index}/${name}`, written(text)]));
}

/** The keys of a document with what they lead to, and how many faults it has; null where it is no data. */
function outline(way: string, text: string): { readonly keys: readonly string[]; readonly faults: number } | null {
  const plain = text.replace(/^\uFEFF/, '');
  if (way.endsWith('.json')) {
    const faults: never[] = [];
    const visit = (node: Node | undefined): string[] =>
      (node?.children ?? []).flatMap((child) => [
        ...(node?.type === 'property' && child === node.children?.[0] ? [String(child.value)] : []),
        ...visit(child),
      ]);
    return { keys: visit(parseTree(plain, faults, { allowTrailingComma: true })), faults: faults.length };
  }
  if (!/\.ya?ml$/.test(way)) return null;
  const documents = parseAllDocuments(plain, { logLevel: 'silent' });
  const visit = (node: unknown): string[] => {
    if (isPair(node)) return [String(node.key), ...(isScalar(node.value) ? [] : visit(node.value))];
    if (isMap(node) || isSeq(node)) return node.items.flatMap(visit);
    return [isAlias(node) ? `*${node.source}` : '-'];
  };
  if (!Array.isArray(documents)) return { keys: [], faults: 0 };
  return {
    keys: documents.flatMap(({ contents }) => visit(contents)),
    faults: documents.reduce((sum, { errors }) => sum + errors.length, 0),
  };
}

/** What is left of a text without all that a safe fix may touch: flags of consistency, and how a path is spelled. */
function untouched(text: string): string {
  const flag = /(?:\bconsistency\s*["']?\s*[:=]\s*["']?)?\b(?:cached|delegated|consistent)\b/g;
  // The project's own folder may be written as a dot.
  const own = /(?:\/run\/desktop\/mnt\/host\/c|\/mnt\/c|\/{1,2}c|\bc:|\/home\/u)[\\/]proj\b/gi;
  return text
    .replace(flag, '')
    .replace(own, '')
    .replace(/["'\\/,:. \t\r\n]/g, '');
}

describe('slipway fix, over every fixture', function () {
  this.timeout(120_000);
  let program: Program;
  before(() => (program = new Program()));
  after(() => program.dispose());

  const safe = ({ findings }: Found): Found['findings'] =>
    findings.filter(({ fixes }) => fixes.some((fix) => fix.safe));

  for (const [place, ...location] of [
    ['A', '--location', 'C:\\proj'],
    ['B', '--location', '/home/u/proj', '--distro', 'Ubuntu'],
    ["A'", '--location', '/mnt/c/proj'],
  ] as const) {
    it(`leaves nothing that it could fix, and all else as it was (${place})`, async () => {
      const texts = fixtures(place !== 'A');
      const cwd = program.project(Object.fromEntries(texts));
      const ways = [...texts.keys()];
      const read = (way: string): string => readFileSync(join(cwd, way), 'utf8');
      const scan = async (): Promise<Found> =>
        JSON.parse(
          (await program.run(['scan', '--format', 'json', ...location, '--', ...ways], { cwd })).stdout,
        ) as Found;
      const fix = async (): Promise<Fixed & { code: number | null }> => {
        const { code, stdout } = await program.run(['fix', '--format', 'json', ...location, '--', ...ways], { cwd });
        return { ...(JSON.parse(stdout) as Fixed), code };
      };

      const before = await scan();
      const first = await fix();
      const fixed = new Map(first.files.map((file) => [file.file, file]));
      assert.ok(fixed.size > 20 && [...fixed.values()].every(({ outcome }) => outcome === 'fixed'));
      for (const { file } of safe(before)) assert.ok(fixed.has(file), file);
      const once = new Map(ways.map((way) => [way, read(way)]));
      for (const [way, text] of texts) {
        const now = once.get(way) ?? '';
        assert.equal(now !== text, fixed.has(way), way);
        if (now === text) continue;
        assert.equal(untouched(now), untouched(text), `${way}:\n${text}\n→\n${now}`);
        assert.deepEqual(new Set(now.match(/\r?\n/g)), new Set(text.match(/\r?\n/g)), way);
        const [old, fresh] = [outline(way, text), outline(way, now)];
        assert.ok((fresh?.faults ?? 0) <= (old?.faults ?? 0), way);
        const kept = (old?.keys ?? []).filter((key) => key !== 'consistency');
        if (old?.faults === fresh?.faults) assert.deepEqual(fresh?.keys ?? [], kept, way);
      }

      const after = await scan();
      assert.deepEqual(safe(after), []);
      // What could be read before can be read now.
      const broken = new Set(before.errors.map(({ file }) => file));
      assert.deepEqual(
        [...new Set(after.errors.map(({ file }) => file))].filter((file) => !broken.has(file)),
        [],
      );
      const second = await fix();
      assert.deepEqual(second.files, []);
      assert.equal(second.code, after.errors.length > 0 ? 2 : 0);
      for (const [way, text] of once) assert.equal(read(way), text, way);
    });
  }
});
