import type { Command, Output } from '../machine/command';
import { decodeConsoleText, nonEmptyLines } from '../machine/decode';
import { overlap, readSubnet, type Subnet } from '../text/ipv4';

/** An interface of Windows with IPv4. */
export interface NetworkInterface {
  readonly index: number;
  /** What is added to the metric of each of its routes. */
  readonly metric: number;
  /** The most bytes that it sends at once. */
  readonly mtu: number;
}

/** A route of Windows with the interface that it leads through. */
export interface InterfaceRoute extends Subnet {
  readonly metric: number;
  readonly index: number;
}

/** Asks for the interfaces; null where the output is not of the form that is known. It needs no elevation. */
export function queryInterfaces(): Command<readonly NetworkInterface[] | null> {
  return { program: 'netsh', args: ['interface', 'ipv4', 'show', 'interfaces'], parse: parseInterfaces };
}

/** Asks for the routes that are in force, by their interfaces; null where the output is not of the form that is known. */
export function queryInterfaceRoutes(): Command<readonly InterfaceRoute[] | null> {
  return { program: 'netsh', args: ['interface', 'ipv4', 'show', 'route'], parse: parseInterfaceRoutes };
}

/** Reads the lines by their form: three numbers, then a state in words that are translated, and a name that anybody gave. */
export function parseInterfaces({ exitCode, stdout }: Output): readonly NetworkInterface[] | null {
  const interfaces = nonEmptyLines(decodeConsoleText(stdout)).flatMap((line): NetworkInterface[] => {
    const [, index, metric, mtu] = /^\s*(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s+\S/.exec(line) ?? [];
    return index === undefined ? [] : [{ index: Number(index), metric: Number(metric), mtu: Number(mtu) }];
  });
  return exitCode === 0 && interfaces.length > 0 ? interfaces : null;
}

/** The same: two words that are translated, metric, addresses, index of the interface, and a router or the interface's name. */
export function parseInterfaceRoutes({ exitCode, stdout }: Output): readonly InterfaceRoute[] | null {
  const routes = nonEmptyLines(decodeConsoleText(stdout)).flatMap((line): InterfaceRoute[] => {
    const [, metric, addresses = '', index] =
      /^\s*\S.*?\s(\d{1,10})\s+([\d.]+\/\d{1,2})\s+(\d{1,10})\s+\S/.exec(line) ?? [];
    const subnet = readSubnet(addresses);
    return subnet ? [{ ...subnet, metric: Number(metric), index: Number(index) }] : [];
  });
  return exitCode === 0 && routes.length > 0 ? routes : null;
}

/** Through which interface Windows sends what is for an address: the closest route, then the least metric. Null: through none. */
export function wayOutTo(
  address: number,
  routes: readonly InterfaceRoute[],
  interfaces: readonly NetworkInterface[],
): NetworkInterface | null {
  const ways = routes.flatMap((route) => {
    const through = interfaces.find(({ index }) => index === route.index);
    return through && overlap(route, { network: address, bits: 32 })
      ? [{ through, bits: route.bits, metric: route.metric + through.metric }]
      : [];
  });
  ways.sort((one, other) => other.bits - one.bits || one.metric - other.metric);
  return ways[0]?.through ?? null;
}
