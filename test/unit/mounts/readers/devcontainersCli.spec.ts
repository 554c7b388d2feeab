import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { scanText } from '../../../../src/mounts/scan';
import type { ClassifiedMount } from '../../../../src/mounts/mount';
import { root } from '../../house/sources';
import { devcontainerFile, placeAt } from '../places';

/** The dev container tools themselves, among the packages or on the path: what they hand to Docker, ours must read. */
const packaged = join(root, 'node_modules/@devcontainers/cli/devcontainer.js');
const program: readonly string[] = existsSync(packaged) ? [process.execPath, packaged] : ['devcontainer'];
const isHere =
  process.platform !== 'win32' && spawnSync(program[0] ?? '', [...program.slice(1), '--version']).status === 0;

/** A docker that knows one image, starts nothing, and writes down how it was called, with the compose files it was given. */
const stub = `#!/bin/sh
here=$(dirname "$0")
case "$*" in
  "compose version"*) echo 2.20.0; exit 0 ;;
  compose*config*) printf 'services:\\n  app:\\n    image: x\\n'; exit 0 ;;
  compose*\\ build) exit 0 ;;
  compose*\\ up*) for word in "$@"; do case "$word" in *containerFeatures*) cat "$word" > "$here/override.yml" ;; esac; done; exit 1 ;;
  run*) for word in "$@"; do printf '%s\\0' "$word"; done > "$here/run"; exit 1 ;;
  version*|-v) echo 24.0.0 ;;
  ps*|events*) ;;
  "inspect --type image"*) echo '[{"Id":"sha256:1","Architecture":"amd64","Os":"linux","Config":{"Env":[],"Labels":{}}}]' ;;
  *) exit 1 ;;
esac
`;

const environment = { SLIPWAY_A: '/srv/a', SLIPWAY_W: 'C:\\work', SLIPWAY_EMPTY: '' };

const source = fc.constantFrom(
  '/srv/x',
  './x',
  '../up',
  'data',
  '${localWorkspaceFolder}',
  '${localWorkspaceFolder}/sub',
  '${localWorkspaceFolderBasename}-cache',
  '${localEnv:SLIPWAY_A}/b',
  '${env:SLIPWAY_A}${localEnv:SLIPWAY_EMPTY}',
  '${localEnv:SLIPWAY_EMPTY:no}/c',
  '${localEnv:SLIPWAY_W}/x',
  '${localEnv:SLIPWAY_UNSET:/dflt}/d',
  '${localEnv:SLIPWAY_UNSET:C:\\proj}',
  '${localEnv:SLIPWAY_UNSET:/a:b:c}',
  '$HOME/${localWorkspaceFolderBasename}',
);
const target = fc.constantFrom('/1', '/2/3', '${containerWorkspaceFolder}/4', '/w/${containerWorkspaceFolderBasename}');
const type = fc.constantFrom('bind', 'volume');
const text = fc.record({
  source,
  target,
  type: fc.option(type),
  keys: fc.constantFrom(['source', 'target'], ['src', 'dst'], ['src', 'destination']),
  more: fc.constantFrom('', ',readonly', ',consistency=cached'),
});
const mount = fc.oneof(text, fc.record({ type, source, target, readonly: fc.boolean() }));
/** Of two with one target the tools take the last. */
const mounts = fc.array(mount, { minLength: 5, maxLength: 12 }).map((all) =>
  all.map((each, index) => {
    const to = `${each.target}/${index}`;
    if (!('keys' in each)) return { ...each, target: to };
    const fields = [`${each.keys[0]}=${each.source}`, `${each.keys[1]}=${to}`];
    return (each.type === null ? fields : [`type=${each.type}`, ...fields]).join(',') + each.more;
  }),
);

