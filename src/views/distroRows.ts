import { distroKey } from '../state/integration';
import type { IntegratedDistro, Snapshot } from '../state/snapshot';
import { message } from '../text/message';
import { knownValue } from '../text/observed';
import type { Distro } from '../wsl/distro';
import type { DiskReading } from '../state/disks';
import { diskRows } from './diskDetail';
import { dockerDetailRows } from './dockerDetail';
import { dockerInDistro, dockerMark } from './dockerInDistro';
import { distroFacts } from './distroFacts';
import { distroRow } from './distroRow';
import { folderRows } from './folderRows';
import { problemRow } from './problemRow';
import { makeRow, type Row } from './row';
import type { Wording } from './wording';

/** What rows of distros are made from besides the snapshot. */
export interface DistroRowsContext extends Wording {
  /** The name of the distro this window works in; null where it works in none. */
  readonly ownDistro: string | null;
  /** What was read of a distro's disk; null before that. */
  readonly diskOf: (distro: Distro) => DiskReading | null;
  /** The folders of a distro that were opened before, the last one first. */
  readonly foldersOf: (distro: Distro) => readonly string[];
  /** How the distros stand. */
  readonly inOrder: (distros: readonly IntegratedDistro[]) => readonly IntegratedDistro[];
}

/** The rows of the tree of distros: what keeps them from being listed, then the distros in the order of the reader. */
export function distroRows(snapshot: Snapshot, context: DistroRowsContext): readonly Row[] {
  const rows = context.inOrder(snapshot.distros).map((distro) => distroTreeRow(distro, snapshot, context));
  const problems = snapshot.problems.map((problem) => problemRow(problem, context.translate));
  const isForeignAll = snapshot.distros.length > 0 && snapshot.distros.every(({ kind }) => kind !== 'user');
  return [...problems, ...rows, ...(isForeignAll ? [noneOfYourOwn(context)] : [])];
}

function distroTreeRow(distro: IntegratedDistro, snapshot: Snapshot, context: DistroRowsContext): Row {
  const { translate, time, ownDistro } = context;
  const { docker } = snapshot;
  const staleSince = snapshot.staleSince === null ? null : time(snapshot.staleSince);
  const isStale = staleSince !== null;
  const state = dockerInDistro(distro, docker, isStale);
  const isOwn = ownDistro?.toLowerCase() === distro.name.toLowerCase();
  const mark = dockerMark(state);
  const id = distroKey(distro);
  const details =
    distro.kind === 'user'
      ? [
          ...dockerDetailRows(id, distro, { state, isStale }, context),
          ...diskRows(id, distro, context.diskOf(distro), context),
          ...folderRows(id, distro, context.foldersOf(distro), context),
        ]
      : [];
  return makeRow({
    id,
    ...distroRow(distro, staleSince, translate, [...(isOwn ? [message('this window')] : []), ...(mark ? [mark] : [])]),
    ...distroFacts(distro, { staleSince, docker, state }, context),
    contextValue: contextValue(distro, isOwn),
    open: details.length === 0 ? 'leaf' : 'collapsed',
    children: details,
    subject: { distro },
  });
}

/**
 * The context values of rows, for the menus' `when` clauses, which match them from the front:
 * `distro.<state>.v<1|2>[.default][.own][.docker|.nodocker]` for the user's own, where `own` is the one this window works
 * in, `docker` has integration set on and `nodocker` set off though it could be on; `foreign.<state>` for those of Docker
 * Desktop, Podman and Rancher Desktop, which are shown and never a target. "Any but the default" is
 * `/^distro\.[a-z]+\.v[12](?!\.default)/`. The rows below a distro are told by detailContext.ts; all of them carry the
 * distro as `distro`; those of folders by folderRows.ts.
 */
function contextValue(distro: IntegratedDistro, isOwn: boolean): string {
  if (distro.kind !== 'user') return `foreign.${distro.state}`;
  const set = distro.wslVersion === 1 ? null : knownValue(distro.integration.set);
  return [
    'distro',
    distro.state,
    `v${distro.wslVersion}`,
    ...(distro.isDefault ? ['default'] : []),
    ...(isOwn ? ['own'] : []),
    ...(set === null ? [] : [set === 'on' ? 'docker' : 'nodocker']),
  ].join('.');
}

/** Other products' distros alone are no place to work in. */
function noneOfYourOwn({ translate }: DistroRowsContext): Row {
  const title = translate(message('Show Distros to Install…'));
  return makeRow({
    id: 'noneOfYourOwn',
    label: translate(message('No distro of your own yet')),
    description: title,
    icon: { name: 'add', color: null },
    contextValue: 'noneOfYourOwn',
    command: { id: 'slipway.wsl.listOnline', title },
  });
}
