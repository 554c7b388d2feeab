import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { parse } from 'yaml';
import type { ComposeProject } from '../../../../src/mounts/compose/references';
import type { ClassifiedMount } from '../../../../src/mounts/mount';
import { Folder, scan } from '../folder';
import { placeAt } from '../places';

/**
 * Compose as a program of its own, of either generation: what it makes of files, ours must. The first one reads less, so only
 * what both read alike is compared.
 */
const program = 'docker-compose';
const isHere = spawnSync(program, ['version', '--short']).status === 0;

/** A mount as the first generation prints it, and as the second one does. */
type Configured = string | { readonly source?: string; readonly target: string; readonly read_only?: boolean };

type Volumes = Readonly<Record<string, readonly string[]>>;

interface Project {
  readonly base: Volumes;
  readonly override: Volumes;
  /** The services of the file that services extend. */
  readonly common: Volumes;
  /** The service of that file that each service extends; null where it extends none. */
  readonly extended: Readonly<Record<string, string | null>>;
  readonly env: Readonly<Record<string, string>>;
}

// What both generations read alike: no nested defaults, no include, no tags.
const services = ['web', 'db', 'job', 'api', 'mail', 'queue'];
const source = fc.constantFrom(
  './a',
  './a/b',
  '../up',
  '.',
  '/srv/x',
  '/mnt/c/x',
  '${SLIPWAY_A}',
  '${SLIPWAY_B:-./d}/e',
  '/q/${SLIPWAY_U:-v}',
);
const target = fc.constantFrom('/1', '/2', '/3/4', '/5', '/6');
const volume = fc
  .record({
    source: fc.oneof({ weight: 5, arbitrary: source }, fc.constantFrom('data', 'cache', null)),
    target,
    flag: fc.constantFrom('', ':ro', ':rw'),
  })
  .map((each) => (each.source === null ? each.target : `${each.source}:${each.target}${each.flag}`));
/** Its own list refuses a target twice. */
const volumes = fc.uniqueArray(volume, {
  maxLength: 4,
  selector: (text) =>
    text
      .split(':')
      .find((field, index) => (index > 0 || !text.includes(':')) && field.startsWith('/') && /^\/\d/.test(field)),
});
const byService = fc.record(Object.fromEntries(services.map((name) => [name, volumes])));
const projects: fc.Arbitrary<Project> = fc.record({
  base: byService,
  override: byService,
  common: byService,
  extended: fc.record(Object.fromEntries(services.map((name) => [name, fc.constantFrom(null, ...services)]))),
  env: fc.constantFrom({}, { SLIPWAY_A: '/srv/env' }, { SLIPWAY_A: './env', SLIPWAY_B: '/set' }),
});

function textsOf({ base, override, common, extended, env }: Project): Record<string, string> {
  const file = (all: Volumes, more: (name: string) => object = () => ({})): string =>
    JSON.stringify({
      services: Object.fromEntries(services.map((name) => [name, { image: 'x', ...more(name), volumes: all[name] }])),
      volumes: { data: {}, cache: {} },
    });
  const extend = (name: string): object => {
    const service = extended[name];
    return service === null || service === undefined ? {} : { extends: { file: 'common/base.yml', service } };
  };
  return {
    'compose.yaml': file(base, extend),
    'compose.override.yaml': file(override),
    'common/base.yml': file(common),
    '.env': Object.entries({ SLIPWAY_A: '/always', ...env })
      .map((pair) => pair.join('='))
      .join('\n'),
  };
}

/** `source target mode` of each mount of each service, as the other program says. */
function asConfigured(at: string): Record<string, string[]> {
  const ran = spawnSync(program, ['-f', 'compose.yaml', '-f', 'compose.override.yaml', 'config'], {
    cwd: at,
    encoding: 'utf8',
  });
  assert.equal(ran.status, 0, ran.stderr);
  const { services: found } = parse(ran.stdout) as { services: Record<string, { volumes?: Configured[] }> };
  return Object.fromEntries(
    Object.entries(found).map(([name, service]) => [name, (service.volumes ?? []).map(describedAsConfigured).sort()]),
  );
}

function describedAsConfigured(volume: Configured): string {
  if (typeof volume !== 'string') {
    const { source = '-', target: to, read_only: isReadOnly = false } = volume;
    return `${source} ${to} ${isReadOnly ? 'ro' : 'rw'}`;
  }
  const [source = '', to, mode] = volume.split(':');
  return to === undefined ? `- ${source} rw` : `${source} ${to} ${mode ?? 'rw'}`;
}

function described(mount: ClassifiedMount): string {
  return `${mount.resolved ?? mount.source?.value ?? '-'} ${mount.target ?? ''} ${mount.readOnly ? 'ro' : 'rw'}`;
}

/** The same, put together from what each of the files says. */
async function asRead(
  at: string,
  texts: Readonly<Record<string, string>>,
  { extended }: Project,
): Promise<Record<string, string[]>> {
  const files = new Folder(Object.fromEntries(Object.entries(texts).map(([name, text]) => [join(at, name), text])));
  const mountsOf = async (name: string, project: ComposeProject | null = null): Promise<readonly ClassifiedMount[]> =>
    (await scan(join(at, name), files, placeAt(dirname(join(at, name))), project)).mounts;
  const own = [...(await mountsOf('compose.yaml')), ...(await mountsOf('compose.override.yaml'))];
  // It is read with the variables of the file that extends it.
  const folder = join(at, 'common');
  const common = await mountsOf('common/base.yml', {
    files: [join(folder, 'base.yml')],
    folder,
    envFiles: [join(at, '.env')],
  });
  return Object.fromEntries(
    services.map((name) => {
      const held = own.filter(({ services: users, shadowedBy }) => users.includes(name) && shadowedBy === null);
      const taken = new Set(held.map((mount) => mount.target));
      const inherited = common.filter(
        ({ services: users, target: to }) => users.includes(extended[name] ?? '') && !taken.has(to),
      );
      return [name, [...held, ...inherited].map(described).sort()];
    }),
  );
}

describe('the mounts of a project', () => {
  it('are those that docker-compose makes of its files', async function () {
    if (!isHere) return this.skip();
    this.timeout(120_000);
    const at = mkdtempSync(join(tmpdir(), 'slipway-compose-'));
    mkdirSync(join(at, 'common'));
    try {
      await fc.assert(
        fc.asyncProperty(projects, async (project) => {
          const texts = textsOf(project);
          for (const [name, text] of Object.entries(texts)) writeFileSync(join(at, name), text);
          assert.deepEqual(await asRead(at, texts, project), asConfigured(at));
        }),
        { numRuns: 5 },
      );
    } finally {
      rmSync(at, { recursive: true });
    }
  });
});
