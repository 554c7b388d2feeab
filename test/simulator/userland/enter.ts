/** Somebody to run a program as. */
export interface Identity {
  uid: number;
  gid: number;
}

/**
 * The command of this host that runs a program in a userland.
 *
 * @param holder the first process of the userland
 * @param folder where it starts, as the userland names it
 */
export function enterCommand(
  holder: { pid: number },
  { uid, gid }: Identity,
  folder: string,
  program: string,
  args: readonly string[],
): { program: string; args: string[] } {
  const enter = [`--target=${holder.pid}`, '--mount', '--pid', `--wdns=${folder}`, '--'];
  const become = ['/usr/bin/setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--init-groups', '--'];
  return { program: '/usr/bin/nsenter', args: [...enter, ...become, program, ...args] };
}
