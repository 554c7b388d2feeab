import { joinRelative } from '../nearbyPackage';
import type { CommandLine } from '../mount';
import { folderOf, nameOf } from '../slashPath';
import type { Copy, Image } from './image';

const script = /\.(?:sh|bash|ash|zsh)$/;
/** Where a program without a path is looked for. */
const searched = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/** A script that a container runs. */
interface CopiedScript {
  /** Where in the image it may be. */
  readonly places: readonly string[];
  /** The ways that it may have in the context, those of the last copy first. */
  readonly ways: readonly string[];
}

/**
 * The scripts that a container runs, with the files of the context from which they may have been copied.
 * @param context the way to the folder of the context
 */
export function copiedScripts(lines: readonly (CommandLine | null)[], image: Image, context: string): CopiedScript[] {
  const words = lines.flatMap((line) => {
    if (line?.form === 'words') return line.words.filter((word, index) => index === 0 || script.test(word));
    return (line?.text.match(/[^\s'"`;&|()]+/g) ?? []).filter((word) => script.test(word));
  });
  return words
    .map((word) => {
      const places = placesOf(word, image.folder);
      const sources = image.copies.toReversed().flatMap((copy) => places.flatMap((place) => sourcesOf(place, copy)));
      return { places, ways: sources.map((source) => joinRelative(context, source)) };
    })
    .filter(({ ways }) => ways.length > 0);
}

function placesOf(word: string, folder: string | null): string[] {
  if (word.startsWith('/')) return [word];
  const path = word.replace(/^(?:\.\/)+/, '');
  if (path === '' || /[$\\]|(?:^|\/)\.\.(?:\/|$)/.test(path)) return [];
  const here = folder === null ? [] : [`${folder === '/' ? '' : folder}/${path}`];
  return word.includes('/') ? here : [...searched.map((each) => `${each}/${word}`), ...here];
}

/** What of the context may be at a place of the image: the source is a file, or a folder that holds it. */
function sourcesOf(place: string, { source, target }: Copy): string[] {
  const folder = target.endsWith('/') ? target : `${target}/`;
  const isInside = place.startsWith(folder);
  if (source.includes('*')) {
    const isOfPattern = isInside && folderOf(place) === folder.slice(0, -1) && fits(nameOf(place), nameOf(source));
    return isOfPattern ? [joinRelative(folderOf(source), nameOf(place))] : [];
  }
  if (place === target) return [source];
  if (!isInside) return [];
  const inside = [joinRelative(source, place.slice(folder.length))];
  return target.endsWith('/') && place === folder + nameOf(source) ? [source, ...inside] : inside;
}

/** Of patterns those with one star alone are followed. */
function fits(name: string, pattern: string): boolean {
  const [start = '', end, ...others] = pattern.split('*');
  return (
    end !== undefined &&
    others.length === 0 &&
    name.length >= start.length + end.length &&
    name.startsWith(start) &&
    name.endsWith(end)
  );
}
