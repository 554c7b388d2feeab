import { message, type Message, type Translate } from '../../../text/message';

/** A word for PowerShell, in quotes in which nothing is special: it knows five characters as such a quote. */
export function powershellWord(text: string): string {
  return `'${text.replace(/['\u2018\u2019\u201a\u201b]/g, '$&$&')}'`;
}

/** Whether a path can be written into lines that somebody else runs as an administrator. */
export function isPlainPath(path: string): boolean {
  return /^[A-Za-z]:\\[^\u0000-\u001f"*?<>|]+$/.test(path);
}

/** The name of a distro for PowerShell: in quotes where it holds more than WSL itself gives a name. */
function distroWord(name: string): string {
  return /^[A-Za-z0-9._][A-Za-z0-9._-]*$/.test(name) ? name : powershellWord(name);
}

/** The name of the mount for the trim, below /mnt/wsl. */
const mountName = 'slipway-trim';
/** And the one for a look. */
const lookName = 'slipway-look';

/**
 * The lines that tell the disk which of its blocks are free. They are for the user to run: `sudo` may ask for a password, and
 * the disk is mounted in a distro of theirs, never in Docker Desktop's own.
 */
export function trimLines(disk: string, distro: string): readonly string[] {
  return [
    `wsl --mount ${powershellWord(disk)} --vhd --name ${mountName}`,
    `wsl -d ${distroWord(distro)} -e sudo fstrim -v /mnt/wsl/${mountName}`,
    `wsl --unmount ${powershellWord(disk)}`,
  ];
}

/** The line that trims the disk of a distro from within it. It starts the distro, and `sudo` may ask for a password. */
export function trimDistroLine(distro: string): string {
  return `wsl -d ${distroWord(distro)} -e sudo fstrim -v /`;
}

/**
 * The lines that show what is on a disk that nothing uses. It is mounted read-only and its journal is left as it is, so that
 * nothing is written to it.
 */
export function lookLines(disk: string, distro: string): readonly string[] {
  return [
    `wsl --mount ${powershellWord(disk)} --vhd --name ${lookName} --options 'ro,noload'`,
    `wsl -d ${distroWord(distro)} -e ls -l /mnt/wsl/${lookName}`,
    `wsl --unmount ${powershellWord(disk)}`,
  ];
}

/** The compaction by the module of Hyper-V, for a PowerShell with administrator rights. */
export function optimizeLine(disk: string): string {
  return `Optimize-VHD -Path ${powershellWord(disk)} -Mode Full`;
}

/** The compaction by diskpart, which every Windows has, with administrator rights. */
export function diskpartLines(disk: string): readonly string[] {
  return [`select vdisk file="${disk}"`, 'attach vdisk readonly', 'compact vdisk', 'detach vdisk', 'exit'];
}

/** What to send to whoever has administrator rights on this computer; `distro` is null for Docker Desktop's disk. */
export function helpdeskText(disk: string, distro: string | null, translate: Translate): string {
  const sentences: readonly Message[] = [
    distro === null
      ? message('Please compact the virtual disk of Docker Desktop on my computer. It needs administrator rights.')
      : message('Please compact the virtual disk of {0} (WSL) on my computer. It needs administrator rights.', distro),
    message('Before it, Docker Desktop is quit, and "wsl --shutdown" is run in my session.'),
  ];
  return [
    ...sentences.map(translate),
    '',
    translate(message('In PowerShell as administrator, where the Hyper-V module is installed:')),
    '',
    `    ${optimizeLine(disk)}`,
    '',
    translate(message('Otherwise in diskpart, started as administrator:')),
    '',
    ...diskpartLines(disk).map((line) => `    ${line}`),
    '',
  ].join('\n');
}
