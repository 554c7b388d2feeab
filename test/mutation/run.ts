// `npm run mutate [-- NAME… --jobs N]`: breaks each file of subjects.ts in every way that StrykerJS knows, one at a time, and counts how many of
// these changes turn a test red. NAME is a part of a file's name; without one all are tried. docs/mutation.md has the figures.
import type { MutantResult, PartialStrykerOptions } from '@stryker-mutator/api/core';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { LineIndex } from '../../src/text/range';
import { explained } from './explained';
import { subjects, type Subject } from './subjects';

/** Of each hundred changes of a file, at least so many have to be noticed. */
const wanted = 85;

const { values, positionals: names } = parseArgs({
  options: { jobs: { type: 'string', default: '1' } },
  allowPositionals: true,
});

const namesOfMocha = join(import.meta.dirname, 'cjsNames.cjs');
createRequire(import.meta.url)(namesOfMocha);
const { Stryker } = await import('@stryker-mutator/core');

const root = join(import.meta.dirname, '..', '..');
const work = mkdtempSync(join(tmpdir(), 'slipway-mutation-'));
process.once('exit', () => rmSync(work, { recursive: true, force: true }));

// The names of its levels are an enumeration that is there for the compiler alone.
const quiet = { logLevel: 'error' } as object as PartialStrykerOptions;

function optionsFor({ file, specs }: Subject): PartialStrykerOptions {
  return {
    mutate: [file],
    testRunner: 'mocha',
    mochaOptions: { spec: specs.map((spec) => `test/unit/${spec}`), require: ['./test/mutation/firstFault.ts'] },
    testRunnerNodeArgs: ['--require', namesOfMocha, '--import', 'tsx'],
    plugins: ['@stryker-mutator/mocha-runner'],
    coverageAnalysis: 'perTest',
    concurrency: Number(values.jobs),
    // The copy in which the files are broken holds what the specs read, and nothing else.
    ignorePatterns: [
      '**',
      '!src/**',
      '!test/unit/**',
      '!test/*.ts',
      '!test/fixtures/**',
      '!test/mutation/firstFault.ts',
      '!package.json',
      '!tsconfig.json',
      '!.mocharc.json',
    ],
    tempDirName: work,
    reporters: [],
    ...quiet,
  };
}

interface Change {
  readonly before: string;
  readonly after: string;
  readonly place: string;
}

function changeOf(file: string, { location: { start, end }, replacement }: MutantResult): Change {
  const text = readFileSync(join(root, file), 'utf8');
  const lines = new LineIndex(text);
  const offset = ({ line, column }: typeof start): number => lines.lineStart(line) + column - 1;
  return {
    before: text.slice(offset(start), offset(end)),
    after: replacement,
    place: `${file}:${start.line}:${start.column}`,
  };
}

/** What a change does, without most of what it leaves as it is. */
function difference(before: string, after: string): string {
  const most = Math.min(before.length, after.length);
  let [start, end] = [0, 0];
  while (start < most && before[start] === after[start]) start += 1;
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const around = 30;
  const shown = (text: string): string =>
    (start > around ? '…' : '') +
    JSON.stringify(text.slice(Math.max(0, start - around), text.length - Math.max(0, end - around))) +
    (end > around ? '…' : '');
  return `${shown(before)} -> ${shown(after)}`;
}

interface Score {
  readonly killed: number;
  readonly all: number;
  readonly unexplained: readonly Change[];
}

async function scoreOf(subject: Subject): Promise<Score> {
  const results = await new Stryker(optionsFor(subject)).runMutationTest();
  const killed = results.filter(({ status }) => status === 'Killed' || status === 'Timeout');
  const left = results.filter(({ status }) => status === 'Survived' || status === 'NoCoverage');
  const known = explained.filter(({ file }) => file === subject.file);
  const unexplained = left
    .map((mutant) => changeOf(subject.file, mutant))
    .filter((change) => !known.some(({ before, after }) => before === change.before && after === change.after));
  return { killed: killed.length, all: killed.length + left.length, unexplained };
}

const row = (name: string, killed: number, all: number): string =>
  `| ${name} | ${killed} of ${all} | ${((100 * killed) / all).toFixed(1)} % |`;

const chosen = subjects.filter(({ file }) => names.length === 0 || names.some((name) => file.includes(name)));
let [killed, all, failed] = [0, 0, chosen.length === 0];
for (const { file, specs } of chosen) {
  const score = await scoreOf({ file, specs });
  console.log(row(`\`${file}\``, score.killed, score.all));
  for (const { place, before, after } of score.unexplained) {
    console.log(`    ${place} ${difference(before, after)}`);
  }
  killed += score.killed;
  all += score.all;
  failed ||= 100 * score.killed < wanted * score.all || score.unexplained.length > 0;
}
console.log(row('all', killed, all));
process.exitCode = failed ? 1 : 0;
