// A window of the editor: once the file `go` is in the folder, it looks at the machine as every window does, and prints whether
// it asked by itself and what it saw.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { silentLog } from '../../../src/machine/log';
import { openMachine } from '../../../src/machine/machine';
import { observe } from '../../../src/state/observation';
import { observeShared } from '../../../src/state/sharedSnapshot';

const [folder = ''] = process.argv.slice(2);
const machine = openMachine(silentLog);
const { signal } = new AbortController();
let asked = 0;
process.stdout.write('ready\n');
const timer = setInterval(() => {
  if (!existsSync(join(folder, 'go'))) return;
  clearInterval(timer);
  void observeShared(folder, { now: () => machine.now(), log: silentLog, signal }, () => {
    asked += 1;
    return observe(machine, signal);
  }).then((seen) => {
    const names = seen?.list.ok ? seen.list.value.distros.map(({ name }) => name) : null;
    process.stdout.write(`${JSON.stringify({ asked, names })}\n`);
  });
}, 5);
