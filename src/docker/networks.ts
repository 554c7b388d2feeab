import type { Machine } from '../machine/machine';
import type { PipeRequest } from '../machine/pipes';
import { readSubnet, type Subnet } from '../text/ipv4';
import { askEngineForJson } from './engine';
import { isRecord } from '../text/isRecord';

/** A network of containers with one of its ranges of IPv4. */
export interface DockerNetwork extends Subnet {
  readonly name: string;
}

/** The networks of the engine; null where it did not tell. */
export async function listNetworks(machine: Machine, options: PipeRequest): Promise<readonly DockerNetwork[] | null> {
  const list = await askEngineForJson(machine, '/networks', options);
  return Array.isArray(list) ? list.flatMap(readNetwork) : null;
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
