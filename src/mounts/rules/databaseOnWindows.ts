import { message } from '../../text/message';
import { databaseVolumeFix } from '../fixes/volumes';
import { findingAt, mountRule } from './rule';
import { byEvidence } from '../severity';

/**
 * A database that keeps its data on a Windows drive: chmod and chown do not do there what it expects, and locking and syncing
 * do not promise what it relies on (docker/for-win#4824, docker-library/postgres#1335). It takes the place of slow-mount.
 */
export const databaseOnWindows = mountRule('database-on-windows', (mount, file) => {
  if (!mount.slow || file.useOf(mount) !== 'database') return null;
  return findingAt(
    mount,
    'database-on-windows',
    byEvidence(mount.readOnly ? 'info' : 'warning', mount),
    message(
      'This database may fail on permissions or damage its data: it is on a Windows drive. Keep it in a named volume.',
    ),
    { fix: () => databaseVolumeFix(mount, file) },
  );
});
