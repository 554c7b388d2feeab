import { explainProblem, type Problem, type ProblemText } from '../../state/problem';
import { message } from '../../text/message';
import { printable } from '../../text/printable';

/** Why a project is not moved, or not to its end. Those before `sourceUnreadable` are said before anything is done. */
export type MoveProblem =
  | { readonly kind: 'sourceInDistro'; readonly path: string }
  | { readonly kind: 'sourceNoFolder'; readonly path: string; readonly reason: string }
  | { readonly kind: 'destinationUnclear'; readonly path: string }
  | { readonly kind: 'destinationUsed'; readonly path: string }
  | { readonly kind: 'destinationOnDrive'; readonly path: string }
  | { readonly kind: 'destinationReadOnly'; readonly path: string }
  | { readonly kind: 'managedDistro'; readonly name: string }
  | { readonly kind: 'wsl1Distro'; readonly name: string }
  | { readonly kind: 'busyDistro'; readonly name: string }
  | { readonly kind: 'programsMissing'; readonly name: string; readonly programs: readonly string[] }
  | { readonly kind: 'tarTooSimple'; readonly name: string }
  | { readonly kind: 'stagingTaken'; readonly path: string }
  | { readonly kind: 'otherUnfinished'; readonly path: string; readonly source: string }
  /** Files could not be read, changed while they were read, or went on changing. */
  | { readonly kind: 'filesUnreadable'; readonly paths: readonly string[]; readonly evidence: string }
  | { readonly kind: 'filesChanging'; readonly paths: readonly string[] }
  | { readonly kind: 'distroFull'; readonly path: string; readonly evidence: string }
  | { readonly kind: 'copyBroken'; readonly evidence: string }
  /** What arrived is not what was sent. */
  | { readonly kind: 'copyDiffers'; readonly paths: readonly string[] }
  | { readonly kind: 'notRenamed'; readonly path: string; readonly evidence: string }
  /** Somebody else moves there at this moment, or takes a move back. */
  | { readonly kind: 'moveGoingOn'; readonly path: string }
  /** What keeps a move from being taken back: nothing is kept of it, the folder is another one, or the old one is gone. */
  | { readonly kind: 'noRecord'; readonly path: string }
  | { readonly kind: 'otherFolder'; readonly path: string }
  | { readonly kind: 'oldFolderGone'; readonly path: string }
  | { readonly kind: 'undoWouldStart'; readonly name: string }
  | { readonly kind: 'undoBroken'; readonly evidence: string };

/** What people are told of it. */
export function explainMoveProblem(problem: MoveProblem | Problem): ProblemText {
  return isOfMove(problem) ? { evidence: evidenceOf(problem), ...describe(problem) } : explainProblem(problem);
}

/** Each of them, which the compiler sees to. */
const kinds: Readonly<Record<MoveProblem['kind'], true>> = {
  sourceInDistro: true,
  sourceNoFolder: true,
  destinationUnclear: true,
  destinationUsed: true,
  destinationOnDrive: true,
  destinationReadOnly: true,
  managedDistro: true,
  wsl1Distro: true,
  busyDistro: true,
  programsMissing: true,
  tarTooSimple: true,
  stagingTaken: true,
  otherUnfinished: true,
  filesUnreadable: true,
  filesChanging: true,
  distroFull: true,
  copyBroken: true,
  copyDiffers: true,
  notRenamed: true,
  moveGoingOn: true,
  noRecord: true,
  otherFolder: true,
  oldFolderGone: true,
  undoWouldStart: true,
  undoBroken: true,
};

function isOfMove(problem: MoveProblem | Problem): problem is MoveProblem {
  return Object.hasOwn(kinds, problem.kind);
}

