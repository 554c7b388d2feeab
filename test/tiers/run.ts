// `npm test [-- tier…]`: builds, runs each tier as a mocha process of its own, and adds up.
import { spawnSync } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { onInterrupt, type OwnedProcess, startOwned } from '../../scripts/ownedProcess';
import { ensureSystemPackages } from '../../scripts/systemPackages';
import { tsxLoader } from '../vscode/harness/paths';
import { judge, succeeded, type TierCounts, totalLine } from './count';
import { type Tier, tiers } from './tiers';

const root = join(import.meta.dirname, '..', '..');
const countsFolder = join(root, '.build', 'tiers');

type Results = Map<string, { readonly counts: TierCounts; readonly seconds: number }>;
type Output = 'shown' | 'shown at its end';

const running = new Set<OwnedProcess>();

/** Two that wrote at the same time could not be read. */
async function runTier(tier: Tier, output: Output): Promise<TierCounts> {
  const isShown = output === 'shown';
  if (isShown) console.log(`\n=== ${tier.name} ===`);
  const missing = ensureSystemPackages(tier.needs);
  if (missing.length > 0) {
    const reason = missing.map(({ title, install }) => `needs ${title}; install it with: ${install}`).join('; ');
    return { passed: 0, failed: [], skipped: [`(the whole tier: ${reason})`], retried: [] };
  }
  for (const { title, install } of ensureSystemPackages(tier.wants)) {
    console.log(`Some tests are skipped without ${title}; install it with: ${install}`);
  }
  const counts = join(countsFolder, `${tier.name}.json`);
  const mocha = [join(root, 'node_modules', 'mocha', 'bin', 'mocha.js')];
  const runner = tier.runner === undefined ? mocha : ['--import', tsxLoader, join(root, tier.runner)];
  const reporter = join(import.meta.dirname, 'reporter.cjs');
  const flags = ['--reporter', reporter, '--timeout', String(tier.testSeconds * 1000), '--forbid-only'];
  if (tier.retries !== undefined) flags.push('--retries', String(tier.retries));
  const mochaProcess = startOwned(process.execPath, [...runner, ...flags, tier.specs], {
    cwd: root,
    env: { ...process.env, SLIPWAY_COUNTS: counts },
    output: isShown ? 'inherit' : 'pipe',
  });
  running.add(mochaProcess);
  const kept: Buffer[] = [];
  const { stdout, stderr } = mochaProcess.child;
  for (const stream of [stdout, stderr]) stream?.on('data', (chunk: Buffer) => kept.push(chunk));
  let timedOut = false;
  const limit = setTimeout(() => {
    timedOut = true;
    void mochaProcess.stop();
  }, tier.minutes * 60_000);
  const code = await mochaProcess.ended;
  clearTimeout(limit);
  running.delete(mochaProcess);
  if (!isShown) process.stdout.write(Buffer.concat([Buffer.from(`\n=== ${tier.name} ===\n`), ...kept]));
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

/** Two, since most of what a test starts is a process of one thread, and a machine that runs all tiers has two processors. */
const lanes = 2;

/** Each lane takes the next tier that nobody has begun. One lane is to be read while it runs. */
async function runInLanes(chosen: readonly Tier[], results: Results): Promise<void> {
  const waiting = [...chosen];
  const lane = async (output: Output): Promise<void> => {
    for (let tier = waiting.shift(); tier; tier = waiting.shift()) {
      const start = performance.now();
      const counts = await runTier(tier, output);
      results.set(tier.name, { counts, seconds: (performance.now() - start) / 1000 });
    }
  };
  const shown = lane('shown');
  const hidden = Array.from({ length: lanes - 1 }, () => lane('shown at its end'));
  await Promise.all([shown, ...hidden]);
}

function report(results: Results): void {
  console.log('\n=== summary ===');
  for (const [name, { counts }] of results) {
    for (const title of counts.failed) console.log(`failed   ${name}: ${title}`);
    for (const title of counts.skipped) console.log(`skipped  ${name}: ${title}`);
    for (const title of counts.retried) console.log(`retried  ${name}: ${title}`);
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

  const results: Results = new Map();
  if (!build()) {
    const counts = { passed: 0, failed: ['(scripts/build.mjs failed)'], skipped: [], retried: [] };
    results.set('build', { counts, seconds: 0 });
  }
  const chosen = results.has('build') ? [] : tiers.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  await runInLanes(chosen, results);
  const all = [...results.values()].map((result) => result.counts);
  report(results);
  console.log(`\n${totalLine(all)}`);
  return succeeded(all, process.env['SLIPWAY_NO_SKIP'] !== '1') ? 0 : 1;
}

onInterrupt((code) => {
  const stopped = Promise.allSettled([...running].map((each) => each.stop()));
  void stopped.then(() => process.exit(code));
});
process.exitCode = await main();
