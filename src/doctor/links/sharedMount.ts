import { message } from '../../text/message';
import { describeMarks } from '../inside/answers';
import { places } from '../inside/facts';
import { fail, ok } from '../verdict';
import { byFacts, seen } from './link';

/** Docker Desktop's tools and sockets lie in a folder that all distros of WSL 2 see. */
export const sharedMount = byFacts('shared-mount', ({ mount, sharedAt, shared, tools }) => {
  const evidence = [
    seen(`mountpoint ${mount ?? places.shared}`, mount === null ? 'it is none' : 'it is one'),
    seen(`stat ${sharedAt}`, describeMarks(shared)),
    seen(`stat ${sharedAt}/cli-tools/usr/bin/docker`, describeMarks(tools)),
  ];
  if (shared.has('folder') && tools.has('there')) return ok(message('It does.'), evidence);
  return fail(
    mount === null
      ? message('The folder that all distros share is not mounted at /mnt/wsl in this one.')
      : message('What Docker Desktop shares is not in this distro: {0} is empty or missing.', sharedAt),
    evidence,
    {
      nextStep: message('Restart Docker Desktop. If it stays like this, quit it, shut WSL down, and start it again.'),
      fix: { act: 'restartDocker' },
    },
  );
});
