import type { Message } from './message';

/** Where something was seen. `list` and `registry` are WSL's, `pipes` Windows', `probe` was asked inside a distro. */
export type ObservedSource = 'list' | 'registry' | 'settings' | 'policy' | 'pipes' | 'files' | 'probe';

/** Something seen, with where and when (ISO 8601); or not known, with the reason. Never a guess. */
export type Observed<T> =
  { readonly value: T; readonly source: ObservedSource; readonly at: string } | { readonly unknown: Message };

/** The value where it is known, else null. */
export function knownValue<T>(observed: Observed<T>): T | null {
  return 'value' in observed ? observed.value : null;
}