function describe(problem: MoveProblem): Omit<ProblemText, 'evidence'> {
  switch (problem.kind) {
    case 'sourceInDistro':
      return {
        message: message('{0} is in a distro already.', printable(problem.path)),
        nextStep: message('Only a folder on a Windows drive is moved. Within a distro, mv does it.'),
      };
    case 'sourceNoFolder':
      return {
        message: message('{0} cannot be moved: {1}', printable(problem.path), printable(problem.reason)),
        nextStep: message('Name a folder on a Windows drive.'),
      };
    case 'destinationUnclear':
      return {
        message: message('"{0}" is no destination.', printable(problem.path)),
        nextStep: message('Write it as DISTRO:PATH, for example Ubuntu:~/src/shop.'),
      };
    case 'destinationUsed':
      return {
        message: message('{0} is there already and not empty, so nothing was done.', printable(problem.path)),
        nextStep: message('Name a folder that is not there, or an empty one.'),
      };
    case 'destinationOnDrive':
      return {
        message: message(
          '{0} is on a Windows drive: the project would be as slow there as before.',
          printable(problem.path),
        ),
        nextStep: message("Name a folder in the distro's own files, for example ~/src/shop."),
      };
    case 'destinationReadOnly':
      return {
        message: message("The distro's default user may not write to {0}.", printable(problem.path)),
        nextStep: message('Name a folder below the home of that user.'),
      };
    case 'managedDistro':
      return {
        message: message('{0} belongs to its engine and is no place for projects.', printable(problem.name)),
        nextStep: message('Name a distro of your own; "wsl --install Ubuntu" makes one.'),
      };
    case 'wsl1Distro':
      return {
        message: message(
          '{0} is WSL 1: its files are on the Windows drive, and Docker Desktop needs WSL 2.',
          printable(problem.name),
        ),
        nextStep: message('Convert it to WSL 2 first, or name another distro.'),
      };
    case 'busyDistro':
      return {
        message: message('{0} is being installed, converted or exported.', printable(problem.name)),
        nextStep: message('Wait until that is done, then try again.'),
      };
    case 'programsMissing':
      return {
        message: message('{0} lacks what the copy needs: {1}.', printable(problem.name), problem.programs.join(', ')),
        nextStep: message('Install it there with its package manager, then try again.'),
      };
    case 'tarTooSimple':
      return {
        message: message('The tar of {0} is not GNU tar and cannot read long names.', printable(problem.name)),
        nextStep: message('Install GNU tar there ("apk add tar" on Alpine), then try again.'),
      };
    case 'stagingTaken':
      return {
        message: message('{0} is in the way, and it is not an unfinished copy of ours.', printable(problem.path)),
        nextStep: message('Look what it is and move it away, or choose another destination.'),
      };
    case 'otherUnfinished':
      return {
        message: message('An unfinished copy of another folder lies there, of {0}.', printable(problem.source)),
        nextStep: message('Finish or discard that one first, or choose another destination.'),
      };
    case 'filesUnreadable':
      return {
        message: message('Files could not be read, so the copy is not finished: {0}.', some(problem.paths)),
        nextStep: message('Close the programs that hold them, then move again: it goes on where it stopped.'),
      };
    case 'filesChanging':
      return {
        message: message('Files went on changing while they were copied: {0}.', some(problem.paths)),
        nextStep: message(
          'Stop what writes them (servers, builds, containers), then move again: it goes on where it stopped.',
        ),
      };
    case 'distroFull':
      return {
        message: message('The disk of the distro is full, so the copy is not finished.'),
        nextStep: message(
          'Make room, in the distro and on the drive of its disk, then move again: it goes on where it stopped.',
        ),
      };
    case 'copyBroken':
      return {
        message: message('The copy broke off in the distro.'),
        nextStep: message('Move again: it goes on where it stopped.'),
      };
    case 'copyDiffers':
      return {
        message: message('What arrived is not what was sent, so nothing was put in place: {0}.', some(problem.paths)),
        nextStep: message('Move again: these files are copied anew. If it stays like this, check the disks.'),
      };
    case 'notRenamed':
      return {
        message: message('The copy is whole but could not be put in place at {0}.', printable(problem.path)),
        nextStep: message('See that nothing came to be there meanwhile, then move again: nothing is copied twice.'),
      };
    case 'moveGoingOn':
      return {
        message: message('Somebody is moving to {0} already, or taking that move back.', printable(problem.path)),
        nextStep: message('Look at your other windows and terminals, and try again when it has ended.'),
      };
    case 'noRecord':
      return {
        message: message('No move to {0} is on record, so none can be taken back.', printable(problem.path)),
        nextStep: message('Name the folder as the move did. What was moved by an earlier release has no record.'),
      };
    case 'otherFolder':
      return {
        message: message(
          '{0} is not the folder that the move made, so nothing in it was removed.',
          printable(problem.path),
        ),
        nextStep: message('It was made anew since then. Delete it yourself if nobody needs it.'),
      };
    case 'oldFolderGone':
      return {
        message: message(
          'The old folder {0} cannot be read: the moved files may be the only ones, so all stay.',
          printable(problem.path),
        ),
        nextStep: message('Bring the old folder back first, or delete the new one yourself.'),
      };
    case 'undoWouldStart':
      return {
        message: message('{0} is stopped, so what was moved there cannot be compared.', printable(problem.name)),
        nextStep: message('Start it, or add --start on the command line.'),
      };
    case 'undoBroken':
      return {
        message: message('Taking the move back broke off in the distro.'),
        nextStep: message('Do it again: it goes on where it stopped.'),
      };
  }
}

function evidenceOf(problem: MoveProblem): string {
  if ('evidence' in problem) return problem.evidence;
  if ('paths' in problem) return problem.paths.join('\n');
  return 'reason' in problem ? problem.reason : '';
}

const namedAtMost = 3;

function some(paths: readonly string[]): string {
  const shown = paths.slice(0, namedAtMost).map(printable).join(', ');
  return paths.length > namedAtMost ? `${shown}, … (+${paths.length - namedAtMost})` : shown;
}
