import type { UnreadFolder } from '../../docker/disks';
import type { DockerStoreKind, ImageStores, ReadDisk } from '../../state/imageStores';
import type { LooseDisk } from '../../state/looseDisks';
import type { Snapshot } from '../../state/snapshot';
import { codeBlock, inlineCode, markdownText } from '../../text/markdownCode';
import { message, type Message, type Translate } from '../../text/message';
import { knownValue } from '../../text/observed';
import { diskText } from '../../views/diskDetail';
import type { Wording } from '../../views/wording';
import { distroLines, otherLines } from './distroStoresText';
import { holdsText } from './holdsText';
import { mountingDistros } from './mountingDistros';
import { isPlainPath, lookLines } from './reclaim/texts';
import { lookCommand, stepsTo } from './wayInto';

/** Every image store as a document in Markdown. What it quotes cannot become markup. */
export function imageStoresText(stores: ImageStores, snapshot: Snapshot, at: string, wording: Wording): string {
  const { translate, time } = wording;
  const sections = [
    ...storeKinds.flatMap((kind) => {
      const lines = dockerLines(kind, stores, snapshot, wording);
      return lines.length === 0 ? [] : [`## ${translate(storeName(kind))}`, '', ...lines, ''];
    }),
    ...section(message('Engines in your distros'), distroLines(stores.distros, wording), translate),
    ...section(message('Other engines, in distros of their own'), otherLines(stores.others, wording), translate),
    ...section(message('Disks that nobody is known to use'), looseLines(stores, snapshot, wording), translate),
    ...section(message('Folders that could not be looked into'), failedLines(stores.failed), translate),
  ];
  return [
    `# ${translate(message('Image Stores'))}`,
    '',
    translate(message('Each engine keeps images, containers and volumes in a store of its own, and shows no other.')),
    translate(message('To switch engines deletes nothing: what is missing in a list is most often in another store.')),
    '',
    `**${translate(shownNow(stores, snapshot, translate))}**`,
    '',
    translate(message('Looked at {0}. No distro was started.', time(at))),
    '',
    ...(sections.length > 0 ? sections : [translate(message('No image store was found.')), '']),
  ].join('\n');
}

function section(title: Message, lines: readonly string[], translate: Translate): string[] {
  return lines.length === 0 ? [] : [`## ${translate(title)}`, '', ...lines, ''];
}

const storeKinds = ['wsl2', 'hyperv', 'windows'] as const;

function storeName(kind: DockerStoreKind): Message {
  switch (kind) {
    case 'wsl2':
      return message('Docker Desktop, Linux containers on the WSL 2 engine');
    case 'hyperv':
      return message('Docker Desktop, Linux containers on the Hyper-V engine');
    case 'windows':
      return message('Docker Desktop, Windows containers');
  }
}

/** Which store somebody sees who looks at Docker Desktop. */
function shownNow(stores: ImageStores, { docker }: Snapshot, translate: Translate): Message {
  if (stores.wsl2.use === 'notInstalled') return message('Docker Desktop is not installed.');
  const shown = storeKinds.find((kind) => isShown(stores[kind].use));
  if (shown === undefined) return message('Which store Docker Desktop uses is not known.');
  const name = translate(storeName(shown));
  if (stores[shown].use === 'inUse') return message('In use now: {0}.', name);
  return knownValue(docker.running) === false
    ? message('In use once Docker Desktop runs: {0}.', name)
    : message('In use if Docker Desktop runs, which is not known: {0}.', name);
}

function isShown(use: ImageStores['windows']['use']): boolean {
  return use === 'inUse' || use === 'chosen';
}

/** The lines of a store of Docker Desktop; none where there is no sign of it. */
function dockerLines(kind: DockerStoreKind, stores: ImageStores, snapshot: Snapshot, wording: Wording): string[] {
  const { translate } = wording;
  const { use } = stores[kind];
  const places = kind === 'windows' ? windowsPlace(stores, translate) : diskPlaces(kind, stores, wording);
  if (places.length === 0 && !isShown(use)) return [];
  const way =
    use === 'notInstalled'
      ? [message('Without Docker Desktop nothing shows what it holds. Do not delete it before you know.')]
      : stepsTo(kind, snapshot.docker);
  return [
    ...(use === 'inUse' ? [translate(holdsText(stores.holds))] : []),
    ...(places.length > 0 ? places : [translate(message('Where it lies was not found.'))]),
    ...way.map(translate),
    ...(use === 'notInstalled' ? [] : [translate(message('Look inside: {0}', inlineCode(lookCommand(kind))))]),
  ].map((line) => `- ${line}`);
}

function diskPlaces(kind: 'wsl2' | 'hyperv', stores: ImageStores, wording: Wording): string[] {
  const { disks, folder, isFolderKnown } = stores[kind];
  const { translate } = wording;
  const found = disks.map((disk) => diskLine(disk, wording));
  if (!isFolderKnown && (found.length > 0 || isShown(stores[kind].use))) {
    found.push(translate(message("Docker Desktop's settings could not be read: its disk may lie elsewhere.")));
  } else if (found.length === 0 && folder !== null && isShown(stores[kind].use)) {
    found.push(translate(message('Its disk was not found in {0}.', inlineCode(folder))));
  }
  return found;
}

function diskLine({ path, reading }: ReadDisk, wording: Wording): string {
  return `${wording.translate(message('Disk'))}: ${markdownText(diskText(path, reading, wording))}, ${inlineCode(path)}`;
}

function windowsPlace({ windows: { store } }: ImageStores, translate: Translate): string[] {
  if (store === null || store.seen === 'absent') return [];
  const folder = inlineCode(store.folder);
  return [
    translate(
      store.seen === 'there'
        ? message('Folder: {0}. It is not measured: most of it is for administrators alone.', folder)
        : message('Whether it is there is not known: {0} may not be looked at.', folder),
    ),
  ];
}

function looseLines({ loose }: ImageStores, snapshot: Snapshot, wording: Wording): string[] {
  if (loose.disks.length === 0) return [];
  const { translate } = wording;
  const [helper] = mountingDistros(snapshot);
  const shown = loose.disks.find(({ path }) => isPlainPath(path));
  return [
    translate(message('Such a disk may hold images and volumes from before a move or an update.')),
    translate(message('Do not delete one before you know what is on it.')),
    '',
    ...loose.disks.map((disk) => `- ${looseLine(disk, wording)}`),
    ...(shown && helper
      ? [
          '',
          translate(message('To look at one without writing to it, in PowerShell; a disk that is in use is refused:')),
          '',
          ...codeBlock(lookLines(shown.path, helper.name).join('\n')),
        ]
      : []),
  ];
}

function looseLine({ path, reading, isOrphan }: LooseDisk, wording: Wording): string {
  const whose = isOrphan
    ? message('No distro is registered with it.')
    : message('Whether something uses it is not known.');
  return `${inlineCode(path)}: ${markdownText(diskText(path, reading, wording))}. ${wording.translate(whose)}`;
}

function failedLines(failed: readonly UnreadFolder[]): string[] {
  return failed.map(({ folder, reason }) => `- ${inlineCode(folder)}: ${inlineCode(reason)}`);
}
