import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { before, describe, it } from 'mocha';
import { certificates } from '../../../src/doctor/beside/certificates';
import type { Verdict } from '../../../src/doctor/verdict';
import { inEnglish } from '../../../src/text/message';
import { changeState } from '../prepare';
import type { TestMachine } from '../spec/machine';
import type { State, WindowsRoot } from '../state/model';
import { asRoot, callDoctor, complaints, lookBesideAlone, skipWithoutUserlands, withFault } from './doctorMachine';
import { roots } from './roots';

type Name = keyof typeof roots;

interface Case {
  readonly what: string;
  readonly windows: readonly (readonly [WindowsRoot['store'], Name, string?])[];
  /** What the bundle of the distro holds, beside what every one has. */
  readonly distro?: readonly Name[];
  readonly bundle?: string;
  /** Where the distro takes roots over, and by which program; null where it does so in a way of its own. */
  readonly adder?: typeof debianAdder | null;
  readonly says: RegExp;
}

const debianAdder = { folder: '/usr/local/share/ca-certificates', program: 'update-ca-certificates' };
const fedoraAdder = { folder: '/etc/pki/ca-trust/source/anchors', program: 'update-ca-trust' };
const archAdder = { folder: '/etc/ca-certificates/trust-source/anchors', program: 'update-ca-trust' };

const debian = '/etc/ssl/certs/ca-certificates.crt';
const printOf = (name: Name): string => new X509Certificate(roots[name]).fingerprint.replaceAll(':', '');

describe('doctor: root certificates that Windows was given', function () {
  this.timeout(300_000);
  before(skipWithoutUserlands);

  const ofRoots = async (machine: TestMachine): Promise<readonly [Verdict, string[], string]> => {
    const report = await callDoctor(machine);
    return [report.beside.find(({ id }) => id === 'certificates')!.verdict, complaints(report), report.result];
  };

  const inTurn = (cases: readonly Case[], check: (verdict: Verdict, adder: Case['adder']) => void): Promise<void> =>
    withFault({}, async (machine) => {
      for (const { what, windows, distro = [], bundle = debian, adder = debianAdder, says } of cases) {
        changeState(machine.folder, (state) => {
          state.windows.roots = windows.map(([store, name, usage]) => ({
            store,
            pem: roots[name],
            ...(usage === undefined ? {} : { usage }),
          }));
        });
        const held = ['signing' as const, ...distro].map((name) => `# a comment\n${roots[name]}`).join('');
        await asRoot(
          machine,
          `rm -rf ${debian} /etc/pki /etc/ca-certificates /usr/local/share/ca-certificates /usr/bin/update-ca-*; ` +
            `mkdir -p ${bundle.replace(/[^/]*$/, '')} ${adder?.folder ?? ''}; printf %s '${held}' >${bundle}` +
            (adder ? `; printf '#!/bin/sh\n' >/usr/bin/${adder.program}; chmod 755 /usr/bin/${adder.program}` : ''),
        );
        const verdict = await lookBesideAlone(machine, certificates, 'certificates');
        try {
          assert.match(inEnglish(verdict.text), says);
          assert.doesNotMatch(JSON.stringify(verdict), /Example|GmbH/);
          check(verdict, adder);
        } catch (error) {
          throw new Error(what, { cause: error });
        }
      }
      const [, odd, result] = await ofRoots(machine);
      assert.deepEqual([odd, result], [[], 'ok']);
    });

  it('and that the distro lacks, are a note', () =>
    inTurn(
      [
        {
          what: 'two by policy, one of which the distro has',
          windows: [
            ['policy', 'company'],
            ['policy', 'zscaler'],
          ],
          distro: ['zscaler'],
          says: /lacks: 1/,
        },
        {
          what: 'the same name with another key, for servers by an administrator',
          windows: [['policy', 'company']],
          distro: ['sameName'],
          says: /lacks: 1/,
        },
        { what: 'a product that installed it', windows: [['computer', 'zscaler']], says: /root of Zscaler/ },
        {
          what: 'one that says what it does, in a distro of another family',
          windows: [['computer', 'inspection']],
          bundle: '/etc/pki/tls/certs/ca-bundle.crt',
          adder: fedoraAdder,
          says: /root of TLS inspection/,
        },
        {
          what: 'in a distro with the bundle of one family and the folder of another',
          windows: [['computer', 'inspection']],
          adder: archAdder,
          says: /root of TLS inspection/,
        },
      ],
      ({ status, evidence, fix, nextStep }, adder) => {
        assert.ok(status === 'note' && nextStep && evidence.length === 1);
        const [, print] = /^certutil -store Root ([\dA-F]{40})$/.exec(evidence[0]!.command) ?? [];
        assert.ok(['company', 'zscaler', 'inspection'].some((name) => printOf(name as Name) === print));
        assert.ok(fix?.act === 'typeCommand' && fix.line.includes(`Root\\${print}).RawData`));
        const [, folder = '', program = ''] =
          / sudo tee (.*)\/windows-[\dA-F]{8}\.crt && sudo (.*)$/.exec(fix.line) ?? [];
        assert.deepEqual({ folder, program }, adder);
      },
    ));

  it('come without a command in a distro that takes roots over in a way of its own', () =>
    inTurn(
      [{ what: 'by its configuration', windows: [['policy', 'company']], adder: null, says: /lacks: 1/ }],
      ({ status, fix, nextStep }) => {
        assert.deepEqual([status, fix], ['note', null]);
        assert.match(inEnglish(nextStep!), /in the way of this distro/);
      },
    ));

  it('are nothing to speak of where the distro has them, or where they say nothing of servers', () =>
    inTurn(
      [
        {
          what: 'one that was renewed since',
          windows: [['policy', 'company']],
          distro: ['companyRenewed'],
          says: /It does/,
        },
        {
          what: 'a product that the distro knows',
          windows: [['computer', 'zscaler']],
          distro: ['zscaler'],
          says: /It does/,
        },
        {
          what: 'one that is over, of a person, of the domain, of a single user, for code by its word or by an administrator, no authority',
          windows: [
            ['policy', 'expired'],
            ['computer', 'company'],
            ['enterprise', 'zscaler'],
            ['user', 'inspection'],
            ['policy', 'signing'],
            ['policy', 'sameName', '300a06082b06010505070303'],
            ['policy', 'leaf'],
          ],
          says: /given none/,
        },
      ],
      ({ status }) => assert.equal(status, 'ok'),
    ));

  it('are not known where the registry or the distro does not tell', async () => {
    const change =
      (match: string[] | null) =>
      ({ windows, faults }: State): void => {
        windows.roots = [{ store: 'policy', pem: roots.company }];
        if (match) faults.push({ program: 'reg', match, kind: 'exit', exitCode: 1 });
      };
    for (const key of ['Policies\\Microsoft\\SystemCertificates', 'Microsoft\\SystemCertificates\\Root'])
      await withFault({ change: change(['query', `HKLM\\SOFTWARE\\${key}`]) }, async (machine) => {
        const [{ status }, odd, result] = await ofRoots(machine);
        assert.deepEqual([status, odd, result], ['unknown', [], 'ok']);
      });
    await withFault({ change: change(null) }, async (machine) => {
      await asRoot(machine, `rm -rf /etc/ssl /etc/pki`);
      const [{ status, text }] = await ofRoots(machine);
      assert.deepEqual([status, inEnglish(text).includes('no bundle')], ['unknown', true]);
    });
  });
});
