import { appendFileSync } from 'node:fs';
import { quoteForLog, type Log } from './log';

/** Whether a path inside a distro may be touched from Windows. */
export type Passage = { readonly open: true } | { readonly open: false; readonly wouldStart: string };

/**
 * The one gate to `\\wsl.localhost\X` and `\\wsl$\X`: touching anything below starts X, so a path passes only when X was
 * in the last list of running distros, or when the user wished for it. Each access is logged.
 */
export class Gate {
  private running: ReadonlySet<string> = new Set();

  /** `accessLog` is a file that gets a line of JSON for each access; the simulated machine has one. */
  constructor(
    private readonly log: Log,
    private readonly accessLog: string | null,
  ) {}

  /** Names the distros of the last list that were running. */
  setRunning(names: readonly string[]): void {
    this.running = new Set(names.map(foldName));
  }

  /** Names one more that is seen to run since. */
  addRunning(name: string): void {
    this.running = new Set([...this.running, foldName(name)]);
  }

  pass(distro: string, path: string, wish: boolean): Passage {
    if (!wish && !this.running.has(foldName(distro))) return { open: false, wouldStart: distro };
    this.log.info(`${wish ? 'asked for' : 'running'}: ${quoteForLog(distro)} ${quoteForLog(path)}`);
    if (this.accessLog !== null) {
      appendFileSync(this.accessLog, `${JSON.stringify({ at: new Date().toISOString(), distro, path })}\n`);
    }
    return { open: true };
  }
}

/** WSL compares names of distros without case. */
function foldName(name: string): string {
  return name.toLowerCase();
}
