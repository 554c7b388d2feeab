import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { queryWindowsRoots } from '../../../src/wsl/windowsRoots';
import { roots } from '../../simulator/product/roots';

const { raw, fingerprint } = new X509Certificate(roots.company);
const policies = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\SystemCertificates';
const print = fingerprint.replaceAll(':', '');

/** A property as a store has it: number, 1, length, bytes. */
function property(number: number, bytes: Uint8Array): Buffer {
  const head = Buffer.alloc(12);
  head.writeUInt32LE(number, 0);
  head.writeUInt32LE(1, 4);
  head.writeUInt32LE(bytes.length, 8);
  return Buffer.concat([head, bytes]);
}

const blob = Buffer.concat([property(3, Buffer.alloc(20)), property(32, raw)]);
const asPrinted = (bytes: Buffer, type = 'REG_BINARY', name = print, store = 'Root'): string =>
  `\r\n${policies}\\${store}\r\n\r\n${policies}\\${store}\\Certificates\\${name}\r\n    Blob    ${type}    ${bytes.toString('hex').toUpperCase()}\r\n\r\n`;

const read = (text: string, exitCode = 0): readonly string[] | null =>
  queryWindowsRoots('policy')
    .parse({ exitCode, stdout: Buffer.from(text), stderr: Buffer.alloc(0) })
    ?.map(({ certificate }) => certificate.fingerprint) ?? null;

describe('the root certificates of Windows', () => {
  it('are read out of the properties of a store', () => {
    assert.deepEqual(read(asPrinted(blob)), [fingerprint]);
    assert.deepEqual(read(asPrinted(blob) + asPrinted(blob)), [fingerprint, fingerprint]);
    assert.deepEqual(read(`\r\n${policies}\\Root\r\n`), []);
  });

  it('are those of the store Root, and nothing else that lies there', () => {
    assert.deepEqual(read(asPrinted(blob, 'REG_BINARY', print, 'Disallowed')), []);
    assert.deepEqual(read(asPrinted(blob, 'REG_SZ')), []);
    assert.deepEqual(read(asPrinted(blob, 'REG_BINARY', 'Something')), []);
  });

  it('are passed over where a row of properties is cut off or damaged, at whatever byte', () => {
    for (let length = 0; length < blob.length; length++) {
      assert.deepEqual(read(asPrinted(blob.subarray(0, length))), [], String(length));
    }
    const endless = Buffer.from(blob);
    endless.writeUInt32LE(0xffff_ffff, 8);
    assert.deepEqual(read(asPrinted(endless)), []);
  });

  it('are not known where the registry did not tell', () => {
    assert.equal(read(asPrinted(blob), 1), null);
  });
});
