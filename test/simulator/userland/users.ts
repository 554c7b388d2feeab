import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A line of a distro's /etc/passwd. */
export interface User {
  name: string;
  uid: number;
  gid: number;
  /** As the distro names it. */
  home: string;
  shell: string;
}

const root: User = { name: 'root', uid: 0, gid: 0, home: '/root', shell: '/bin/sh' };

/** The users of the distro whose files are in a folder of this host; root is always among them. */
export function readUsers(folder: string): User[] {
  const file = join(folder, 'etc', 'passwd');
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
  const users = lines.map((line): User => {
    const [name, , uid, gid, , home, shell] = line.split(':');
    return { name: name!, uid: Number(uid), gid: Number(gid), home: home || '/', shell: shell || '/bin/sh' };
  });
  return users.some(({ uid }) => uid === 0) ? users : [root, ...users];
}
