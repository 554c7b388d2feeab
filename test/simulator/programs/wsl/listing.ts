import { sameGuid } from '../../state/model';
import { fixedMessages } from '../../messages/own';
import { splitWindows } from '../command-line';
import { type ReadDistro, dropLostDistros, enumerateDistros, noDistros } from './distros';
import { PlainError, inContext } from './errors';
import { listOnline } from './online';
import type { Session } from './session';
import { invalidArgument } from './usage';

interface ListOptions {
  all: boolean;
  running: boolean;
  quiet: boolean;
  verbose: boolean;
  online: boolean;
}

type Listed = ReadDistro & { isDefault: boolean };

const optionWords: Record<string, keyof ListOptions> = {
  '--all': 'all',
  '--running': 'running',
  '--quiet': 'quiet',
  '--verbose': 'verbose',
  '--online': 'online',
};
const optionLetters: Record<string, keyof ListOptions> = { q: 'quiet', v: 'verbose', o: 'online' };
const transientStates = new Set(['Installing', 'Uninstalling', 'Converting', 'Exporting']);

/** `-l` and all its forms (reference 3.1, 3.2). */
export function list(session: Session, rest: string): number {
  const options = parseOptions(session, rest);
  if (options.online) return listOnline(session);
  const distros = inContext('EnumerateDistros', () => inContext('Service', () => listed(session)));
  if (options.verbose) return listVerbose(session, distros);
  const shown = distros
    .filter((distro) => options.all || !transientStates.has(distro.shown))
    .filter((distro) => !options.running || distro.shown === 'Running');
  if (options.quiet) {
    for (const distro of shown) session.print(distro.name);
    return 0;
  }
  if (shown.length === 0) {
    throw options.running ? new PlainError(session.say('MessageNoRunningDistro')) : noDistros(session);
  }
  session.print(session.say('MessageRegisteredDistrosHeader'));
  for (const distro of shown) {
    session.print(distro.isDefault ? session.say('MessagePrintDistroDefault', distro.name) : distro.name);
  }
  return 0;
}

function parseOptions(session: Session, rest: string): ListOptions {
  const options: ListOptions = { all: false, running: false, quiet: false, verbose: false, online: false };
  for (const word of splitWindows(rest)) {
    const names = word.startsWith('--')
      ? [optionWords[word]]
      : /^-./.test(word)
        ? Array.from(word.slice(1)).map((letter) => optionLetters[letter])
        : [undefined];
    for (const name of names) {
      if (name === undefined) throw invalidArgument(session, word);
      options[name] = true;
    }
  }
  const { all, running, quiet, verbose, online } = options;
  if ((quiet && verbose) || (all && running) || (online && (verbose || all))) throw new PlainError(fixedMessages.usage);
  return options;
}

// With and without --all and --running alike: this form ignores both.
function listVerbose(session: Session, distros: Listed[]): number {
  if (distros.length === 0) throw noDistros(session);
  // String lengths are UTF-16 units here and there: wide characters push the columns out of line on a screen.
  const width = Math.max(4, ...distros.map((distro) => distro.name.length)) + 4;
  const row = (mark: string, name: string, state: string, version: string) =>
    session.print(`${mark} ${name.padEnd(width)}${state.padEnd(16)}${version}`);
  row(' ', 'NAME', 'STATE', 'VERSION');
  for (const distro of distros) {
    const word = (session.state.generation === 'inbox' && session.state.stateWords[distro.shown]) || distro.shown;
    row(distro.isDefault ? '*' : ' ', distro.name, word, distro.wsl2 ? '2' : '1');
  }
  return 0;
}

function listed(session: Session): Listed[] {
  dropLostDistros(session);
  const state = session.service;
  const isDefault = ({ guid }: ReadDistro) =>
    state.defaultDistribution !== undefined && sameGuid(state.defaultDistribution, guid);
  return enumerateDistros(session, state)
    .map((distro) => ({ ...distro, isDefault: isDefault(distro) }))
    .sort((left, right) => Number(right.isDefault) - Number(left.isDefault));
}
