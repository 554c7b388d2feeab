const busyCodes = new Set(['EPERM', 'EACCES', 'EBUSY']);

/**
 * Whether a file could not be had because somebody holds it for a moment: on Windows a virus scanner or an indexer does,
 * and a name stays taken while its file is going away. Elsewhere the same codes mean what they say.
 */
export function isBusyOnWindows(error: unknown): boolean {
  return process.platform === 'win32' && busyCodes.has((error as NodeJS.ErrnoException).code ?? '');
}
