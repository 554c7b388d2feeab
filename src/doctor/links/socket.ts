import { message } from '../../text/message';
import { describeMarks } from '../inside/answers';
import { places } from '../inside/facts';
import { trapsFor } from '../traps';
import { fail, ok } from '../verdict';
import { stillSettling } from './cliLink';
import { byFacts, seen } from './link';

/** The socket that docker calls where nothing says otherwise: a link in newer releases, a socket in older ones. */
export const socket = byFacts('socket', (facts, examination) => {
  const { socket: there, socketTo, socketStat, proxySocket } = facts;
  const evidence = [
    seen(`stat ${places.socket}`, describeMarks(there)),
    ...(there.has('link') ? [seen(`readlink ${places.socket}`, socketTo)] : []),
    seen(`stat ${facts.sharedAt}/shared-sockets/guest-services/docker.proxy.sock`, describeMarks(proxySocket)),
  ];
  if (there.has('socket'))
    return ok(message('It is.'), [...evidence, seen(`stat -L -c "%F %a %U %G" ${places.socket}`, socketStat)]);
  const known = trapsFor(examination.dockerVersion, 'socket-missing');
  const restart = { fix: { act: 'restartDocker' }, traps: known } as const;
  if (there.has('there')) {
    return fail(message('{0} is no socket, so docker cannot call its engine.', places.socket), evidence, {
      nextStep: message('Remove it, then restart Docker Desktop.'),
      fix: { act: 'typeCommand', line: `sudo rm -ri ${places.socket}` },
    });
  }
  const settling = stillSettling(facts, examination);
  if (settling) return settling;
  if (there.has('link')) {
    return fail(message("The link to the engine's socket leads nowhere: {0}.", socketTo), evidence, restart);
  }
  return fail(
    proxySocket.has('socket')
      ? message("The engine's socket is missing, though Docker Desktop shares its own with the distro.")
      : message("The engine's socket is missing."),
    evidence,
    restart,
  );
});
