import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { buildCli } from '../product/product';
import { tryCell, undisturbed } from './cell';
import type { FaultId } from './faults';
import { operations } from './operations';

/** Of the some hundred cells of `npm run reliability` those in which most could be lost, and each way in which a fault strikes. */
const share: readonly (readonly [operation: string, faults: readonly FaultId[]])[] = [
  ['setLimits', ['diskFull', 'reload', 'twoWindows']],
  ['stop', ['killed', 'renamed']],
  ['shutDown', ['accessDenied', 'clockBack']],
  // What these came to was wrong once.
  ['stopDocker', ['update']],
  ['importDistro', ['twoWindows']],
  ['writeWslConf', ['garbage']],
];

describe('operations under faults', function () {
  this.timeout(300_000);
  before(buildCli);

  for (const [id, faults] of share) {
    it(`${id} names what happened, loses nothing and leaves nothing running: ${faults.join(', ')}`, async () => {
      const operation = operations.find((each) => each.id === id)!;
      const calm = await undisturbed(operation);
      for (const fault of faults) {
        const { wrong, all } = await tryCell(operation, fault, calm);
        assert.deepEqual(wrong, [], `${fault}\n${all}`);
      }
    });
  }
});
