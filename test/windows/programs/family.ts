// A process with a child that holds its pipes; both write their number into the folder they are given, and hang.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder = '.', generation = 'parent'] = process.argv.slice(2);
writeFileSync(join(folder, `${generation}.pid`), String(process.pid));
if (generation === 'parent') spawn(process.execPath, [folder, 'child'], { stdio: ['ignore', 'inherit', 'inherit'] });
setInterval(() => undefined, 1000);
