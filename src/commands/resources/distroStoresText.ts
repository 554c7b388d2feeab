import type { DistroStores, FoundFolder } from '../../docker/distroStores';
import type { DiskReading } from '../../state/disks';
import type { DistroStore, ImageStores } from '../../state/imageStores';
import { inlineCode, markdownText } from '../../text/markdownCode';
import { message, type Message, type Translate } from '../../text/message';
import { diskText } from '../../views/diskDetail';
import type { Wording } from '../../views/wording';
import type { Distro } from '../../wsl/distro';
import { holdsText } from './holdsText';

/** What the user's distros hold of images themselves, each with the way to look at it. */
export function distroLines(distros: readonly DistroStore[], wording: Wording): string[] {
  const { translate } = wording;
  return distros.flatMap(({ distro, reading, told }) => {
    const lines = told === null ? [] : ownLines(told, translate);
    return [
      `- ${inlineCode(distro.name)}: ${markdownText(translate(engineText(told)))}`,
      ...(lines.length > 0 ? [...lines, diskOf(distro, reading, wording)].map((line) => `  - ${line}`) : []),
    ];
  });
}

function engineText(told: DistroStores | null): Message {
  if (told === null) return message('not asked, since it does not run.');
  if (typeof told.engine !== 'string') return told.engine.unknown;
  switch (told.engine) {
    case 'own-engine':
      return message('an engine of its own answers.');
    case 'works':
      return message("its docker leads to Docker Desktop's store.");
    case 'broken':
      return message('its docker does not answer.');
    case 'absent':
      return message('there is no docker in it.');
  }
}

function ownLines({ engine, holds, folders }: DistroStores, translate: Translate): string[] {
  const hasOwn = engine === 'own-engine';
  return [
    ...(hasOwn ? [translate(holdsText(holds))] : []),
    ...(folders === null
      ? [translate(message('Which folders of images it has is not known.'))]
      : folders.flatMap((folder) => folderLines(folder, hasOwn, translate))),
    ...(hasOwn ? [translate(message('Look inside, in a terminal there: {0}', inlineCode(ownCommand)))] : []),
  ];
}

const ownCommand = 'docker --host unix:///var/run/docker.sock image ls';

function folderLines({ owner, path }: FoundFolder, hasOwn: boolean, translate: Translate): string[] {
  const folder = translate(message('Folder of {0}: {1}', owner, inlineCode(path)));
  if (owner === 'Podman') {
    return [folder, translate(message('Look inside, in a terminal there: {0}', inlineCode('podman image ls')))];
  }
  // Of one engine it is the store; without one it may be what an engine has left that was there before.
  return hasOwn
    ? [folder]
    : [
        folder,
        translate(message('No engine of its own answers: start that to look inside, with integration off there.')),
      ];
}

/** Distros that belong to other engines: nothing is asked in them. */
export function otherLines(others: ImageStores['others'], wording: Wording): string[] {
  const { translate } = wording;
  return others.flatMap(({ distro, reading }) => [
    `- ${inlineCode(distro.name)}: ${distro.kind === 'podman' ? 'Podman' : 'Rancher Desktop'}`,
    `  - ${diskOf(distro, reading, wording)}`,
    `  - ${translate(
      distro.kind === 'podman'
        ? message('Look inside, once its machine runs: {0}', inlineCode('podman image ls'))
        : message('Look inside in its window, under Images.'),
    )}`,
  ]);
}

function diskOf({ disk }: Distro, reading: DiskReading | null, wording: Wording): string {
  const label = wording.translate(message('Disk'));
  return disk === null
    ? `${label}: ${wording.translate(message('unknown'))}`
    : `${label}: ${markdownText(diskText(disk, reading, wording))}, ${inlineCode(disk)}`;
}
