import { fixedMessages } from '../../messages/own';
import { sameGuid, stateInstalled } from '../../state/model';
import type { RawLine } from '../command-line';
import { notPartOfSimulator } from '../program';
import { defaultGuid, findByGuid, findByName } from './distros';
import { PlainError, WslError, inContext } from './errors';
import { exportDistro } from './export';
import { importDistro, importInPlace } from './import';
import { list } from './listing';
import { manage } from './manage';
import { install } from './online';
import { isBefore } from './release';
import { type Session, failed } from './session';
import { setDefaultVersion, setVersion } from './set-version';
import { stopDistros } from './stop';
import { invalidArgument, missingParameter } from './usage';

type Verb = (session: Session, line: RawLine, word: string) => number;

const verbs: Record<string, Verb> = {
  '-l': (session, line) => list(session, line.rest()),
  '--list': (session, line) => list(session, line.rest()),
  '-s': setDefault,
  '--set-default': setDefault,
  '--setdefault': setDefault,
  '-t': terminate,
  '--terminate': terminate,
  '--shutdown': shutdown,
  '--set-version': setVersion,
  '--set-default-version': setDefaultVersion,
  '--export': exportDistro,
  '--import': importDistro,
  '--import-in-place': importInPlace,
  '--manage': manage,
  '--install': install,
  '--status': status,
  '--version': version,
  '--help': help,
};

// Verbs and options of the real program that are not played: refused aloud, so that no test believes in them.
const notPlayed = new Set([
  '--unregister',
  '--mount',
  '--unmount',
  '--uninstall',
  '--update',
  '--debug-shell',
  '--system',
  '--shell-type',
]);

/** Verbs that came with the release in which a disk could be made sparse. */
const newerVerbs = new Set(['--manage']);

/** The management verb for a word, or undefined when it is none. */
export function verbFor(session: Session, word: string): Verb | undefined {
  // What a release has not is to it a word like any unknown one.
  if (word === '--version' && session.state.generation === 'inbox') return undefined;
  if (newerVerbs.has(word) && isBefore(session.state, '2.0')) return undefined;
  if (notPlayed.has(word)) {
    return () => {
      process.stderr.write(`wsl ${word} is not part of this simulator\n`);
      return notPartOfSimulator;
    };
  }
  return Object.hasOwn(verbs, word) ? verbs[word] : undefined;
}

function setDefault(session: Session, line: RawLine, word: string): number {
  const distro = findByName(session, requiredName(session, line, word));
  session.change((state) => {
    state.defaultDistribution = distro.guid;
  });
  session.print(session.say('ERROR_SUCCESS'));
  return 0;
}

function terminate(session: Session, line: RawLine, word: string): number {
  const distro = findByName(session, requiredName(session, line, word));
  session.change((state) => {
    const found = state.distros.filter(({ guid }) => sameGuid(guid, distro.guid));
    stopDistros(session.folder, state, found);
  });
  session.print(session.say('ERROR_SUCCESS'));
  return 0;
}

// Silent on success, and whatever else stands behind --force.
function shutdown(session: Session, line: RawLine): number {
  const option = line.take();
  if (option !== '' && option !== '--force') throw invalidArgument(session, option);
  if (option === '--force') session.breakServiceLock();
  session.change((state) => {
    stopDistros(session.folder, state, state.distros);
    state.running = [];
    state.vmUp = false;
  });
  return 0;
}

function status(session: Session): number {
  const state = session.service;
  const name = defaultName(session);
  if (name !== undefined) session.print(session.say('MessageStatusDefaultDistro', name));
  session.print(session.say('MessageStatusDefaultVersion', state.defaultVersion ?? 2));
  if (state.generation === 'inbox') {
    if (!state.virtualization) session.print(session.say('inboxVirtualMachinePlatform'));
    else session.print(`${fixedMessages.inboxUpdated}\n${fixedMessages.inboxKernel}`);
    return 0;
  }
  if (!state.optionalComponent) session.print(session.say('MessageWsl1NotSupported'));
  if (!state.virtualization) session.print(session.say('MessageEnableVirtualization'));
  return 0;
}

// Needs neither service nor virtual machine: answers even when those hang.
function version(session: Session): number {
  const { wsl, kernel, wslg, msrdc, direct3d, dxcore, windows } = session.state.versions;
  session.print(session.say('MessagePackageVersions', wsl, kernel, wslg, msrdc, direct3d, dxcore, windows));
  return 0;
}

function help(session: Session): number {
  session.print(fixedMessages.usage);
  return failed;
}

function requiredName(session: Session, line: RawLine, word: string): string {
  const name = line.take();
  if (name === '') throw missingParameter(session, word);
  return name;
}

// An invalid default is no error here, the line is just left out; other keys are not looked at.
function defaultName(session: Session): string | undefined {
  try {
    const distro = inContext('Service', () => findByGuid(session, defaultGuid(session)));
    return distro.stateValue === stateInstalled ? distro.name : undefined;
  } catch (error) {
    if (error instanceof WslError || error instanceof PlainError) return undefined;
    throw error;
  }
}
