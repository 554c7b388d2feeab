// The inside half of hostSuite.ts: bundled with the tests, and run by mocha within the extension host.
import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

/** How often a failed test is tried again: many processes meet here as well, on a machine that may be busy. */
export const retriesInHost = 1;

/** Where the result is to be written; set by hostSuite.ts. */
export const resultVariable = 'SLIPWAY_HOST_RESULT';

interface Thrown {
  message: string;
  stack: string;
}

export interface HostTest {
  /** The suites' titles and the test's own, outermost first. */
  titles: string[];
  state: 'passed' | 'failed' | 'pending';
  durationMs: number;
  error?: Thrown;
  /** What the attempts before the last one threw. */
  earlier: Thrown[];
}

export interface HostResult {
  /** False until mocha has come to its end: a host that dies half way leaves it so. */
  complete: boolean;
  tests: HostTest[];
}

/**
 * Runs the tests that `load` defines, and throws if any failed, as the extension host expects of `run`.
 * @public called by the bundle that hostSuite.ts makes
 */
export async function runInHost(load: () => void): Promise<void> {
  const file = process.env[resultVariable];
  if (!file) throw new Error(`${resultVariable} is not set.`);
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, color: false, retries: retriesInHost });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  load();

  const tests: HostTest[] = [];
  // Written after every test, so that a dying host does not take along what is known.
  const write = (complete: boolean): void => {
    const result: HostResult = { complete, tests };
    writeFileSync(file, JSON.stringify(result));
  };
  write(false);
  const failures = await new Promise<number>((resolve) => {
    const runner = mocha.run(resolve);
    const thrownBy = ({ message, stack = '' }: Error): Thrown => ({ message, stack });
    let earlier: Thrown[] = [];
    const note = (test: Mocha.Runnable, state: HostTest['state'], error?: Error): void => {
      const thrown = error && { error: thrownBy(error) };
      tests.push({ titles: test.titlePath(), state, durationMs: test.duration ?? 0, ...thrown, earlier });
      earlier = [];
      write(false);
    };
    runner.on('retry', (_: Mocha.Test, error: Error) => earlier.push(thrownBy(error)));
    runner.on('pass', (test) => note(test, 'passed'));
    runner.on('pending', (test) => note(test, 'pending'));
    // Hooks come here as well, under a title of their own.
    runner.on('fail', (test, error: Error) => note(test, 'failed', error));
  });
  write(true);
  if (failures > 0) throw new Error(`${failures} failed`);
}
