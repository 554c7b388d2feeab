import { isWindowsFolder } from './folders';
import { further, type Expansion } from './word';

const other: Expansion = { kind: 'other' };

/** Commands that change nothing but the form of a path, or ask for the part before its last name. */
const ofPath =
  /^(?:(split-path)|resolve-path|convert-path|get-item)\s+(?:-(?:parent|literalpath|path)\s+)*(.+?)(?:\s+-parent)?$/is;
const joinPath = /^join-path\s+(?:-path\s+)?(\S+|\(.*\))\s+(?:-childpath\s+)?("[^"$`]*"|'[^']*'|[\w.\\/-]+)$/is;

/** Nobody asks for a folder at greater length. */
const longestExpression = 500;

/** What an expression between brackets stands for, as scripts ask for folders: `(Get-Location).Path`. */
export function commandFolder(expression: string): Expansion {
  if (expression.length > longestExpression) return other;
  const command = withoutForm(expression.trim());
  const inside = /^\$?\((.*)\)(?:\.(?:(?:provider)?path|fullname))?$/is.exec(command)?.[1];
  if (inside !== undefined) return commandFolder(inside);
  if (/^(?:pwd|gl|get-location)$/i.test(command)) return { kind: 'folder', of: 'shell' };
  const [, base, child] = joinPath.exec(command) ?? [];
  if (base !== undefined && child !== undefined) return further(pathOf(base), `/${child.replace(/["']/g, '')}`);
  const [, parent, path] = ofPath.exec(command) ?? [];
  if (path === undefined) return pathOf(command);
  if (parent === undefined) return /^(["']?)\.{1,2}(?:[\\/][\w.\\/-]*)?\1$/.test(path) ? relative(path) : pathOf(path);
  // What scripts asked for before there was $PSScriptRoot.
  const isScript = /^\(?\$(?:(?:script:)?myinvocation\.mycommand\.(?:path|definition)|pscommandpath)\)?$/i.test(path);
  return isScript ? { kind: 'folder', of: 'script' } : further(pathOf(path), '/..');
}

/** Without what makes slashes of backslashes, or the text of a path: the same folder in another form. */
function withoutForm(command: string): string {
  return command
    .replace(/\s*-replace\s+(["'])\\\\\1\s*,\s*(["'])\/\2$/i, '')
    .replace(/\.replace\((["'])\\\1\s*,\s*(["'])\/\2\)$/i, '')
    .replace(/\s*\|\s*select(?:-object)?\s+-expand(?:property)?\s+(?:provider)?path$/i, '')
    .replace(/\.tostring\(\)$/i, '');
}

/** A path from the folder of the shell. */
function relative(written: string): Expansion {
  const way = written.replace(/["']/g, '').replace(/\\/g, '/');
  return further({ kind: 'folder', of: 'shell' }, `/${way}`);
}

/** A variable, perhaps between quotes and with a way on from it. */
function pathOf(written: string): Expansion {
  const [, , name, way = ''] =
    /^("?)\$\{?((?:\w+:)?\w+)\}?(?:\.(?:provider)?path)?((?:[\\/][\w.\\/-]*)?)\1$/i.exec(written.trim()) ?? [];
  if (name !== undefined) return further(variable(name), way.replace(/\\/g, '/'));
  return /^\(.*\)$/s.test(written.trim()) ? commandFolder(written) : other;
}

/** PowerShell's own variables and those of the environment, without regard to case. */
export function variable(name: string): Expansion {
  switch (name.toLowerCase()) {
    case 'pwd':
      return { kind: 'folder', of: 'shell' };
    case 'psscriptroot':
      return { kind: 'folder', of: 'script' };
    case 'home':
      return { kind: 'home' };
    default: {
      const inEnvironment = /^env:(.*)$/is.exec(name)?.[1] ?? '';
      if (isWindowsFolder(inEnvironment) || /^te?mp$/i.test(inEnvironment)) return { kind: 'windows' };
      const own = /^(?:(?:script|global|local|private):)?(\w+)$/i.exec(name)?.[1];
      return own === undefined ? other : { kind: 'variable', name: own.toLowerCase() };
    }
  }
}
