import { message, type Message } from '../text/message';
import { isAtLeast } from '../text/versionOrder';

/** What was observed in a broken link, as far as a known fault of a release explains it. */
export type Condition =
  | 'wsl-version-unreadable'
  | 'integration-lost'
  | 'proxy-dead'
  | 'proxy-empty'
  | 'converted-distro'
  | 'engine-silent'
  | 'socket-missing';

/** A known fault of some releases of Docker Desktop. */
export interface Trap {
  readonly condition: Condition;
  /** The first release that has it, and the first that has not; null where none is known. */
  readonly from: string;
  readonly before: string | null;
  readonly text: Message;
  readonly reference: string;
}

const forWin = (issue: number): string => `https://github.com/docker/for-win/issues/${issue}`;
const feedback = (issue: number): string => `https://github.com/docker/desktop-feedback/issues/${issue}`;

/** Each is used only to explain what was seen to be broken: the release alone proves nothing. */
export const traps: readonly Trap[] = [
  {
    condition: 'wsl-version-unreadable',
    from: '4.19',
    before: null,
    text: message('From this release on it does not start where "wsl --version" fails.'),
    reference: forWin(13445),
  },
  {
    condition: 'integration-lost',
    from: '4.27',
    before: '4.29',
    text: message('These releases switched the integration of the default distro off by themselves.'),
    reference: forWin(13904),
  },
  {
    condition: 'proxy-dead',
    from: '4.32',
    before: '4.35',
    text: message(
      'In these releases the proxy ended at once in some distros; a PATH with repeated entries was one cause.',
    ),
    reference: forWin(14187),
  },
  {
    condition: 'converted-distro',
    from: '4.39',
    before: '4.42',
    text: message('These releases pass over distros that were converted to WSL 2 long ago; update Docker Desktop.'),
    reference: forWin(14686),
  },
  {
    condition: 'engine-silent',
    from: '4.40',
    before: '4.42.1',
    text: message('In these releases Resource Saver froze the engine, and distros with it; update Docker Desktop.'),
    reference: forWin(14656),
  },
  {
    condition: 'proxy-dead',
    from: '4.50',
    before: '4.51',
    text: message('In this release the proxy ended with status 1 in some distros, those of a chosen name among them.'),
    reference: feedback(350),
  },
  {
    condition: 'socket-missing',
    from: '4.75',
    before: '4.76',
    text: message('This release did not make the socket again after WSL was restarted; restart it or update.'),
    reference: feedback(423),
  },
  {
    condition: 'proxy-empty',
    from: '4.82.0',
    before: '4.82.1',
    text: message("This release published the proxy's program as an empty file; restart it or update."),
    reference: feedback(528),
  },
  {
    condition: 'proxy-dead',
    from: '4.92.0',
    before: '4.92.1',
    text: message(
      'This release waits for sockets that never come, above all where wsl.conf has another automount root.',
    ),
    reference: feedback(697),
  },
  {
    condition: 'socket-missing',
    from: '4.92.0',
    before: '4.92.1',
    text: message(
      'This release waits for sockets that never come, above all where wsl.conf has another automount root.',
    ),
    reference: feedback(697),
  },
];

/** The known faults that explain what was observed, in the release that is installed. */
export function trapsFor(version: string | null, ...conditions: readonly Condition[]): Trap[] {
  if (version === null) return [];
  return traps.filter(
    ({ condition, from, before }) =>
      conditions.includes(condition) &&
      isAtLeast(version, from) === true &&
      (before === null || isAtLeast(version, before) === false),
  );
}
