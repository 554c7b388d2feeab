import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020';
import { before, describe, it } from 'mocha';
import { linkIds, besideIds } from '../../../src/doctor/checks';
import { readCalls } from '../prepare';
import type { State } from '../state/model';
import { until } from './change';
import { skipWithoutUserlands, withFault, type Fault } from './doctorMachine';
import { buildCli, endOf, startSlipway, type Ended } from './product';

interface Output {
  readonly distro: string | null;
  readonly result: string;
  readonly broken: string | null;
  readonly links: readonly { readonly id: string; readonly status: string }[];
  readonly checks: readonly { readonly id: string }[];
}

const schema = JSON.parse(
  readFileSync(new URL('../../../docs/schema/doctor.schema.json', import.meta.url), 'utf8'),
) as { properties: Record<'links' | 'checks', { items: { properties: { id: { enum: string[] } } } }> };

const slipway = (fault: Fault, args: string[], act: (ended: Ended) => void): Promise<void> =>
  withFault(fault, async (machine) => act(await endOf(startSlipway(machine, ['doctor', ...args]))));

const asJson = ({ stdout }: Ended): Output => {
  const output = JSON.parse(stdout) as Output;
  const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);
  assert.ok(validate(output), JSON.stringify(validate.errors));
  return output;
};

describe('slipway doctor', function () {
  this.timeout(120_000);
  before(buildCli);
  before(skipWithoutUserlands);

  it('has the ids of all checks in its schema', () => {
    assert.deepEqual(schema.properties.links.items.properties.id.enum, [...linkIds]);
    assert.deepEqual(schema.properties.checks.items.properties.id.enum, [...besideIds]);
  });

  it('finds nothing on a healthy machine, in the default distro', () =>
    slipway({}, ['--format', 'json'], (ended) => {
      const { distro, result, broken, links, checks } = asJson(ended);
      assert.deepEqual([ended.code, distro, result, broken], [0, 'Ubuntu', 'ok', null]);
      assert.deepEqual(
        links.map(({ id }) => id),
        [...linkIds],
      );
      assert.deepEqual([...new Set(links.map(({ status }) => status))], ['ok']);
      assert.deepEqual(checks.map(({ id }) => id).sort(), [...besideIds].sort());
    }));

  it('names the broken link in words, with its evidence and what mends it', () =>
    slipway({ change: ({ docker }: State) => (docker!.traps = { linksDangle: true }) }, ['ubuntu'], (ended) => {
      assert.equal(ended.code, 1);
      assert.match(ended.stdout, /^fail {5}The link to docker leads somewhere: .*docker-desktop\/gone/m);
      assert.match(ended.stdout, /^ {9}\$ readlink -f \/usr\/bin\/docker$/m);
      assert.match(ended.stdout, /^ {9}Fix: Restart Docker Desktop…: docker desktop restart$/m);
      assert.match(ended.stdout, /^skipped {2}8 links$/m);
      assert.match(ended.stdout, /^Broken \(cli-link\): The link to docker leads nowhere: .*gone\/docker\.$/m);
    }));

  it('cannot be told to the end where that would start a distro', () =>
    slipway(
      {
        change: (state) => {
          state.files = {};
          state.docker = { ...state.docker!, traps: { integratesDefaultUnasked: false } };
        },
      },
      ['Debian', '--format', 'json'],
      (ended) => assert.deepEqual([ended.code, asJson(ended).result], [2, 'unknown']),
    ));

  const refused: readonly (readonly [string[], RegExp])[] = [
    [['docker-desktop'], /nothing is run in it/],
    [['Nowhere'], /no distro named Nowhere/],
    [['Ubuntu', 'Debian'], /takes the name of one distro/],
    [['--format', 'sarif'], /takes one of text, json/],
  ];
  it('refuses what is no distro of a person, and what it does not know', () =>
    withFault({}, async (machine) => {
      for (const [args, what] of refused) {
        const { code, stdout, stderr } = await endOf(startSlipway(machine, ['doctor', ...args]));
        assert.deepEqual([code, stdout], [2, '']);
        assert.match(stderr, what);
      }
    }));

  it('ends what it runs in a distro when it is told to end', () =>
    withFault(
      { change: (state) => (state.distros.find(({ name }) => name === 'Ubuntu')!.programs = { sh: 'hangs' }) },
      async (machine) => {
        const child = startSlipway(machine, ['doctor']);
        await until(() => readCalls(machine.folder).some(({ argv }) => argv.includes('sh')));
        child.kill('SIGINT');
        const { code, stdout } = await endOf(child);
        assert.deepEqual([code, stdout], [130, '']);
      },
    ));
});
