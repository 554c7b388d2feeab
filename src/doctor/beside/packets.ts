import { findNetworkSettings } from '../../state/networkSettings';
import { readAddress } from '../../text/ipv4';
import { message } from '../../text/message';
import { queryInterfaceRoutes, queryInterfaces, wayOutTo } from '../../wsl/wayOut';
import { Cancelled, type Examination } from '../examination';
import type { Facts } from '../inside/facts';
import { note, ok, unknown, warn, type Proof, type Verdict } from '../verdict';
import type { Beside } from './beside';

const patience = 10_000;

/**
 * Whether the largest packets of the distro fit through what Windows sends them on with, which a VPN makes smaller. WSL passes
 * the size on by itself in current releases; where it has not, it is tried out whether larger ones are lost.
 */
export const packets: Beside = {
  async probe(examination) {
    const looked = await examination.facts();
    if ('blocked' in looked) return null;
    return new Map([['packets', await judge(looked.facts, examination)]]);
  },
};

/** Nobody has it: it is kept for documentation. What is sent there goes the way of all that is for elsewhere. */
const nobody = '192.0.2.1';

async function judge({ mtu, networking }: Facts, examination: Examination): Promise<Verdict> {
  const { machine, signal } = examination;
  const mode = networking || (await findNetworkSettings(machine))?.mode;
  if (mode === undefined) return unknown(message("How WSL's network is set could not be read."));
  if (mode !== 'nat') return ok(message('They need not: the network of WSL is no NAT.'));
  if (mtu === null) return unknown(message('The distro did not tell how large its packets are.'));
  const [interfaces, routes] = await Promise.all([
    machine.run(queryInterfaces(), { timeout: patience, signal }),
    machine.run(queryInterfaceRoutes(), { timeout: patience, signal }),
  ]);
  if (interfaces.outcome === 'cancelled' || routes.outcome === 'cancelled') throw new Cancelled();
  const known = interfaces.outcome === 'done' ? interfaces.value : null;
  const ways = routes.outcome === 'done' ? routes.value : null;
  if (known === null || ways === null) return unknown(message('Windows did not tell how large its packets are.'));
  const out = wayOutTo(readAddress(nobody) ?? 0, ways, known);
  if (out === null) return ok(message('Windows is in no network that leads elsewhere.'));
  const proofs = [
    // Not its name: that of a VPN tells whose it is.
    { command: 'netsh interface ipv4 show interfaces', answer: `${out.index} … ${out.mtu}` },
    { command: 'cat /sys/class/net/eth0/mtu', answer: String(mtu) },
  ];
  return mtu <= out.mtu ? ok(message('They do.'), proofs) : tryOut({ mtu, most: out.mtu }, proofs, examination);
}

interface Sizes {
  /** Of the distro. */
  readonly mtu: number;
  /** Of Windows, which is less. */
  readonly most: number;
}

/** Before and behind a size that gets through, the larger one has to be lost: what is lost by chance proves nothing. */
async function tryOut({ mtu, most }: Sizes, known: readonly Proof[], examination: Examination): Promise<Verdict> {
  const large = await send(mtu, examination);
  const proofs = [...known, large.proof];
  if (large.fate === 'told') return ok(message('Windows tells the distro when one is too large.'), proofs);
  if (large.fate === 'arrived') return ok(message('Windows sends larger ones on as well.'), proofs);
  const fitting = large.fate === 'lost' ? await send(most, examination) : null;
  const again = fitting?.fate === 'arrived' ? await send(mtu, examination) : null;
  const rest = {
    nextStep: message(
      'The command helps until WSL ends. For good: networkingMode=mirrored below [wsl2] in .wslconfig, or update WSL.',
    ),
    fix: { act: 'typeCommand', line: `sudo ip link set dev eth0 mtu ${most}` },
  } as const;
  const evidence = [...proofs, ...(fitting ? [fitting.proof] : []), ...(again ? [again.proof] : [])];
  switch (again?.fate) {
    case 'lost':
      return warn(
        message(
          'Packets of {0} bytes from the distro are lost, since Windows sends {1} at once: transfers hang.',
          mtu,
          most,
        ),
        evidence,
        rest,
      );
    case 'told':
    case 'arrived':
      return ok(message('Windows sends larger ones on as well.'), evidence);
    case 'unclear':
    case undefined:
      return note(
        message('The distro sends {0} bytes at once and Windows {1}: if transfers hang, that is why.', mtu, most),
        evidence,
        rest,
      );
  }
}

type Fate = 'told' | 'arrived' | 'lost' | 'unclear';

/** The headers of IP and ICMP. */
const headers = 28;

/** Sends packets of a size that may not be cut up. They end at the first router behind Windows, which says so. */
async function send(size: number, examination: Examination): Promise<{ readonly fate: Fate; readonly proof: Proof }> {
  const options = ['-n', '-c', '3', '-i', '0.3', '-W', '1', '-t', '2', '-M', 'do', '-s', String(size - headers)];
  const asked = await examination.ask(
    ['env', 'LC_ALL=C', 'ping', ...options, nobody],
    `ping ${options.join(' ')} ${nobody}`,
  );
  if (asked.kind !== 'ran') return { fate: 'unclear', proof: asked.proof };
  const said = [asked.run.stdout, asked.run.stderr].map((bytes) => Buffer.from(bytes).toString('utf8')).join('\n');
  return { fate: fateOf(said), proof: asked.proof };
}

/** By the words of ping of iputils; another one does not know the options. */
function fateOf(said: string): Fate {
  if (/Frag needed|message too long/i.test(said)) return 'told';
  if (/Time to live exceeded|bytes from/i.test(said)) return 'arrived';
  return /[1-9]\d* packets transmitted, 0 received, 100% packet loss/.test(said) ? 'lost' : 'unclear';
}
