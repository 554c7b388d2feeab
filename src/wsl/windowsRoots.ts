import { X509Certificate } from 'node:crypto';
import type { Command } from '../machine/command';
import { readRegistryKeys, type RegistryKey } from '../machine/regQuery';

/** A certificate in a store of Windows. */
export interface StoredCertificate {
  readonly certificate: X509Certificate;
  /** For what Windows was told to trust it: the extended key usage as it is encoded; null: for what it says itself. */
  readonly usage: Buffer | null;
}

/** The stores of the whole computer: what its administrators' policy put there, and what Windows and programs did. */
const stores = {
  policy: 'HKLM\\SOFTWARE\\Policies\\Microsoft\\SystemCertificates',
  computer: 'HKLM\\SOFTWARE\\Microsoft\\SystemCertificates\\Root',
} as const;
export type RootStore = keyof typeof stores;

/**
 * Asks for the root certificates of a store; null where the registry did not tell. Both keys are there on every Windows, whether
 * they hold certificates or not.
 */
export function queryWindowsRoots(store: RootStore): Command<readonly StoredCertificate[] | null> {
  return {
    program: 'reg',
    args: ['query', stores[store], '/s'],
    parse: ({ exitCode, stdout }) => (exitCode === 0 ? readRegistryKeys(stdout).flatMap(readStored) : null),
  };
}

function readStored(key: RegistryKey): StoredCertificate[] {
  if (!/\\Root\\Certificates\\[\dA-F]{40}$/i.test(key.key)) return [];
  const blob = key.values.get('blob');
  const properties = blob?.type === 'REG_BINARY' ? readProperties(Buffer.from(blob.data, 'hex')) : null;
  const certificate = readCertificate(properties?.get(certificateProperty));
  return certificate ? [{ certificate, usage: properties?.get(usageProperty) ?? null }] : [];
}

/** The numbers of wincrypt.h: CERT_ENHKEY_USAGE_PROP_ID and CERT_CERT_PROP_ID. */
const usageProperty = 9;
const certificateProperty = 32;

/** A store keeps a certificate as a row of properties: number, a word that is always 1, length, bytes. Null for anything else. */
function readProperties(blob: Buffer): Map<number, Buffer> | null {
  const properties = new Map<number, Buffer>();
  for (let at = 0; at < blob.length;) {
    const from = at + 12;
    if (from > blob.length) return null;
    const end = from + blob.readUInt32LE(at + 8);
    if (end > blob.length) return null;
    properties.set(blob.readUInt32LE(at), blob.subarray(from, end));
    at = end;
  }
  return properties;
}

/** Null for what is no certificate, or of a kind that this runtime does not know. */
export function readCertificate(bytes: Buffer | string | undefined): X509Certificate | null {
  if (bytes === undefined) return null;
  try {
    return new X509Certificate(bytes);
  } catch {
    return null;
  }
}
