import type { DockerDesktop } from './desktop';
import type { ListIssue } from './integration';
import { lockedValue } from './policy';
import type { SettingsIssue } from './settings';

/** Everything odd about the settings of Docker Desktop, as short codes for other programs. The order says nothing. */
export function issueCodes({ settings, policy, backend, listIssues }: DockerDesktop): string[] {
  const read = settings.kind === 'read' ? settings.settings : null;
  const locked = policy.kind === 'read' ? lockedValue(policy.policy, 'wslEngineEnabled') : undefined;
  const overridden = typeof locked === 'boolean' && read !== null && locked !== read.wslEngine;
  const notWsl = 'value' in backend && backend.value === 'hyperv';
  return [
    ...(read?.issues ?? []).map(settingsCode),
    ...listIssues.map(listCode),
    ...(notWsl ? ['backend-not-wsl'] : []),
    ...(overridden ? ['backend-overridden-by-policy'] : []),
  ];
}

function settingsCode(issue: SettingsIssue): string {
  switch (issue.kind) {
    case 'type':
    case 'duplicate-key':
      return `${issue.kind}:${issue.key}`;
    case 'non-string-entry':
      return `${issue.kind}:${issue.index}`;
    case 'duplicate-entry':
      return `${issue.kind}:${issue.name}`;
    case 'bom':
    case 'mixed-key-case':
    case 'user-muted-mount-warning':
    case 'windows-containers-mode':
    case 'parse-error':
    case 'utf-16':
    case 'empty':
    case 'not-an-object':
      return issue.kind;
  }
}

function listCode(issue: ListIssue): string {
  return issue.kind === 'empty-name' ? issue.kind : `${issue.kind}:${issue.name}`;
}
