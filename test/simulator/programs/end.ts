import { logExit } from '../state/logs';
import { forgetProcess } from '../state/processes';

/** Ends this process with its last log line. Windows keeps 32 bits of the status; elsewhere 8 are left, and -1 arrives as 255. */
export function endProgram(folder: string, status: number): never {
  const code = process.platform === 'win32' ? status >>> 0 : status & 0xff;
  forgetProcess(folder, process.pid);
  logExit(folder, code);
  process.exit(code);
}
