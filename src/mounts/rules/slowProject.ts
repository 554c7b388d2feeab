import { fixesOnce, severities, type Finding, type Severity } from '../../text/finding';
import { locationPath } from '../../text/location';
import { message } from '../../text/message';
import { driveOf } from '../locate';
import { workspaceVolumeFix } from '../fixes/workspace';
import { slowProject } from '../ruleIds';
import type { FileFacts } from './rule';
import { slowMountSeverity } from './slowMount';
import { uncProject } from './uncProject';

/**
 * A project on a Windows drive: all mounts that start at it are slow for one reason and have one remedy, so there is one
 * notice, at the first of them and as severe as the worst.
 * @param kept the findings of the file that no comment suppresses
 */
export function findSlowProject(file: FileFacts, kept: readonly Finding[]): Finding | null {
  const { mounts, place, text } = file;
  const drive = driveOf(place.project, place.automountRoot);
  if (drive === null) return null;
  const spokenOf = new Set(kept.filter(({ rule }) => rule === 'slow-mount').map(({ range }) => range));
  const slow = mounts
    .filter(
      (mount) =>
        (mount.kind === 'devcontainer-default' || (mount.source && spokenOf.has(mount.source.range))) &&
        file.isOfSlowProject(mount),
    )
    .sort((a, b) => a.range.start - b.range.start);
  const [first] = slow;
  const severity = worst(slow.map((mount) => slowMountSeverity(mount, file)));
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
    fixes: fixesOnce(() => workspaceVolumeFix(first, text)),
  };
}

/** The rules that tell of a whole project, as `resolved`. */
const aboutProjects: ReadonlySet<string> = new Set([slowProject, uncProject.id]);

/** The scanned files of one call, or of one window: of each project the first tells, for all of them. */
export function oncePerProject<T extends { readonly findings: readonly Finding[] }>(files: readonly T[]): T[] {
  const all = files.flatMap(({ findings }) => findings).filter(({ rule }) => aboutProjects.has(rule));
  const told = new Set<string>();
  return files.map((file) => ({
    ...file,
    findings: file.findings.flatMap((finding): Finding[] => {
      if (!aboutProjects.has(finding.rule)) return [finding];
      if (told.has(causeOf(finding))) return [];
      told.add(causeOf(finding));
      const same = all.filter((other) => causeOf(other) === causeOf(finding));
      return [{ ...finding, severity: worst(same.map(({ severity }) => severity)) ?? finding.severity }];
    }),
  }));
}

function causeOf({ rule, evidence }: Finding): string {
  return JSON.stringify([rule, evidence.resolved]);
}

function worst(found: readonly (Severity | null)[]): Severity | null {
  return severities.findLast((severity) => found.includes(severity)) ?? null;
}
