import { normalizePosix } from '../../text/location';
import { message } from '../../text/message';
import type { WatchRule } from '../compose/editing';
import { dependencyFolders } from '../dependencies';
import { imageOf } from '../dockerfile/asItRuns';
import { sideOf } from '../locate';
import type { ClassifiedMount } from '../mount';
import { joinRelative, nearbyFolder } from '../nearbyPackage';
import type { FileFacts } from '../rules/rule';
import type { StepFix } from './step';

/** After a change of one of these what is installed in the image is not what the sources ask for. */
const manifests = [
  'package.json',
  'requirements.txt',
  'pyproject.toml',
  'composer.json',
  'Gemfile',
  'go.mod',
  'Cargo.toml',
  'pom.xml',
] as const;

/**
 * `develop.watch` in place of a mount of sources: Compose, on Windows, sees a change and copies it into the container. Only where
 * the image is known to hold the same folder at the same place, so that nothing is missing before the first change; never safe,
 * since it goes one way (docs/adr/0062).
 */
export function watchFix(mount: ClassifiedMount, file: FileFacts): StepFix | null {
  const { editing, useOf, nearby, place } = file;
  const [container, ...others] = mount.containers;
  const folder = nearbyFolder(mount);
  if (!editing || !container || others.length > 0 || folder === null || mount.base !== '' || mount.elsewhere)
    return null;
  if (container.isWatched || useOf(mount) !== 'sources' || !mount.target?.startsWith('/')) return null;
  // From a distro the watcher of Compose hears as little as any other.
  if (place.folder.kind !== 'windows' || sideOf(place) === 'wsl') return null;
  const { build, service } = container;
  const image = imageOf(build, nearby);
  const target = normalizePosix(mount.target);
  if (!build || !image?.copies.some((copy) => leadsTo(copy, build.context, folder, target))) return null;
  if (isLeftOut(nearby.textOf(joinRelative(build.context, '.dockerignore')), build.context, folder)) return null;
  const rebuilding = manifests
    .map((name) => joinRelative(build.context, name))
    .filter((way) => typeof nearby.textOf(way) === 'string')
    .map((way) => `./${way}`);
  const ignore = dependencyFolders(container, nearby, folder).map((name) => `${name}/`);
  const sync: WatchRule = [
    ['action', 'sync'],
    ['path', `./${folder}`],
    ['target', target],
    ...(ignore.length > 0 ? [['ignore', ignore] as const] : []),
  ];
  const rebuilds = rebuilding.map((path): WatchRule => [
    ['action', 'rebuild'],
    ['path', path],
  ]);
  const edits = editing.watchInstead(mount, [sync, ...rebuilds]);
  return (
    edits && {
      title: message('Have docker compose watch copy changes to {0}, in place of a mount', target),
      safe: false,
      cures: true,
      edits,
      step: { kind: 'watch', service, target, ignored: ignore, rebuilding },
    }
  );
}

/** Whether a copy into the image puts a folder at a target. Of a folder what is in it is copied. */
function leadsTo(
  copy: { readonly source: string; readonly target: string },
  context: string,
  folder: string,
  target: string,
): boolean {
  if (/[*?[]|^[a-z]+:\/\//.test(copy.source)) return false;
  const source = joinRelative(context, copy.source.replace(/\\/g, '/'));
  if (!isIn(folder, source)) return false;
  const below = source === '' ? folder : folder.slice(source.length);
  return normalizePosix(`${copy.target}/${below}`) === target;
}

/** Whether a `.dockerignore` may keep a folder out of the image: then Compose does not watch it either. */
function isLeftOut(dockerignore: string | null | undefined, context: string, folder: string): boolean {
  if (dockerignore === null) return false;
  if (dockerignore === undefined) return true;
  return dockerignore
    .split(/\r\n|\n/)
    .map((line) => line.trim().replace(/^\.?\/+|\/+$/g, ''))
    .some((pattern) => pattern !== '' && !/^[#!]/.test(pattern) && mayMatch(pattern, context, folder));
}

/** Whether a pattern may mean a folder, or one that it is in; of patterns that are seldom written it is assumed. */
function mayMatch(pattern: string, context: string, folder: string): boolean {
  const wildcard = pattern.search(/[*?[\\]/);
  if (wildcard < 0) return isIn(folder, joinRelative(context, pattern));
  // Kinds of files, at any depth.
  if (/^(?:\*\*\/)?\*\.\w+$/.test(pattern)) return false;
  const anywhere = /^\*\*\/([^*?[\\]+)$/.exec(pattern)?.[1];
  if (anywhere !== undefined) return `/${folder}/`.includes(`/${anywhere}/`);
  const parent = pattern
    .slice(0, wildcard)
    .replace(/[^/]*$/, '')
    .replace(/\/$/, '');
  return isIn(folder, joinRelative(context, parent));
}

function isIn(folder: string, other: string): boolean {
  return other === '' || folder === other || folder.startsWith(`${other}/`);
}
