import { message } from '../../text/message';
import { findingAt, mountRule } from './rule';

/** A default with a colon in devcontainer.json: the tools take what stands before it, so a drive path becomes a letter. */
export const truncatedDefault = mountRule('truncated-default', (mount) => {
  const cut = mount.truncatedDefault;
  if (!cut) return null;
  return findingAt(
    mount,
    'truncated-default',
    'warning',
    message(
      'The default is only "{0}": it ends at the next colon. Set the variable, or write a path without a colon.',
      cut.taken,
    ),
    { range: cut.range },
  );
});
