import { message, type Message } from '../../text/message';
import { printable } from '../../text/printable';
import type { EditRefusal } from '../settingsEdit';

/** Why a change of the integration was not begun: nothing was stopped and nothing written. */
export type ChangeRefusal =
  | EditRefusal
  /** Docker Desktop has not written its settings yet, or has not taken them over from an older release. */
  | { readonly kind: 'noSettings' | 'olderSettings' }
  | { readonly kind: 'settingsFailed' | 'notWritable' | 'noJournal'; readonly reason: string }
  | { readonly kind: 'windowsContainers' }
  /** Whether Docker Desktop runs cannot be told. */
  | { readonly kind: 'notSeen' }
  /** Another window or command line is changing it. */
  | { readonly kind: 'busy' }
  /** An earlier change was broken off and is not cleared up. */
  | { readonly kind: 'interrupted' };

const byHand = message('In Docker Desktop, go to Settings > Resources > WSL Integration.');

/** What stood in the way, as it was. */
export function refusalEvidence(refusal: ChangeRefusal): string {
  if ('issues' in refusal) return refusal.issues.map((issue) => Object.values(issue).join(':')).join(', ');
  return 'reason' in refusal ? refusal.reason : 'key' in refusal ? refusal.key : refusal.kind;
}

/** What is told of a refusal, and what its user can do instead. */
export function refusalSentences(refusal: ChangeRefusal): { readonly message: Message; readonly nextStep: Message } {
  switch (refusal.kind) {
    case 'unreadable':
      return {
        message: message("Docker Desktop's settings cannot be read, so nothing is written to them."),
        nextStep: message('Quit Docker Desktop and restore the file from a backup, or let it write a new one.'),
      };
    case 'invalid':
      return {
        message: message(
          "Docker Desktop's settings hold values of wrong types or twice, so nothing is written to them.",
        ),
        nextStep: byHand,
      };
    case 'locked':
      return {
        message: message('An administrator has locked this setting of Docker Desktop: {0}.', printable(refusal.key)),
        nextStep: message('Ask whoever manages this machine.'),
      };
    case 'hyperv':
      return {
        message: message('Docker Desktop uses the Hyper-V engine, where no distro can be integrated.'),
        nextStep: message('Choose the WSL 2 based engine in its settings under General first.'),
      };
    case 'wsl1':
      return {
        message: message('This distro is WSL 1, where Docker Desktop cannot work.'),
        nextStep: message('Convert it to WSL 2 first.'),
      };
    case 'notYours':
      return {
        message: message("This distro is another product's own and never integrated."),
        nextStep: message('Choose a distro of your own.'),
      };
    case 'noSettings':
      return {
        message: message('Docker Desktop has no settings of yours yet.'),
        nextStep: message('Start it once, then try again.'),
      };
    case 'olderSettings':
      return {
        message: message('Docker Desktop has not taken over the settings of an older release yet.'),
        nextStep: message('Start it once, then try again.'),
      };
    case 'settingsFailed':
      return {
        message: message("Docker Desktop's settings could not be read: {0}", printable(refusal.reason)),
        nextStep: byHand,
      };
    case 'notWritable':
      return {
        message: message("Docker Desktop's settings could not be written: {0}", printable(refusal.reason)),
        nextStep: byHand,
      };
    case 'noJournal':
      return {
        message: message('What is done could not be noted for the case of a crash: {0}', printable(refusal.reason)),
        nextStep: byHand,
      };
    case 'windowsContainers':
      return {
        message: message('Docker Desktop is on Windows containers, where no distro can be integrated.'),
        nextStep: message('Switch it to Linux containers first.'),
      };
    case 'notSeen':
      return {
        message: message('Whether Docker Desktop runs cannot be told, and a running one overwrites its settings.'),
        nextStep: byHand,
      };
    case 'busy':
      return {
        message: message("Another window or command is changing Docker Desktop's integration."),
        nextStep: message('Wait until it is done, then try again.'),
      };
    case 'interrupted':
      return {
        message: message("An earlier change of Docker Desktop's integration was interrupted and is not cleared up."),
        nextStep: message('Clear it up first: the editor offers it, and so does "slipway integration".'),
      };
  }
}