/** Lets the tools bring up a container, and gives what docker was called with; null where it never was. */
function bringUp(at: string, configuration: object): { run: string[] | null; volumes: string[] | null } {
  writeFileSync(join(at, 'ws', devcontainerFile), JSON.stringify(configuration));
  for (const name of ['run', 'override.yml']) rmSync(join(at, name), { force: true });
  const [command = '', ...words] = program;
  spawnSync(command, [...words, 'up', '--docker-path', join(at, 'docker'), '--workspace-folder', join(at, 'ws')], {
    env: { PATH: process.env['PATH'], HOME: at, TMPDIR: at, ...environment },
  });
  const read = (name: string): string | null =>
    existsSync(join(at, name)) ? readFileSync(join(at, name), 'utf8') : null;
  // What else stands in the file has line ends that not every parser takes.
  const volumes = /^ {4}volumes:\n((?: {6}- .*\n?)+)/m.exec(read('override.yml') ?? '')?.[1];
  return {
    run: read('run')?.split('\0') ?? null,
    volumes: volumes?.split('\n').flatMap((line) => /^ {6}- (.*)$/.exec(line)?.[1] ?? []) ?? null,
  };
}

function readOurs(at: string, configuration: object): readonly ClassifiedMount[] {
  const place = { ...placeAt(join(at, 'ws')), file: devcontainerFile, variables: new Map(Object.entries(environment)) };
  return scanText(JSON.stringify(configuration), place).mounts;
}

/** The values of one option. */
function valuesOf(option: string, words: readonly string[]): string[] {
  return words.flatMap((word, index) => (word === option ? (words[index + 1] ?? []) : []));
}

function asOption({ kind, type: of, source: from, target: to, text: whole }: ClassifiedMount): string {
  const written = from?.value ?? '';
  return kind === 'devcontainer-mount-object'
    ? `type=${of},src=${written},dst=${to}`
    : (whole?.value ?? `type=bind,source=${written},target=${to}`);
}

(isHere ? describe : describe.skip)('what @devcontainers/cli hands to docker', () => {
  const at = mkdtempSync(join(tmpdir(), 'slipway-devcontainer-'));
  before(() => {
    mkdirSync(join(at, 'ws', '.devcontainer'), { recursive: true });
    writeFileSync(join(at, 'docker'), stub);
    chmodSync(join(at, 'docker'), 0o755);
    writeFileSync(join(at, 'ws/.devcontainer/compose.yml'), 'services:\n  app:\n    image: x\n');
  });
  after(() => rmSync(at, { recursive: true }));

  it('is what is read of mounts, of the workspace and of arguments', function () {
    this.timeout(120_000);
    const workspace = fc.option(fc.record({ source, target }));
    fc.assert(
      fc.property(mounts, workspace, source, target, (all, own, from, to) => {
        const configuration = {
          image: 'x',
          mounts: all,
          ...(own && { workspaceMount: `type=bind,source=${own.source},target=${own.target}`, workspaceFolder: '/w' }),
          runArgs: ['--name', 'x', '-v', `${from}:${to}`],
        };
        const { run } = bringUp(at, configuration);
        assert.ok(run);
        const ours = readOurs(at, configuration);
        const [argument] = ours.filter(({ kind }) => kind === 'devcontainer-run-arg');
        assert.deepEqual(
          ours
            .filter((each) => each !== argument)
            .map(asOption)
            .sort(),
          valuesOf('--mount', run).sort(),
        );
        assert.deepEqual([argument?.text?.value], valuesOf('-v', run));
      }),
      { numRuns: 8 },
    );
  });

  it('is what is read of mounts beside a compose file', function () {
    this.timeout(120_000);
    fc.assert(
      fc.property(mounts, (all) => {
        const configuration = { dockerComposeFile: 'compose.yml', service: 'app', workspaceFolder: '/w', mounts: all };
        const { volumes } = bringUp(at, configuration);
        const ours = readOurs(at, configuration);
        assert.ok(volumes);
        assert.deepEqual(
          ours.map(({ source: from, target: to }) => (from ? `${from.value}:${to}` : String(to))).sort(),
          volumes.sort(),
        );
      }),
      { numRuns: 8 },
    );
  });
});
