import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { glob } from 'tinyglobby';
import { composeFilePatterns, defaultComposeFileRole, isComposeFileName } from '../../../src/mounts/composeFileNames';

const names: Readonly<Record<string, boolean>> = {
  'compose.yaml': true,
  'Compose.YML': true,
  'compose.yml': true,
  'compose-dev.yaml': true,
  'compose.override.yaml': true,
  'docker-compose.yml': true,
  'docker-compose.yaml': true,
  'docker-compose.prod.yml': true,
  'docker-compose.override.yml': true,
  'Docker-Compose-Test.yaml': true,
  'mycompose.yaml': false,
  'my-compose.yaml': false,
  'composer.yaml': false,
  'compose.yaml.bak': false,
  'compose.json': false,
  compose: false,
  'docker_compose.yml': false,
  'package.yaml': false,
};

describe('the names of compose files', () => {
  for (const [name, expected] of Object.entries(names)) {
    it(`${expected ? 'include' : 'do not include'} ${name}, by both definitions`, async () => {
      const folder = mkdtempSync(join(tmpdir(), 'slipway-names-'));
      try {
        mkdirSync(join(folder, 'a'));
        writeFileSync(join(folder, 'a', name), '');
        const found = await glob(
          composeFilePatterns.map((pattern) => `**/${pattern}`),
          { cwd: folder, caseSensitiveMatch: false },
        );
        assert.deepEqual(found, expected ? [`a/${name}`] : [], 'the globs of the command line');
      } finally {
        rmSync(folder, { recursive: true });
      }
      assert.equal(isComposeFileName(name), expected, 'the name alone');
    });
  }

  it('are no paths', () => {
    assert.ok(!isComposeFileName('a/compose.yaml'));
    assert.ok(!isComposeFileName('compose.yaml/b'));
  });

  it('are ones that Compose takes by itself only as it writes them', () => {
    assert.equal(defaultComposeFileRole('docker-compose.yml')?.kind, 'base');
    assert.equal(defaultComposeFileRole('docker-compose.override.yaml')?.kind, 'override');
    for (const name of ['Compose.yaml', 'compose.prod.yaml']) assert.equal(defaultComposeFileRole(name), null, name);
  });
});
