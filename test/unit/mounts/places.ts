import assert from 'node:assert/strict';
import { readComposeFile } from '../../../src/mounts/readers/composeFile';
import type { ReadFile } from '../../../src/mounts/readers/readFile';
import { scanText, type ScannedText } from '../../../src/mounts/scan';
import { defaultAutomountRoot, type Place } from '../../../src/mounts/mount';
import { parseLocation, unknownLocation } from '../../../src/text/location';

/** The place of a project folder, given as `--location` takes it; null for a machine that is neither Windows nor WSL. */
export function placeAt(
  location: string | null,
  side: Place['side'] = null,
  automountRoot = defaultAutomountRoot,
): Place {
  const folder = location === null ? unknownLocation : parseLocation(location, 'Ubuntu');
  assert.ok(folder, `${location} is no location`);
  return { file: 'compose.yaml', folder, project: folder, side, automountRoot, variables: new Map() };
}

/** The four places of a project that every rule has to know. */
export const places = {
  /** On a Windows drive. */
  A: placeAt('C:\\proj'),
  /** In a distro, opened there. */
  B: placeAt('/home/u/proj'),
  /** In a distro, opened from Windows. */
  C: placeAt('\\\\wsl.localhost\\Ubuntu\\home\\u\\proj'),
  /** On a Windows drive, opened in a distro. */
  "A'": placeAt('/mnt/c/proj'),
} as const;
export type PlaceName = keyof typeof places;

/** Where a project keeps its dev container, from its folder. */
export const devcontainerFile = '.devcontainer/devcontainer.json';

/** A compose file whose one service has these volumes, one to a line from line 5 on. */
export function composeWith(...volumes: readonly string[]): string {
  return ['services:', '  web:', '    image: x', '    volumes:', ...volumes.map((v) => `      - ${v}`), ''].join('\n');
}

/** A text as a single-quoted scalar of YAML. */
export function quoted(text: string): string {
  return `'${text.replace(/'/g, "''")}'`;
}

/** Scans one volume, given as its text in short syntax. */
export function scanShort(volume: string, place: Place): ScannedText {
  return scanText(composeWith(quoted(volume)), place);
}

/** The findings of a scan that speak of a mount, without those that speak of the whole project. */
export function ofMounts({ findings }: ScannedText): ScannedText['findings'] {
  return findings.filter(({ rule }) => rule !== 'slow-project' && rule !== 'unc-project');
}

/** The only mount of a scan. */
export function onlyMount(scanned: ScannedText): ScannedText['mounts'][number] {
  assert.deepEqual(scanned.errors, []);
  assert.equal(scanned.mounts.length, 1);
  return scanned.mounts[0]!;
}

/** Reads a compose file by itself. */
export function readCompose(text: string, place: Place = places.B): ReadFile {
  return readComposeFile(text, place);
}

/** What a file mounts, as `source text -> class`. */
export function mountedClasses(text: string, place: Place): string[] {
  return scanText(text, place).mounts.map(({ source, class: found }) =>
    source === null ? found : `${text.slice(source.range.start, source.range.end)} -> ${found}`,
  );
}
