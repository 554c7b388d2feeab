/** Where an HTTP proxy is, without the name and password that may stand before it. */
export interface ProxyAddress {
  readonly host: string;
  readonly port: number;
  /** `http://proxy.example:8080` */
  readonly shown: string;
}

const usualPorts: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443, 'socks5:': 1080, 'socks5h:': 1080 };

/** Reads `[SCHEME://][USER[:PASSWORD]@]HOST[:PORT][/]`; null for what is none. */
export function readProxyAddress(text: string): ProxyAddress | null {
  const written = text.trim();
  const url = URL.parse(/^[a-z][a-z\d+.-]*:\/\//i.test(written) ? written : `http://${written}`);
  if (!url || url.hostname === '') return null;
  const port = url.port === '' ? usualPorts[url.protocol] : Number(url.port);
  return port === undefined ? null : { host: url.hostname, port, shown: `${url.protocol}//${url.hostname}:${port}` };
}

/** Whether it is on the computer, or in the distro, of whoever calls it. */
export function isLocal({ host }: ProxyAddress): boolean {
  return /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/i.test(host);
}
