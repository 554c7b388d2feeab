import { parse, type ParseError } from 'jsonc-parser';
import { isRecord } from '../text/isRecord';
import { tooDeepJson } from '../text/jsonDepth';

/** What an administrator decides through Docker Desktop's settings management. */
export interface DockerPolicy {
  /** The keys that are locked, in their spelling there, with the value that is in force. */
  readonly locked: Readonly<Record<string, unknown>>;
  /** A byte order mark, with which Docker Desktop does not read the file (docker/for-win#14950). */
  readonly bom: boolean;
}

/**
 * Reads admin-settings.json; null where it is no JSON object. Docker Desktop heeds it only for a user who is signed in with
 * a Business plan, which nobody can tell from the outside.
 */
export function readPolicy(text: string): DockerPolicy | null {
  const bom = text.startsWith('\uFEFF');
  const errors: ParseError[] = [];
  const written = bom ? text.slice(1) : text;
  if (tooDeepJson(written) !== null) return null;
  const content: unknown = parse(written, errors, { disallowComments: true });
  if (errors.length > 0 || !isRecord(content)) return null;
  const locked: Record<string, unknown> = {};
  for (const [key, entry] of Object.entries(content)) {
    if (isRecord(entry) && entry['locked'] === true) locked[key] = entry['value'];
  }
  return { locked, bom };
}

/** The value a policy puts in force for a key, by its name in any case; undefined where it does not lock it. */
export function lockedValue(policy: DockerPolicy | null, key: string): unknown {
  // Docker Desktop does not read a file with a mark.
  const found = Object.entries(policy && !policy.bom ? policy.locked : {}).find(
    ([name]) => name.toLowerCase() === key.toLowerCase(),
  );
  return found?.[1];
}

/** Whether a policy decides a setting, whatever value it gives to it. */
export function isLocked(policy: DockerPolicy | null, key: string): boolean {
  return (
    policy !== null &&
    !policy.bom &&
    Object.keys(policy.locked).some((name) => name.toLowerCase() === key.toLowerCase())
  );
}
