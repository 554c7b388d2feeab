/** A line of /proc/self/mountinfo: what a Linux system has mounted where. */
export interface MountPoint {
  readonly path: string;
  /** The file system as the kernel names it: `ext4`, `9p`, `virtiofs`; absent where nobody looked. */
  readonly fileSystem?: string;
  /**
   * What is mounted there: a drive of Windows (its letter upper case), another folder of Windows, a file system of Linux,
   * or something of which nothing can be said.
   */
  readonly holds:
    | { readonly kind: 'drive'; readonly letter: string }
    | { readonly kind: 'windows' }
    | { readonly kind: 'linux' }
    | { readonly kind: 'unknown' };
}

/** A mount point with the folder of the mounted file system that is seen there: `/` but for a folder mounted by itself. */
export interface MountedFolder extends MountPoint {
  readonly root: string;
}

/** File systems whose files lie in the memory or on the disks of the Linux machine itself. */
const ofLinux = new Set(['ext2', 'ext3', 'ext4', 'btrfs', 'xfs', 'f2fs', 'zfs', 'overlay', 'tmpfs', 'wslfs', 'lxfs']);

/** Mount points of WSL's own that are served like drives and are none. */
const ownOfWsl = /^\/(?:usr\/lib\/wsl(?:\/|$)|mnt\/wslg(?:\/|$)|init$)/;

/**
 * Reads the text of /proc/self/mountinfo. WSL 1 mounts drives as `drvfs` with the drive as source; WSL 2 as `9p` whose
 * super options say `aname=drvfs;path=C:\`, whatever the source is called, or as `virtiofs`, which does not tell the drive:
 * there the name of the mount point does.
 */
export function readMountinfo(text: string): MountedFolder[] {
  return text.split('\n').flatMap((line): MountedFolder[] => {
    // Fields in front of " - " vary in number; behind it are type, source and super options.
    const [before = '', after] = line.split(' - ');
    const [, , , shown = '', mountPoint = ''] = before.split(' ');
    const path = decodeOctal(mountPoint);
    if (after === undefined || !path.startsWith('/')) return [];
    const [type = '', source = '', options = ''] = after.split(' ').map(decodeOctal);
    const root = rootOf(decodeOctal(shown), type);
    return [{ path, root, fileSystem: type, holds: holdsWhat(path, type, source, options) }];
  });
}

/** What holds a path: the longest mount point above it, and of two at one place the later. */
export function mountPointOf(path: string, mountPoints: readonly MountPoint[]): MountPoint | null {
  let found: MountPoint | null = null;
  for (const mountPoint of mountPoints) {
    const inside = path === mountPoint.path || path.startsWith(mountPoint.path.replace(/\/?$/, '/'));
    if (inside && mountPoint.path.length >= (found?.path.length ?? 0)) found = mountPoint;
  }
  return found;
}

function holdsWhat(path: string, type: string, source: string, options: string): MountPoint['holds'] {
  if (ofLinux.has(type)) return { kind: 'linux' };
  if (ownOfWsl.test(path)) return { kind: 'unknown' };
  const named =
    type === 'drvfs' ? source : type === '9p' ? /\baname=drvfs;path=([^;,]*)/.exec(options)?.[1] : undefined;
  if (named !== undefined) return ofWindows(/^([A-Za-z]):\\?$/.exec(named)?.[1]);
  if (type === 'virtiofs') return ofWindows(/\/([a-z])$/.exec(path)?.[1]);
  return { kind: 'unknown' };
}

/** Shares that virtiofs serves together lie each below a folder that has a GUID as its name. */
function rootOf(shown: string, type: string): string {
  return type === 'virtiofs'
    ? shown.replace(/^\/\{?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?(?=\/|$)/i, '') || '/'
    : shown;
}

function ofWindows(letter: string | undefined): MountPoint['holds'] {
  return letter === undefined ? { kind: 'windows' } : { kind: 'drive', letter: letter.toUpperCase() };
}

/** The kernel writes blanks, tabs, line ends and backslashes as three octal digits. */
function decodeOctal(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
}
