import { message, type Message } from '../../text/message';
import { nameOf } from '../../mounts/slashPath';

/** Why a folder is not copied: what it holds was made for Windows, and is made anew in the distro by one command. */
export type LeftOutReason = 'packages' | 'pythonEnvironment' | 'rustBuild' | 'dotnetBuild' | 'gradleCache';

/** Each kind by what stands in the folder or beside it: its name alone would be a guess but for the first. */
const kinds: readonly {
  readonly reason: LeftOutReason;
  readonly is: (name: string, beside: ReadonlySet<string>, inside: ReadonlySet<string>) => boolean;
}[] = [
  { reason: 'packages', is: (name) => name === 'node_modules' },
  { reason: 'pythonEnvironment', is: (_, __, inside) => inside.has('pyvenv.cfg') },
  { reason: 'rustBuild', is: (name, beside) => name === 'target' && beside.has('Cargo.toml') },
  {
    reason: 'dotnetBuild',
    is: (name, beside) =>
      (name === 'bin' || name === 'obj') && [...beside].some((other) => /\.(?:cs|fs|vb)proj$/i.test(other)),
  },
  {
    reason: 'gradleCache',
    is: (name, beside) =>
      name === '.gradle' && [...beside].some((other) => /^(?:settings|build)\.gradle(?:\.kts)?$/.test(other)),
  },
];

/**
 * Why a folder is left out, unless the user wants it by its name; null where it is copied. The path has slashes. Nothing of
 * git's own is left out: a branch may have any name.
 */
export function leftOutReason(
  path: string,
  beside: ReadonlySet<string>,
  inside: ReadonlySet<string>,
  include: ReadonlySet<string>,
): LeftOutReason | null {
  const name = nameOf(path);
  if (include.has(name) || /(?:^|\/)\.git\//.test(path)) return null;
  return kinds.find(({ is }) => is(name, beside, inside))?.reason ?? null;
}

export function explainLeftOut(reason: LeftOutReason): Message {
  switch (reason) {
    case 'packages':
      return message('packages installed for Windows; install them again in the distro');
    case 'pythonEnvironment':
      return message('a Python environment of Windows; make it again in the distro');
    case 'rustBuild':
      return message("Rust's build output for Windows; build again in the distro");
    case 'dotnetBuild':
      return message(".NET's build output, with paths of Windows; build again in the distro");
    case 'gradleCache':
      return message("Gradle's cache for this computer; it makes it again by itself");
  }
}
