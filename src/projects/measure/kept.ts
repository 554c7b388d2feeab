import { isRecord } from '../../text/isRecord';
import type { Measured } from './measure';

/** A measurement as it is kept for the next one. */
export interface KeptMeasure {
  readonly windowsPath: string;
  /** The name of the distro in which it was made. */
  readonly distro: string;
  readonly measured: Measured;
}

/** Changes with what is measured: figures of another shape are not compared with those of this one. */
const shape = 1;

/** What survives JSON. */
export function toKept({ windowsPath, distro, measured }: KeptMeasure): object {
  return { shape, windowsPath, distro, measured: { ...measured, at: measured.at.toISOString() } };
}

/** What was kept; null for what another release has kept, and for what is none. */
export function readKept(value: unknown): KeptMeasure | null {
  if (!isRecord(value) || value['shape'] !== shape || !isRecord(value['measured'])) return null;
  const { windowsPath, distro, measured } = value;
  const at = new Date(String(measured['at']));
  if (typeof windowsPath !== 'string' || typeof distro !== 'string' || Number.isNaN(at.getTime())) return null;
  // What has this shape was written by this release, or one that writes the same.
  return { windowsPath, distro, measured: { ...(measured as unknown as Measured), at } };
}
