import { message } from '../../text/message';
import { answer, readAnswers } from '../inside/answers';
import type { LoginFacts } from '../inside/login';
import { helpersScript } from '../inside/script';
import { fail, ok, warn, type Verdict } from '../verdict';
import { blockedBy, seen, type Link } from './link';

/** docker keeps passwords through a helper that its configuration names; without it nothing can be pulled. */
export const credentials: Link = {
  id: 'credentials',
  needs: 'distro',
  async probe(examination) {
    const login = await examination.login();
    if ('blocked' in login) return blockedBy(login.blocked);
    const { config, configFile, path } = login.facts;
    if (config === 'broken') {
      return fail(
        message('The configuration of docker in the distro cannot be read.'),
        [seen(`cat ${configFile}`, 'no JSON')],
        {
          nextStep: message('Rename {0} and sign in again: docker makes a new one.', configFile),
        },
      );
    }
    const settings = config === 'absent' ? {} : config;
    const helpers = helpersOf(settings);
    const named = seen(`credsStore in ${configFile}`, helpers.join(', ') || 'none');
    if (helpers.length === 0) return ok(message('None is set.'), [named]);
    const args = ['sh', '-c', helpersScript, 'slipway', path, ...helpers] as const;
    const asked = await examination.ask(args, `command -v docker-credential-${helpers.join(' docker-credential-')}`);
    if (asked.kind !== 'ran') return blockedBy(asked);
    const answers = readAnswers(asked.run.stdout) ?? [];
    const places = helpers.map((name) => [name, answer(answers, name)] as const);
    const evidence = [
      named,
      ...places.map(([name, place]) => seen(`command -v docker-credential-${name}`, place || 'nothing')),
    ];
    const missing = places.find(([, place]) => place === '')?.[0];
    if (missing !== undefined) return missingHelper(missing, registryOf(missing, settings), evidence);
    const looked = await examination.facts();
    if ('blocked' in looked) return blockedBy(looked.blocked);
    const { hasFormats, interop } = looked.facts;
    const needsInterop = places.find(([name]) => name.endsWith('.exe'));
    if (!needsInterop || !hasFormats || interop.some((state) => state === 'enabled')) {
      return ok(message('It can.'), evidence);
    }
    const formats = seen('head -n 1 /proc/sys/fs/binfmt_misc/WSLInterop*', interop.join(', ') || 'nothing');
    return fail(
      message('The helper {0} is a program of Windows, and none can be started from the distro.', needsInterop[0]),
      [...evidence, formats],
      {
        nextStep: message(
          'Stop the distro: WSL registers interop when it starts. See that systemd-binfmt leaves it alone.',
        ),
        fix: { act: 'stopDistro' },
      },
    );
  },
};

type Config = Exclude<LoginFacts['config'], string>;

/** The one for all registries, and behind it those of single ones. */
function helpersOf(config: Config): string[] {
  const all: unknown[] = [config['credsStore'], ...ofRegistries(config).map(([, name]) => name)];
  return [...new Set(all.filter((name) => typeof name === 'string').filter(Boolean))];
}

function ofRegistries(config: Config): (readonly [registry: string, name: unknown])[] {
  const each = config['credHelpers'];
  return typeof each === 'object' && each !== null ? Object.entries(each) : [];
}

/** The registry that a helper is for; null where it is for all. */
function registryOf(helper: string, config: Config): string | null {
  if (config['credsStore'] === helper) return null;
  return ofRegistries(config).find(([, name]) => name === helper)?.[0] ?? null;
}

/** Without the one for all docker cannot even pull what is public; without that of a registry it is the same for that one alone. */
function missingHelper(name: string, registry: string | null, evidence: Verdict['evidence']): Verdict {
  const nextStep = name.endsWith('.exe')
    ? message('Set appendWindowsPath in /etc/wsl.conf to true and stop the distro, or restart Docker Desktop.')
    : message('Install it in the distro, or take its name out of the configuration.');
  return registry === null
    ? fail(message('The credential helper {0} is named in the configuration and is not on the PATH.', name), evidence, {
        nextStep,
      })
    : warn(message('The credential helper {0} for {1} is not on the PATH.', name, registry), evidence, { nextStep });
}
