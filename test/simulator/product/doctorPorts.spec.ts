import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Verdict } from '../../../src/doctor/verdict';
import { inEnglish } from '../../../src/text/message';
import { readCalls } from '../prepare';
import { container } from '../scenarios/docker-parts';
import type { Container } from '../state/docker';
import type { State, WindowsSocket } from '../state/model';
import type { TestMachine } from '../spec/machine';
import { callDoctor, complaints } from './doctorMachine';
import { withMachine } from './product';

const db = (overrides: Partial<Container> = {}): Container =>
  container('db', { state: 'exited', ports: [{ container: 5432, host: 5432 }], ...overrides });
const having =
  (...containers: readonly Container[]) =>
  ({ docker }: State): void =>
    void docker!.linux.containers.push(...containers);
const both =
  (...changes: readonly ((state: State) => void)[]) =>
  (state: State): void =>
    changes.forEach((change) => change(state));
const reserving =
  (first: number, last: number, administered = false) =>
  ({ windows }: State): void =>
    void windows.excludedPorts.push({ first, last, administered });
const listening =
  (socket: Partial<WindowsSocket> = {}) =>
  ({ windows }: State): void =>
    void windows.sockets.push({ address: '0.0.0.0', port: 5432, pid: 7001, image: 'postgres.exe', ...socket });
const speaking =
  (language: string, oemCodePage: number) =>
  (state: State): void =>
    void Object.assign(state, { language, oemCodePage });
const withConfig =
  (text: string) =>
  ({ files }: State): void =>
    void (files['C:\\Users\\dev\\.wslconfig'] = text);

const error = 'ports are not available: exposing port TCP 0.0.0.0:5432 -> 127.0.0.1:0: listen tcp 0.0.0.0:5432: bind';
const programs = ({ folder }: TestMachine): string[] =>
  readCalls(folder)
    .map(({ program }) => program)
    .filter((program) => program === 'netsh' || program === 'netstat');

/** What the doctor says of ports, with all that it complains of. */
async function askAboutPorts(machine: TestMachine): Promise<{ readonly verdict: Verdict; readonly odd: string[] }> {
  const report = await callDoctor(machine, { distro: null });
  return { verdict: report.beside.find(({ id }) => id === 'container-ports')!.verdict, odd: complaints(report) };
}

interface Case {
  readonly what: string;
  readonly change: (state: State) => void;
  readonly says?: RegExp;
}

