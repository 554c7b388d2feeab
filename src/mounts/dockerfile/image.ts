import { normalizePosix } from '../../text/location';
import type { CommandLine } from '../mount';
import { readInstructions, type Instruction } from './instructions';

/** A file or folder of the context that an image gets. */
export interface Copy {
  /** As it is written, below the context. */
  readonly source: string;
  /** In the image; it ends with a slash where it is a folder into which the source goes. */
  readonly target: string;
}

/** What an image runs when nobody says otherwise, as far as its Dockerfile tells. */
export interface Image {
  readonly entrypoint: CommandLine | null;
  readonly command: CommandLine | null;
  /** Null for a value that a variable makes. */
  readonly environment: ReadonlyMap<string, string | null>;
  /** Where its commands start; null where that is not known, as in the image that it is built on. */
  readonly folder: string | null;
  readonly copies: readonly Copy[];
  /** Whom its processes belong to; null where that is not known, as in the image that it is built on. */
  readonly user: string | null;
  /** Whether something may change the line ends of what was copied. */
  readonly mendsLineEnds: boolean;
}

const nothing: Image = {
  entrypoint: null,
  command: null,
  environment: new Map(),
  folder: null,
  copies: [],
  user: null,
  mendsLineEnds: false,
};

/**
 * The image that a Dockerfile makes.
 * @param target the name or the number of a stage; null for the last one
 * @returns null where it has no such stage
 */
export function readImage(text: string, target: string | null): Image | null {
  const stages: { readonly name: string; image: Image; hasCommand: boolean }[] = [];
  for (const instruction of readInstructions(text)) {
    if (instruction.keyword === 'FROM') {
      const [, base = '', name = ''] = /^(\S+)(?:\s+as\s+(\S+))?/i.exec(instruction.rest) ?? [];
      const from = stages.findLast((stage) => stage.name !== '' && stage.name === base.toLowerCase());
      stages.push({ name: name.toLowerCase(), image: from?.image ?? nothing, hasCommand: false });
      continue;
    }
    const stage = stages.at(-1);
    if (!stage) continue;
    stage.hasCommand ||= instruction.keyword === 'CMD';
    stage.image = after(stage.image, instruction, stage.hasCommand);
  }
  if (target === null) return stages.at(-1)?.image ?? null;
  const wanted = stages.find(({ name }, index) => name === target.toLowerCase() || String(index) === target);
  return wanted?.image ?? null;
}

function after(image: Image, { keyword, rest, flags }: Instruction, hasCommand: boolean): Image {
  switch (keyword) {
    case 'CMD':
      return { ...image, command: commandLine(rest) };
    case 'ENTRYPOINT':
      // It drops the command that came with the image it is built on.
      return { ...image, entrypoint: commandLine(rest), command: hasCommand ? image.command : null };
    case 'ENV':
      return { ...image, environment: new Map([...image.environment, ...variablesIn(rest)]) };
    case 'WORKDIR':
      return { ...image, folder: inFolder(image.folder, unquoted(rest)) };
    case 'USER':
      return { ...image, user: rest.includes('$') ? null : unquoted(rest) };
    case 'COPY':
    case 'ADD':
      return { ...image, copies: [...image.copies, ...copiesIn(rest, flags, image.folder)] };
    case 'RUN':
      return /dos2unix|\\r|\\x0d|\\015/i.test(rest) ? { ...image, mendsLineEnds: true } : image;
    default:
      return image;
  }
}

/** Words in JSON, or else a text for a shell. */
function commandLine(rest: string): CommandLine {
  const words = jsonWords(rest);
  return words ? { form: 'words', words } : { form: 'shell', text: rest };
}

function jsonWords(text: string): string[] | null {
  if (!text.startsWith('[')) return null;
  try {
    const read: unknown = JSON.parse(text);
    return Array.isArray(read) && read.every((word) => typeof word === 'string') ? read : null;
  } catch {
    return null;
  }
}

/** `A=b C="d e"`, or the older `A b c`. */
function variablesIn(rest: string): [string, string | null][] {
  const known = (value: string): string | null => (value.includes('$') ? null : value);
  if (!/^[^\s=]+=/.test(rest)) {
    const [, name, value = ''] = /^(\S+)\s+([^]*)$/.exec(rest) ?? [];
    return name === undefined ? [] : [[name, known(value)]];
  }
  const words = rest.match(/(?:[^\s"'\\]+|"(?:[^"\\]|\\[^])*"|'[^']*'|\\[^]|["'\\])+/g) ?? [];
  return words.flatMap((word): [string, string | null][] => {
    const at = word.indexOf('=');
    return at < 1 ? [] : [[word.slice(0, at), known(unquoted(word.slice(at + 1)))]];
  });
}

function copiesIn(rest: string, flags: readonly string[], folder: string | null): Copy[] {
  // From another stage, or written in the Dockerfile itself.
  if (flags.some((flag) => /^--from=/i.test(flag)) || rest.includes('<<')) return [];
  const words = jsonWords(rest) ?? rest.split(/\s+/).map(unquoted);
  const written = words.at(-1) ?? '';
  const target = words.length > 1 ? inFolder(folder, written) : null;
  if (target === null) return [];
  const isFolder = words.length > 2 || /\/$/.test(written) || /^\.{1,2}$/.test(written);
  return words
    .slice(0, -1)
    .map((source) => ({ source, target: isFolder ? `${target}/`.replace(/\/+$/, '/') : target }));
}

function inFolder(folder: string | null, path: string): string | null {
  if (path.includes('$')) return null;
  if (path.startsWith('/')) return normalizePosix(path);
  return folder === null ? null : normalizePosix(`${folder}/${path}`);
}

function unquoted(word: string): string {
  return word.replace(/"((?:[^"\\]|\\[^])*)"|'([^']*)'/g, (_, double?: string, single?: string) =>
    double !== undefined ? double.replace(/\\(["\\$])/g, '$1') : (single ?? ''),
  );
}
