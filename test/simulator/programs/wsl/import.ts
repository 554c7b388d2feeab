import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, openSync, readSync, closeSync, rmSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path/win32';
import { join } from 'node:path';
import { fixedMessages } from '../../messages/own';
import { makeDistroFiles } from '../../files';
import { distroRootOf, hostPathOf } from '../../state/layout';
import { type Distro, type State, flagWsl2, sameGuid, stateInstalled, stateInstalling } from '../../state/model';
import { makeStorage, storageOf } from '../../state/storage';
import { type RawLine, splitWindows } from '../command-line';
import { writeAll } from '../output';
import { PlainError, WslError, inContext } from './errors';
import type { Session } from './session';
import {
  absolutePath,
  carryOut,
  existingFile,
  fileInFolder,
  isFolderTaken,
  looksLikeDisk,
  noteTransfer,
  systemError,
  waitForTool,
} from './transfer';
import { invalidArgument } from './usage';
import { bringUpVirtualMachine } from './virtual-machine';

interface Request {
  name: string;
  folder: string;
  /** On this host; empty for an archive on stdin. */
  file: string;
  version: 1 | 2;
  disk: boolean;
}

const nameRule = /^[A-Za-z0-9._-]{1,256}$/;

/** `--import NAME FOLDER FILE|- [--version N] [--vhd]` (reference 4): registers a distro made of an exported one. */
export function importDistro(session: Session, line: RawLine): number {
  const request = parse(session, line);
  inContext('Service', () => inContext('RegisterDistro', () => run(session, request)));
  session.print(session.say('ERROR_SUCCESS'));
  return 0;
}

/** `--import-in-place NAME DISK`: registers a disk where it lies. */
export function importInPlace(session: Session, line: RawLine): number {
  const [name, disk, ...more] = splitWindows(line.rest());
  if (name === undefined || disk === undefined || more.length > 0) throw new PlainError(fixedMessages.usage);
  if (!looksLikeDisk(disk)) {
    const text = session.say('MessageRequiresFileExtensions', '.vhd', '.vhdx');
    throw new WslError('WSL_E_IMPORT_FAILED', text);
  }
  const file = existingFile(session, disk);
  inContext('Service', () =>
    inContext('RegisterDistro', () => {
      checkName(session, name);
      bringUpVirtualMachine(session);
      if (!isDisk(file)) throw new WslError('WSL_E_IMPORT_FAILED', session.say('MessageImportFailed'));
      const basePath = dirname(absolutePath(disk));
      const distro = register(session, name, { basePath, vhdFileName: basename(disk) }, stateInstalled);
      makeFiles(session, distro);
    }),
  );
  session.print(session.say('ERROR_SUCCESS'));
  return 0;
}

function parse(session: Session, line: RawLine): Request {
  const [name, folder, file, ...options] = splitWindows(line.rest());
  if (name === undefined || folder === undefined || file === undefined) throw systemError(session, 'E_INVALIDARG');
  let version: string | undefined;
  let disk = false;
  for (let at = 0; at < options.length; at++) {
    const option = options[at]!;
    if (option === '--version') version = options[++at] ?? '';
    else if (option === '--vhd' && session.state.generation !== 'inbox') disk = true;
    else throw invalidArgument(session, option);
  }
  if (version !== undefined && version !== '1' && version !== '2') {
    throw systemError(session, 'ERROR_VERSION_PARSE_ERROR');
  }
  if (!disk && looksLikeDisk(file)) throw new PlainError(session.say('MessagePassVhdFlag'));
  if (disk && version === '1') throw new WslError('WSL_E_WSL2_NEEDED', session.say('MessageWsl2Needed'));
  const wanted = version === undefined ? (disk ? 2 : (session.state.defaultVersion ?? 2)) : Number(version);
  const source = file === '-' ? '' : existingFile(session, file);
  return { name, folder: absolutePath(folder), file: source, version: wanted === 1 ? 1 : 2, disk };
}

