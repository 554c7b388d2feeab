import { beginConversion, finishConversion, rollBackConversion } from '../../state/conversions';
import { type Distro, sameGuid } from '../../state/model';
import { forgetProcess, identify, noteProcess } from '../../state/processes';
import { sleep } from '../../state/store';
import type { RawLine } from '../command-line';
import { writeAll } from '../output';
import { type ReadDistro, findByName } from './distros';
import { WslError, inContext } from './errors';
import type { Session } from './session';
import { stopDistros } from './stop';
import { missingParameter } from './usage';
import { bringUpVirtualMachine } from './virtual-machine';

type Version = 1 | 2;

/** `--set-version NAME 1|2`: converts a distro in place (reference 4). The client does the work: killed, it is undone. */
export function setVersion(session: Session, line: RawLine, word: string): number {
  const name = line.take();
  const version = readVersion(session, line, word);
  if (version === 2) session.print(session.say('MessageVmModeConversionInfo'));
  inContext('Service', () => convert(session, name, version));
  session.print(session.say('ERROR_SUCCESS'));
  return 0;
}

/** `--set-default-version 1|2`: a value in the registry and nothing else, whether virtual machines can run or not. */
export function setDefaultVersion(session: Session, line: RawLine, word: string): number {
  const version = readVersion(session, line, word);
  if (version === 2) session.print(session.say('MessageVmModeConversionInfo'));
  else inContext('Service', () => needComponent(session));
  session.change((state) => {
    state.defaultVersion = version;
  });
  session.print(session.say('ERROR_SUCCESS'));
  return 0;
}

function readVersion(session: Session, line: RawLine, word: string): Version {
  const text = line.take();
  if (text === '') throw missingParameter(session, word);
  if (text !== '1' && text !== '2') {
    throw new WslError('ERROR_VERSION_PARSE_ERROR', session.say('ERROR_VERSION_PARSE_ERROR'));
  }
  return text === '1' ? 1 : 2;
}

function convert(session: Session, name: string, version: Version): void {
  const { folder } = session;
  const { guid } = begin(session, name, version);
  const rollBack = () => session.change((state) => rollBackConversion(folder, state, guid));
  noteProcess(folder, process.pid, 'wsl');
  try {
    // One side of a conversion is always a disk, which only the virtual machine can open.
    bringUpVirtualMachine(session);
    // Told to a person at a terminal alone: a client with pipes sees nothing until the end.
    if (process.stderr.isTTY) session.report(session.say('MessageConversionStart'));
    copy(session);
  } catch (error) {
    rollBack();
    throw error;
  } finally {
    forgetProcess(folder, process.pid);
  }
  session.change((state) => {
    const distro = state.distros.find((each) => sameGuid(each.guid, guid));
    if (distro) finishConversion(folder, state, distro);
  });
}

/** Checks, stops the distro and locks it, in one step for everybody else. */
function begin(session: Session, name: string, version: Version): Distro {
  return session.change((state) => {
    const read = findByName(session, name);
    mayConvert(session, read, version);
    const distro = state.distros.find((each) => sameGuid(each.guid, read.guid))!;
    stopDistros(session.folder, state, [distro]);
    beginConversion(session.folder, state, distro, identify(process.pid));
    return distro;
  });
}

function mayConvert(session: Session, distro: ReadDistro, version: Version): void {
  needComponent(session);
  if (version === 1 && session.service.policies['AllowWSL1'] === 0) {
    throw new WslError('WSL_E_WSL1_DISABLED', session.say('MessageWSL1Disabled'));
  }
  if (distro.shown !== 'Running' && distro.shown !== 'Stopped') {
    throw new WslError('E_ILLEGAL_STATE_CHANGE', session.say('MessageInvalidState'));
  }
  if (distro.wsl2 === (version === 2)) {
    throw new WslError('WSL_E_VM_MODE_INVALID_STATE', session.say('MessageAlreadyRequestedVersion'));
  }
  if (version === 2 && distro.name.toLowerCase() === 'legacy') {
    throw new WslError('WSL_E_VM_MODE_NOT_SUPPORTED', session.say('MessageVmModeNotSupported'));
  }
}

function needComponent(session: Session): void {
  if (session.service.optionalComponent) return;
  throw new WslError('WSL_E_WSL1_NOT_SUPPORTED', session.say('MessageWsl1NotSupported'));
}

// The time tar takes. Its complaints pass as they are: raw bytes and LF beside own text in UTF-16.
function copy(session: Session): void {
  const { conversionMilliseconds, conversionFailure } = session.service;
  sleep(conversionMilliseconds);
  if (conversionFailure === undefined) return;
  writeAll(2, Buffer.from(conversionFailure));
  throw new WslError('WSL_E_IMPORT_FAILED', session.say('MessageImportFailed'));
}
