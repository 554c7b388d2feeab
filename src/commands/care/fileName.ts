import { randomUUID } from 'node:crypto';
import { win32 } from 'node:path';
import { isDamagedPath } from '../../machine/regQuery';
import { fitsDamagedName } from '../../wsl/distro';

const devices = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/i;

/** A distro's name as a name of a file or folder on Windows: what Windows does not allow in one becomes `_`. */
export function fileNameOf(name: string): string {
  const allowed = name
    .replace(/[<>:"/\\|?*\u0000-\u001f]/g, '_')
    .replace(/[. ]+$/, '')
    .slice(0, 100);
  return allowed === '' || devices.test(allowed) ? `_${allowed}` : allowed;
}

/**
 * Another name in the same folder, under which a file is made until it is complete. It is taken by nobody, so that what
 * bears it is ours, and the extension stays at its end, which WSL looks at.
 */
export function unfinishedPath(file: string, extension: string): string {
  const { dir, base } = win32.parse(file);
  const suffix = `.${extension}`;
  const stem = base.toLowerCase().endsWith(suffix) ? base.slice(0, -suffix.length) : base;
  return win32.join(dir, `${stem}.unfinished-${randomUUID().slice(0, 8)}${suffix}`);
}

/** A path with an extension at its end, which is added where it is missing. */
export function withExtension(file: string, extension: string): string {
  return file.toLowerCase().endsWith(`.${extension}`) ? file : `${file}.${extension}`;
}

/** Whether two paths of Windows are one, as far as their names tell. */
export function isSamePath(one: string, other: string): boolean {
  return foldPath(one) === foldPath(other);
}

/**
 * Whether a path may be the one that the registry names: of one beyond ASCII only a damaged form comes out of it, on every
 * machine whose console is not set to UTF-8.
 */
export function mayBeRegisteredAs(path: string, registered: string): boolean {
  if (!isDamagedPath(registered)) return isSamePath(path, registered);
  return fitsDamagedName(foldPath(path), foldPath(registered));
}

/** Whether a path is a folder or something in it, as far as the names tell. */
export function isWithin(path: string, folder: string): boolean {
  return `${foldPath(path)}\\`.startsWith(`${foldPath(folder)}\\`);
}

function foldPath(path: string): string {
  return win32.normalize(path).replace(/\\+$/, '').toLowerCase();
}
