import { answer, answersOf, marksOf, type Answers, type Marks } from './answers';

/** Where Docker Desktop puts things in a distro (docker-desktop.md, section 6). */
export const places = {
  cli: '/usr/bin/docker',
  shared: '/mnt/wsl',
  socket: '/var/run/docker.sock',
  proxy: 'docker-desktop-user-distro',
} as const;

/** What was seen in a distro of Docker, by one look. */
export interface Facts {
  /** The clock of the distro, in seconds. */
  readonly time: number | null;
  readonly uid: number | null;
  readonly user: string;
  readonly groups: readonly string[];
  /** The line of the group `docker`; null where there is none. */
  readonly dockerGroup: { readonly id: number; readonly members: readonly string[] } | null;
  readonly cli: Marks;
  /** Where the link leads, one step and to its end. */
  readonly cliTo: string;
  readonly cliEnd: string;
  readonly shared: Marks;
  readonly tools: Marks;
  readonly program: Marks;
  readonly proxySocket: Marks;
  /** Where all distros have the folder that they share; null where it is not mounted. */
  readonly mount: string | null;
  /** What Docker Desktop has there, or would have. */
  readonly sharedAt: string;
  readonly socket: Marks;
  readonly socketTo: string;
  /** `socket 660 root docker` */
  readonly socketStat: string;
  /** Programs that Docker Desktop needs to set up its integration and that are not there. */
  readonly lacks: readonly string[];
  /** Whether the kernel's register of formats can be seen, and the first line of each of WSL's entries in it. */
  readonly hasFormats: boolean;
  readonly interop: readonly string[];
  readonly init: string;
  /** Whether something in the distro listens on the port that engines without TLS take. */
  readonly listens2375: boolean;
  /** `nat`, `mirrored`, …; empty where it does not tell. */
  readonly networking: string;
  /** The most bytes that it sends at once by the only way out that WSL's network with NAT has. */
  readonly mtu: number | null;
  readonly proxy: Process | null;
  readonly engine: Process | null;
  readonly editors: readonly Process[];
}

export interface Process {
  readonly id: number;
  readonly words: readonly string[];
  /** Seconds since it was started; null where that cannot be told. */
  readonly age: number | null;
  readonly uid: number | null;
  readonly groups: readonly number[];
}

export function readFacts(answers: Answers): Facts {
  const uptime = Number.parseFloat(answer(answers, 'uptime'));
  const all = readProcesses(answers, Number.isNaN(uptime) ? null : uptime);
  const [, id = '', members = ''] = /^docker:[^:]*:(\d+):(.*)$/m.exec(answer(answers, 'docker-group')) ?? [];
  return {
    time: numberOf(answer(answers, 'time')),
    uid: numberOf(answer(answers, 'uid')),
    user: answer(answers, 'user'),
    groups: answer(answers, 'groups').split(/\s+/).filter(Boolean),
    dockerGroup: id === '' ? null : { id: Number(id), members: members.split(',').filter(Boolean) },
    cli: marksOf(answers, 'cli'),
    cliTo: answer(answers, 'cli.to'),
    cliEnd: answer(answers, 'cli.end'),
    shared: marksOf(answers, 'shared'),
    tools: marksOf(answers, 'tools'),
    program: marksOf(answers, 'program'),
    proxySocket: marksOf(answers, 'proxy-socket'),
    mount: answer(answers, 'mount') || null,
    sharedAt: `${answer(answers, 'mount') || places.shared}/docker-desktop`,
    socket: marksOf(answers, 'socket'),
    socketTo: answer(answers, 'socket.to'),
    socketStat: answer(answers, 'socket.stat'),
    lacks: answersOf(answers, 'lacks'),
    hasFormats: answer(answers, 'binfmt') !== '',
    interop: answersOf(answers, 'interop'),
    init: answer(answers, 'init'),
    listens2375: answer(answers, 'listens') !== '',
    networking: answer(answers, 'networking').trim(),
    mtu: numberOf(answer(answers, 'mtu')),
    proxy: all.find(({ words }) => isProxy(words)) ?? null,
    engine: all.find(({ name }) => name === 'dockerd') ?? null,
    editors: all.filter(({ words }) => words.some((word) => word.includes('/.vscode-server/'))),
  };
}

/** The program runs by itself, or a shell runs it: whoever only names it, as we do, is none. */
function isProxy(words: readonly string[]): boolean {
  return [0, 1].some((at) => words[at]?.split('/').at(-1) === places.proxy && words[at + 1] === 'proxy');
}

type NamedProcess = Process & { readonly name: string };

function readProcesses(answers: Answers, uptime: number | null): NamedProcess[] {
  const starts = answers.flatMap(([name], at) => (name === 'process' ? [at] : []));
  return starts.map((start, index) => {
    const own = answers.slice(start, starts[index + 1]);
    const stat = answer(own, 'process.stat');
    // The name stands in brackets and may hold any.
    const end = stat.lastIndexOf(')');
    const fields = stat.slice(end + 2).split(' ');
    const started = numberOf(fields[19] ?? '');
    const status = answer(own, 'process.status');
    return {
      id: Number(answer(own, 'process').split('/').at(-1)),
      name: stat.slice(stat.indexOf('(') + 1, end),
      words: answer(own, 'process.words').split('\n'),
      // The kernel counts in hundredths of a second for programs, whatever it does itself.
      age: started === null || uptime === null ? null : uptime - started / 100,
      uid: numberOf(/^Uid:\s*(\d+)/m.exec(status)?.[1] ?? ''),
      groups: (/^Groups:(.*)$/m.exec(status)?.[1] ?? '').split(/\s+/).filter(Boolean).map(Number),
    };
  });
}

function numberOf(text: string): number | null {
  return /^\d+$/.test(text.trim()) ? Number(text) : null;
}
