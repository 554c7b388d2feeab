import { listNetworks, type DockerNetwork } from '../../docker/networks';
import type { Snapshot } from '../../state/snapshot';
import { message } from '../../text/message';
import { describeSubnet, overlap, readAddress, readSubnet, type Subnet } from '../../text/ipv4';
import { queryRoutes, type Route } from '../../wsl/routes';
import { Cancelled, type Examination } from '../examination';
import { ok, unknown, warn, type Proof, type Verdict } from '../verdict';
import type { Beside } from './beside';

const patience = 10_000;
const engineTimeout = 5_000;

/**
 * Routes of Windows into the addresses of Docker's networks, as a VPN or an office has them: what is for these stays among the
 * containers, so that they do not get there.
 */
export const routes: Beside = {
  async probe(examination) {
    return new Map([['routes', await judge(examination)]]);
  },
};

async function judge({ machine, signal, snapshot }: Examination): Promise<Verdict> {
  const [networks, asked] = await Promise.all([
    listNetworks(machine, { timeout: engineTimeout, signal }),
    machine.run(queryRoutes(), { timeout: patience, signal }),
  ]);
  if (signal.aborted || asked.outcome === 'cancelled') throw new Cancelled();
  if (networks === null) return unknown(message('The engine did not tell which networks it has.'));
  const known = asked.outcome === 'done' ? asked.value : null;
  if (known === null) return unknown(message('Windows did not tell its routes.'));
  const elsewhere = known.filter(leadsElsewhere);
  for (const network of networks) {
    const route = elsewhere.find((each) => overlap(each, network));
    if (route) return taken(network, route);
  }
  const own = ownSubnet(snapshot);
  const route = own && elsewhere.find((each) => overlap(each, own));
  return route ? takenByDocker(own, route) : ok(message('None does.'));
}

/** What Docker Desktop takes where its settings do not say. */
const usualSubnet = '192.168.65.0/24';

/** The addresses of its own network, in which its engine is; null where its settings do not tell. */
function ownSubnet({ docker: { settings, locked } }: Snapshot): Subnet | null {
  // What an administrator has locked is not in the file.
  if (locked.some((key) => /cidr$/i.test(key))) return null;
  if (settings.kind !== 'read' || settings.settings.status === 'unreadable') return null;
  return readSubnet(settings.settings.subnet ?? usualSubnet);
}

function proofOf(route: Route): Proof {
  return { command: 'route print -4', answer: `${describeSubnet(route)} ${route.gateway ?? 'direct'} ${route.from}` };
}

function takenByDocker(own: Subnet, route: Route): Verdict {
  return warn(
    message(
      "Containers may not reach {0}, to which Windows has a route: Docker Desktop's own network has addresses of it.",
      describeSubnet(route),
    ),
    [proofOf(route), { command: "the subnet in Docker Desktop's settings", answer: describeSubnet(own) }],
    {
      nextStep: message('Choose another subnet in the settings of Docker Desktop: Resources, Network.'),
      fix: { act: 'openDockerSettings' },
    },
  );
}

function taken(network: DockerNetwork, route: Route): Verdict {
  return warn(
    message(
      'Containers may not reach {0}, to which Windows has a route: the network {1} of Docker has addresses of it.',
      describeSubnet(route),
      network.name,
    ),
    [proofOf(route), { command: `docker network inspect ${network.name}`, answer: describeSubnet(network) }],
    { nextStep: message('Give that network another subnet, in its compose file or in the settings of the engine.') },
  );
}

/** What is sent a whole way, and whole ranges of private addresses, whoever is there. */
const everything: readonly (Subnet | null)[] = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].map(readSubnet);

/** Whether a route leads to hosts that containers may want. */
function leadsElsewhere({ network, bits, gateway, from }: Route): boolean {
  if (bits < 8 || everything.some((range) => range?.network === network && range.bits === bits)) return false;
  if (gateway !== null) return true;
  // Addresses of Windows itself, and those that reach everybody; then networks in which Windows itself is the router, as it is of
  // virtual machines and of WSL.
  return bits < 32 && readAddress(from) !== network + 1;
}
