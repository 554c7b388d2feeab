import { message, type Message } from '../text/message';

/** What can be done about a broken link, named by its act. Whoever carries it out asks first. */
export type Fix =
  | { readonly act: 'installDocker' | 'startDocker' | 'restartDocker' | 'openDockerSettings' | 'updateWsl' }
  | { readonly act: 'useLinuxContainers' }
  | { readonly act: 'convertDistro' | 'stopDistro' | 'enableIntegration' | 'useDefaultContext' | 'setDefaultDistro' }
  /** Opens a terminal in the distro with this command typed, for its user to run. */
  | { readonly act: 'typeCommand'; readonly line: string };
export type FixAct = Fix['act'];

/** The word on the button. */
export function fixTitle({ act }: Fix): Message {
  switch (act) {
    case 'installDocker':
      return message('Open Installation Page');
    case 'startDocker':
      return message('Start Docker Desktop');
    case 'restartDocker':
      return message('Restart Docker Desktop…');
    case 'openDockerSettings':
      return message('Open Docker Settings');
    case 'useLinuxContainers':
      return message('Use Linux Containers…');
    case 'enableIntegration':
      return message('Switch Integration On…');
    case 'updateWsl':
      return message('Type "wsl --update"');
    case 'convertDistro':
      return message('Convert to WSL 2…');
    case 'stopDistro':
      return message('Stop the Distro…');
    case 'useDefaultContext':
      return message('Use the Default Context…');
    case 'setDefaultDistro':
      return message('Change Default Distro…');
    case 'typeCommand':
      return message('Type into a Terminal');
  }
}

/**
 * What a fix runs and where, as somebody would type it in any shell; null where it is done in a window, and where the name of the
 * distro would mean something to a shell.
 */
export function fixCommand(fix: Fix, name: string | null): string | null {
  const distro = name !== null && /^[\p{L}\p{N}_.][\p{L}\p{N}_.-]*$/u.test(name) ? name : null;
  switch (fix.act) {
    case 'installDocker':
    case 'startDocker':
    case 'openDockerSettings':
      return null;
    case 'restartDocker':
      return 'docker desktop restart';
    case 'useLinuxContainers':
      return 'docker desktop engine use linux';
    case 'enableIntegration':
      return distro === null ? null : `slipway integration enable ${distro}`;
    case 'updateWsl':
      return 'wsl --update';
    case 'convertDistro':
      return distro === null ? null : `wsl --set-version ${distro} 2`;
    case 'stopDistro':
      return distro === null ? null : `wsl --terminate ${distro}`;
    case 'useDefaultContext':
      return 'docker context use default';
    case 'setDefaultDistro':
      return 'wsl --set-default NAME';
    case 'typeCommand':
      return fix.line;
  }
}
