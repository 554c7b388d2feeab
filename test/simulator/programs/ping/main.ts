import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { leavesBy } from '../../state/network';
import { readState } from '../../state/store';
import { notPartOfSimulator } from '../program';

/** IP and ICMP. */
const headers = 28;
const gateway = '172.29.16.1';

void main().then((code) => (process.exitCode = code));

async function main(): Promise<number> {
  const [folder, ...args] = process.argv.slice(2) as [string, ...string[]];
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      n: { type: 'boolean', short: 'n' },
      4: { type: 'boolean', short: '4' },
      c: { type: 'string', short: 'c' },
      i: { type: 'string', short: 'i' },
      W: { type: 'string', short: 'W' },
      t: { type: 'string', short: 't' },
      M: { type: 'string', short: 'M' },
      s: { type: 'string', short: 's', default: '56' },
    },
  });
  const [address = ''] = positionals;
  if (values.M !== 'do' || values.t !== '2' || values.c === undefined) return notPartOfSimulator;
  const state = readState(folder);
  const size = Number(values.s) + headers;
  const count = Number(values.c);
  process.stdout.write(`PING ${address} (${address}) ${values.s}(${size}) bytes of data.\n`);
  let known = Number(readFileSync('/sys/class/net/eth0/mtu', 'utf8'));
  let errors = 0;
  for (let sequence = 1; sequence <= count; sequence++) {
    if (sequence > 1) await pause(Number(values.i ?? 1) * 1000);
    const out = leavesBy(state, address);
    if (size > known) {
      process.stderr.write(`ping: local error: message too long, mtu=${known}\n`);
      errors++;
    } else if (!out) {
      process.stdout.write(`From ${gateway} icmp_seq=${sequence} Destination Net Unreachable\n`);
      errors++;
    } else if (size > out.through.mtu && state.windows.tooLarge !== 'cut') {
      if (state.windows.tooLarge === 'lost') continue;
      process.stdout.write(`From ${gateway} icmp_seq=${sequence} Frag needed and DF set (mtu = ${out.through.mtu})\n`);
      // The kernel remembers it for the address.
      known = out.through.mtu;
      errors++;
    } else if (state.windows.routerAnswers) {
      process.stdout.write(
        `From ${out.route.gateway ?? out.through.address} icmp_seq=${sequence} Time to live exceeded\n`,
      );
      errors++;
    }
  }
  if (errors === 0) await pause(Number(values.W ?? 10) * 1000);
  const told = errors > 0 ? `, +${errors} errors` : '';
  process.stdout.write(`\n--- ${address} ping statistics ---\n`);
  process.stdout.write(`${count} packets transmitted, 0 received${told}, 100% packet loss, time 605ms\n\n`);
  return 1;
}
