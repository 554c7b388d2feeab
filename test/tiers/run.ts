// `npm test [-- tier…]`: builds, runs each tier as a mocha process of its own, and adds up.
import { spawnSync } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { onInterrupt, type OwnedProcess, startOwned } from '../../scripts/ownedProcess';
import { ensureSystemPackages } from '../../scripts/systemPackages';
import { judge, succeeded, type TierCounts, totalLine } from './count';
import { type Tier, tiers } from './tiers';

const root = join(import.meta.dirname, '..', '..');
const countsFolder = join(root, '.build', 'tiers');

let running: OwnedProcess | undefined;

async function runTier(tier: Tier): Promise<TierCounts> {
  console.log(`\n=== ${tier.name} ===`);
  const missing = ensureSystemPackages(tier.needs);
  if (missing.length > 0) {
    const reason = missing.map(({ title, install }) => `needs ${title}; install it with: ${install}`).join('; ');
    return { passed: 0, failed: [], skipped: [`(the whole tier: ${reason})`] };
  }
  const counts = join(countsFolder, `${tier.name}.json`);
  const mocha = join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
  const reporter = join(import.meta.dirname, 'reporter.cjs');
  const flags = ['--reporter', reporter, '--timeout', String(tier.testSeconds * 1000), '--forbid-only'];
  const mochaProcess = startOwned(process.execPath, [mocha, ...flags, tier.specs], {
    cwd: root,
    env: { ...process.env, SLIPWAY_COUNTS: counts },
    output: 'inherit',
  });
  running = mochaProcess;
  let timedOut = false;
  const limit = setTimeout(() => {
    timedOut = true;
    void mochaProcess.stop();
  }, tier.minutes * 60_000);
  const code = await mochaProcess.ended;
  clearTimeout(limit);
  return judge(await readCounts(counts), code, timedOut);
}

async function readCounts(file: string): Promise<TierCounts | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as TierCounts;
  } catch {
    return undefined;
  }
}

function build(): boolean {
  const built = spawnSync(process.execPath, [join(root, 'scripts', 'build.mjs')], { cwd: root, stdio: 'inherit' });
  return built.status === 0;
}

function report(results: ReadonlyMap<string, { counts: TierCounts; seconds: number }>): void {
  console.log('\n=== summary ===');
  for (const [name, { counts }] of results) {
    for (const title of counts.failed) console.log(`failed   ${name}: ${title}`);
    for (const title of counts.skipped) console.log(`skipped  ${name}: ${title}`);
  }
  for (const [name, { counts, seconds }] of results) {
    console.log(`${name}: ${totalLine([counts])} in ${seconds.toFixed(1)} s`);
  }
}

async function main(): Promise<number> {
  const wanted = process.argv.slice(2);
  const unknown = wanted.find((name) => !tiers.some((tier) => tier.name === name));
  if (unknown !== undefined) {
    console.error(`There is no tier "${unknown}"; there are: ${tiers.map((tier) => tier.name).join(', ')}.`);
    return 2;
  }
  await rm(countsFolder, { recursive: true, force: true });
  await mkdir(countsFolder, { recursive: true });

  const results = new Map<string, { counts: TierCounts; seconds: number }>();
  if (!build()) {
    results.set('build', { counts: { passed: 0, failed: ['(scripts/build.mjs failed)'], skipped: [] }, seconds: 0 });
  }
  for (const tier of tiers) {
    if (results.has('build') || (wanted.length > 0 && !wanted.includes(tier.name))) continue;
    const start = performance.now();
    const counts = await runTier(tier);
    results.set(tier.name, { counts, seconds: (performance.now() - start) / 1000 });
  }
  const all = [...results.values()].map((result) => result.counts);
  report(results);
  console.log(`\n${totalLine(all)}`);
  return succeeded(all, process.env['SLIPWAY_NO_SKIP'] !== '1') ? 0 : 1;
}

onInterrupt((code) => void (running?.stop() ?? Promise.resolve()).finally(() => process.exit(code)));
process.exitCode = await main();
