import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { packets } from '../../../src/doctor/beside/packets';
import type { Verdict } from '../../../src/doctor/verdict';
import { inEnglish } from '../../../src/text/message';
import type { TestMachine } from '../spec/machine';
import { changeState } from '../prepare';
import type { State, WindowsRoute } from '../state/model';
import {
  asRoot,
  callDoctor,
  complaints,
  lookBesideAlone,
  skipWithoutUserlands,
  ubuntu,
  withFault,
} from './doctorMachine';

/** A VPN for everything, which sends less at once than the networks that it goes through. */
const everything: readonly WindowsRoute[] = [
  { destination: '0.0.0.0', mask: '0.0.0.0', gateway: '10.8.0.1', interface: '10.8.0.6', metric: 10 },
];
const halves: readonly WindowsRoute[] = ['0.0.0.0', '128.0.0.0'].map((destination) => ({
  ...everything[0]!,
  destination,
  mask: '128.0.0.0',
  metric: 5000,
}));

interface Case {
  readonly what: string;
  readonly mtu?: number;
  readonly routes?: readonly WindowsRoute[];
  readonly windows?: Partial<State['windows']>;
  readonly language?: readonly [tag: string, codePage: number];
  readonly config?: string;
  /** Of the distro's interface, as its kernel has it now. */
  readonly inside?: number;
  readonly says: RegExp;
}

const mirrored = '[wsl2]\nnetworkingMode=mirrored\n';

describe('doctor: packets of the distro on a VPN', function () {
  this.timeout(300_000);
  before(skipWithoutUserlands);

  /** @param odd what a whole examination complains of, in the last of the cases */
  const inTurn = (cases: readonly Case[], odd: readonly string[], check: (verdict: Verdict) => void): Promise<void> =>
    withFault({}, async (machine) => {
      for (const each of cases) {
        const verdict = await examineCase(machine, each);
        try {
          check(verdict);
          assert.match(inEnglish(verdict.text), each.says);
        } catch (error) {
          throw new Error(each.what, { cause: error });
        }
      }
      assert.deepEqual(complaints(await callDoctor(machine)), odd);
    });

  const examineCase = async (machine: TestMachine, each: Case): Promise<Verdict> => {
    const { mtu = 1350, routes = everything, windows = {}, language: [tag, page] = ['en-US', 437] } = each;
    changeState(machine.folder, (state) => {
      const vpn = { index: 23, address: '10.8.0.6', name: 'Example GmbH 1 2 3 VPN', mtu, metric: 5 };
      const usual = { tooLarge: 'told', routerAnswers: true } as const;
      Object.assign(state.windows, usual, { routes: [...routes], interfaces: [vpn], ...windows });
      Object.assign(state, { language: tag, oemCodePage: page });
    });
    writeFileSync(join(machine.prepared.drives['C']!, 'Users', 'dev', '.wslconfig'), each.config ?? '');
    await asRoot(machine, `echo ${each.inside ?? 1500} >/sys/class/net/eth0/mtu`);
    return lookBesideAlone(machine, packets, 'packets');
  };

  const lost = { tooLarge: 'lost' } as const;

  it('are lost where they are too large and nobody says so', () =>
    inTurn(
      [
        {
          what: 'one that has two halves for everything, on a German Windows',
          windows: lost,
          routes: halves,
          language: ['de-DE', 437],
          says: /sends 1350/,
        },
        {
          what: 'a smaller one, on a Japanese Windows',
          windows: lost,
          mtu: 1280,
          language: ['ja-JP', 932],
          says: /1280/,
        },
        { what: 'a distro that was told a size that is too large still', windows: lost, inside: 1400, says: /of 1400/ },
      ],
      ['packets (warn)'],
      (verdict) => {
        assert.equal(verdict.evidence.length, 5);
        assert.match(JSON.stringify(verdict.fix), /ip link set dev eth0 mtu 1[23][58]0"/);
        assert.doesNotMatch(JSON.stringify(verdict), /Example GmbH/);
      },
    ));

  it('are a note where nobody can tell whether they are lost', () =>
    inTurn(
      [
        {
          what: 'a router behind Windows that never says anything',
          windows: { ...lost, routerAnswers: false },
          says: /sends 1500 bytes at once and Windows 1350/,
        },
      ],
      [],
      (verdict) => assert.deepEqual([verdict.status, verdict.fix?.act], ['note', 'typeCommand']),
    ));

  it('are as they should be with most networks', () =>
    inTurn(
      [
        { what: 'no VPN', routes: [], windows: lost, says: /They do/ },

        { what: 'a WSL that has passed the size on', inside: 1350, windows: lost, says: /They do/ },

        {
          what: 'a VPN for a part',
          routes: [{ destination: '10.0.0.0', mask: '255.0.0.0', gateway: '10.8.0.1', interface: '10.8.0.6' }],
          windows: lost,
          says: /They do/,
        },

        { what: 'a mirrored network', windows: lost, config: mirrored, says: /no NAT/ },
        { what: 'a Windows that says so', says: /Windows tells the distro/ },
        { what: 'a Windows that cuts them up', windows: { tooLarge: 'cut' }, says: /larger ones on as well/ },
        {
          what: 'a Windows that says so, and a router that does not',
          windows: { routerAnswers: false },
          says: /Windows tells the distro/,
        },
      ],
      [],
      ({ status }) => assert.equal(status, 'ok'),
    ));

  it('are a note where the distro cannot try, and not known where Windows does not tell', async () => {
    const vpn = ({ windows }: State): void => {
      windows.interfaces = [{ index: 23, address: '10.8.0.6', name: 'VPN', mtu: 1350, metric: 5 }];
      windows.routes = [...everything];
      windows.tooLarge = 'lost';
    };
    const statusIn = async (machine: TestMachine): Promise<readonly unknown[]> => {
      const report = await callDoctor(machine);
      return [report.beside.find(({ id }) => id === 'packets')!.verdict.status, complaints(report), report.result];
    };
    const withoutPing = (state: State): void => {
      vpn(state);
      ubuntu(state).programs = { ping: 'missing' };
    };
    await withFault({ change: withoutPing }, async (machine) => {
      assert.deepEqual(await statusIn(machine), ['note', [], 'ok']);
      const other = '#!/bin/sh\\necho "ping: unrecognized option: M" >&2\\nexit 1\\n';
      await asRoot(machine, `printf '${other}' >/usr/local/bin/ping && chmod 755 /usr/local/bin/ping`);
      assert.deepEqual(await statusIn(machine), ['note', [], 'ok']);
    });
    for (const [what, kind] of [
      ['interfaces', 'hang'],
      ['route', 'garbage'],
    ] as const)
      await withFault(
        {
          change: (state) => {
            vpn(state);
            state.faults.push({ program: 'netsh', match: ['interface', 'ipv4', 'show', what], kind });
          },
        },
        async (machine) => assert.deepEqual(await statusIn(machine), ['unknown', [], 'ok']),
      );
  });
});