describe('doctor: ports that containers wait for', function () {
  this.timeout(60_000);

  const taken: readonly Case[] = [
    {
      what: 'a reserved port, on an English Windows',
      change: both(having(db()), reserving(5400, 5499)),
      says: /container db cannot be started: port 5432 .*\(5400-5499\)/,
    },
    {
      what: 'a reserved port, on a Japanese Windows',
      change: both(having(db({ state: 'created' })), reserving(5432, 5432), speaking('ja-JP', 932)),
      says: /\(5432\)/,
    },
    {
      what: 'a reserved port and another program, which could not listen on it',
      change: both(having(db({ error })), reserving(5400, 5499), listening({ port: 5433 })),
      says: /reserved/,
    },
    {
      what: 'another program, on a German Windows',
      change: both(having(db({ error })), listening(), speaking('de-DE', 437)),
      says: /container db did not start: postgres\.exe listens on port 5432/,
    },
    {
      what: 'another program at the very address',
      change: both(
        having(db({ error, ports: [{ container: 80, host: 8080, address: '127.0.0.1' }] })),
        listening({ address: '127.0.0.1', port: 8080 }),
      ),
      says: /postgres\.exe listens on port 8080/,
    },
    {
      what: 'a program of a distro, which WSL relays',
      change: both(having(db({ error })), listening({ address: '[::]', image: 'wslrelay.exe' })),
      says: /wslrelay\.exe/,
    },
    {
      what: 'a process that has no name',
      change: both(having(db({ error })), ({ windows }) =>
        windows.sockets.push({ address: '0.0.0.0', port: 5432, pid: 7001 }),
      ),
      says: /PID 7001 listens/,
    },
  ];
  for (const { what, change, says } of taken) {
    it(`names ${what}`, () =>
      withMachine(
        'healthy',
        async (machine) => {
          const { verdict, odd } = await askAboutPorts(machine);
          assert.deepEqual(odd, ['container-ports (warn)']);
          assert.match(inEnglish(verdict.text), says!);
          assert.ok(verdict.evidence.length >= 2 && verdict.nextStep);
        },
        change,
      ));
  }

  const at = (name: string, host: number | undefined, overrides: Partial<Container> = {}): Container =>
    container(name, {
      state: 'exited',
      ports: [{ container: 80, ...(host === undefined ? {} : { host }) }],
      ...overrides,
    });
  const free: readonly (Case & { readonly asks: readonly string[] })[] = [
    {
      what: 'those that run at a port that looks reserved, take any, or one of UDP',
      change: both(
        having(
          at('runs', 5432, { state: 'running' }),
          at('any', undefined),
          at('udp', undefined, { ports: [{ container: 53, host: 5432, protocol: 'udp' }] }),
        ),
        reserving(5400, 5499),
      ),
      asks: [],
    },
    {
      what: 'ports that an administrator keeps for Docker, beside reserved ones, or that another program got since',
      change: both(
        having(at('kept', 6000), at('beside', 6100), at('udp', 6200), at('made room', 5432)),
        reserving(6000, 6000, true),
        reserving(6001, 6099),
        reserving(6101, 6199),
        ({ windows }) => windows.excludedPorts.push({ first: 6200, last: 6200, protocol: 'udp' }),
        listening(),
      ),
      asks: ['netsh'],
    },
    {
      what: 'failed ones whose port another container has, or another program at another address',
      change: both(
        having(at('late', 6000, { error }), at('first', 6000, { state: 'running' }), at('elsewhere', 5432, { error })),
        listening({ address: '192.168.1.7' }),
        listening({ remote: '10.1.1.1:443' }),
        listening({ port: 5433 }),
      ),
      asks: ['netsh', 'netstat'],
    },
  ];
  for (const { what, change, asks } of free) {
    it(`says nothing of ${what}`, () =>
      withMachine(
        'healthy',
        async (machine) => {
          const { verdict, odd } = await askAboutPorts(machine);
          assert.deepEqual([verdict.status, odd, programs(machine)], ['ok', [], asks]);
        },
        change,
      ));
  }

  const untold: readonly Case[] = [
    {
      what: 'a mirrored network',
      change: both(having(db()), reserving(5400, 5499), withConfig('[wsl2]\nnetworkingMode=mirrored\n')),
      says: /NAT alone/,
    },
    {
      what: 'a netsh that says something else',
      change: both(having(db()), ({ faults }) =>
        faults.push({ program: 'netsh', match: '*', kind: 'exit', exitCode: 0, stdout: 'ok\r\n' }),
      ),
      says: /which ports it has reserved/,
    },
    {
      what: 'a netsh of a damaged table',
      change: both(having(db()), ({ faults }) =>
        faults.push({ program: 'netsh', match: '*', kind: 'partial', bytes: 130 }),
      ),
      says: /which ports it has reserved/,
    },
    {
      what: 'a netstat that is none',
      change: both(having(db({ error })), listening(), ({ faults }) =>
        faults.push({ program: 'netstat', match: '*', kind: 'garbage' }),
      ),
      says: /which programs listen/,
    },
  ];
  for (const { what, change, says } of untold) {
    it(`does not know with ${what}`, () =>
      withMachine(
        'healthy',
        async (machine) => {
          const { verdict, odd } = await askAboutPorts(machine);
          assert.deepEqual([verdict.status, odd], ['unknown', []]);
          assert.match(inEnglish(verdict.text), says!);
        },
        change,
      ));
  }

  it('still names the program where only the reserved ports are not known', () =>
    withMachine(
      'healthy',
      async (machine) => assert.deepEqual((await askAboutPorts(machine)).odd, ['container-ports (warn)']),
      both(having(db({ error })), listening(), ({ faults }) =>
        faults.push({ program: 'netsh', match: '*', kind: 'garbage' }),
      ),
    ));

  it('asks nothing where the engine does not answer', () =>
    withMachine(
      'docker-stopped',
      async (machine) => {
        const { beside } = await callDoctor(machine, { distro: null });
        assert.ok(!beside.some(({ id }) => id === 'container-ports'));
        assert.deepEqual(programs(machine), []);
      },
      both(having(db()), reserving(5400, 5499)),
    ));
});
