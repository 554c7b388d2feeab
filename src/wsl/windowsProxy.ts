import type { Command } from '../machine/command';
import { readRegistryKeys, registryNumber, registryText } from '../machine/regQuery';
import { readProxyAddress, type ProxyAddress } from '../text/proxyAddress';

const key = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings';

/** The proxy of Windows' user. */
export type WindowsProxy =
  | { readonly kind: 'none' }
  | { readonly kind: 'fixed'; readonly address: ProxyAddress }
  /** A script chooses one for each address, or the settings name none for HTTP. */
  | { readonly kind: 'other' };

/** Asks for the proxy that the user of Windows has set; null where the registry did not tell. */
export function queryWindowsProxy(): Command<WindowsProxy | null> {
  return {
    program: 'reg',
    args: ['query', key],
    parse: ({ exitCode, stdout }) => {
      const found = readRegistryKeys(stdout).find((each) => each.key.toLowerCase().endsWith('\\internet settings'));
      if (exitCode !== 0 || !found) return null;
      if (registryText(found, 'AutoConfigURL') !== null) return { kind: 'other' };
      const isOn = registryNumber(found, 'ProxyEnable') === 1;
      const server = registryText(found, 'ProxyServer');
      if (!isOn || server === null) return { kind: 'none' };
      const address = readProxyAddress(serverForHttp(server));
      return address ? { kind: 'fixed', address } : { kind: 'other' };
    },
  };
}

/** One for all, or a list of them: `http=a:80;https=b:80`. */
function serverForHttp(server: string): string {
  if (!server.includes('=')) return server;
  const named = new Map(
    server.split(';').map((each) => [each.split('=')[0]?.trim().toLowerCase(), each.split('=')[1]]),
  );
  return named.get('https') ?? named.get('http') ?? '';
}
