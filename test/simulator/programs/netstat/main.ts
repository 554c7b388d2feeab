import { findBackend } from '../../docker/processes';
import type { State, WindowsSocket } from '../../state/model';
import { readState } from '../../state/store';
import { consoleWriter } from '../console';
import { notPartOfSimulator, runProgram } from '../program';

interface Words {
  title: string;
  head: string;
  listening: string;
  established: string;
}

const english: Words = {
  title: 'Active Connections',
  head: '  Proto  Local Address          Foreign Address        State           PID',
  listening: 'LISTENING',
  established: 'ESTABLISHED',
};

const words: Readonly<Record<string, Words>> = {
  'de-DE': {
    title: 'Aktive Verbindungen',
    head: '  Proto  Lokale Adresse         Remoteadresse          Status           PID',
    listening: 'ABHÖREN',
    established: 'HERGESTELLT',
  },
};

void runProgram('netstat', ({ folder, args, output }) => {
  const state = readState(folder);
  const write = consoleWriter(output, state);
  const letters = new Set<string>();
  let protocol: string | undefined;
  for (let at = 0; at < args.length; at++) {
    const [, given] = /^[-/]([a-z]+)$/i.exec(args[at]!) ?? [];
    if (given?.toLowerCase() === 'p') protocol = args[++at]?.toUpperCase() ?? '';
    else if (given === undefined) return usage(write);
    else for (const letter of given.toLowerCase()) letters.add(letter);
  }
  if ([...letters].some((letter) => !'abefnoqrstxy'.includes(letter))) return usage(write);
  if (protocol !== undefined && !/^(?:TCP|UDP)(?:V6)?$/.test(protocol)) return usage(write);
  if (!letters.has('n') || !letters.has('o') || [...letters].some((letter) => !'ano'.includes(letter))) {
    write(2, 'This form of netstat is not part of this simulator\n');
    return notPartOfSimulator;
  }
  const texts = words[state.language] ?? english;
  const shown = socketsOf(folder, state)
    .filter((socket) => protocol === undefined || protocolOf(socket) === protocol)
    .filter(({ remote }) => letters.has('a') || remote !== undefined);
  write(1, `\n${texts.title}\n\n${texts.head}\n${shown.map((socket) => row(socket, texts)).join('')}`);
  return 0;
});

function usage(write: (descriptor: 1 | 2, text: string) => void): number {
  write(
    1,
    '\nDisplays protocol statistics and current TCP/IP network connections.\n\nNETSTAT [-a] [-n] [-o] [-p proto]\n',
  );
  return 1;
}

function socketsOf(folder: string, state: State): WindowsSocket[] {
  const pid = findBackend(folder)?.pid;
  const published = (state.docker?.linux.containers ?? [])
    .filter(({ state: each }) => each === 'running')
    .flatMap(({ ports = [] }) => ports)
    .flatMap(({ host, address = '0.0.0.0' }): WindowsSocket[] =>
      host === undefined || pid === undefined ? [] : [{ address, port: host, pid }],
    );
  return [
    { address: '0.0.0.0', port: 135, pid: 1364 },
    { address: '0.0.0.0', port: 445, pid: 4 },
    { address: '[::]', port: 445, pid: 4 },
    ...state.windows.sockets,
    ...published,
    // A connection has numbers of ports as well, and nothing listens there.
    { address: '127.0.0.1', port: 49_800, remote: '127.0.0.1:5432', pid: 6612 },
    { address: '0.0.0.0', port: 5353, pid: 2210, udp: true },
  ];
}

function protocolOf({ address, udp }: WindowsSocket): string {
  return `${udp ? 'UDP' : 'TCP'}${address.startsWith('[') ? 'V6' : ''}`;
}

function row({ address, port, remote, pid, udp }: WindowsSocket, { listening, established }: Words): string {
  const local = `${address}:${port}`.padEnd(22);
  if (udp) return `  UDP    ${local} *:*                                    ${pid}\n`;
  const foreign = (remote ?? (address.startsWith('[') ? '[::]:0' : '0.0.0.0:0')).padEnd(22);
  return `  TCP    ${local} ${foreign} ${(remote === undefined ? listening : established).padEnd(15)} ${pid}\n`;
}
