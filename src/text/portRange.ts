/** Numbers of ports, from the first to the last. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
}

/** Whether two ranges have a port in common. */
export function overlaps(one: PortRange, other: PortRange): boolean {
  return one.first <= other.last && other.first <= one.last;
}

/** `8080`, or `8080-8090` */
export function describePorts({ first, last }: PortRange): string {
  return first === last ? String(first) : `${first}-${last}`;
}
