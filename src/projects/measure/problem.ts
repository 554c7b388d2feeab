import { explainProblem, type Problem, type ProblemText } from '../../state/problem';
import { message } from '../../text/message';
import { printable } from '../../text/printable';
import { brokenSides, type Bases } from './work';

/** Why nothing is measured, or not to its end. Those before `tooSlow` are said before anything is measured. */
export type MeasureProblem =
  | { readonly kind: 'folderInDistro'; readonly path: string }
  | { readonly kind: 'noFolder'; readonly path: string; readonly reason: string }
  | { readonly kind: 'folderReadOnly'; readonly path: string; readonly reason: string }
  | { readonly kind: 'folderNotMounted'; readonly path: string; readonly name: string }
  | { readonly kind: 'noDistroNamed' }
  | { readonly kind: 'engineDistro'; readonly name: string }
  | { readonly kind: 'oneSystem'; readonly name: string }
  | { readonly kind: 'notRunning'; readonly name: string }
  | { readonly kind: 'homeUnclear'; readonly path: string; readonly name: string }
  | { readonly kind: 'noClock'; readonly name: string }
  | { readonly kind: 'noRoom'; readonly path: string }
  | { readonly kind: 'noEngine'; readonly name: string }
  | { readonly kind: 'noContainer'; readonly name: string }
  | { readonly kind: 'tooSlow'; readonly seconds: number }
  /** `path` is null where nothing tells on which side. */
  | { readonly kind: 'brokeOff'; readonly path: string | null; readonly reason: string }
  | { readonly kind: 'distroEnded'; readonly name: string };

/** Whether something was broken off since its time was over. */
export function isOverTime({ kind }: MeasureProblem | Problem): boolean {
  return kind === 'timeout' || kind === 'timeoutInside';
}

/** Whether something ended for a reason that it did not tell, as it does when its distro is stopped. */
export function isUnexplained(problem: MeasureProblem | Problem): boolean {
  return problem.kind === 'brokeOff' ? problem.path === null : !isOverTime(problem) && !isOfMeasure(problem);
}

/** What it means that a script in the distro did not come to its end. */
export function problemInside(problem: Problem, bases: Bases): MeasureProblem | Problem {
  if (problem.kind !== 'unexpectedExit') return problem;
  const side = problem.exitCode === null ? undefined : brokenSides[problem.exitCode];
  const reason = `exit ${problem.exitCode}\n${problem.output}`.trim();
  return { kind: 'brokeOff', path: side === undefined ? null : bases[side], reason };
}

/** What people are told of it. */
export function explainMeasureProblem(problem: MeasureProblem | Problem): ProblemText {
  return isOfMeasure(problem)
    ? { evidence: 'reason' in problem ? problem.reason : '', ...describe(problem) }
    : explainProblem(problem);
}

/** Each of them, which the compiler sees to. */
const kinds: Readonly<Record<MeasureProblem['kind'], true>> = {
  folderInDistro: true,
  noFolder: true,
  folderReadOnly: true,
  folderNotMounted: true,
  noDistroNamed: true,
  engineDistro: true,
  oneSystem: true,
  notRunning: true,
  homeUnclear: true,
  noClock: true,
  noRoom: true,
  noEngine: true,
  noContainer: true,
  tooSlow: true,
  brokeOff: true,
  distroEnded: true,
};

function isOfMeasure(problem: MeasureProblem | Problem): problem is MeasureProblem {
  return Object.hasOwn(kinds, problem.kind);
}

function describe(problem: MeasureProblem): Omit<ProblemText, 'evidence'> {
  switch (problem.kind) {
    case 'folderInDistro':
      return {
        message: message('{0} is in a distro, so there is nothing to compare it with.', printable(problem.path)),
        nextStep: message('Name a folder on a Windows drive.'),
      };
    case 'noFolder':
      return {
        message: message('{0} cannot be measured: {1}', printable(problem.path), printable(problem.reason)),
        nextStep: message('Name a folder on a Windows drive.'),
      };
    case 'folderReadOnly':
      return {
        message: message('Nothing may be written in {0}, so it was not measured.', printable(problem.path)),
        nextStep: message('Name a folder on that drive in which you may write.'),
      };
    case 'folderNotMounted':
      return {
        message: message('{0} does not have {1} as a Windows drive.', printable(problem.name), printable(problem.path)),
        nextStep: message('Look with "mount" in the distro where it has its drives, or name another distro.'),
      };
    case 'noDistroNamed':
      return {
        message: message('There is no default distro.'),
        nextStep: message('Name a distro with --distro.'),
      };
    case 'engineDistro':
      return {
        message: message('{0} belongs to its engine, and nothing is run in it.', printable(problem.name)),
        nextStep: message('Name a distro of your own with --distro.'),
      };
    case 'oneSystem':
      return {
        message: message('{0} is WSL 1: its own files are on the Windows drive too.', printable(problem.name)),
        nextStep: message('Name a distro of WSL 2 with --distro.'),
      };
    case 'notRunning':
      return {
        message: message('{0} is not seen running, and measuring would start it.', printable(problem.name)),
        nextStep: message('Start it first, or agree to that: on the command line with --start.'),
      };
    case 'homeUnclear':
      return {
        message: message(
          'The home in {0}, {1}, is not known to be on its disk.',
          printable(problem.name),
          printable(problem.path),
        ),
        nextStep: message('Choose a distro whose home is in its own files; on the command line with --distro.'),
      };
    case 'noClock':
      return {
        message: message('No clock that is fine enough can be read in {0}.', printable(problem.name)),
        nextStep: message('Choose another distro; on the command line with --distro.'),
      };
    case 'noRoom':
      return {
        message: message('There is too little room at {0} to measure.', printable(problem.path)),
        nextStep: message('Make room there, then measure again.'),
      };
    case 'noEngine':
      return {
        message: message(
          'Docker Desktop does not answer in {0}, so nothing can be measured in a container.',
          printable(problem.name),
        ),
        nextStep: message('Check docker in that distro first.'),
      };
    case 'noContainer':
      return {
        message: message('No container of the programs of {0} could be run.', printable(problem.name)),
        nextStep: message('Choose another distro.'),
      };
    case 'tooSlow':
      return {
        message: message('It took more than {0} seconds, which is too slow to be measured.', problem.seconds),
        nextStep: message('Measure again when the computer is less busy.'),
      };
    case 'brokeOff':
      return {
        message:
          problem.path === null
            ? message('Measuring broke off.')
            : message('Measuring broke off at {0}.', printable(problem.path)),
        nextStep: message('See that the folder is still there and has room, then measure again.'),
      };
    case 'distroEnded':
      return {
        message: message('{0} was stopped while it was being measured.', printable(problem.name)),
        nextStep: message('Measure again; what was left in it is removed then.'),
      };
  }
}
