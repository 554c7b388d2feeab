import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { kindOfCode } from '../../../src/wsl/errorCodes';
import { sharedRoot } from './recordings';

const service = ['Wsl', 'Service'];
const attaching = ['Wsl', 'Service', 'CreateInstance', 'MountDisk', 'HCS'];
const reading = ['Wsl', 'Service', 'ReadDistroConfig'];

describe('a code of wsl.exe', () => {
  it('of a disk means something else while a disk is attached', () => {
    for (const [code, elsewhere, there] of [
      ['ERROR_PATH_NOT_FOUND', 'pathNotFound', 'diskMissing'],
      ['0x80070002', 'pathNotFound', 'diskMissing'],
      ['E_ACCESSDENIED', 'accessDenied', 'diskDenied'],
      ['0x80070020', 'diskInUse', 'diskInUse'],
    ] as const) {
      assert.equal(kindOfCode({ path: service, code }), elsewhere, code);
      assert.equal(kindOfCode({ path: attaching, code }), there, code);
    }
  });

  it('while a registration is read is that registration’s, but for one that is not there', () => {
    for (const code of ['E_UNEXPECTED', 'ERROR_UNSUPPORTED_TYPE', '0x8000ffff', '0x8007065e', 'E_FAIL']) {
      assert.equal(kindOfCode({ path: reading, code }), 'brokenRegistration', code);
    }
    for (const code of ['WSL_E_DISTRO_NOT_FOUND', '0x80040302']) {
      assert.equal(kindOfCode({ path: reading, code }), 'distroNotFound', code);
    }
  });

  it('means the same in any case, and as the bare number of Windows', () => {
    for (const [code, kind] of [
      ['0x800704EC', 'blockedByPolicy'],
      ['0x4ec', 'blockedByPolicy'],
      ['0x1bc', 'kernelUpdateNeeded'],
      ['0x70', 'diskFull'],
    ] as const) {
      assert.equal(kindOfCode({ path: [], code }), kind);
    }
  });

  it('as a number may mean something else than its name does today', () => {
    assert.equal(kindOfCode({ path: service, code: 'WSL_E_NOT_A_LINUX_DISTRO' }), 'notALinuxDistro');
    assert.equal(kindOfCode({ path: service, code: '0x80040326' }), 'releaseMismatch');
  });

  it('of the network is told by its name or its range', () => {
    for (const code of ['WININET_E_NAME_NOT_RESOLVED', 'WININET_E_TIMEOUT', '0x80072ee7', '0x2ee7']) {
      assert.equal(kindOfCode({ path: ['Wsl'], code }), 'networkFailed', code);
    }
    assert.equal(kindOfCode({ path: ['Wsl'], code: '0x80072edf' }), null);
  });

  it('that nobody knows says nothing', () => {
    for (const code of ['E_FAIL', '0x80004005', '0x0', 'WSL_E_SOMETHING_NEW', 'constructor', 'toString']) {
      assert.equal(kindOfCode({ path: service, code }), null, code);
    }
  });

  it('is none of a key that is read in that moment where access, room or the service is missing: it must not be deleted for that', () => {
    for (const [code, kind] of [
      ['E_ACCESSDENIED', 'accessDenied'],
      ['0x80070005', 'accessDenied'],
      ['ERROR_DISK_FULL', 'diskFull'],
      ['ERROR_SERVICE_DOES_NOT_EXIST', 'serviceMissing'],
      ['ERROR_ACCESS_DISABLED_BY_POLICY', 'blockedByPolicy'],
      ['E_UNEXPECTED', 'brokenRegistration'],
      ['ERROR_UNSUPPORTED_TYPE', 'brokenRegistration'],
      ['ERROR_FILE_NOT_FOUND', 'brokenRegistration'],
    ] as const) {
      assert.equal(kindOfCode({ path: reading, code }), kind, code);
    }
  });

  /** The table of codes in the reference, read as a person would: `8004030A / B` are two numbers. */
  const reference = join(sharedRoot, 'reference/wsl.md');
  if (!existsSync(reference)) {
    it('in the reference: ../shared is not here', function () {
      this.skip();
    });
    return;
  }
  const text = readFileSync(reference, 'utf8');
  const section = text.slice(text.indexOf('### 2.2'), text.indexOf('## 3.'));
  const table = [...section.matchAll(/^\| ([^|]+) \| ([^|]*) \|/gm)].slice(1);

  it('in the reference has a kind of its own, by name and by number', () => {
    let [names, numbers] = [0, 0];
    for (const [row, first = '', second = ''] of table) {
      const path = row.includes('ReadDistroConfig') ? reading : first.includes('MountDisk') ? attaching : service;
      for (const code of first.match(/\b[A-Z]\w*_\w+\b/g) ?? []) {
        // The rest of a row leaves out what its names have in common.
        if (!/^(?:WSL_E|HCS_E|E|ERROR|REGDB_E)_/.test(code)) continue;
        assert.notEqual(kindOfCode({ path, code }), null, code);
        names += 1;
      }
      for (const number of [...numbersOf(second), ...numbersOf(first.replace(/0x/g, ''))]) {
        assert.notEqual(kindOfCode({ path, code: `0x${number}` }), null, number);
        numbers += 1;
      }
    }
    assert.ok(table.length > 45 && names > 50 && numbers > 60, `${table.length} rows, ${names}, ${numbers}`);
  });
});

function numbersOf(cell: string): string[] {
  const [first] = /\b[0-9A-F]{8}\b/i.exec(cell) ?? [];
  if (first === undefined) return [];
  const rest = cell.slice(cell.indexOf(first) + 8);
  const range = /^\.\.([0-9A-F]{2})/.exec(rest)?.[1];
  if (range !== undefined) {
    const [from, to] = [Number.parseInt(first, 16), Number.parseInt(first.slice(0, -2) + range, 16)];
    return Array.from({ length: to - from + 1 }, (_, index) => (from + index).toString(16));
  }
  const others = [...rest.matchAll(/[/,] ([0-9A-F]{1,8})\b/g)].map(
    ([, tail = '']) => first.slice(0, -tail.length) + tail,
  );
  return [first, ...others];
}
