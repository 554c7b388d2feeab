import { message } from '../../text/message';
import { describeMarks } from '../inside/answers';
import { places } from '../inside/facts';
import { fail, ok } from '../verdict';
import { byFacts, seen } from './link';

/** Docker Desktop's tools and sockets lie in a folder that all distros of WSL 2 see. */
export const sharedMount = byFacts('shared-mount', ({ isMounted, shared, tools }) => {
  const evidence = [
    seen('mountpoint /mnt/wsl', isMounted ? 'it is one' : 'it is none'),
    seen(`stat ${places.shared}`, describeMarks(shared)),
    seen(`stat ${places.shared}/cli-tools/usr/bin/docker`, describeMarks(tools)),
  ];
  if (shared.has('folder') && tools.has('there')) return ok(message('It does.'), evidence);
  return fail(
    isMounted
      ? message('What Docker Desktop shares is not in this distro: {0} is empty or missing.', places.shared)
      : message('The folder that all distros share is not mounted at /mnt/wsl in this one.'),
    evidence,
    {
      nextStep: message('Restart Docker Desktop. If it stays like this, quit it, shut WSL down, and start it again.'),
      fix: { act: 'restartDocker' },
    },
  );
});
