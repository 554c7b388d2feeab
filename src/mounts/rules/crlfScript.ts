import { noFixes, type Finding } from '../../text/finding';
import { message, type Message } from '../../text/message';
import { asItRuns, imageOf } from '../dockerfile/asItRuns';
import { copiedScripts } from '../dockerfile/scripts';
import { driveOf } from '../locate';
import type { ClassifiedMount, CommandLine, WrittenBuild } from '../mount';
import { joinRelative, nearbyFolder } from '../nearbyPackage';
import { byEvidence } from '../severity';
import { findingAt, type FileFacts, type Rule } from './rule';

const id = 'crlf-script';

/**
 * A script with CR LF line ends in a Linux container: the carriage return becomes a part of the interpreter's name, and the
 * container stops with "no such file or directory". Git on Windows writes such files unless it is told not to.
 */
export const crlfScript: Rule = {
  id,
  check: (file) => [
    ...file.mounts.flatMap((mount) => ofMount(mount, file) ?? []),
    ...buildsOnDrive(file).flatMap((build) => ofBuild(build, file) ?? []),
  ],
};

/** Git for Windows writes such files, on drives of Windows: elsewhere no Dockerfile is read for them. */
function buildsOnDrive({ place: { project, automountRoot }, builds }: FileFacts): readonly WrittenBuild[] {
  return driveOf(project, automountRoot) === null ? [] : (builds?.() ?? []);
}

function ofMount(mount: ClassifiedMount, { nearby }: FileFacts): Finding | null {
  if (mount.exempt || mount.type !== 'bind') return null;
  const broken = scriptsOf(mount).find((path) => isBroken(nearby.textOf(path)));
  return broken === undefined ? null : findingAt(mount, id, byEvidence('warning', mount), messageFor(broken));
}

/** The script that a Dockerfile copies, and that the container is told to run by it or by its service. */
function ofBuild({ container, range, anchor }: WrittenBuild, { nearby, mountsOf }: FileFacts): Finding | null {
  const image = imageOf(container.build, nearby);
  if (!container.build || !image || image.mendsLineEnds) return null;
  const { context } = container.build;
  const entrypoint = container.entrypoint ?? image.entrypoint;
  const { command } = asItRuns(container, () => image);
  const isMounted = (place: string): boolean =>
    mountsOf(container.service).some(({ target }) => target !== null && isWithin(place, target));
  const broken = copiedScripts([entrypoint, command], image, context)
    .filter(({ places }) => !places.some(isMounted))
    .map(({ ways }) => ways.find((way) => typeof nearby.textOf(way) === 'string'))
    .find((way) => way !== undefined && isBroken(nearby.textOf(way)));
  if (broken === undefined) return null;
  return {
    rule: id,
    severity: 'warning',
    range,
    anchor,
    message: messageFor(broken),
    evidence: { source: broken, resolved: null },
    fixes: noFixes,
  };
}

function isWithin(place: string, folder: string): boolean {
  const path = folder.replace(/\/+$/, '');
  return place === path || place.startsWith(`${path}/`);
}

function messageFor(script: string): Message {
  return message('The container cannot run {0}: its lines end with CR LF. Save it with LF.', script);
}

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
