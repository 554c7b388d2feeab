import { noteLostBackend } from '../../docker/loss';
import { backendRole } from '../../docker/processes';
import { endProcesses, isAlive } from '../../state/processes';
import { readState, sleep } from '../../state/store';
import { consoleWriter } from '../console';
import { notPartOfSimulator, runProgram } from '../program';
import { type WindowsProcess, isBelow, windowsProcesses } from '../windows-processes';

interface Request {
  /** Numbers and image names, as they were asked for. */
  targets: ({ pid: number } | { image: string })[];
  tree: boolean;
  force: boolean;
}

const notPlayed = new Set(['/S', '/U', '/P', '/FI', '/?']);
const nothingFound = 128;

void runProgram('taskkill', ({ folder, args, output }) => {
  const write = consoleWriter(output, readState(folder));
  const refused = args.find((arg) => notPlayed.has(arg.toUpperCase()));
  if (refused !== undefined) {
    write(2, `taskkill ${refused} is not part of this simulator\n`);
    return notPartOfSimulator;
  }
  const request = parse(args);
  if (!request) {
    write(2, 'ERROR: Invalid syntax.\nType "TASKKILL /?" for usage.\n');
    return 1;
  }
  let status = 0;
  for (const target of request.targets) {
    const all = windowsProcesses(folder, readState(folder));
    const found = all.filter((process) =>
      'pid' in target ? process.pid === target.pid : isNamed(process, target.image),
    );
    if (found.length === 0) {
      write(2, `ERROR: The process "${'pid' in target ? target.pid : target.image}" not found.\n`);
      status = nothingFound;
    }
    for (const process of found) {
      const below = request.tree ? all.filter((each) => isBelow(each, process)) : [];
      for (const each of [...below, process]) {
        const ended = end(folder, each, request.force);
        write(ended.ok ? 1 : 2, `${ended.text}\n`);
        if (!ended.ok) status = 1;
      }
    }
  }
  return status;
});

/** `/PID` and `/IM` may come several times; without either there is nothing to do. */
function parse(args: string[]): Request | undefined {
  const request: Request = { targets: [], tree: false, force: false };
  for (let at = 0; at < args.length; at++) {
    const option = args[at]!.toUpperCase();
    const value = args[at + 1];
    if (option === '/T') request.tree = true;
    else if (option === '/F') request.force = true;
    else if (option === '/IM' && value !== undefined) {
      request.targets.push({ image: value });
      at++;
    } else if (option === '/PID' && value !== undefined && /^\d+$/.test(value)) {
      request.targets.push({ pid: Number(value) });
      at++;
    } else return undefined;
  }
  return request.targets.length === 0 ? undefined : request;
}

function isNamed({ image }: WindowsProcess, wanted: string): boolean {
  const [left, right] = [image.toLowerCase(), wanted.toLowerCase()];
  return right.endsWith('*') ? left.startsWith(right.slice(0, -1)) : left === right;
}

function end(
  folder: string,
  { image, pid, noted, title }: WindowsProcess,
  force: boolean,
): { ok: boolean; text: string } {
  const refusal = (reason: string) => ({
    ok: false,
    text: `ERROR: The process with PID ${pid} could not be terminated.\nReason: ${reason}`,
  });
  if (!noted) return refusal('Access is denied.');
  if (!force) {
    // Without force a window is asked to close; that of Docker Desktop goes to the tray and its process lives on.
    if (title === 'N/A') return refusal('This process ends only by force (with the /F option).');
    return { ok: true, text: `SUCCESS: Sent termination signal to the process "${image}" with PID ${pid}.` };
  }
  endProcesses(folder, (each) => each.pid === noted.pid);
  while (isAlive(noted)) sleep(2);
  if (noted.role === backendRole) noteLostBackend(folder);
  return { ok: true, text: `SUCCESS: The process "${image}" with PID ${pid} has been terminated.` };
}
