import { decodeConsoleText, decodeText, nonEmptyLines } from '../../src/machine/decode';
import { readRegistryKeys } from '../../src/machine/regQuery';
import { distroKind } from '../../src/wsl/distro';
import { parseDistroList, parseNames } from '../../src/wsl/list';
import type { Capture } from './recording';

/** Parts of paths that every machine has, and values that say nothing of anybody. */
const wellKnown = new Set(
  `users appdata local locallow roaming packages localstate temp wsl docker main disk data programs program files
  programdata windows system32 system explorer.exe wt.exe powershell.exe cmd.exe wsl.exe rootfs desktop microsoft
  localcache fs console workgroup ext4.vhdx docker_data.vhdx`.split(/\s+/),
);

/** Shorter names are replaced as whole words only: two letters are part of many. */
export const leastForParts = 4;

/** Variables whose value, or a part of it, names a person, a company or a computer. */
const telling =
  /^(?:USER(?:NAME|PROFILE|DOMAIN\w*|DNSDOMAIN)|COMPUTERNAME|LOGONSERVER|HOME(?:PATH|SHARE)|CLIENTNAME)$/i;

/** Values of registrations that are the same on many machines and decide how a distro is taken. */
const plainValues = new Set(['flavor', 'osversion', 'defaultdistribution', 'natnetwork']);

/**
 * Everything in a capture, and in the environment it was made in, that names somebody or something of theirs: distros, users,
 * computers, folders, ids, addresses. Those names of distros that are fixed by their makers are none.
 */
export function findSecrets({ answers, pipes }: Capture, env: NodeJS.ProcessEnv): ReadonlySet<string> {
  const found = new Set<string>();
  const add = (text: string): void => {
    const plain = text.trim();
    // What the console has damaged is to be found nowhere else; see withoutDamagedText.
    if (plain !== '' && !plain.includes('\uFFFD') && !isWellKnown(plain)) found.add(plain);
  };
  for (const [name, value = ''] of Object.entries(env)) if (telling.test(name)) partsOf(value).forEach(add);
  for (const { id, answer } of answers) {
    if ('failure' in answer) continue;
    for (const bytes of [answer.stdout, answer.stderr]) {
      for (const text of [decodeText(bytes), Buffer.from(bytes).toString('latin1')]) identifiersIn(text).forEach(add);
    }
    if (id.startsWith('list-verbose')) {
      const parsed = parseDistroList(answer, '');
      if (parsed.ok) parsed.value.distros.forEach(({ name }) => add(name));
    }
    if (/^list-(?:running-)?quiet/.test(id)) {
      const parsed = parseNames(answer, '');
      if (parsed.ok) parsed.value.forEach(add);
    }
    if (['registrations', 'session', 'package'].includes(id)) namesInRegistry(answer.stdout).forEach(add);
  }
  for (const name of pipes ?? []) identifiersIn(name).forEach(add);
  return found;
}

function isWellKnown(text: string): boolean {
  return wellKnown.has(text.toLowerCase()) || distroKind(text) !== 'user' || /^[\d.]{1,6}$|^[A-Za-z]:?$/.test(text);
}

/** A path or an address in its parts; `\\?\` and drives are none. */
function partsOf(value: string): string[] {
  return value.split(/[\\/"{}]+/).filter((part) => !/^(?:\?|[A-Za-z]:)$/.test(part));
}

function identifiersIn(text: string): string[] {
  const patterns = [
    /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi,
    /\bS-1-5-21(?:-\d+){3,4}\b/g,
    /\b(?:10|172|192)(?:\.\d{1,3}){3}\b/g,
    // Package families end with the hash of their publisher.
    /\b[\w.-]+_[0-9a-z]{13}\b/g,
  ];
  return patterns.flatMap((pattern) => text.match(pattern) ?? []).filter((found) => !/^0{8}-/.test(found));
}

/** Texts that values hold: each part of a path, and every other value that is not known to be plain. */
function namesInRegistry(stdout: Uint8Array): string[] {
  const names: string[] = [];
  for (const { values } of readRegistryKeys(stdout)) {
    for (const [name, { type, data }] of values) {
      if (!/SZ$/.test(type) || plainValues.has(name) || /^[\d.]+$/.test(data)) continue;
      names.push(...partsOf(data));
    }
  }
  return names;
}

/** The secrets that bytes still hold, in whatever encoding and case; short ones, which are parts of other words, are not looked for. */
export function leaksIn(bytes: Uint8Array, secrets: Iterable<string>): string[] {
  const texts = [decodeText(bytes), decodeConsoleText(bytes), Buffer.from(bytes).toString('utf16le')];
  const lines = texts.flatMap(nonEmptyLines).map((line) => line.toLowerCase());
  return [...secrets].filter(
    (secret) => secret.length >= leastForParts && lines.some((line) => line.includes(secret.toLowerCase())),
  );
}
