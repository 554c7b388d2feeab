import { message } from '../../text/message';
import { places } from '../inside/facts';
import { fail, ok } from '../verdict';
import { byFacts, seen } from './link';

/** The socket is for root and for one group, to which Docker Desktop adds the default user. */
export const permission = byFacts('permission', (facts) => {
  const { socket, socketStat, uid, user, groups, dockerGroup } = facts;
  const evidence = [
    seen(`stat -L -c "%F %a %U %G" ${places.socket}`, socketStat),
    seen('id -nG', groups.join(' ')),
    seen('getent group docker', dockerGroup ? `docker:${dockerGroup.id}:${dockerGroup.members.join(',')}` : 'nothing'),
  ];
  if (uid === 0 || socket.has('write')) return ok(message('It may.'), evidence);
  const group = socketStat.split(' ').at(-1) ?? '';
  if (dockerGroup?.members.includes(user) && !groups.includes('docker')) {
    return fail(message('Your user is in the group docker, and this session began before that.'), evidence, {
      nextStep: message('Open a new terminal first. If that is not enough, stop the distro.'),
      fix: { act: 'stopDistro' },
    });
  }
  if (group === 'docker' && !groups.includes('docker')) {
    return fail(message("Your user is not in the group docker, so it may not use the engine's socket."), evidence, {
      nextStep: message('Restart Docker Desktop, which adds the default user; or add yours by hand.'),
      fix: { act: 'typeCommand', line: 'sudo usermod -aG docker "$USER"' },
    });
  }
  return fail(message("The engine's socket is closed to your user: it belongs to the group {0}.", group), evidence, {
    fix: { act: 'restartDocker' },
  });
});
