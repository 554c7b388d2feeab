import { readFileSync } from 'node:fs';

/** Where a distro has mounted a drive of Windows. */
export interface DriveMount {
  /** Upper case. */
  readonly letter: string;
  readonly mountPoint: string;
}

/**
 * The drives of Windows in the text of /proc/self/mountinfo. WSL 1 mounts them as `drvfs` with the drive as source;
 * WSL 2 as `9p` whose super options say `aname=drvfs;path=C:\`, whatever the source is called.
 */
export function readDriveMounts(mountinfo: string): DriveMount[] {
  return mountinfo.split('\n').flatMap((line) => {
    // Fields in front of " - " vary in number; behind it are type, source and super options.
    const [before = '', after = ''] = line.split(' - ');
    const mountPoint = decodeOctal(before.split(' ')[4] ?? '');
    const [type = '', source = '', options = ''] = after.split(' ').map(decodeOctal);
    const path =
      type === 'drvfs' ? source : type === '9p' ? /\baname=drvfs;path=([^;,]*)/.exec(options)?.[1] : undefined;
    const letter = /^([A-Za-z]):\\?$/.exec(path ?? '')?.[1];
    return letter === undefined || mountPoint === '' ? [] : [{ letter: letter.toUpperCase(), mountPoint }];
  });
}

/** The drives that the distro of this process has mounted. */
export function readDriveMountsHere(): DriveMount[] {
  try {
    return readDriveMounts(readFileSync('/proc/self/mountinfo', 'utf8'));
  } catch {
    return [];
  }
}

/** The kernel writes blanks, tabs, line ends and backslashes as three octal digits. */
function decodeOctal(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
}
