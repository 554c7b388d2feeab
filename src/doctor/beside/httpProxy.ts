import { findNetworkSettings } from '../../state/networkSettings';
import { message } from '../../text/message';
import { isLocal, readProxyAddress, type ProxyAddress } from '../../text/proxyAddress';
import { queryWindowsProxy, type WindowsProxy } from '../../wsl/windowsProxy';
import type { NetworkSettings } from '../../wslconf/networking';
import { Cancelled, type Examination } from '../examination';
import type { LoginFacts } from '../inside/login';
import { ok, unknown, warn, type Proof, type Verdict } from '../verdict';
import type { Beside } from './beside';

const patience = 10_000;

/**
 * The HTTP proxy of Windows and that of the shells in the distro: one that leads nowhere, or one on the side of Windows alone.
 * Nothing is sent through either.
 */
export const httpProxy: Beside = {
  async probe(examination) {
    const login = await examination.login();
    if ('blocked' in login) return null;
    return new Map([['http-proxy', await judge(login.facts, examination)]]);
  },
};

async function judge({ proxies, listening }: LoginFacts, examination: Examination): Promise<Verdict> {
  const own = proxies.flatMap(({ name, value }) => {
    const address = readProxyAddress(value);
    return address ? [{ address, proof: { command: `echo $${name}`, answer: address.shown } }] : [];
  });
  const deaf = own.find(({ address }) => isLocal(address) && !listening.has(address.port));
  const settings = await findNetworkSettings(examination.machine);
  const looked = await examination.facts();
  // Older releases have no wslinfo, and NAT alone.
  const mode = ('facts' in looked && looked.facts.networking) || settings?.mode;
  if (deaf && mode === 'nat') return deafProxy(deaf.address, deaf.proof);
  // What somebody has set in the distro may differ from Windows on purpose.
  if (own.length > 0)
    return ok(
      message('It has one of its own.'),
      own.map(({ proof }) => proof),
    );
  return judgeMissing(settings, examination);
}

function deafProxy({ shown, port }: ProxyAddress, proof: Proof): Verdict {
  return warn(
    message(
      "Shells in the distro go through {0}, where nothing listens: localhost is not Windows in WSL's network.",
      shown,
    ),
    [proof, { command: 'grep " 0A " /proc/net/tcp', answer: `nothing at port ${port}` }],
    {
      nextStep: message('Remove it from the start files of your shell, or write networkingMode=mirrored below [wsl2].'),
    },
  );
}

/** WSL hands the proxy of Windows over when a distro starts, unless it is told not to. One on localhost it cannot. */
async function judgeMissing(settings: NetworkSettings | null, { machine, signal }: Examination): Promise<Verdict> {
  const asked = await machine.run(queryWindowsProxy(), { timeout: patience, signal });
  if (asked.outcome === 'cancelled') throw new Cancelled();
  const windows: WindowsProxy | null = asked.outcome === 'done' ? asked.value : null;
  if (windows === null || settings === null) return unknown(message('Windows did not tell its proxy.'));
  if (windows.kind !== 'fixed' || isLocal(windows.address)) return ok(message('There is none to take over.'));
  const { shown } = windows.address;
  const proofs = [
    { command: 'reg.exe query "…\\Internet Settings"', answer: `ProxyEnable 1, ProxyServer ${shown}` },
    { command: 'echo $http_proxy $https_proxy', answer: 'nothing' },
  ];
  if (!settings.autoProxy) return ok(message('It has none, as .wslconfig says.'), proofs);
  return warn(
    message(
      'Windows goes through the proxy {0}, and shells in the distro through none: downloads there may fail.',
      shown,
    ),
    proofs,
    {
      nextStep: message(
        'Shut WSL down: it takes the proxy over at its start. On Windows 10 set http_proxy in the distro.',
      ),
    },
  );
}
