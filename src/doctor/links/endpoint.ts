import { message } from '../../text/message';
import type { LoginFacts } from '../inside/login';
import { places, type Facts } from '../inside/facts';
import { fail, ok, warn, type Proof, type Verdict } from '../verdict';
import { blockedBy, seen, type Link } from './link';

/** What docker calls for its user: DOCKER_HOST goes before DOCKER_CONTEXT, and that before the current context. */
export const endpoint: Link = {
  id: 'endpoint',
  needs: 'distro',
  async probe(examination) {
    const login = await examination.login();
    if ('blocked' in login) return blockedBy(login.blocked);
    if (login.facts.host === null) return judgeContext(login.facts);
    const looked = await examination.facts();
    return 'blocked' in looked ? blockedBy(looked.blocked) : judgeHost(login.facts.host, login.facts, looked.facts);
  },
};

const own: readonly string[] = [`unix://${places.socket}`, 'unix:///run/docker.sock'];
/** The way to Docker Desktop from the days of WSL 1 (microsoft/WSL#4321). */
const localTcp = /^tcp:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])(?::2375)?\/?$/i;

/** Where it is set, as far as a start file says so. */
function linesOf({ startFiles }: LoginFacts, name: string): Proof[] {
  return startFiles.filter((line) => line.includes(name)).map((line) => seen('grep -n in the start files', line));
}

function judgeHost(host: string, login: LoginFacts, { listens2375, networking }: Facts): Verdict {
  const lines = linesOf(login, 'DOCKER_HOST');
  const evidence = [seen('printenv DOCKER_HOST', host), ...lines];
  if (own.includes(host)) return ok(message('It does, by DOCKER_HOST.'), evidence);
  const isLocal = localTcp.test(host);
  // With mirrored networking it is a port of Windows, which cannot be seen from the distro.
  if (isLocal && networking === 'mirrored') {
    return warn(message('DOCKER_HOST sends docker to a port of Windows, which Docker Desktop has to open.'), evidence);
  }
  if (isLocal ? listens2375 : !host.startsWith('npipe:')) {
    return ok(message('DOCKER_HOST sends it elsewhere, as somebody has set it: {0}.', host), evidence);
  }
  const [place] = lines.map(({ answer }) => /^(.+?:\d+):/.exec(answer)?.[1]).filter((found) => found !== undefined);
  return fail(message('DOCKER_HOST sends docker to {0}, where no engine of this distro is.', host), evidence, {
    nextStep:
      place === undefined
        ? message('Take DOCKER_HOST out of the environment: it is set in no usual start file.')
        : message('Remove the line from {0}, then open a new terminal.', place),
  });
}

function judgeContext(facts: LoginFacts): Verdict {
  const { context, endpoints, configFile } = facts;
  const by = context.chosenBy === 'DOCKER_CONTEXT' ? linesOf(facts, 'DOCKER_CONTEXT') : [];
  const evidence = [
    seen(
      context.chosenBy === 'DOCKER_CONTEXT' ? 'printenv DOCKER_CONTEXT' : `currentContext in ${configFile}`,
      context.name,
    ),
    ...by,
  ];
  if (context.name === 'default') return ok(message('It does.'), evidence);
  const host = endpoints.get(context.name);
  const shown = [...evidence, seen(`docker context inspect ${context.name}`, host ?? 'not found')];
  if (host !== undefined && own.includes(host)) return ok(message('It does, by its context {0}.', context.name), shown);
  if (host !== undefined && !host.startsWith('npipe:')) {
    return ok(message('Its context {0} sends it elsewhere, as somebody has set it.', context.name), shown);
  }
  const text =
    host === undefined
      ? message('The context {0} is chosen, and there is none of that name.', context.name)
      : message(
          'The context {0} is chosen, which leads to a pipe of Windows: docker cannot call it here.',
          context.name,
        );
  return context.chosenBy === 'DOCKER_CONTEXT'
    ? fail(text, shown, { nextStep: message('Take DOCKER_CONTEXT out of the environment, then open a new terminal.') })
    : fail(text, shown, { fix: { act: 'useDefaultContext' } });
}
