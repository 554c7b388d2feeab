import type { WslConfigFile } from './scan';

/** Which of the two files a path with slashes or backslashes leads to, by its name; null for any other. */
export function configFileOf(path: string): WslConfigFile | null {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).toLowerCase();
  if (name === '.wslconfig') return 'wslconfig';
  return name === 'wsl.conf' ? 'wsl.conf' : null;
}
