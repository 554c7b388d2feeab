import { message } from '../../text/message';
import { consistencyFix } from '../fixes/consistency';
import { findingAt, mountRule } from './rule';

/**
 * `cached`, `delegated` or `consistent`: Docker Desktop for Mac once read them, the WSL 2 engine never did. Where the
 * mount comes from does not matter.
 */
export const noOpConsistency = mountRule('no-op-consistency', (mount, file) => {
  const flag = mount.consistency;
  if (!flag || mount.exempt) return null;
  const name = /cached|delegated|consistent(?!cy)/.exec(file.text.slice(flag.range.start, flag.range.end))?.[0] ?? '';
  const finding = findingAt(
    mount,
    'no-op-consistency',
    'hint',
    message('"{0}" has no effect on WSL 2. Remove it.', name || 'consistency'),
    { fix: () => consistencyFix(flag, file.text), range: flag.range },
  );
  return { ...finding, isUnnecessary: true };
});
