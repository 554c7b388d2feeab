import { severities, type Finding, type Severity } from '../../text/finding';
import { locationPath } from '../../text/location';
import { message } from '../../text/message';
import { driveOf } from '../locate';
import type { ClassifiedMount, Place } from '../mount';
import { isOfSlowProject, slowMountSeverity } from './slowMount';

export const slowProject = 'slow-project';

/**
 * A project on a Windows drive: all mounts that start at it are slow for one reason and have one remedy, so there is one
 * notice, at the first of them and as severe as the worst.
 * @param kept the findings of the file that no comment suppresses
 */
export function findSlowProject(
  mounts: readonly ClassifiedMount[],
  kept: readonly Finding[],
  place: Place,
): Finding | null {
  const drive = driveOf(place.project, place.automountRoot);
  if (drive === null) return null;
  const spokenOf = new Set(kept.filter(({ rule }) => rule === 'slow-mount').map(({ range }) => range));
  const slow = mounts
    .filter((mount) => isOfSlowProject(mount, place))
    .filter(({ kind, source }) => kind === 'devcontainer-default' || (source && spokenOf.has(source.range)))
    .sort((a, b) => a.range.start - b.range.start);
  const [first] = slow;
  const severity = worst(slow.map((mount) => slowMountSeverity(mount, place)));
  if (!first?.source || severity === null) return null;
  return {
    rule: slowProject,
    severity,
    range: first.source.range,
    anchor: first.anchor,
    message: message(
      "Slow and without file events: this project is on Windows drive {0}:. Move it to a distro's Linux file system.",
      drive,
    ),
    evidence: { source: first.source.value, resolved: locationPath(place.project) },
    fixes: [],
  };
}

/** The scanned files of one call, or of one window: of each project the first tells, for all of them. */
export function oncePerProject<T extends { readonly findings: readonly Finding[] }>(files: readonly T[]): T[] {
  const all = files.flatMap(({ findings }) => findings).filter(({ rule }) => rule === slowProject);
  const told = new Set<string | null>();
  return files.map((file) => ({
    ...file,
    findings: file.findings.flatMap((finding): Finding[] => {
      if (finding.rule !== slowProject) return [finding];
      const { resolved } = finding.evidence;
      if (told.has(resolved)) return [];
      told.add(resolved);
      const same = all.filter(({ evidence }) => evidence.resolved === resolved);
      return [{ ...finding, severity: worst(same.map(({ severity }) => severity)) ?? finding.severity }];
    }),
  }));
}

function worst(found: readonly (Severity | null)[]): Severity | null {
  return severities.findLast((severity) => found.includes(severity)) ?? null;
}
