import { isRecord } from '../../text/isRecord';

/** A measurement as it is kept for the next one. */
export interface Kept<T> {
  readonly windowsPath: string;
  /** The name of the distro in which it was made. */
  readonly distro: string;
  readonly measured: T;
}

/** Changes with what is measured: figures of another shape are not compared with those of this one. */
const shape = 1;

/** What survives JSON. */
export function toKept({ windowsPath, distro, measured }: Kept<{ readonly at: Date }>): object {
  return { shape, windowsPath, distro, measured: { ...measured, at: measured.at.toISOString() } };
}

/** What was kept of a measurement of this kind; null for what another release has kept, and for what is none. */
export function readKept<T extends { readonly at: Date }>(value: unknown): Kept<T> | null {
  if (!isRecord(value) || value['shape'] !== shape || !isRecord(value['measured'])) return null;
  const { windowsPath, distro, measured } = value;
  const at = new Date(String(measured['at']));
  if (typeof windowsPath !== 'string' || typeof distro !== 'string' || Number.isNaN(at.getTime())) return null;
  // What has this shape was written by this release, or by one that writes the same.
  return { windowsPath, distro, measured: { ...(measured as unknown as T), at } };
}
