import type { Command } from '../machine/command';
import { keptCopies } from '../machine/oldCopies';
import type { Parsed, WslProblem } from './problem';
import { runInDistro, type DistroAddress, type DistroRun } from './run';

/** The one file that is ever written as root. */
export const wslConfPath = '/etc/wsl.conf';

/** What a distro has as /etc/wsl.conf. */
export type WslConfReading =
  | { readonly kind: 'absent' }
  /** `modified` is when it was, in seconds since 1970. */
  | { readonly kind: 'read'; readonly bytes: Uint8Array; readonly modified: number }
  /** It is a link or no plain file, as where another program makes it: nothing that is written through it would last. */
  | { readonly kind: 'notPlain' }
  | { readonly kind: 'unreadable' };

/** Far more than any real one. */
const sizeLimit = 1024 * 1024;

// WSL swallows the statuses 67 and 87, and some programs have a meaning for those below 10.
const [absent, notPlain, unreadable, changed, incomplete] = [40, 41, 42, 43, 44];

const readScript = `
[ -L "$1" ] && exit ${notPlain}
[ -e "$1" ] || exit ${absent}
[ -f "$1" ] || exit ${notPlain}
stat -c %Y "$1" && head -c "$2" "$1" || exit ${unreadable}
`;

/** Reads /etc/wsl.conf of a distro, as its default user. Starts the distro. */
export function readWslConf(distro: DistroAddress): Command<Parsed<WslConfReading>> | WslProblem {
  const read = ({ status, stdout }: DistroRun): WslConfReading | null => {
    if (status === absent) return { kind: 'absent' };
    if (status === notPlain) return { kind: 'notPlain' };
    if (status === unreadable) return { kind: 'unreadable' };
    const end = stdout.indexOf(10);
    const modified = Number(Buffer.from(stdout.subarray(0, Math.max(end, 0))).toString('latin1'));
    if (status !== 0 || end < 1 || !Number.isSafeInteger(modified)) return null;
    const bytes = stdout.subarray(end + 1);
    return bytes.length < sizeLimit ? { kind: 'read', bytes, modified } : { kind: 'unreadable' };
  };
  return runInDistro(distro, ['sh', '-c', readScript, 'slipway', wslConfPath, String(sizeLimit)], read, {
    folder: '/',
  });
}

/** What shall stand in /etc/wsl.conf, and what has to stand there for it to be written. */
export interface WslConfWish {
  /** The SHA-256 of what it has now, in hexadecimal; null where it is not there. */
  readonly before: string | null;
  readonly bytes: Uint8Array;
  /** The SHA-256 of those. */
  readonly after: string;
  /** Behind the name of the copy that is kept. */
  readonly stamp: string;
}

export type WslConfWritten =
  | { readonly kind: 'written' }
  /** Somebody else wrote it meanwhile: it is as they left it. */
  | { readonly kind: 'changed' }
  | { readonly kind: 'notPlain' }
  /** It is as it was; `reason` is what the distro's own programs say, in its language. */
  | { readonly kind: 'failed'; readonly reason: string };

// The new file takes over rights and owner from the old one, and its place by a rename: whoever reads it meanwhile finds the one or
// the other. A copy that is there already is of the same second, and of what was there before this. Of all copies that have the very
// form of these names the newest stay; the shell gives them in their order, which is that of time.
const writeScript = `
set -eu
umask 022
LC_ALL=C
export LC_ALL
of() { sha256sum < "$1" | cut -d ' ' -f 1; }
[ -L "$1" ] && exit ${notPlain}
[ ! -e "$1" ] || [ -f "$1" ] || exit ${notPlain}
new=$(mktemp "$1.XXXXXX")
trap 'rm -f "$new"' EXIT
if [ -e "$1" ]; then cp -p "$1" "$new"; else chmod 644 "$new"; fi
cat > "$new"
[ "$(of "$new")" = "$3" ] || exit ${incomplete}
now=absent
[ ! -e "$1" ] || now=$(of "$1")
[ "$now" = "$2" ] || exit ${changed}
if [ -e "$1" ] && [ ! -e "$1.slipway-$4" ]; then cp -p "$1" "$1.slipway-$4"; fi
mv -f "$new" "$1"
set -- "$1".slipway-[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]T[0-9][0-9][0-9][0-9][0-9][0-9]Z
while [ $# -gt ${keptCopies} ]; do
  if [ -f "$1" ] && [ ! -L "$1" ]; then rm -f "$1" || :; fi
  shift
done
`;

/**
 * Writes /etc/wsl.conf of a distro as root, beside a copy of what was there (`wsl.conf.slipway-STAMP`): whole or not at all, and
 * only over what the wish knows. The newest copies stay. Starts the distro. WSL reads the file when the distro starts the next time (wsl.md §8).
 */
export function writeWslConf(distro: DistroAddress, wish: WslConfWish): Command<Parsed<WslConfWritten>> | WslProblem {
  const read = ({ status, stderr }: DistroRun): WslConfWritten => {
    if (status === 0) return { kind: 'written' };
    if (status === changed) return { kind: 'changed' };
    if (status === notPlain) return { kind: 'notPlain' };
    const said = Buffer.from(stderr).toString('utf8').trim();
    return { kind: 'failed', reason: said === '' ? `The script ended with ${status}.` : said };
  };
  const { before, bytes, after, stamp } = wish;
  const args = ['sh', '-c', writeScript, 'slipway', wslConfPath, before ?? 'absent', after, stamp] as const;
  return runInDistro(distro, args, read, { folder: '/', asRoot: true, input: [bytes] });
}
