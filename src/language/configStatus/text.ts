import type { PendingConfig } from '../../state/pendingConfig';
import { message, type Message } from '../../text/message';

/** What one entry of the language status says. */
export interface ConfigStatusText {
  readonly text: Message;
  readonly detail: Message;
  /** Whether somebody should look. */
  readonly isWarning: boolean;
}

/** For which WSL a file was checked, and what came of it. `wsl` is null where nobody knows the release. */
export function checkedText(wsl: string | null, findings: number, isWarning: boolean): ConfigStatusText {
  return {
    text: wsl === null ? message('Checked for any release of WSL') : message('Checked for WSL {0}', wsl),
    detail: findings === 0 ? message('No findings') : message('Findings: {0}', findings),
    isWarning,
  };
}

/** That .wslconfig was changed since WSL read it, as far as that was seen. */
export function pendingText({ since, isSure }: PendingConfig, time: (iso: string) => string): ConfigStatusText {
  return {
    text: isSure ? message('Takes effect after WSL restarts') : message('May wait for a restart of WSL'),
    detail: message('Changed {0}', time(since)),
    isWarning: isSure,
  };
}

/** That wsl.conf of a distro was written while it ran. Whether it has started anew since, nobody can always tell. */
export function savedText(distro: string, since: string, time: (iso: string) => string): ConfigStatusText {
  return {
    text: message('Counts from the next start of {0}', distro),
    detail: message('Saved {0}', time(since)),
    isWarning: false,
  };
}
