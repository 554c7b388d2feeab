import type { DockerDesktop } from '../docker/desktop';
import type { PendingConfig } from '../state/pendingConfig';
import type { Resources } from '../state/resources';
import { message, type Message } from '../text/message';
import { knownValue } from '../text/observed';
import { printable } from '../text/printable';
import { limitSettings, type LimitName } from '../wslconf/limits';
import { bytesText } from './bytes';
import { badLimit, limitName, limitText, reclaimNotes } from './limitText';
import { makeRow, type Row } from './row';
import type { Wording } from './wording';

/** The id of the row that holds them: what is below it is read when somebody opens it. */
export const resourcesId = 'resources';

export interface ResourceFacts {
  /** Null as long as nobody has opened the row. */
  readonly resources: Resources | null;
  readonly pending: PendingConfig | null;
  readonly docker: Pick<DockerDesktop, 'settings' | 'backend'>;
}

/**
 * The row of what WSL's virtual machine may take and takes. Context values: `resources` or `resources.pending`, where a change
 * waits for WSL to be shut down; below it `resource.<limit>`, `resource.use`, `resource.file`, `resource.sliders` and
 * `resource.pending`.
 */
export function resourceRow(facts: ResourceFacts, wording: Wording): Row {
  const { translate } = wording;
  const { pending } = facts;
  return makeRow({
    id: resourcesId,
    label: translate(message('Resources of WSL 2')),
    description: pending === null ? '' : translate(pendingText(pending)),
    icon: { name: pending?.isSure ? 'debug-restart' : 'dashboard', color: null },
    contextValue: pending === null ? 'resources' : 'resources.pending',
    notes: [
      translate(
        message('All WSL 2 distros and Docker Desktop share one virtual machine; .wslconfig says what it may take.'),
      ),
      ...(pending === null ? [] : [translate(pendingNote(pending, wording))]),
    ],
    open: 'collapsed',
    children: [
      ...(pending === null ? [] : [pendingRow(pending, wording)]),
      ...(facts.resources === null ? [] : detailRows(facts.resources, facts, wording)),
    ],
  });
}

function pendingText({ isSure }: PendingConfig): Message {
  return isSure ? message('takes effect after WSL restarts') : message('may wait for a restart of WSL');
}

function pendingNote({ since, isSure }: PendingConfig, { time }: Wording): Message {
  return isSure
    ? message('.wslconfig was changed {0} while WSL ran. It reads the file when it starts.', time(since))
    : message('.wslconfig was changed {0}. Nobody has seen WSL shut down since, and it may have been.', time(since));
}

function pendingRow(pending: PendingConfig, wording: Wording): Row {
  const { translate, time } = wording;
  return makeRow({
    id: `${resourcesId}.pending`,
    label: translate(message('Changed {0}', time(pending.since))),
    description: translate(pendingText(pending)),
    icon: { name: 'debug-restart', color: null },
    contextValue: 'resource.pending',
    notes: [translate(pendingNote(pending, wording))],
  });
}

const icons: Readonly<Record<LimitName, string>> = {
  memory: 'server',
  processors: 'circuit-board',
  swap: 'arrow-swap',
  reclaim: 'history',
};

function detailRows(resources: Resources, { docker }: ResourceFacts, wording: Wording): Row[] {
  const { file } = resources;
  const { translate } = wording;
  const limits =
    file.kind === 'failed'
      ? [unreadableRow(file, wording)]
      : (Object.keys(limitSettings) as LimitName[]).map((name) => limitRow(name, resources, wording));
  const sliders = docker.settings.kind === 'read' ? docker.settings.settings.hyperVLimits : [];
  const isOnHyperV = knownValue(docker.backend) === 'hyperv';
  return [
    ...limits,
    useRow(resources, wording),
    ...(sliders.length === 0 || isOnHyperV
      ? []
      : [
          makeRow({
            id: `${resourcesId}.sliders`,
            label: translate(message("Docker Desktop's own limits")),
            description: translate(message('no effect on the WSL 2 engine')),
            icon: { name: 'info', color: null },
            contextValue: 'resource.sliders',
            facts: [[translate(message('In its settings')), sliders.map(printable).join(', ')]],
            notes: [translate(message('They count for its Hyper-V engine alone: on WSL 2 .wslconfig decides.'))],
          }),
        ]),
  ];
}

function unreadableRow(
  { file, reason }: { readonly file: string; readonly reason: string },
  { translate }: Wording,
): Row {
  return makeRow({
    id: `${resourcesId}.file`,
    label: '.wslconfig',
    description: translate(message('cannot be read')),
    icon: { name: 'warning', color: 'problemsWarningIcon.foreground' },
    contextValue: 'resource.file',
    facts: [
      [translate(message('File')), file],
      [translate(message('Reason')), reason],
    ],
  });
}

function limitRow(name: LimitName, resources: Resources, { translate, language }: Wording): Row {
  const { limits, hardware, file } = resources;
  const bad = limits && badLimit(limits[name]);
  const setting = limitSettings[name];
  const host =
    name === 'memory' && hardware.memory !== null
      ? bytesText(hardware.memory, language)
      : name === 'processors' && hardware.processors !== null
        ? String(hardware.processors)
        : null;
  return makeRow({
    id: `${resourcesId}.${name}`,
    label: translate(limitName(name)),
    description: limitText(name, resources, language).map(translate).join(' · '),
    icon: bad ? { name: 'warning', color: 'problemsWarningIcon.foreground' } : { name: icons[name], color: null },
    contextValue: `resource.${name}`,
    facts: [
      [translate(message('Setting')), `[${setting.section}] ${setting.key}`],
      [translate(message('File')), file.file],
      ...(host === null ? [] : [[translate(message('This computer has')), host] as const]),
    ],
    notes: [
      ...(bad ? [translate(bad)] : []),
      ...(name === 'reclaim' && limits?.reclaim.kind === 'set' ? [translate(reclaimNotes(limits.reclaim.value))] : []),
    ],
  });
}

function useRow({ vm }: Resources, { translate, language }: Wording): Row {
  return makeRow({
    id: `${resourcesId}.use`,
    label: translate(message('In use now')),
    description: vm
      ? bytesText(vm.bytes, language)
      : translate(vm === null ? message('WSL 2 does not run') : message('unknown')),
    icon: { name: 'pulse', color: null },
    contextValue: 'resource.use',
    facts: vm ? [[translate(message('Process of Windows')), vm.process]] : [],
    notes:
      vm?.process === 'vmmem'
        ? [translate(message('Another virtual machine may be behind a process of this name.'))]
        : vm
          ? [translate(message('Memory of Windows that the virtual machine holds, caches of files among it.'))]
          : [],
  });
}
