import type { Machine } from '../machine/machine';
import type { PipeRequest } from '../machine/pipes';
import { readSubnet, type Subnet } from '../text/ipv4';
import { askEngine } from './engine';

/** A network of containers with one of its ranges of IPv4. */
export interface DockerNetwork extends Subnet {
  readonly name: string;
}

/** The networks of the engine; null where it did not tell. */
export async function listNetworks(machine: Machine, options: PipeRequest): Promise<readonly DockerNetwork[] | null> {
  const answer = await askEngine(machine, '/networks', options);
  if (answer.outcome !== 'answered' || answer.status !== 200) return null;
  try {
    const list: unknown = JSON.parse(answer.body);
    return Array.isArray(list) ? list.flatMap(readNetwork) : null;
  } catch {
    return null;
  }
}

function readNetwork(entry: unknown): DockerNetwork[] {
  const ipam = isRecord(entry) ? entry['IPAM'] : null;
  const configs: unknown = isRecord(ipam) ? ipam['Config'] : null;
  const name = isRecord(entry) && typeof entry['Name'] === 'string' ? entry['Name'] : '';
  // Those without addresses of their own have null.
  return (Array.isArray(configs) ? configs : []).flatMap((config: unknown) => {
    const subnet = isRecord(config) && typeof config['Subnet'] === 'string' ? readSubnet(config['Subnet']) : null;
    return subnet ? [{ name, ...subnet }] : [];
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
