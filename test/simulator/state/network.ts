import type { State, WindowsInterface, WindowsRoute } from './model';

/** What every machine has. The address of the office's network is 192.168.1.23, that of WSL's 172.29.16.1. */
const usual: readonly WindowsRoute[] = [
  { destination: '0.0.0.0', mask: '0.0.0.0', gateway: '192.168.1.1', interface: '192.168.1.23', metric: 25 },
  { destination: '127.0.0.0', mask: '255.0.0.0', interface: '127.0.0.1', metric: 331 },
  { destination: '127.0.0.1', mask: '255.255.255.255', interface: '127.0.0.1', metric: 331 },
  { destination: '172.17.64.0', mask: '255.255.240.0', interface: '172.17.64.1', metric: 5256 },
  { destination: '172.17.64.1', mask: '255.255.255.255', interface: '172.17.64.1', metric: 5256 },
  { destination: '172.17.79.255', mask: '255.255.255.255', interface: '172.17.64.1', metric: 5256 },
  { destination: '172.29.16.0', mask: '255.255.240.0', interface: '172.29.16.1', metric: 5256 },
  { destination: '192.168.1.0', mask: '255.255.255.0', interface: '192.168.1.23', metric: 281 },
  { destination: '192.168.1.23', mask: '255.255.255.255', interface: '192.168.1.23', metric: 281 },
  { destination: '192.168.1.255', mask: '255.255.255.255', interface: '192.168.1.23', metric: 281 },
  { destination: '224.0.0.0', mask: '240.0.0.0', interface: '127.0.0.1', metric: 331 },
  { destination: '255.255.255.255', mask: '255.255.255.255', interface: '192.168.1.23', metric: 281 },
];

const usualInterfaces: readonly WindowsInterface[] = [
  { index: 1, address: '127.0.0.1', name: 'Loopback Pseudo-Interface 1', mtu: 4_294_967_295, metric: 75 },
  { index: 17, address: '192.168.1.23', name: 'Ethernet', mtu: 1500, metric: 25 },
  { index: 40, address: '172.17.64.1', name: 'vEthernet (Default Switch)', mtu: 1500, metric: 5000 },
  { index: 52, address: '172.29.16.1', name: 'vEthernet (WSL)', mtu: 1500, metric: 5000 },
];

/** The routes that are in force. */
export function routesOf({ windows }: State): readonly WindowsRoute[] {
  return [...usual, ...windows.routes];
}

/** The interfaces that are connected. */
export function interfacesOf({ windows }: State): readonly WindowsInterface[] {
  return [...usualInterfaces, ...windows.interfaces];
}

/** The metric of a route by itself: that which the table of \`route\` shows has that of the interface in it. */
export function ownMetric({ metric = 30 }: WindowsRoute, { metric: added }: WindowsInterface): number {
  return Math.max(0, metric - added);
}

/** How many ones a mask begins with. */
export function bitsOf(mask: string): number {
  const ones = mask.split('.').map((part) => Number(part).toString(2).padStart(8, '0'));
  return ones.join('').lastIndexOf('1') + 1;
}

/** Where a packet for an address leaves: the longest match, then the least metric. */
export function leavesBy(
  state: State,
  address: string,
): { route: WindowsRoute; through: WindowsInterface } | undefined {
  const binary = (dotted: string): string =>
    dotted
      .split('.')
      .map((part) => Number(part).toString(2).padStart(8, '0'))
      .join('');
  const fitting = routesOf(state).flatMap((route) => {
    const bits = bitsOf(route.mask);
    const through = interfacesOf(state).find((each) => each.address === route.interface);
    const matches = binary(route.destination).slice(0, bits) === binary(address).slice(0, bits);
    return through && matches ? [{ route, through, bits }] : [];
  });
  return fitting.sort((a, b) => b.bits - a.bits || (a.route.metric ?? 30) - (b.route.metric ?? 30))[0];
}
