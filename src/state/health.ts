import type { SettingsIssue } from '../docker/settings';
import { knownValue } from '../text/observed';
import { leastFree, type DriveRoom } from './drives';
import type { Problem } from './problem';
import type { IntegratedDistro, Snapshot } from './snapshot';

/**
 * What is wrong with Docker, and with the room its disks have, on this machine, as far as it was seen: each cause once. Integration that is switched off on
 * purpose is no problem, and neither is a stopped Docker Desktop.
 */
export function healthProblems({ docker, distros, staleSince, drives }: Snapshot): Problem[] {
  const isInstalled = !('value' in docker.install) || docker.install.value !== null;
  const runs = knownValue(docker.running) === true;
  return [
    ...(isInstalled ? settingsProblems(docker) : []),
    ...(staleSince === null ? defaultProblem(distros) : []),
    ...(runs ? distros.flatMap(probeProblem) : []),
    ...drives.flatMap(driveProblem),
  ];
}

function driveProblem({ drive, free, holders }: DriveRoom): Problem[] {
  return free < leastFree ? [{ kind: 'driveNearlyFull', name: drive, free, holders }] : [];
}

function settingsProblems({ settings, policy }: Snapshot['docker']): Problem[] {
  const problems: Problem[] = [];
  if (settings.kind === 'failed') {
    problems.push({ kind: 'dockerSettingsUnreadable', file: settings.file, reason: settings.reason });
  } else if (settings.kind === 'read') {
    const { file } = settings;
    const { status, issues } = settings.settings;
    const keys = issues.flatMap(damagedKey);
    if (status === 'unreadable') {
      problems.push({ kind: 'dockerSettingsUnreadable', file, reason: issues.map(describeIssue).join(' ') });
    } else if (keys.length > 0) {
      problems.push({ kind: 'dockerSettingsInvalid', file, keys });
    }
    if (issues.some(({ kind }) => kind === 'bom')) problems.push({ kind: 'dockerSettingsBom', file });
  }
  if (policy.kind === 'failed')
    problems.push({ kind: 'dockerPolicyUnreadable', file: policy.file, reason: policy.reason });
  if (policy.kind === 'read' && policy.policy.bom) problems.push({ kind: 'dockerPolicyBom', file: policy.file });
  return problems;
}

/** The keys on which Docker Desktop refuses to start. A key that stands there twice is read, the last one. */
function damagedKey(issue: SettingsIssue): string[] {
  if (issue.kind === 'type') return [issue.key];
  return issue.kind === 'non-string-entry' ? [`IntegratedWslDistros[${issue.index}]`] : [];
}

/** As evidence, which is not translated. */
function describeIssue(issue: SettingsIssue): string {
  if (issue.kind === 'parse-error') return `Line ${issue.line} is no JSON.`;
  if (issue.kind === 'utf-16') return 'It is UTF-16, not UTF-8.';
  return issue.kind === 'empty' ? 'It is empty.' : 'It is no JSON object.';
}

/** Where there is no distro of the user's own yet, there is none to be the default. */
function defaultProblem(distros: readonly IntegratedDistro[]): Problem[] {
  if (distros.every(({ kind }) => kind !== 'user')) return [];
  const foreign = distros.find(({ isDefault, kind }) => isDefault && kind !== 'user');
  return foreign ? [{ kind: 'engineDistroIsDefault', name: foreign.name }] : [];
}

/** What a probe found where integration is on. A distro that has stopped since proves nothing any more. */
function probeProblem({ name, state, integration }: IntegratedDistro): Problem[] {
  const { set, seen, detail, evidence } = integration;
  if (state !== 'running' || knownValue(set) !== 'on' || detail === null) return [];
  switch (knownValue(seen)) {
    case 'broken':
    case 'absent':
      return [{ kind: 'integrationBroken', name, detail, evidence }];
    case 'own-engine':
      return [{ kind: 'foreignEngine', name, evidence }];
    case 'works':
    case null:
      return [];
  }
}