function run(session: Session, request: Request): void {
  checkName(session, request.name);
  if (request.version === 1) checkVersion1(session);
  if (isFolderTaken(session, request.folder)) {
    throw new WslError('ERROR_FILE_EXISTS', session.say('MessageDistroInstallPathAlreadyExists'));
  }
  const made = makeFolder(session, request.folder);
  const flags = request.version === 2 ? 7 | flagWsl2 : 7;
  const place = { basePath: request.folder, flags, vhdFileName: request.disk ? diskName(request) : 'ext4.vhdx' };
  const distro = register(session, request.name, place, stateInstalling);
  noteTransfer(session, distro.guid, { kind: 'import', made }, undefined);
  carryOut(session, distro.guid, 'MessageImportProgress', () => {
    if (request.version === 2 && !request.disk) bringUpVirtualMachine(session);
    makeStorage(storageOf(session.folder, distro)!, request.version === 2);
    waitForTool(session, 'WSL_E_IMPORT_FAILED', 'MessageImportFailed');
    if (request.disk) takeDisk(session, distro, request.file);
    else unpack(session, distro, request.file);
    session.change((state) => {
      state.distros.find(({ guid }) => sameGuid(guid, distro.guid))!.state = stateInstalled;
      state.defaultDistribution ??= distro.guid;
    });
  });
}

function checkName(session: Session, name: string): void {
  if (!nameRule.test(name) || name.toLowerCase() === 'legacy') throw systemError(session, 'E_INVALIDARG');
  refuseTaken(session, session.service, name);
}

function refuseTaken(session: Session, { distros }: Pick<State, 'distros'>, name: string): void {
  const isTaken = distros.some((each) => each.name.toLowerCase() === name.toLowerCase());
  if (isTaken) throw systemError(session, 'ERROR_ALREADY_EXISTS');
}

function checkVersion1(session: Session): void {
  if (!session.service.optionalComponent) {
    throw new WslError('WSL_E_WSL1_NOT_SUPPORTED', session.say('MessageWsl1NotSupported'));
  }
  if (session.service.policies['AllowWSL1'] === 0) {
    throw new WslError('WSL_E_WSL1_DISABLED', session.say('MessageWSL1Disabled'));
  }
}

/** Makes the folder of a distro where it is missing, one level of it; whether it did. */
function makeFolder(session: Session, windowsFolder: string): boolean {
  const folder = fileInFolder(session, windowsFolder);
  if (existsSync(folder)) {
    if (statSync(folder).isDirectory()) return false;
    throw systemError(session, 'ERROR_PATH_NOT_FOUND');
  }
  mkdirSync(folder);
  return true;
}

function register(
  session: Session,
  name: string,
  place: Partial<Distro> & { basePath: string },
  state: number,
): Distro {
  const distro: Distro = {
    guid: `{${crypto.randomUUID()}}`,
    name,
    state,
    flags: 7 | flagWsl2,
    defaultUid: 0,
    version: 2,
    ...place,
  };
  if ((distro.flags & flagWsl2) === 0) distro.raw = { VhdFileName: null };
  session.change((machine) => {
    // Another client may have been as far as this since the name was looked at.
    refuseTaken(session, machine, name);
    machine.lxssKey = true;
    machine.distros.push(distro);
    if (state === stateInstalled) machine.defaultDistribution ??= distro.guid;
  });
  return distro;
}

function diskName({ file }: Request): string {
  return file.toLowerCase().endsWith('.vhd') ? 'ext4.vhd' : 'ext4.vhdx';
}

function takeDisk(session: Session, distro: Distro, file: string): void {
  if (!isDisk(file)) throw new WslError('WSL_E_IMPORT_FAILED', session.say('MessageImportFailed'));
  copyFileSync(file, storageOf(session.folder, distro)!);
  makeFiles(session, distro);
}

/** The content of a disk is not played: the distro gets files as a new one has them. */
function makeFiles(session: Session, distro: Distro): void {
  const folder = hostPathOf(session.folder, distro.basePath);
  if (folder !== undefined)
    makeDistroFiles(session.folder, { ...distro, state: stateInstalled }, { keepsStorage: true });
}

function isDisk(file: string): boolean {
  const head = Buffer.alloc(8);
  const descriptor = openSync(file, 'r');
  readSync(descriptor, head, 0, 8, 0);
  closeSync(descriptor);
  return head.toString('latin1') === 'vhdxfile';
}

function unpack(session: Session, distro: Distro, file: string): void {
  const root = distroRootOf(session.folder, distro.name);
  mkdirSync(root, { recursive: true });
  const input = file === '' ? 'inherit' : 'ignore';
  const args = ['-C', root, '-xf', file === '' ? '-' : file];
  const { status, stderr } = spawnSync('tar', args, { stdio: [input, 'ignore', 'pipe'] });
  if (status === 0 && existsSync(join(root, 'etc'))) return;
  rmSync(root, { recursive: true, force: true });
  if (status === 0) throw new WslError('WSL_E_NOT_A_LINUX_DISTRO', session.say('MessageInvalidDistributionTar'));
  writeAll(2, stderr);
  throw new WslError('WSL_E_IMPORT_FAILED', session.say('MessageImportFailed'));
}
