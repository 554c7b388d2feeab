import type { Machine } from '../machine/machine';
import type { PipeRequest } from '../machine/pipes';
import { askEngineForJson } from './engine';
import { isRecord } from '../text/isRecord';

/** A port of TCP that a container asks for by its number. */
export interface PortBinding {
  readonly port: number;
  /** The address of the host; empty for all. */
  readonly address: string;
}

/** A container that does not run, as far as its ports and its last start are concerned. */
export interface IdleContainer {
  readonly name: string;
  /** Why its last start failed, in the engine's words; empty where it did not. */
  readonly error: string;
  readonly ports: readonly PortBinding[];
}

/** Nobody looks at more; the engine lists the newest first. */
const most = 30;

/** The containers that do not run, with what they would publish; null where the engine did not tell. */
export async function listIdleContainers(
  machine: Machine,
  options: PipeRequest,
): Promise<readonly IdleContainer[] | null> {
  const list = await askEngineForJson(machine, '/containers/json?all=1', options);
  if (!Array.isArray(list)) return null;
  const ids = list.flatMap((entry: unknown) => {
    const isIdle = isRecord(entry) && /^(?:created|exited)$/.test(String(entry['State']));
    return isIdle && typeof entry['Id'] === 'string' ? [entry['Id']] : [];
  });
  const containers = await Promise.all(
    ids.slice(0, most).map((id) => askEngineForJson(machine, `/containers/${encodeURIComponent(id)}/json`, options)),
  );
  // One that was removed meanwhile tells nothing.
  return containers.flatMap(readContainer);
}

function readContainer(content: unknown): IdleContainer[] {
  if (!isRecord(content) || typeof content['Name'] !== 'string') return [];
  const { State: state, HostConfig: config } = content;
  const error = isRecord(state) ? state['Error'] : '';
  const bindings = isRecord(config) && isRecord(config['PortBindings']) ? Object.entries(config['PortBindings']) : [];
  return [
    {
      name: content['Name'].replace(/^\//, ''),
      error: typeof error === 'string' ? error : '',
      ports: bindings.flatMap(([container, hosts]) => (container.endsWith('/tcp') ? readBindings(hosts) : [])),
    },
  ];
}

/** Without a number, and for a range of them, the engine takes one that is free. */
function readBindings(hosts: unknown): PortBinding[] {
  if (!Array.isArray(hosts)) return [];
  return hosts.filter(isRecord).flatMap(({ HostIp: address, HostPort: port }) => {
    const isOne = typeof port === 'string' && /^[1-9]\d{0,4}$/.test(port);
    return isOne ? [{ port: Number(port), address: typeof address === 'string' ? address : '' }] : [];
  });
}
