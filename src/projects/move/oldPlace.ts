import { isComposeFileName } from '../../mounts/composeFileNames';
import { isDevcontainerPath } from '../../mounts/devcontainerFileNames';
import { nameOf } from '../../mounts/slashPath';
import { locationPath, type Location } from '../../text/location';

/** Whether a file, by its path with slashes, is one in which people write absolute paths of their project. */
export function mayNameOldPlace(path: string): boolean {
  const name = nameOf(path);
  return (
    isComposeFileName(name) ||
    isDevcontainerPath(path) ||
    /^\.env(?:\.[\w.-]+)?$/.test(name) ||
    /\.code-workspace$/i.test(name) ||
    /(?:^|\/)\.vscode\/(?:tasks|launch|settings|mcp)\.json$/i.test(path)
  );
}

/**
 * A text in which the place from which the project moved is written as the one in the distro, with all that follows it in a
 * path: `C:\work\shop\src` becomes `/home/u/shop/src`. Null where the text does not name it.
 *
 * The spellings are those of Windows, with either slash and doubled as JSON has them, and those of a distro and of a container
 * for the drive. A longer name that merely begins alike is another place.
 */
export function withNewPlace(text: string, old: Location, drivePaths: readonly string[], fresh: string): string | null {
  const path = old.kind === 'windows' ? locationPath(old) : null;
  const spellings = [
    ...(path === null ? [] : [path, path.replace(/\\/g, '\\\\'), path.replace(/\\/g, '/')]),
    ...drivePaths,
  ].map((each) => each.replace(/(.)[\\/]+$/, '$1'));
  const changed = spellings.reduce((now, spelling) => replaceAll(now, spelling, fresh), text);
  return changed === text ? null : changed;
}

/** Without regular expressions made of paths: they come from outside. */
function replaceAll(text: string, spelling: string, fresh: string): string {
  // Windows knows no case, and folding keeps the length of all characters but a few, which then are not found.
  const [haystack, needle] = [text.toLowerCase(), spelling.toLowerCase()];
  if (haystack.length !== text.length || needle === '') return text;
  let result = '';
  let position = 0;
  for (;;) {
    const found = haystack.indexOf(needle, position);
    if (found === -1) return result + text.slice(position);
    const end = found + needle.length;
    const tail = /^(?:[\\/]+[^\\/\s"'`:;,<>|?*()[\]{}$]+)*[\\/]*/.exec(text.slice(end))?.[0] ?? '';
    const isWhole = !/^[\w.-]/.test(text.slice(end)) && !/[\w\\/.-]$/.test(text.slice(0, found));
    result += text.slice(position, found);
    result += isWhole ? fresh + tail.replace(/[\\/]+/g, '/') : text.slice(found, end + tail.length);
    position = end + tail.length;
  }
}
