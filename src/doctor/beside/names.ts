import { message } from '../../text/message';
import type { Examination } from '../examination';
import type { LoginFacts } from '../inside/login';
import { ok, unknown, warn, type Proof, type Verdict } from '../verdict';
import type { Beside } from './beside';

/**
 * Whether the distro finds a name that Windows finds, which on a VPN it may not. Tried are the registries that docker is signed in
 * to, and no other name: each side is asked by its own resolver. Seen from a distro, nobody can ask Windows.
 */
export const names: Beside = {
  async probe(examination) {
    const login = await examination.login();
    if ('blocked' in login || examination.machine.platform !== 'windows') return null;
    return new Map([['names', await judge(login.facts, examination)]]);
  },
};

/** One would do; the first may be gone for good. */
const most = 2;

async function judge({ config, proxies }: LoginFacts, examination: Examination): Promise<Verdict> {
  // Behind a proxy it is the proxy that looks names up.
  const hosts = proxies.length > 0 ? [] : registriesIn(config).slice(0, most);
  if (hosts.length === 0) return ok(message('There is no name to try: docker is signed in to no registry.'));
  const proofs: Proof[] = [];
  for (const host of hosts) {
    const here = await examination.machine.resolveName(host);
    proofs.push({ command: 'the resolver of Windows', answer: `https://${host} ${here}` });
    if (here !== 'found') continue;
    const asked = await examination.ask(['getent', 'ahosts', host], 'getent ahosts');
    const inside: Proof = { command: 'getent ahosts', answer: `https://${host}: ${outcomeOf(asked)}` };
    // Its own exit status for a name that is not found; a name server out of reach takes longer than a look may.
    if (asked.kind === 'hangs' || (asked.kind === 'ran' && asked.run.status === 2))
      return notFound(host, [...proofs, inside]);
    if (asked.kind !== 'ran' || asked.run.status !== 0) {
      return unknown(message('The distro has nothing that looks names up.'), [...proofs, inside]);
    }
    return ok(message('It does.'), [...proofs, inside]);
  }
  return ok(message('Windows finds no address of a registry either.'), proofs);
}

function outcomeOf(asked: Awaited<ReturnType<Examination['ask']>>): string {
  if (asked.kind !== 'ran') return asked.kind === 'hangs' ? asked.proof.answer : 'not asked';
  return asked.run.status === 0 ? 'found' : `exit ${asked.run.status}`;
}

function notFound(host: string, proofs: readonly Proof[]): Verdict {
  return warn(
    message(
      'Windows finds {0}, and the distro does not: its name server does not know it, or is out of reach.',
      `https://${host}`,
    ),
    proofs,
    { nextStep: message('Try dnsTunneling=true below [wsl2] in .wslconfig, then shut WSL down.') },
  );
}

/** The hosts to which the configuration of docker has a key: addresses by number need no look. */
function registriesIn(config: LoginFacts['config']): string[] {
  const auths = typeof config === 'object' ? config['auths'] : null;
  const keys = typeof auths === 'object' && auths !== null ? Object.keys(auths) : [];
  const hosts = keys.flatMap(
    (key) => /^(?:https?:\/\/)?([a-z\d](?:[a-z\d.-]*[a-z\d])?\.[a-z]{2,})(?=[/:]|$)/i.exec(key)?.[1] ?? [],
  );
  return [...new Set(hosts.map((host) => host.toLowerCase()))];
}
