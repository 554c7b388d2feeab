import type * as vscode from 'vscode';
import { isRecord } from '../../text/isRecord';

const key = 'slipway.measured';

/** What was measured of a project, as the room of measurements writes it. */
export interface KeptMeasures {
  /** The drive before it was mounted by virtiofs. */
  readonly before?: unknown;
  /** The same again. */
  readonly after?: unknown;
  /** The drive against a volume, in a container. */
  readonly volume?: unknown;
}

/** Reads what was kept for a project, which goes by its folder's address. */
export function keptOf(memory: Pick<vscode.Memento, 'get'>, folder: string): KeptMeasures {
  const kept = all(memory)[folder];
  return isRecord(kept) ? { before: kept['before'], after: kept['after'], volume: kept['volume'] } : {};
}

/** Keeps it, in the place of what was of the same kind. */
export async function keep(
  memory: Pick<vscode.Memento, 'get' | 'update'>,
  folder: string,
  measures: KeptMeasures,
): Promise<void> {
  // Another window may have written since.
  await memory.update(key, { ...all(memory), [folder]: { ...keptOf(memory, folder), ...measures } });
}

function all(memory: Pick<vscode.Memento, 'get'>): Readonly<Record<string, unknown>> {
  const kept = memory.get<unknown>(key);
  return isRecord(kept) ? kept : {};
}
