import { existsSync, readFileSync } from 'node:fs';
import { hostPathOf, layoutOf } from './layout';
import { appendLine, readLines } from './line-log';
import type { State } from './model';
import { userEnvironment } from './user';

/** What the virtual machine was started with; null where there was no .wslconfig. */
export interface VmStart {
  wslconfig: string | null;
}

/** Notes a start of the virtual machine: it reads the user's .wslconfig then, and never again. */
export function logVmStart(folder: string, { env }: Pick<State, 'env'>): void {
  const home = env['USERPROFILE'] ?? userEnvironment.USERPROFILE;
  const file = hostPathOf(folder, `${home}\\.wslconfig`);
  const wslconfig = file !== undefined && existsSync(file) ? readFileSync(file, 'utf8') : null;
  appendLine(layoutOf(folder).vmLog, { wslconfig });
}

/** Every start of the virtual machine, the one at which the machine was prepared among them. */
export function readVmStarts(folder: string): (VmStart & { at: string })[] {
  return readLines(layoutOf(folder).vmLog);
}
