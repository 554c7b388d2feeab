import assert from 'node:assert/strict';
import { distroDocker } from '../../src/docker/distroDocker';
import { packArgs, readLibraries } from '../../src/docker/proofImage';
import type { HandsInDistro } from '../../src/docker/proofHands';

/** An image of programs of a distro, made there as a proof makes its own. */
export async function importPrograms(hands: HandsInDistro, name: string, programs: readonly string[]): Promise<void> {
  const libraries = readLibraries((await hands.run(['ldd', ...programs])).stdout);
  assert.ok(!('template' in libraries));
  const archive = '/tmp/programs.tar';
  const own = { folder: '/etc', name: 'os-release' };
  assert.equal((await hands.run(packArgs(archive, [...programs, ...libraries], own), 60)).status, 0);
  const imported = await hands.run(distroDocker('import', archive, name), 60);
  assert.equal(imported.status, 0, imported.stderr);
}
