// Asks a program that hangs, and exits by itself while it waits, once its own input ends.
import { silentLog } from '../../../src/machine/log';
import { runProcess } from '../../../src/machine/run';

const [path = '', ...args] = process.argv.slice(2);
const launcher = { path, neutralFolder: 'C:\\windows', log: silentLog, crossesToWindows: false };
void runProcess({ program: 'wsl', args, parse: () => null }, launcher, { timeout: 60_000 });
process.stdin.once('end', () => process.exit(0)).resume();
