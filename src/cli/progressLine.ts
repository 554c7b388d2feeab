import { printable } from '../text/printable';

const pause = 100;

/** One line of a terminal that is written anew; nothing where stderr is none. */
export class ProgressLine {
  private shown = 0;
  private isThere = false;

  show(text: () => string, isUrgent = false): void {
    const { stderr } = process;
    const now = performance.now();
    if (!stderr.isTTY || (now - this.shown < pause && !isUrgent)) return;
    this.shown = now;
    this.isThere = true;
    const line = printable(text()).slice(0, Math.max(20, (stderr.columns || 80) - 1));
    stderr.write(`\r${line}\u001b[K`);
  }

  clear(): void {
    if (this.isThere) process.stderr.write('\r\u001b[K');
    this.isThere = false;
  }
}
