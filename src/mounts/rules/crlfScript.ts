import { message } from '../../text/message';
import type { ClassifiedMount, CommandLine } from '../mount';
import { joinRelative, nearbyFolder } from '../nearbyPackage';
import { byEvidence } from '../severity';
import { findingAt, mountRule } from './rule';

/**
 * A script with CR LF line ends in a Linux container: the carriage return becomes a part of the interpreter's name, and the
 * container stops with "no such file or directory". Git on Windows writes such files unless it is told not to.
 */
export const crlfScript = mountRule('crlf-script', (mount, { nearby }) => {
  if (mount.exempt || mount.type !== 'bind') return null;
  const broken = scriptsOf(mount).find((path) => isBroken(nearby.textOf(path)));
  if (broken === undefined) return null;
  return findingAt(
    mount,
    'crlf-script',
    byEvidence('warning', mount),
    message('The container cannot run {0}: its lines end with CR LF. Save it with LF.', broken),
  );
});

const scriptName = /\.(?:sh|bash|ash|zsh)$/;
const anyScript = /\.(?:sh|bash|ash|zsh)/;

/** The scripts that a mount brings along: itself, or those in its folder that the container is told to run. */
function scriptsOf(mount: ClassifiedMount): string[] {
  if (!mayRunScript(mount)) return [];
  const target = mount.target?.replace(/\/$/, '') ?? '';
  const runsSomething = mount.containers.some(({ entrypoint, command }) => entrypoint ?? command);
  if (!target.startsWith('/') || (!runsSomething && !scriptName.test(mount.source?.value ?? ''))) return [];
  const path = nearbyFolder(mount);
  if (path === null) return [];
  if (scriptName.test(path)) return scriptName.test(target) || runBy(mount).includes(target) ? [path] : [];
  const inside = runBy(mount).filter((word) => word.startsWith(`${target}/`) && scriptName.test(word));
  return [...new Set(inside)].map((word) => joinRelative(path, word.slice(target.length)));
}

/** Whether its paths or the commands of its containers name a script at all, which few do. */
function mayRunScript({ source, base, containers }: ClassifiedMount): boolean {
  if (anyScript.test(source?.value ?? '') || anyScript.test(base ?? '')) return true;
  return containers.some(({ entrypoint, command }) => namesScript(entrypoint) || namesScript(command));
}

function namesScript(line: CommandLine | null): boolean {
  if (line === null) return false;
  return line.form === 'words' ? line.words.some((word) => anyScript.test(word)) : anyScript.test(line.text);
}

/** The paths that its containers may run, among other words. */
function runBy({ containers }: ClassifiedMount): string[] {
  const lines = containers.flatMap(({ entrypoint, command }) => [entrypoint, command]);
  const words = lines.flatMap((line) => (line?.form === 'words' ? line.words : [line?.text ?? '']));
  return words.flatMap((word) => (word.includes('/') ? (word.match(/[^\s'"`;&|()]+/g) ?? []) : []));
}

function isBroken(text: string | null | undefined): boolean {
  return typeof text === 'string' && /^\uFEFF?#!/.test(text) && text.includes('\r\n');
}
