import type { Command } from '../machine/command';
import { manage } from './manage';
import type { Parsed, WslProblem } from './problem';
import { runInDistro, type DistroAddress, type DistroRun } from './run';

/** A user of a distro. */
export interface LinuxUser {
  readonly name: string;
  readonly uid: number;
}

/**
 * `wsl --manage NAME --set-default-user USER`: whom WSL logs in from now on, by a value in the registry; a user that the
 * distro's /etc/wsl.conf names goes before it. Starts the distro, to ask it for the user's number.
 */
export function setDefaultUser(distro: string, user: string): Command<Parsed<null>> {
  return manage(['--manage', distro, '--set-default-user', user]);
}

/** Asks a distro for the users a person may work as. Starts the distro. */
export function listUsers(distro: DistroAddress): Command<Parsed<readonly LinuxUser[]>> | WslProblem {
  const read = (run: DistroRun): readonly LinuxUser[] | null => {
    const users = run.status === 0 ? readUsers(Buffer.from(run.stdout).toString('utf8')) : [];
    return users.length > 0 ? users : null;
  };
  return runInDistro(distro, ['cat', '/etc/passwd'], read, { folder: '/' });
}

/** Asks a distro as whom it logs in, which its wsl.conf may decide. Starts the distro. */
export function askOwnUser(distro: DistroAddress): Command<Parsed<string>> | WslProblem {
  const read = (run: DistroRun): string | null =>
    (run.status === 0 && Buffer.from(run.stdout).toString('utf8').replace(/\n$/, '')) || null;
  return runInDistro(distro, ['id', '-un'], read, { folder: '/' });
}

const firstPerson = 1000;
/** The number of "nobody" on most systems; some have it at 65533. */
const lastPerson = 65_532;

/** Reads /etc/passwd: root and those whom distributions number as people, the people first. */
export function readUsers(passwd: string): LinuxUser[] {
  const all = passwd.split('\n').flatMap((line): LinuxUser[] => {
    const [name = '', , uid = ''] = line.split(':');
    return name !== '' && /^\d+$/.test(uid) ? [{ name, uid: Number(uid) }] : [];
  });
  const people = all.filter(({ uid }) => uid >= firstPerson && uid <= lastPerson);
  return [...people, ...all.filter(({ uid }) => uid === 0)];
}
