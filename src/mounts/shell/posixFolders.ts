import { isWindowsFolder } from './folders';
import { further, type Expansion } from './word';

const other: Expansion = { kind: 'other' };

/** What the output of a command stands for: folders by the ways in which scripts ask for their own and the shell's. */
export function commandFolder(command: string): Expansion {
  const text = command.trim();
  // `-W` is Git Bash's, which names the folder as Windows does.
  if (/^(?:(?:command\s+)?pwd(?:\s+-[LPW])?|echo\s+"?\$\{?PWD\}?"?)$/.test(text))
    return { kind: 'folder', of: 'shell' };
  if (/^git\s+rev-parse\s+--show-toplevel$/.test(text)) return { kind: 'folder', of: 'project' };
  const [, parent, path] =
    /^(?:(dirname)|realpath|readlink\s+-f|readlink\s+-e|cygpath)\s+(?:-\w+\s+|--\s+)?(\S.*)$/s.exec(text) ?? [];
  if (path !== undefined) {
    const own = parent === undefined ? path : isScript(unquoted(path)) ? '' : path;
    if (own === '') return { kind: 'folder', of: 'script' };
    return parent === undefined ? pathOf(own) : further(pathOf(own), '/..');
  }
  const target = /^cd\s+(?:-P\s+|--\s+)?(.+?)\s*(?:&?\d?>\s*(?:\/dev\/null|&\d)\s*)*(?:&&|;)\s*pwd(?:\s+-[LP])?$/s.exec(
    text,
  )?.[1];
  return target === undefined ? other : pathOf(target);
}

/** `$0` and the like, with its links followed or not. */
function isScript(text: string): boolean {
  const command = /^\$\(\s*(?:realpath|readlink\s+-[ef])\s+(?:--\s+)?(.*)\)$/s.exec(text)?.[1];
  return /^\$(?:0|\{0\}|\{?BASH_SOURCE(?:\[0\])?(?::-\$\{?0\}?)?\}?)$/.test(unquoted(command ?? text));
}

/** A path that begins with a folder or a variable, or at the folder of the shell. */
function pathOf(written: string): Expansion {
  const text = unquoted(written.trim());
  const [, command, name, way = ''] = /^(?:\$\((.*)\)|\$\{?(\w+)\}?)((?:\/[\w./-]*)?)$/s.exec(text) ?? [];
  if (command !== undefined) return further(commandFolder(command), way);
  if (name !== undefined) return further(variable(name), way);
  return /^\.{1,2}(?:\/[\w./-]*)?$/.test(text) ? further({ kind: 'folder', of: 'shell' }, `/${text}`) : other;
}

/** Without the quotes around all of it; where they are around a part of it, without all of them. */
function unquoted(text: string): string {
  const inside = /^"(.*)"$/s.exec(text)?.[1];
  return inside ?? text.replace(/^"(\$\w+|\$\{\w+\}|\$\([^"]*\))"(?=\/)/, '$1');
}

/** What a variable stands for, by its name. */
export function variable(name: string): Expansion {
  if (name === 'PWD') return { kind: 'folder', of: 'shell' };
  // Where npm was called.
  if (name === 'INIT_CWD') return { kind: 'folder', of: 'script' };
  if (name === 'HOME') return { kind: 'home' };
  if (/^[@*]$/.test(name)) return { kind: 'variable', name: '@', isList: true };
  if (isWindowsFolder(name)) return { kind: 'windows' };
  // All items of a list, also as `${NAME[@]+"${NAME[@]}"}`, which older versions need for an empty one.
  const list = /^([A-Za-z_]\w*)\[[@*]\](?:$|:?[+-])/.exec(name)?.[1];
  if (list !== undefined) return { kind: 'variable', name: list, isList: true };
  return /^[A-Za-z_]\w*$/.test(name) ? { kind: 'variable', name } : other;
}

/**
 * What `${…}` stands for, by what stands between its braces. `:-` and `:=` give a default to what is unset or empty, `-` and `=`
 * to what is unset (POSIX.1-2024, Shell Command Language, 2.6.2).
 */
export function parameter(text: string): Expansion {
  const [, name, byDefault = ''] = /^([A-Za-z_]\w*):?[-=](.*)$/s.exec(text) ?? [];
  if (name === undefined) return variable(text);
  const known = variable(name);
  // The folder of the shell and the home are always set.
  return known.kind === 'variable' ? { ...known, otherwise: defaultPath(byDefault) } : known;
}

/** What a default stands for, where it is a path. */
function defaultPath(written: string): Expansion {
  const path = unquoted(written.trim());
  return /^(?:\.{1,2}(?:\/|$)|\/|[A-Za-z]:\/)[^$`"'\\*?~{}]*$/.test(path) ? { kind: 'path', path } : pathOf(written);
}

/** The makefile itself, by the list of those that were read. */
const ownMakefile = /\$\((?:(?:realpath|abspath)\s+)?\$\((?:last|first)word\s+\$\(MAKEFILE_LIST\)\)\)/;
const ofOwnMakefile = new RegExp(
  `^(?:(?:realpath|abspath)\\s+)?(?:\\$\\()?(?:shell\\s+dirname|(dir))\\s+${ownMakefile.source}\\)?$`,
);

/** GNU make's own names for the folder it was started in, which is that of each recipe's shell. */
export function makeFolder(expression: string): Expansion {
  const text = expression.trim().replace(/^patsubst\s+%\/,\s*%,\s*/, 'realpath ');
  if (/^(?:CURDIR|PWD)$/.test(text)) return { kind: 'folder', of: 'script' };
  const own = ofOwnMakefile.exec(text);
  // `$(dir …)` ends with a slash, unless more is made of it.
  if (own) return further({ kind: 'folder', of: 'script' }, own[1] && text.startsWith('dir') ? '/' : '');
  const command = /^shell\s+(.*)$/s.exec(text)?.[1];
  // The shell of a makefile is where make is.
  if (command !== undefined) {
    const told = commandFolder(command);
    return told.kind === 'folder' && told.of === 'shell' ? { ...told, of: 'script' } : told;
  }
  const path = /^(?:abspath|realpath)\s+(?:\$[({](?:CURDIR|PWD)[)}]\/)?(\w[\w./-]*|\.[\w./-]*)$/.exec(text)?.[1];
  return path === undefined ? variable(text) : further({ kind: 'folder', of: 'script' }, `/${path}`);
}
