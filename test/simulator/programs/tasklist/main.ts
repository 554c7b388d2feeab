import { readState } from '../../state/store';
import { consoleWriter } from '../console';
import { notPartOfSimulator, runProgram } from '../program';
import { type WindowsProcess, windowsProcesses } from '../windows-processes';

type Format = 'TABLE' | 'LIST' | 'CSV';
type Filter = (process: WindowsProcess) => boolean;

interface Request {
  format: Format;
  header: boolean;
  verbose: boolean;
  filters: Filter[];
}

/** Options of the real program that are not played. */
const notPlayed = new Set(['/S', '/U', '/P', '/M', '/SVC', '/APPS', '/?']);
const notPlayedFilters = new Set(['STATUS', 'SESSION', 'CPUTIME', 'USERNAME', 'SERVICES', 'WINDOWTITLE', 'MODULES']);

const columns = ['Image Name', 'PID', 'Session Name', 'Session#', 'Mem Usage'];
const verboseColumns = [...columns, 'Status', 'User Name', 'CPU Time', 'Window Title'];
const widths = [25, 8, 16, 11, 12, 15, 50, 12, 72];

/** Thrown for what the real program knows and this one does not play. */
class NotPlayed extends Error {}

void runProgram('tasklist', ({ folder, args, output }) => {
  const state = readState(folder);
  const write = consoleWriter(output, state);
  let request: Request | undefined;
  try {
    request = parse(args);
  } catch (error) {
    if (!(error instanceof NotPlayed)) throw error;
    write(2, `tasklist ${error.message} is not part of this simulator\n`);
    return notPartOfSimulator;
  }
  if (!request) {
    write(2, 'ERROR: Invalid argument or option.\nType "TASKLIST /?" for usage.\n');
    return 1;
  }
  const { filters } = request;
  const found = windowsProcesses(folder, state).filter((process) => filters.every((filter) => filter(process)));
  if (found.length === 0) write(1, 'INFO: No running task matches the criteria.\n');
  else write(1, format(found, request));
  return 0;
});

/** All words without case. Undefined for an argument the real program refuses. @throws NotPlayed */
function parse(args: string[]): Request | undefined {
  const request: Request = { format: 'TABLE', header: true, verbose: false, filters: [] };
  for (let at = 0; at < args.length; at++) {
    const option = args[at]!.toUpperCase();
    if (notPlayed.has(option)) throw new NotPlayed(option);
    if (option === '/NH') request.header = false;
    else if (option === '/V') request.verbose = true;
    else if (option === '/FO') {
      const format = args[++at]?.toUpperCase();
      if (format !== 'TABLE' && format !== 'LIST' && format !== 'CSV') return undefined;
      request.format = format;
    } else if (option === '/FI') {
      const filter = parseFilter(args[++at] ?? '');
      if (!filter) return undefined;
      request.filters.push(filter);
    } else return undefined;
  }
  return request.format === 'LIST' && !request.header ? undefined : request;
}

function parseFilter(text: string): Filter | undefined {
  const [, name, operator, value] = /^\s*(\w+)\s+(eq|ne|gt|lt|ge|le)\s+(.*?)\s*$/i.exec(text) ?? [];
  if (name === undefined || operator === undefined || value === undefined) return undefined;
  const [field, comparison] = [name.toUpperCase(), operator.toLowerCase()];
  if (notPlayedFilters.has(field)) throw new NotPlayed(`/FI ${field}`);
  if (field === 'IMAGENAME') {
    if (comparison !== 'eq' && comparison !== 'ne') return undefined;
    return ({ image }) => matches(image, value) === (comparison === 'eq');
  }
  const number = Number(value);
  if ((field !== 'PID' && field !== 'MEMUSAGE') || !/^\d+$/.test(value)) return undefined;
  return (process) => compare(field === 'PID' ? process.pid : process.kibibytes, comparison, number);
}

/** A name may end with an asterisk. */
function matches(image: string, wanted: string): boolean {
  const [left, right] = [image.toLowerCase(), wanted.toLowerCase()];
  return right.endsWith('*') ? left.startsWith(right.slice(0, -1)) : left === right;
}

function compare(left: number, operator: string, right: number): boolean {
  if (operator === 'eq') return left === right;
  if (operator === 'ne') return left !== right;
  if (operator === 'gt') return left > right;
  if (operator === 'lt') return left < right;
  return operator === 'ge' ? left >= right : left <= right;
}

function format(processes: WindowsProcess[], { format: wanted, header, verbose }: Request): string {
  const names = verbose ? verboseColumns : columns;
  const rows = processes.map((process) => valuesOf(process).slice(0, names.length));
  if (wanted === 'CSV') {
    const line = (cells: string[]): string => `${cells.map((cell) => `"${cell}"`).join(',')}\n`;
    return (header ? line(names) : '') + rows.map(line).join('');
  }
  if (wanted === 'LIST') {
    const block = (cells: string[]): string =>
      cells.map((cell, at) => `${`${names[at]!}:`.padEnd(14)}${cell}\n`).join('');
    return `\n${rows.map(block).join('\n')}`;
  }
  const line = (cells: string[]): string =>
    `${cells.map((cell, at) => pad(cell, widths[at]!, at === 1 || at === 3 || at === 4)).join(' ')}\n`;
  const rule = names.map((_, at) => '='.repeat(widths[at]!)).join(' ');
  return `\n${header ? `${line(names)}${rule}\n` : ''}${rows.map(line).join('')}`;
}

// A table cuts what is too long: the names of some processes among it.
function pad(cell: string, width: number, right: boolean): string {
  const text = cell.slice(0, width);
  return right ? text.padStart(width) : text.padEnd(width);
}

function valuesOf({ image, pid, session, kibibytes, title }: WindowsProcess): string[] {
  const memory = `${kibibytes.toLocaleString('en-US')} K`;
  const user = session === 'Services' ? 'N/A' : 'SIMULATED\\dev';
  const status = title === 'N/A' ? 'Unknown' : 'Running';
  return [image, String(pid), session, session === 'Services' ? '0' : '1', memory, status, user, '0:00:01', title];
}
