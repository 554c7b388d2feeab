import { message, type Message } from '../text/message';

export type Verdict = 'ok' | 'failed' | 'notTested';

/** What a step of a proof came to. */
export interface Judgement {
  readonly verdict: Verdict;
  /** Why, for people. */
  readonly detail: Message;
}

/** How a program in the distro ended. */
export interface Ended {
  /** Null when its time was over and it was ended. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What was put into a file and is asked of a container; it cannot be guessed. */
type Token = string;

/** docker's own failure; what a container's program says is its own status. */
const dockerFailed = 125;

/** Whether the engine took the image. */
export function judgeImport({ status }: Ended): Judgement | null {
  if (status === 0) return null;
  return {
    verdict: 'failed',
    detail:
      status === null ? message('The engine did not take an image in time.') : message('The engine took no image.'),
  };
}

/** Whether a container ran: its program printed what lies in the image. */
export function judgeRun(ended: Ended, token: Token): Judgement {
  const { status, stdout, stderr } = ended;
  if (status === 0 && stdout.trim() === token) {
    return { verdict: 'ok', detail: message('A container ran and printed what its image holds.') };
  }
  if (status === null) return { verdict: 'failed', detail: message('A container did not end in time.') };
  if (status === 0) return { verdict: 'failed', detail: message('A container ran and printed something else.') };
  // A program that finds not all it needs says nothing of Docker.
  if (status !== dockerFailed && (status === 126 || status === 127 || isIncomplete(stderr))) {
    return { verdict: 'notTested', detail: message("This distro's programs do not run outside of it.") };
  }
  return { verdict: 'failed', detail: message('A container could not be run.') };
}

function isIncomplete(stderr: string): boolean {
  return /error (?:while )?loading shared librar|symbol not found|no such file or directory/i.test(stderr);
}

/** Whether a container sees a folder of the distro: its program printed what lies there. */
export function judgeBind({ status, stdout, stderr }: Ended, token: Token): Judgement {
  if (status === 0 && stdout.trim() === token) {
    return { verdict: 'ok', detail: message("A container read a file in this distro's home.") };
  }
  if (status === null) return { verdict: 'failed', detail: message('A container did not end in time.') };
  if (status === dockerFailed) {
    return { verdict: 'failed', detail: message("A container with a folder of this distro's could not be run.") };
  }
  return {
    verdict: 'failed',
    detail: /no such file/i.test(stderr)
      ? message("A container sees an empty folder where this distro's should be.")
      : message("A container did not read a file in this distro's home."),
  };
}

/** Whether what a container's first process has open waits for events: the kernel lists what it watches. */
export function watchesByEvents(fdinfo: string): boolean {
  return /^inotify wd:/m.test(fdinfo);
}

/**
 * Whether a change came through. Asked of a program that watches by events and looks by itself once an hour, so that only an
 * event can have told it.
 */
export function judgeEvent(wasSeen: boolean): Judgement {
  return wasSeen
    ? { verdict: 'ok', detail: message('A container was told of a change made in this distro, by inotify (tail -f).') }
    : {
        verdict: 'failed',
        detail: message('A container watched by inotify (tail -f) and was not told of a change made in this distro.'),
      };
}
