import { fileKindOf, type FileKind } from './mountFileNames';

/** Whether a call of `docker run` with a mount may stand in a text. */
export function mentionsDockerRun(text: string): boolean {
  return /docker/i.test(text) && /(?:^|[\s"'`(=])(?:-[A-Za-z]*v|--volume|--mount)|dockerRun/.test(text);
}

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
