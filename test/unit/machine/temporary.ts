import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** A folder for each test of a block, removed behind it. */
export function useFolder(): () => string {
  let folder: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "slipway o'unit ")));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  return () => folder;
}

/** Waits until something is so, for ten seconds at most. */
export async function until(condition: () => boolean): Promise<void> {
  const end = Date.now() + 10_000;
  while (!condition()) {
    await wait(5);
    if (Date.now() > end) throw new Error(`It did not come to be: ${condition.toString()}`);
  }
}

/** A log that keeps its lines. */
export class KeptLog {
  readonly lines: string[] = [];
  info(line: string): void {
    this.lines.push(line);
  }
  warn(line: string): void {
    this.lines.push(`! ${line}`);
  }
}
