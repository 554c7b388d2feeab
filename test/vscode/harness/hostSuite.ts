import { strict as assert } from 'node:assert';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { glob } from 'tinyglobby';
import Mocha from 'mocha';
import { type HostResult, type HostTest, resultVariable } from './hostRunner';
import { type HostTestsOptions, type HostTestsResult, runHostTests } from './hostTests';
import { buildFolder } from './paths';

export type HostSuiteOptions = Omit<HostTestsOptions, 'extensionTestsPath'> & {
  /** Where the host tests are: every `*.ts` below it. */
  tests: string;
  /** Names the bundle; by default the last part of `tests`. */
  name?: string;
};

/**
 * Runs the tests of a folder inside the extension host, and shows each as a test of this suite, with its own outcome.
 *
 * What the host will report is known only after its run. So the run is the suite's `before` hook, and its results are
 * added as tests then: mocha takes the list of a suite's tests after its `before` hooks. The one test defined at once
 * makes mocha enter the suite, and fails when the host did not come to a proper end, whatever its tests said.
 */
export function hostSuite(title: string, options: () => HostSuiteOptions | Promise<HostSuiteOptions>): void {
  describe(title, function () {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- mocha gives a suite only in this way
    const suite = this;
    let outcome: HostOutcome;

    before('run in the extension host', async function () {
      this.timeout(0);
      outcome = await runBundled(await options());
      for (const test of outcome.result.tests) suite.addTest(asTest(test));
    });

    it('comes to its end in the extension host', () => {
      const failed = outcome.result.tests.some((test) => test.state === 'failed');
      const { code, stopped, output } = outcome.run;
      assert.ok(!stopped, `The time limit was reached.\n${output}`);
      assert.ok(outcome.result.complete, `The host ended before its tests did, with ${code}.\n${output}`);
      assert.notEqual(outcome.result.tests.length, 0, `No test ran.\n${output}`);
      assert.equal(code === 0, !failed, `Exit code ${code} does not fit the tests' results.\n${output}`);
    });
  });
}

export interface HostOutcome {
  run: HostTestsResult;
  result: HostResult;
}

/** Bundles the host tests and runs them. */
export async function runBundled(options: HostSuiteOptions): Promise<HostOutcome> {
  const name = options.name ?? basename(options.tests);
  const folder = join(buildFolder, 'vscode-host');
  const resultFile = join(folder, `${name}.json`);
  await mkdir(folder, { recursive: true });
  await rm(resultFile, { force: true });
  const extensionTestsPath = await bundle(options.tests, join(folder, `${name}.cjs`));
  const env = { ...options.env, [resultVariable]: resultFile };
  const run = await runHostTests({ ...options, extensionTestsPath, env });
  const result = await readFile(resultFile, 'utf8').then(
    (text) => JSON.parse(text) as HostResult,
    () => ({ complete: false, tests: [] }),
  );
  return { run, result };
}

/** The `require` of each file is inside a function: mocha's `describe` has to exist before they are evaluated. */
async function bundle(tests: string, outfile: string): Promise<string> {
  const files = (await glob('**/*.ts', { cwd: tests, absolute: true })).sort();
  const loads = files.map((file) => `require(${JSON.stringify(file)});`).join(' ');
  const runner = JSON.stringify(join(import.meta.dirname, 'hostRunner.ts'));
  await build({
    stdin: {
      contents: `exports.run = () => require(${runner}).runInHost(() => { ${loads} });`,
      resolveDir: tests,
    },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    sourcemap: 'inline',
    // mocha is found from the bundle's place in the project; it does not like to be bundled.
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
  return outfile;
}

function asTest(test: HostTest): Mocha.Test {
  const title = test.titles.join(' › ');
  // A test without a function is mocha's word for a skipped one.
  if (test.state === 'pending') return new Mocha.Test(title);
  // Each attempt here is one there, so that what needed a second one is named as such.
  let attempt = 0;
  return new Mocha.Test(title, () => {
    const thrown = test.earlier[attempt++] ?? test.error;
    if (!thrown) return;
    const error = new Error(thrown.message);
    error.stack = thrown.stack;
    throw error;
  });
}
