import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { DockerDesktop } from '../../../src/docker/desktop';
import type { IntegratedDistro } from '../../../src/state/snapshot';
import { inEnglish } from '../../../src/text/message';
import { knownValue } from '../../../src/text/observed';
import { dockerStateText } from '../../../src/views/dockerDetail';
import { dockerInDistro, dockerMark, type DockerInDistro } from '../../../src/views/dockerInDistro';
import { distro, docker, integration, probed, seen, unsure, wording } from './snapshots';

const on = { set: seen('on' as const), setBy: 'default-flag' as const };

function told(change: Partial<IntegratedDistro>, desktop: Partial<DockerDesktop> = {}, isStale = false) {
  const subject = distro(change);
  const state = dockerInDistro(subject, docker(desktop), isStale);
  const mark = dockerMark(state);
  return { state, mark: mark && inEnglish(mark), detail: dockerStateText(subject, state, wording) };
}

const absent = { install: seen(null, 'files') };
const stopped = { running: seen(false, 'pipes') };

/** What is so, what a row says of it, and what the row below says. */
const cases: readonly (readonly [string, ReturnType<typeof told>, DockerInDistro, string | null, string | null])[] = [
  ['set on', told({ integration: integration(on) }), 'on', 'Docker Desktop on', 'on (default distro)'],
  [
    'set on in the list',
    told({ integration: integration({ ...on, setBy: 'list' }) }),
    'on',
    'Docker Desktop on',
    'on (chosen in its settings)',
  ],
  [
    'locked on',
    told({ integration: integration({ ...on, setBy: 'policy' }) }),
    'on',
    'Docker Desktop on',
    'on (your administrator decides)',
  ],
  ['set off', told({}), 'off', 'Docker Desktop integration off', 'integration off'],
  [
    'locked off',
    told({ integration: integration({ setBy: 'policy' }) }),
    'off',
    'Docker Desktop integration off',
    'integration off (your administrator decides)',
  ],
  [
    'verified',
    told({ integration: integration({ ...on, ...probed('works') }) }),
    'works',
    'Docker works',
    'on (default distro) · verified 09:30',
  ],
  [
    'verified once, and stopped since',
    told({ state: 'stopped', integration: integration({ ...on, ...probed('works') }) }),
    'on',
    'Docker Desktop on',
    'on (default distro)',
  ],
  [
    'verified once, with a state that is old now',
    told({ integration: integration({ ...on, ...probed('works') }) }, {}, true),
    'on',
    'Docker Desktop on',
    'on (default distro)',
  ],
  [
    'verified once, with Docker Desktop stopped since',
    told({ integration: integration({ ...on, ...probed('works') }) }, stopped),
    'stopped',
    'Docker Desktop stopped',
    'on (default distro) · Docker Desktop is stopped',
  ],
  [
    'found broken though on',
    told({ integration: integration({ ...on, ...probed('broken') }) }),
    'fails',
    'Docker does not work',
    'on (default distro) · docker does not work here',
  ],
  [
    'found absent though on',
    told({ integration: integration({ ...on, ...probed('absent') }) }),
    'fails',
    'Docker does not work',
    'on (default distro) · docker does not work here',
  ],
  [
    'absent where it is off',
    told({ integration: integration(probed('absent')) }),
    'off',
    'Docker Desktop integration off',
    'integration off',
  ],
  [
    'an own engine where it is off',
    told({ integration: integration(probed('own-engine')) }),
    'ownEngine',
    'own Docker engine',
    'integration off · another engine answers here',
  ],
  [
    'an own engine without any Docker Desktop',
    told({ integration: integration({ set: unsure, ...probed('own-engine') }) }, absent),
    'ownEngine',
    'own Docker engine',
    'another engine answers here',
  ],
  ['no Docker Desktop', told({ integration: integration({ set: unsure }) }, absent), 'none', null, null],
  ['WSL 1', told({ wslVersion: 1 }), 'needsWsl2', 'Docker Desktop needs WSL 2', 'needs WSL 2'],
  ['WSL 1 without Docker Desktop', told({ wslVersion: 1 }, absent), 'none', null, null],
  [
    'unknown settings',
    told({ integration: integration({ set: unsure }) }),
    'unknown',
    null,
    'unknown: Its settings do not say.',
  ],
  [
    'found broken where the settings do not say',
    told({ integration: integration({ set: unsure, ...probed('broken') }) }),
    'fails',
    'Docker does not work',
    'docker does not work here',
  ],
  [
    'found absent where the settings do not say',
    told({ integration: integration({ set: unsure, ...probed('absent') }) }),
    'fails',
    'Docker does not work',
    'docker does not work here',
  ],
  [
    'verified where the settings do not say',
    told({ integration: integration({ set: unsure, ...probed('works') }) }),
    'works',
    'Docker works',
    'verified 09:30',
  ],
  ['Hyper-V', told({}, { backend: seen('hyperv') }), 'hyperV', null, 'not in distros: it runs on Hyper-V'],
  [
    'Hyper-V, WSL 1',
    told({ wslVersion: 1 }, { backend: seen('hyperv') }),
    'hyperV',
    null,
    'not in distros: it runs on Hyper-V',
  ],
  [
    'Windows containers',
    told({ integration: integration(on) }, { mode: seen('windows') }),
    'windowsContainers',
    null,
    'on (default distro) · switched to Windows containers',
  ],
  ['another product’s', told({ kind: 'podman' }), 'none', null, null],
];

describe('Docker in a distro', () => {
  for (const [title, { state, mark, detail }, wantedState, wantedMark, wantedDetail] of cases) {
    it(`${title}: ${wantedMark ?? 'nothing'} in the row`, () => {
      assert.deepEqual([state, mark, detail], [wantedState, wantedMark, wantedDetail]);
    });
  }

  it('says that docker works only where a probe found so in a distro that runs still, beside a Docker Desktop that may', () => {
    const running = fc.constantFrom(seen(true, 'pipes'), seen(false, 'pipes'), unsure);
    const state = fc.constantFrom('running' as const, 'stopped' as const, 'unknown' as const);
    const set = fc.constantFrom(seen('on' as const), seen('off' as const), unsure);
    const found = fc.constantFrom(...(['works', 'broken', 'absent', 'own-engine'] as const), null);
    fc.assert(
      fc.property(running, state, set, found, fc.boolean(), (runs, distroState, isSet, value, isStale) => {
        const subject = { state: distroState, integration: integration({ set: isSet, ...(value && probed(value)) }) };
        const { mark } = told(subject, { running: runs }, isStale);
        if (mark !== 'Docker works') return;
        assert.equal(value, 'works');
        assert.equal(distroState, 'running');
        assert.equal(isStale, false);
        assert.notEqual(knownValue(runs), false);
      }),
    );
  });
});
