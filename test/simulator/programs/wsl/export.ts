import { spawnSync } from 'node:child_process';
import { closeSync, copyFileSync, openSync, writeSync } from 'node:fs';
import { extname } from 'node:path/win32';
import { fixedMessages } from '../../messages/own';
import { sameGuid } from '../../state/model';
import { storageOf } from '../../state/storage';
import { type RawLine, splitWindows } from '../command-line';
import { writeAll } from '../output';
import { type ReadDistro, findByName, rootOf } from './distros';
import { PlainError, WslError, inContext } from './errors';
import { isBefore } from './release';
import type { Session } from './session';
import { stopDistros } from './stop';
import { carryOut, fileInFolder, noteTransfer, waitForTool } from './transfer';
import { invalidArgument, missingParameter } from './usage';
import { bringUpVirtualMachine } from './virtual-machine';

const packings: Readonly<Record<string, readonly string[]>> = { tar: [], 'tar.gz': ['-z'], 'tar.xz': ['-J'] };

interface Request {
  name: string;
  target: string;
  format: string;
}

/** `--export NAME FILE|- [--vhd] [--format F]` (reference 4): stops the distro and writes all of it to a file. */
export function exportDistro(session: Session, line: RawLine, word: string): number {
  const request = parse(session, line, word);
  inContext('Service', () => run(session, request));
  // After an archive on stdout no sentence follows.
  if (request.target !== '-') session.print(session.say('ERROR_SUCCESS'));
  return 0;
}

function parse(session: Session, line: RawLine, word: string): Request {
  const [name, target, ...options] = splitWindows(line.rest());
  if (name === undefined || target === undefined) throw missingParameter(session, word);
  const formats: string[] = [];
  for (let at = 0; at < options.length; at++) {
    const option = options[at]!;
    const { generation } = session.state;
    if (option === '--vhd' && generation !== 'inbox') formats.push('vhd');
    else if (option === '--format' && !isBefore(session.state, '2.4')) formats.push(options[++at] ?? '');
    else throw invalidArgument(session, option);
  }
  const [format = 'tar', other = format] = formats;
  if (other !== format || (format !== 'vhd' && !Object.hasOwn(packings, format))) {
    throw new PlainError(fixedMessages.usage);
  }
  return { name, target, format };
}

function run(session: Session, { name, target, format }: Request): void {
  const distro = findByName(session, name);
  if (distro.shown !== 'Running' && distro.shown !== 'Stopped') {
    throw new WslError('E_ILLEGAL_STATE_CHANGE', session.say('MessageInvalidState'));
  }
  if (format === 'vhd') checkDisk(session, distro, target);
  const file = target === '-' ? '' : fileInFolder(session, target);
  session.change((state) => {
    const registered = state.distros.filter(({ guid }) => sameGuid(guid, distro.guid));
    stopDistros(session.folder, state, registered);
  });
  noteTransfer(session, distro.guid, { kind: 'export', target: file }, 'Exporting');
  carryOut(session, distro.guid, 'MessageExportProgress', () => {
    if (format !== 'vhd' && distro.wsl2) bringUpVirtualMachine(session);
    if (file !== '') beginFile(file);
    waitForTool(session, 'WSL_E_EXPORT_FAILED', 'MessageExportFailed');
    if (session.service.transfers.hollow) return;
    if (format === 'vhd') copyFileSync(diskOf(session, distro), file);
    else archive(session, distro, file, packings[format]!);
  });
}

function checkDisk(session: Session, distro: ReadDistro, target: string): void {
  if (!distro.wsl2) throw new WslError('WSL_E_WSL2_NEEDED', session.say('MessageWsl2Needed'));
  // Releases up to 2.6 did not look.
  if (isBefore(session.state, '2.7')) return;
  const extension = extname(diskOf(session, distro));
  if (extname(target).toLowerCase() !== extension) {
    throw new WslError('WSL_E_EXPORT_FAILED', session.say('MessageRequiresFileExtension', extension));
  }
}

function diskOf(session: Session, { guid }: ReadDistro): string {
  const registered = session.service.distros.find((each) => sameGuid(each.guid, guid))!;
  const disk = storageOf(session.folder, registered);
  if (disk === undefined) throw new WslError('ERROR_PATH_NOT_FOUND', session.say('ERROR_PATH_NOT_FOUND'));
  return disk;
}

// The first bytes are there long before the rest: who breaks it off may find them.
function beginFile(file: string): void {
  const descriptor = openSync(file, 'w');
  writeSync(descriptor, Buffer.alloc(512, 'unfinished'));
  closeSync(descriptor);
}

function archive(session: Session, distro: ReadDistro, file: string, packing: readonly string[]): void {
  const args = ['-C', rootOf(session, distro), '--one-file-system', ...packing, '-cf', file === '' ? '-' : file, '.'];
  const { status, stdout, stderr } = spawnSync('tar', args, { maxBuffer: 2 ** 30 });
  if (file === '') writeAll(1, stdout);
  if (status === 0) return;
  writeAll(2, stderr);
  throw new WslError('WSL_E_EXPORT_FAILED', session.say('MessageExportFailed'));
}
