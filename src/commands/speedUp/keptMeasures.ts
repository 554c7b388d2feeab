import type * as vscode from 'vscode';
import { isRecord } from '../../text/isRecord';

const key = 'slipway.measured';

/** What was measured of a project before and after a step, as the room of measurements writes it. */
export interface KeptPair {
  readonly before: unknown;
  /** Absent until it has been measured again. */
  readonly after?: unknown;
}

/** Reads what was kept for a project, which goes by its folder's address. */
export function keptOf(memory: Pick<vscode.Memento, 'get'>, folder: string): KeptPair | null {
  const kept = all(memory)[folder];
  return isRecord(kept) && 'before' in kept ? { before: kept['before'], after: kept['after'] } : null;
}

/** Keeps it, in the place of what was. */
export async function keep(
  memory: Pick<vscode.Memento, 'get' | 'update'>,
  folder: string,
  pair: KeptPair,
): Promise<void> {
  // Another window may have written since.
  await memory.update(key, { ...all(memory), [folder]: pair });
}

function all(memory: Pick<vscode.Memento, 'get'>): Readonly<Record<string, unknown>> {
  const kept = memory.get<unknown>(key);
  return isRecord(kept) ? kept : {};
}
