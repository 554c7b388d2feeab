import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Verdict } from '../../../src/doctor/verdict';
import { inEnglish } from '../../../src/text/message';
import { changeState } from '../prepare';
import { settingsText, usualSettings, withDocker } from '../scenarios/docker-parts';
import type { State, WindowsRoute } from '../state/model';
import { callDoctor, complaints } from './doctorMachine';
import { withMachine } from './product';

interface Case {
  readonly what: string;
  readonly routes: readonly WindowsRoute[];
  readonly language?: readonly [tag: string, codePage: number];
  readonly says?: RegExp;
}

const vpn = (destination: string, mask: string, more: Partial<WindowsRoute> = {}): WindowsRoute => ({
  destination,
  mask,
  gateway: '10.8.0.1',
  interface: '10.8.0.6',
  ...more,
});
const onLink = (destination: string, mask: string, from: string): WindowsRoute => ({
  destination,
  mask,
  interface: from,
});

/** With a network of the user's own in its engine, besides the usual one. */
const withNetwork = ({ docker }: State): void =>
  void (docker!.linux.networks = [{ name: 'shop_default', subnets: ['172.18.0.0/16', 'fd00:1::/64'] }]);

describe('doctor: routes into the networks of Docker', function () {
  this.timeout(120_000);

  /** What the doctor says of routes, on one machine in one state after the other. */
  const inTurn = (
    cases: readonly Case[],
    check: (verdict: Verdict, odd: string[], says: RegExp) => void,
  ): Promise<void> =>
    withMachine(
      'healthy',
      async (machine) => {
        for (const { what, routes, language: [tag, codePage] = ['en-US', 437], says = /None does/ } of cases) {
          changeState(machine.folder, (state) => {
            state.windows.routes = [...routes];
            Object.assign(state, { language: tag, oemCodePage: codePage });
          });
          const report = await callDoctor(machine, { distro: null });
          const { verdict } = report.beside.find(({ id }) => id === 'routes')!;
          try {
            check(verdict, complaints(report), says);
          } catch (error) {
            throw new Error(what, { cause: error });
          }
        }
      },
      withNetwork,
    );

  it('are named', () =>
    inTurn(
      [
        {
          what: 'a VPN with the very addresses of a network',
          routes: [vpn('172.18.0.0', '255.255.0.0')],
          says: /reach 172\.18\.0\.0\/16, .* the network shop_default of Docker/,
        },
        {
          what: 'a part of them, on a German Windows',
          routes: [vpn('172.17.9.0', '255.255.255.0')],
          language: ['de-DE', 437],
          says: /172\.17\.9\.0\/24, .* network bridge /,
        },
        {
          what: 'one host among them, on a Japanese Windows',
          routes: [vpn('172.18.3.4', '255.255.255.255')],
          language: ['ja-JP', 932],
          says: /172\.18\.3\.4\/32/,
        },
        { what: 'more than them', routes: [vpn('172.16.0.0', '255.252.0.0')], says: /172\.16\.0\.0\/14/ },
        {
          what: "Docker Desktop's own network",
          routes: [vpn('192.168.65.0', '255.255.255.0', { persistent: true })],
          says: /Docker Desktop's own network/,
        },
        {
          what: 'an office that has them',
          routes: [onLink('192.168.64.0', '255.255.252.0', '192.168.64.77')],
          language: ['de-DE', 437],
          says: /192\.168\.64\.0\/22/,
        },
      ],
      (verdict, odd, says) => {
        assert.deepEqual(odd, ['routes (warn)']);
        assert.match(inEnglish(verdict.text), says);
        assert.ok(verdict.evidence.length === 2 && verdict.nextStep);
      },
    ));

  it('are none where they lead elsewhere, say nothing of who is there, or lead to what Windows itself has', () =>
    inTurn(
      [
        { what: 'those of every machine', routes: [] },
        {
          what: 'a VPN for everything, whole ranges, and neighbours',
          routes: [
            vpn('0.0.0.0', '128.0.0.0'),
            vpn('128.0.0.0', '128.0.0.0'),
            vpn('172.16.0.0', '255.240.0.0'),
            vpn('192.168.0.0', '255.255.0.0'),
            vpn('10.0.0.0', '255.0.0.0'),
            vpn('172.19.0.0', '255.255.0.0'),
            vpn('172.16.0.0', '255.255.0.0'),
            vpn('192.168.66.0', '255.255.255.0'),
          ],
        },
        {
          what: 'the networks of virtual machines, and addresses of Windows itself',
          routes: [
            onLink('172.18.96.0', '255.255.240.0', '172.18.96.1'),
            onLink('172.18.96.1', '255.255.255.255', '172.18.96.1'),
            onLink('172.18.111.255', '255.255.255.255', '172.18.96.1'),
          ],
          language: ['ja-JP', 932],
        },
      ],
      (verdict, odd, says) => {
        assert.deepEqual([verdict.status, odd], ['ok', []]);
        assert.match(inEnglish(verdict.text), says);
      },
    ));

  it('go by the subnet that Docker Desktop is told to take', () =>
    withMachine(
      'healthy',
      async (machine) => assert.deepEqual(complaints(await callDoctor(machine, { distro: null })), ['routes (warn)']),
      (state) => {
        withDocker(state, state.docker!, settingsText({ ...usualSettings, VpnKitCIDR: '10.77.0.0/24' }));
        state.windows.routes = [vpn('10.77.0.0', '255.255.0.0'), vpn('192.168.65.0', '255.255.255.0')];
      },
    ));

  it('are not known where the program fails or says something else', async () => {
    for (const kind of ['garbage', 'hang'] as const)
      await withMachine(
        'healthy',
        async (machine) => {
          const report = await callDoctor(machine, { distro: null });
          const { verdict } = report.beside.find(({ id }) => id === 'routes')!;
          assert.deepEqual([verdict.status, complaints(report), report.result], ['unknown', [], 'ok']);
        },
        ({ faults }) => faults.push({ program: 'route', match: '*', kind }),
      );
  });
});
