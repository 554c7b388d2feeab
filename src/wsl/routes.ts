import type { Command, Output } from '../machine/command';
import { decodeConsoleText, nonEmptyLines } from '../machine/decode';
import { maskedSubnet, readAddress, type Subnet } from '../text/ipv4';

/** Where Windows sends what is for some addresses of IPv4. */
export interface Route extends Subnet {
  /** The address of the next router; null where they are reached without one. */
  readonly gateway: string | null;
  /** The address of Windows itself on that way. */
  readonly from: string;
}

/** The routes of Windows that are in force; null where the output is not of the form that is known. It needs no elevation. */
export function queryRoutes(): Command<readonly Route[] | null> {
  return { program: 'route', args: ['print', '-4'], parse: parseRoutes };
}

/**
 * Reads the lines by their form: address, mask, router or some words, address, number. The words are translated, and those of
 * a persistent route have one column less. Any Windows has a route for itself.
 */
export function parseRoutes({ exitCode, stdout }: Output): readonly Route[] | null {
  const routes = nonEmptyLines(decodeConsoleText(stdout)).flatMap((line): Route[] => {
    const [, network = '', mask = '', by = '', from = ''] =
      /^\s*([\d.]+)\s+([\d.]+)\s+(\S.*?)\s+([\d.]+)\s+\d+\s*$/.exec(line) ?? [];
    const subnet = maskedSubnet(network, mask);
    if (!subnet || readAddress(from) === null) return [];
    return [{ ...subnet, gateway: readAddress(by) === null ? null : by, from }];
  });
  return exitCode === 0 && routes.length > 0 ? routes : null;
}
