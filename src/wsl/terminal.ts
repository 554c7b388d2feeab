/**
 * The arguments of wsl.exe that open a login shell in a distro's home. By GUID where it is known: that form needs no
 * list of all keys, so it works when one of them is broken, and it carries names with blanks.
 */
export function loginShellArgs(distro: { readonly id: string | null; readonly name: string }): string[] {
  return distro.id === null ? ['-d', distro.name, '--cd', '~'] : [distro.id, '--cd', '~'];
}
