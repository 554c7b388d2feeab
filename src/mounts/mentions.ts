import { fileKindOf, type FileKind } from './mountFileNames';

/** Whether a call of `docker run` with a mount or a port of the host may stand in a text. */
export function mentionsDockerRun(text: string): boolean {
  return /docker/i.test(text) && (mountOption.test(text) || portOption.test(text));
}

const mountOption = /(?:^|[\s"'`(=])(?:-[A-Za-z]*v|--volume|--mount)|dockerRun/;

/** Many other programs have an option `-p`; behind this one stands a colon between numbers, or a variable before one. */
const portOption = /(?:^|[\s"'`(=])(?:-[A-Za-z]*p|--publish)["'`,=\s]{0,8}[^\s"'`,]{0,80}[\d}%)A-Za-z]:\d/;

/** Whether parsing a text for the sake of its host paths is worth while at all. */
export function mentionsHostPath(text: string): boolean {
  return /\bhostPath["']?\s*:/.test(text) && /^["']?kind["']?\s*:|[{,]\s*["']?kind["']?\s*:/m.test(text);
}

/** Files that are there for the sake of mounts are read whatever they say. */
const forMounts: ReadonlySet<FileKind> = new Set(['compose', 'devcontainer', 'devcontainer-feature']);

/**
 * Whether a file that was found, and not named, is worth reading. Whoever merely comes by does not take every file with
 * services in it for one of Compose. Null text: it cannot be read.
 */
export function isWorthReading(path: string, text: string | null): boolean {
  const kind = fileKindOf(path);
  if (kind !== null && forMounts.has(kind)) return true;
  return text !== null && (kind === 'yaml' ? mentionsHostPath : mentionsDockerRun)(text);
}
