import { quoteForShell } from './bundle';
import { userEnvironment } from './state/user';

/**
 * A Windows program as a process inside a distro meets it: of the environment only what WSLENV names passes, without the
 * names that are meant for the other direction; Windows has its own besides. Exit statuses have 8 bits here anyway, and
 * the folder stays the one it is. Paths in WSLENV are not translated.
 */
export function interopWrapperText(program: string): string {
  const windows = Object.entries(userEnvironment).map(([name, value]) => quoteForShell(`${name}=${value}`));
  return `#!/bin/sh
set -f
set -- ${quoteForShell(program)} "$@"
IFS=:
for entry in \${WSLENV-}; do
  name=\${entry%%/*}
  flags=\${entry#"$name"}
  case $name in '' | [0-9]* | *[!A-Za-z0-9_]*) continue ;; esac
  case $flags in *u*) continue ;; esac
  eval "[ \\"\\\${$name+set}\\" = set ]" || continue
  eval "set -- \\"\\$name=\\\${$name}\\" \\"\\$@\\""
done
exec env -i PATH=/usr/local/bin:/usr/bin:/bin ${windows.join(' ')} WSLENV="\${WSLENV-}" "$@"
`;
}
