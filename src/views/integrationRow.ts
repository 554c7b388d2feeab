import type { DockerDesktop } from '../docker/desktop';
import type { ListIssue } from '../docker/integration';
import type { IntegratedDistro } from '../state/snapshot';
import { message, type Message, type Translate } from '../text/message';
import { knownValue } from '../text/observed';
import { printable } from '../text/printable';
import { makeRow, type Row } from './row';

/** How many distros are integrated, as the settings have it, with what is odd about the names in their list below. */
export function integrationRow(
  { backend, listIssues }: Pick<DockerDesktop, 'backend' | 'listIssues'>,
  distros: readonly IntegratedDistro[],
  translate: Translate,
): Row {
  const isHyperV = knownValue(backend) === 'hyperv';
  return makeRow({
    id: 'integration',
    label: translate(message('WSL Integration')),
    description: isHyperV
      ? translate(message('not used by the Hyper-V engine'))
      : countText(distros).map(translate).join(' · '),
    icon: { name: 'plug', color: null },
    contextValue: 'integration',
    notes: [translate(message('Where it is set: Settings > Resources > WSL Integration in Docker Desktop.'))],
    children: isHyperV ? [] : listIssues.map((issue, index) => issueRow(issue, index, translate)),
  });
}

function countText(distros: readonly IntegratedDistro[]): Message[] {
  const candidates = distros.filter(({ kind, wslVersion }) => kind === 'user' && wslVersion === 2);
  if (candidates.length === 0) return [message('no WSL 2 distro')];
  const set = candidates.map(({ integration }) => knownValue(integration.set));
  const on = set.filter((value) => value === 'on').length;
  const unknown = set.filter((value) => value === null).length;
  return [
    message('{0} of {1} distros', on, candidates.length),
    ...(unknown === 0 ? [] : [message('unknown: {0}', unknown)]),
  ];
}

function issueRow(issue: ListIssue, index: number, translate: Translate): Row {
  return makeRow({
    id: `integration.issue.${index}`,
    label: issue.kind === 'empty-name' ? translate(message('(empty name)')) : printable(issue.name),
    description: translate(issueText(issue)),
    icon: { name: 'info', color: null },
    contextValue: 'integration.issue',
  });
}

/** Docker Desktop keeps and ignores such entries: they are told, and are no problem. */
function issueText({ kind }: ListIssue): Message {
  switch (kind) {
    case 'unregistered':
      return message('in its list, and there is no such distro');
    case 'version1':
      return message('in its list, and needs WSL 2');
    case 'internal':
      return message('in its list, and not made for integration');
    case 'case-mismatch':
      return message('in its list with other capitals than the distro has');
    case 'empty-name':
      return message('in its list, and names nothing');
  }
}
