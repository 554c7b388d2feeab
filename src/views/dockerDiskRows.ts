import type { DockerDiskRole } from '../docker/disks';
import type { DockerDiskReadings } from '../state/disks';
import { message, type Message } from '../text/message';
import { diskText, sparseFacts } from './diskDetail';
import { makeRow, type Row, type RowIcon } from './row';
import type { Wording } from './wording';

/** The id of the row that holds the disks of Docker Desktop, which are looked for when somebody opens it. */
export const dockerDisksId = 'dockerDisks';

/** Context values: `dockerDisks`, and below it `dockerDisk.<data|system|unknown>`, `dockerDisk.apart` and `dockerDisk.none`. */
export function dockerDisksRow(readings: DockerDiskReadings | null, wording: Wording): Row {
  const { translate } = wording;
  return makeRow({
    id: dockerDisksId,
    label: translate(message('Disks')),
    icon: { name: 'database', color: null },
    contextValue: 'dockerDisks',
    notes: [translate(message('A disk grows with what is written to it and does not shrink when images are deleted.'))],
    open: 'collapsed',
    children: readings === null ? [] : diskRows(readings, wording),
  });
}

function diskRows({ disks, failed, apart }: DockerDiskReadings, wording: Wording): Row[] {
  const { translate } = wording;
  const rows = disks.map(({ path, role, distro, reading }) =>
    makeRow({
      id: `${dockerDisksId}.${path.toLowerCase()}`,
      label: translate(dockerDiskName(role)),
      description: diskText(path, reading, wording),
      icon: icons[role],
      contextValue: `dockerDisk.${role}`,
      facts: [
        [translate(message('Disk')), path],
        ...(distro === null ? [] : [[translate(message('Distro')), distro] as const]),
        ...sparseFacts(reading, wording),
      ],
      notes: [translate(dockerDiskNote(role))],
    }),
  );
  return [
    ...rows,
    ...failed.map(({ folder, reason }) =>
      makeRow({
        id: `${dockerDisksId}.failed.${folder}`,
        label: folder,
        description: reason,
        icon: { name: 'question', color: null },
        contextValue: 'dockerDisk.none',
      }),
    ),
    ...(apart === null
      ? []
      : [
          makeRow({
            id: `${dockerDisksId}.apart`,
            label: translate(message('In two places')),
            description: apart,
            icon: { name: 'info', color: null },
            contextValue: 'dockerDisk.apart',
            notes: [translate(apartNote())],
          }),
        ]),
    ...(rows.length + failed.length > 0
      ? []
      : [
          makeRow({
            id: `${dockerDisksId}.none`,
            label: translate(message('No disk was found')),
            icon: { name: 'info', color: null },
            contextValue: 'dockerDisk.none',
          }),
        ]),
  ];
}

const icons: Readonly<Record<DockerDiskRole, RowIcon>> = {
  data: { name: 'database', color: null },
  system: { name: 'lock', color: null },
  unknown: { name: 'question', color: null },
};

export function dockerDiskName(role: DockerDiskRole): Message {
  switch (role) {
    case 'data':
      return message('Data disk');
    case 'system':
      return message('System disk');
    case 'unknown':
      return message('Disk of unknown use');
  }
}

export function dockerDiskNote(role: DockerDiskRole): Message {
  switch (role) {
    case 'data':
      return message('It holds images, containers, volumes and build cache.');
    case 'system':
      return message('Docker Desktop makes it anew at an update. Nothing of yours is on it.');
    case 'unknown':
      return message(
        'It may hold images and volumes from before a move or an update: do not delete it before you know.',
      );
  }
}

export function apartNote(): Message {
  return message(
    'Its distro is registered here, and the settings name another folder: usual after its data was moved.',
  );
}
