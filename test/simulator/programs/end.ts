import { logExit } from '../state/logs';
import { forgetProcess } from '../state/processes';

/** Ends this process with its last log line. Linux keeps 8 bits of the status: -1 arrives as 255. */
export function endProgram(folder: string, status: number): never {
  const code = status & 0xff;
  forgetProcess(folder, process.pid);
  logExit(folder, code);
  process.exit(code);
}
