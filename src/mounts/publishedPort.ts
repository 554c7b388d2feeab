import type { PortRange } from '../text/portRange';
import type { TextRange } from '../text/range';

/** Ports of the host that a container is to have, named by their numbers: those of TCP, on IPv4 or on all addresses. */
export interface PublishedPort extends PortRange {
  /** Where the numbers stand. */
  readonly range: TextRange;
  /** Where the entry begins: a comment above this line speaks of it. */
  readonly anchor: number;
  /** Whether any one of them is enough, so that Docker takes the first that is free. */
  readonly isChoice: boolean;
  /** Whether the numbers rest on the default of a variable that is not set anywhere. */
  readonly viaDefault: boolean;
  /** Whether only services have it that are started when somebody names their profile. */
  readonly inactive: boolean;
}

export type HostPorts = Pick<PublishedPort, 'first' | 'last' | 'isChoice'>;

/** Such ports in a text, and where in it their numbers stand. */
export interface WrittenPorts extends HostPorts {
  readonly start: number;
  readonly end: number;
}

/**
 * Reads `[[IP:]HOST:]CONTAINER[/PROTOCOL]` (docker/go-connections, nat/nat.go). Null where it names no port of the host,
 * where the port is one of UDP or SCTP or of IPv6 alone, where a variable is left in it, and where Docker refuses it.
 */
export function parsePortSpec(text: string): WrittenPorts | null {
  const found = /^(?:([^:[\]]*):)?(\d+(?:-\d+)?):(\d+(?:-\d+)?)(?:\/(\w+))?$/.exec(text);
  const [, address, host = '', container = '', protocol = 'tcp'] = found ?? [];
  const ports = found && isTcp(protocol) ? hostPorts(host, container) : null;
  const start = address === undefined ? 0 : address.length + 1;
  return ports && { ...ports, start, end: start + host.length };
}

export function isTcp(protocol: string): boolean {
  return protocol.toLowerCase() === 'tcp';
}

/**
 * What becomes of ports of the host, by those of the container: as many are taken one by one, for a single one any will do.
 * @param container null where it is not known
 */
export function hostPorts(host: string, container: string | null): HostPorts | null {
  const range = readRange(host);
  if (range === null) return null;
  if (range.first === range.last) return { ...range, isChoice: false };
  const inside = container === null ? null : readRange(container);
  if (inside === null || inside.first === inside.last) return { ...range, isChoice: true };
  return inside.last - inside.first === range.last - range.first ? { ...range, isChoice: false } : null;
}

function readRange(text: string): PortRange | null {
  const [, from = '', to = from] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? [];
  const [first, last] = [Number(from), Number(to)];
  return from !== '' && first > 0 && first <= last && last < 65_536 ? { first, last } : null;
}
