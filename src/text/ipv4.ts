/** Addresses of IPv4 that begin alike. */
export interface Subnet {
  /** The first address, as a number. */
  readonly network: number;
  /** How many bits they have in common. */
  readonly bits: number;
}

/** The number of an address in dotted form; null for what is none. */
export function readAddress(text: string): number | null {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1).map(Number);
  if (!parts || parts.some((part) => part > 255)) return null;
  return parts.reduce((sum, part) => sum * 256 + part, 0);
}

/** `172.17.0.0/16` */
export function readSubnet(text: string): Subnet | null {
  const [, address = '', bits = ''] = /^([\d.]+)\/(\d{1,2})$/.exec(text) ?? [];
  const number = readAddress(address);
  return number === null || Number(bits) > 32 ? null : subnetOf(number, Number(bits));
}

/** From an address and a mask in dotted form; null for a mask whose ones do not stand together. */
export function maskedSubnet(address: string, mask: string): Subnet | null {
  const [number, ones] = [readAddress(address), readAddress(mask)];
  if (number === null || ones === null) return null;
  const bits = Math.clz32(~ones >>> 0);
  return sizeOf(bits) === 2 ** 32 - ones ? subnetOf(number, bits) : null;
}

export function describeSubnet({ network, bits }: Subnet): string {
  return `${[24, 16, 8, 0].map((shift) => (network >>> shift) & 255).join('.')}/${bits}`;
}

/** Whether one of them holds the other, which is the only way for two to have an address in common. */
export function overlap(one: Subnet, other: Subnet): boolean {
  const bits = Math.min(one.bits, other.bits);
  return subnetOf(one.network, bits).network === subnetOf(other.network, bits).network;
}

function subnetOf(address: number, bits: number): Subnet {
  return { network: address - (address % sizeOf(bits)), bits };
}

function sizeOf(bits: number): number {
  return 2 ** (32 - bits);
}
