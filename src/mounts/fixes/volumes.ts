import type { Fix } from '../../text/finding';
import { normalizePosix } from '../../text/location';
import { message } from '../../text/message';
import { dependencyFolders } from '../dependencies';
import { imageOf } from '../dockerfile/asItRuns';
import type { ClassifiedMount, Container } from '../mount';
import type { Nearby } from '../nearby';
import { nearbyFolder } from '../nearbyPackage';
import type { FileFacts } from '../rules/rule';
import type { StepFix } from '../steps/step';

/** Volumes for what does not have to be on the drive: the folders of dependencies, which nobody edits. */
export function fasterVolumeFixes(mount: ClassifiedMount, file: FileFacts): StepFix[] {
  const use = file.useOf(mount);
  if (use === 'sources') return volumesOnTop(mount, file);
  if (use !== 'dependencies') return [];
  const folder = mount.target?.replace(/\/+$/, '').split('/').at(-1) ?? '';
  const fix = inVolume(mount, file, folder, 'dependencies');
  return fix ? [{ ...fix, title: ownedByRoot(folder) }] : [];
}

/** A volume in place of the folder of a database. Never safe: the database starts empty. */
export function databaseVolumeFix(mount: ClassifiedMount, file: FileFacts): StepFix | null {
  const fix = inVolume(mount, file, 'data', 'database');
  return fix && { ...fix, title: message('Keep it in a named volume, which starts empty: copy the data first') };
}

/** A volume that lies over a folder of the tree. The mount stays, so the finding does too. */
function volumesOnTop(mount: ClassifiedMount, { mountsOf, editing, nearby }: FileFacts): StepFix[] {
  const [service, ...others] = mount.services;
  const [container] = mount.containers;
  const target = mount.target;
  if (!editing || !container || !service || others.length > 0 || !target?.startsWith('/') || mount.readOnly) return [];
  return dependencyFolders(container, nearby, nearbyFolder(mount)).flatMap((folder): StepFix[] => {
    const inner = normalizePosix(`${target}/${folder}`);
    const isMounted = mountsOf(service).some((other) => other.target !== null && covers(other.target, inner, target));
    const name = volumeName(service, folder);
    const entry = isMounted ? null : editing.addVolume(service, `${name}:${inner}`);
    const declaration = entry && editing.declareVolume(name);
    if (!entry || !declaration) return [];
    const step = {
      kind: 'dependencies',
      service,
      volume: name,
      target: inner,
      user: userOf(container, nearby),
    } as const;
    return [{ title: ownedByRoot(folder), safe: false, cures: false, edits: [...entry, ...declaration], step }];
  });
}

/** Whether a mount lies at a folder, or between it and the tree. */
function covers(target: string, inner: string, tree: string): boolean {
  const path = normalizePosix(target);
  return (
    path !== normalizePosix(tree) &&
    (inner === path || inner.startsWith(`${path}/`) || path.startsWith(`${inner}/`)) &&
    path !== '/'
  );
}

function inVolume(
  mount: ClassifiedMount,
  { editing, mounts, nearby }: FileFacts,
  purpose: string,
  kind: 'dependencies' | 'database',
): Omit<StepFix, 'title'> | null {
  const { source, target } = mount;
  const [container] = mount.containers;
  const [service, ...others] = mount.services;
  if (!source || source.filledIn || mount.kind !== 'compose-short' || !service || others.length > 0) return null;
  const name = volumeName(service, purpose);
  // Two volumes of one name would be one.
  if (mounts.some((other) => other.type === 'volume' && other.source?.value === name)) return null;
  const newText = source.write(name);
  const declaration = editing?.declareVolume(name);
  if (newText === null || !declaration) return null;
  const user = container ? userOf(container, nearby) : null;
  const step = { kind, service, volume: name, target: target ?? '', user } as const;
  return { safe: false, cures: true, edits: [{ range: source.range, newText }, ...declaration], step };
}

/** Whom the processes of a container belong to, as far as its service and its Dockerfile tell. */
function userOf({ user, build }: Container, nearby: Nearby): string | null {
  return user ?? imageOf(build, nearby)?.user ?? null;
}

/** `web` and `node_modules` give `web_node_modules`; more than one letter, so that it is no drive. */
function volumeName(service: string, purpose: string): string {
  return [service, purpose].map((part) => part.replace(/^\.+/, '').replace(/[^A-Za-z0-9_.-]+/g, '_')).join('_');
}

function ownedByRoot(folder: string): Fix['title'] {
  return message('Keep {0} in a volume; it is owned by root, so run chown for a container with another user', folder);
}
