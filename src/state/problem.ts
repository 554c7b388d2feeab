import { refusalEvidence, refusalSentences } from '../docker/change/refusal';
import type { DockerProblem } from '../docker/problem';
import type { RunFailure } from '../machine/command';
import { message, type Message } from '../text/message';
import type { Evidence, PlainWslProblemKind, WslProblem } from '../wsl/problem';
import { runFailureSentences } from './runFailureSentences';
import { wslProblemSentences } from './wslProblemSentences';
import { leastFree } from './drives';

/** Everything that can keep the product from knowing or doing something: a closed union of kinds with evidence. */
export type Problem =
  | RunFailure
  | WslProblem
  | DockerProblem
  | { readonly kind: 'notWindows' }
  /** This runs in a distro from which Windows programs cannot be started. */
  | { readonly kind: 'interopOff' }
  /** Something was asked that only a running distro can answer; it was not started for that. */
  | { readonly kind: 'distroNotRunning'; readonly name: string }
  /** WSL said that it changed a distro's version, and the list says otherwise. */
  | { readonly kind: 'versionUnchanged'; readonly name: string; readonly wanted: 1 | 2 }
  /** The installed WSL is too old for what was asked; its version where somebody noted it. */
  | ({ readonly kind: 'newerWslNeeded'; readonly version: string | null } & Evidence)
  /** WSL reported success for a distro, and what can be seen of it says otherwise; `detail` says what to do. */
  | { readonly kind: 'notAsReported'; readonly name: string; readonly detail: Message; readonly evidence: string }
  /** The folder for a distro could not be made; nothing was done. */
  | {
      readonly kind: 'folderNotMade';
      readonly name: string;
      /** Somebody else made it since it was looked at. */
      readonly isThere: boolean;
      readonly reason: string;
    }
  /** The settings of WSL's virtual machine; the file as Windows writes it. */
  | { readonly kind: 'wslConfigUnreadable' | 'wslConfigNotWritten'; readonly file: string; readonly reason: string }
  /** Somebody else wrote it meanwhile, or it ends in the middle of something. Nothing was written. */
  | { readonly kind: 'wslConfigChanged' | 'wslConfigTangled'; readonly file: string }
  /** /etc/wsl.conf of a distro: nothing was written, or somebody else wrote it meanwhile. */
  | { readonly kind: 'wslConfUnreadable' | 'wslConfNotPlain' | 'wslConfChanged'; readonly name: string }
  | { readonly kind: 'wslConfNotWritten'; readonly name: string; readonly reason: string }
  /** A drive (`name`) on which disks of WSL 2 lie has little room left. */
  | {
      readonly kind: 'driveNearlyFull';
      readonly name: string;
      readonly free: number;
      readonly holders: readonly string[];
    }
  /** A distro that was in an earlier list; nothing was run. */
  | { readonly kind: 'distroGone'; readonly name: string }
  /** Windows Admin Protection is on: the distros may belong to the other (elevated or not) account. */
  | { readonly kind: 'otherAccount' }
  /** wsl.exe says that there is no distro, the registry names some. */
  | { readonly kind: 'emptyListDisagrees'; readonly registered: readonly string[] };

/** A problem in words. */
export interface ProblemSentences {
  /** What is wrong, with its effect. */
  readonly message: Message;
  /** What to do about it. */
  readonly nextStep: Message;
}

/** What people are told of a problem. */
export interface ProblemText extends ProblemSentences {
  /** What was run and what came back, as it was: not translated. Empty where nothing was run. */
  readonly evidence: string;
}

/** The one table from a kind of problem to its message, next step and evidence. */
export function explainProblem(problem: Problem): ProblemText {
  return { ...describe(problem), evidence: evidenceOf(problem) };
}

function describe(problem: Problem): ProblemSentences {
  if (isPlain(problem)) return wslProblemSentences[problem.kind];
  switch (problem.kind) {
    case 'programMissing':
    case 'timeout':
    case 'outputTooLarge':
    case 'startFailed':
      return runFailureSentences(problem);
    case 'brokenRegistration':
      return {
        message:
          problem.id !== null && problem.property !== null
            ? message(
                'WSL cannot list its distros: one registration is broken ({0} has no usable {1}).',
                problem.id,
                problem.property,
              )
            : message('WSL cannot list its distros: one registration is broken.'),
        nextStep: message(
          'It is what an interrupted installation leaves. Export that registry key, then delete it; its folder may hold data.',
        ),
      };
    case 'wslError':
      return {
        message: message('WSL failed with {0}.', shorten([problem.error.code])),
        nextStep: message('Look at the log for what WSL printed.'),
      };
    case 'unexpectedExit':
      return {
        message: message('WSL ended with exit code {0} and no error code.', problem.exitCode ?? '—'),
        nextStep: message('Look at the log for what WSL printed.'),
      };
    case 'programMissingInside':
      return {
        message: message('There is no {0} in this distro, so nothing was run there.', shorten([problem.program])),
        nextStep: message('Install it there, then try again.'),
      };
    case 'timeoutInside':
      return {
        message: message(
          'A program in the distro was ended there: it took longer than {0} seconds, or memory ran out.',
          problem.seconds,
        ),
        nextStep: message('Retry. If it stays like this, a drive or a disk of the distro may not answer.'),
      };
    case 'nameHasBlanks':
      return {
        message: message('WSL cannot be told a name with blanks or quotes: "{0}".', shorten([problem.name])),
        nextStep: message('Export the distro and import it under a name without them.'),
      };
    case 'notWindows':
      return {
        message: message('This is not Windows, so there are no distros to show.'),
        nextStep: message('Checks of compose files work here all the same.'),
      };
    case 'interopOff':
      return {
        message: message('Windows programs cannot be started from this distro, so its neighbours cannot be seen.'),
        nextStep: message(
          'Open the folder from Windows, or switch interop on in /etc/wsl.conf and restart the distro.',
        ),
      };
    case 'distroNotRunning':
      return {
        message: message('{0} does not run, and looking into it would start it.', shorten([problem.name])),
        nextStep: message('Open a terminal in it first, then ask again.'),
      };
    case 'versionUnchanged':
      return {
        message: message('WSL ended the conversion, but {0} is not WSL {1}.', shorten([problem.name]), problem.wanted),
        nextStep: message('Look at the log for what WSL printed; the distro is as it was before.'),
      };
    case 'newerWslNeeded':
      return {
        message:
          problem.version === null
            ? message('WSL did not understand this command, which newer releases know.')
            : message('WSL {0} is installed, and this needs a newer one.', problem.version),
        nextStep: message('Run "wsl --update" in a terminal.'),
      };
    case 'notAsReported':
      return {
        message: message('WSL reported success for {0}, but it is not so.', shorten([problem.name])),
        nextStep: problem.detail,
      };
    case 'folderNotMade':
      return {
        message: message('The folder for {0} could not be made, so nothing was done.', shorten([problem.name])),
        nextStep: problem.isThere
          ? message('It was made meanwhile, perhaps by another window: look at the list, then try again.')
          : message('Choose another folder, or look at the rights of this one.'),
      };
    case 'driveNearlyFull':
      return {
        message: message(
          'Less than {0} GB are free on {1}, where disks of WSL grow: when it is full, distros fail to write.',
          leastFree / 1024 ** 3,
          problem.name,
        ),
        nextStep: message('Make room on that drive, or see "Slipway: Show Disks" for what takes it.'),
      };
    case 'wslConfigUnreadable':
      return {
        message: message('The file .wslconfig cannot be read, so it is not changed.'),
        nextStep: message('Open it in an editor and save it as UTF-8, or look at its rights.'),
      };
    case 'wslConfigNotWritten':
      return {
        message: message('The file .wslconfig could not be written, and is as it was.'),
        nextStep: message('Look at the rights of the file and of its folder, then try again.'),
      };
    case 'wslConfigChanged':
      return {
        message: message('Somebody else changed .wslconfig meanwhile: what they wrote stands.'),
        nextStep: message('Look at the file, then set the limits again.'),
      };
    case 'wslConfigTangled':
      return {
        message: message('The file .wslconfig ends in an unfinished line, and a new one would become part of it.'),
        nextStep: message('Open the file and finish or delete its last line.'),
      };
    case 'wslConfUnreadable':
      return {
        message: message(
          'The file /etc/wsl.conf of {0} cannot be read, so it is not changed.',
          shorten([problem.name]),
        ),
        nextStep: message('Look at its rights and its size in a terminal of the distro.'),
      };
    case 'wslConfNotPlain':
      return {
        message: message(
          'The file /etc/wsl.conf of {0} is a link or no plain file, so it is not changed.',
          shorten([problem.name]),
        ),
        nextStep: message('Change it where the distro makes it, in its own configuration.'),
      };
    case 'wslConfChanged':
      return {
        message: message(
          'Somebody else changed /etc/wsl.conf of {0} meanwhile: what they wrote stands.',
          shorten([problem.name]),
        ),
        nextStep: message('Revert the file to see it, then make your change again.'),
      };
    case 'wslConfNotWritten':
      return {
        message: message(
          'The file /etc/wsl.conf of {0} could not be written, and is as it was.',
          shorten([problem.name]),
        ),
        nextStep: message('Look at what the distro said of it, then try again.'),
      };
    case 'dockerNotInstalled':
      return {
        message: message('Docker Desktop is not installed.'),
        nextStep: message('Install it from its documentation page, with the WSL 2 engine switched on.'),
      };
    case 'dockerSettingsUnreadable':
      return {
        message: message("Docker Desktop's settings cannot be read, so its integration is unknown."),
        nextStep: message('Quit Docker Desktop and restore the file from a backup, or let it write a new one.'),
      };
    case 'dockerSettingsInvalid':
      return {
        message: message('Docker Desktop does not start on these settings: {0}.', shorten(problem.keys)),
        nextStep: message('Correct the type of these values in the settings file, or remove them.'),
      };
    case 'dockerSettingsBom':
      return {
        message: message("Docker Desktop's settings begin with a byte order mark, on which it fails."),
        nextStep: message('Quit Docker Desktop and save the file as UTF-8 without byte order mark.'),
      };
    case 'dockerPolicyBom':
      return {
        message: message(
          "The administrator's settings for Docker Desktop begin with a byte order mark, so it ignores them.",
        ),
        nextStep: message('Ask whoever manages this machine to save the file as UTF-8 without byte order mark.'),
      };
    case 'dockerPolicyUnreadable':
      return {
        message: message("The administrator's settings for Docker Desktop cannot be read."),
        nextStep: message('Ask whoever manages this machine to look at the file.'),
      };
    case 'engineDistroIsDefault':
      return {
        message: message(
          'The default distro is {0}, which is not made to work in: "code ." and dev containers fail.',
          shorten([problem.name]),
        ),
        nextStep: message('Make a distro of your own the default.'),
      };
    case 'integrationBroken':
      return {
        message: message(
          '{0}: integration with Docker Desktop is on, and docker does not work there.',
          shorten([problem.name]),
        ),
        nextStep: problem.detail,
      };
    case 'foreignEngine':
      return {
        message: message(
          '{0}: integration with Docker Desktop is on, and another engine answers there.',
          shorten([problem.name]),
        ),
        nextStep: message("Switch the integration off for this distro, or stop and uninstall the distro's own engine."),
      };
    case 'integrationRefused':
      return refusalSentences(problem.refusal);
    case 'integrationFromInside':
      return {
        message: message('From inside a distro nobody sees whether Docker Desktop has ended, so nothing was changed.'),
        nextStep: message(
          'Run "slipway integration {0} {1}" in a terminal on Windows.',
          problem.on ? 'enable' : 'disable',
          shorten([problem.name]),
        ),
      };
    case 'engineNotAnswering':
      return {
        message: message(
          'Docker Desktop was started, and its engine did not answer within {0} seconds.',
          problem.seconds,
        ),
        nextStep: message('Look at its window: it may be waiting for you to sign in, to accept terms or to update.'),
      };
    case 'dockerStillRuns':
      return {
        message: message('Docker Desktop did not stop within {0} seconds.', problem.seconds),
        nextStep: message('Quit it from its icon in the notification area, then try again.'),
      };
    case 'distroGone':
      return {
        message: message('There is no distro named {0} any more.', shorten([problem.name])),
        nextStep: message('Refresh the list: it may have been renamed or removed.'),
      };
    case 'otherAccount':
      return {
        message: message('Windows Admin Protection is on: your distros may be registered under the other account.'),
        nextStep: message('Start the editor the way you started the program that installed them, elevated or not.'),
      };
    case 'emptyListDisagrees':
      return {
        message: message('WSL lists no distro, but these are registered: {0}.', shorten(problem.registered)),
        nextStep: message('Retry. If it stays like this, look at the log for what WSL printed.'),
      };
  }
}

type PlainWslProblem = Problem & { readonly kind: PlainWslProblemKind };

function isPlain(problem: Problem): problem is PlainWslProblem {
  return Object.hasOwn(wslProblemSentences, problem.kind);
}

const longestArgument = 50;

/** What tells a problem from others of its kind, and stays the same as long as it lasts. */
export function problemKey(problem: Problem): string {
  const about = 'name' in problem ? problem.name : 'file' in problem ? problem.file : '';
  return `${problem.kind}:${about}`;
}

/** Whole names while there is room for them: the evidence has them all. */
function shorten(names: readonly string[]): string {
  const all = names.join(', ');
  if (all.length <= longestArgument) return all;
  const end = all.lastIndexOf(',', longestArgument);
  return end > 0 ? `${all.slice(0, end)}, …` : `${all.slice(0, longestArgument)}…`;
}

function evidenceOf(problem: Problem): string {
  if ('output' in problem) {
    const exit = problem.exitCode === null ? '' : `exit ${problem.exitCode}\n`;
    return `${problem.command}\n${exit}${problem.output}`.trimEnd();
  }
  switch (problem.kind) {
    case 'startFailed':
      return `${problem.command}\n${problem.reason}`;
    case 'timeout':
    case 'outputTooLarge':
    case 'programMissing':
      return problem.command;
    case 'emptyListDisagrees':
      return problem.registered.join(', ');
    case 'dockerSettingsUnreadable':
    case 'dockerPolicyUnreadable':
    case 'wslConfigUnreadable':
    case 'wslConfigNotWritten':
      return `${problem.file}\n${problem.reason}`;
    case 'dockerSettingsInvalid':
      return `${problem.file}\n${problem.keys.join(', ')}`;
    case 'dockerSettingsBom':
    case 'dockerPolicyBom':
    case 'wslConfigChanged':
    case 'wslConfigTangled':
      return problem.file;
    case 'wslConfUnreadable':
    case 'wslConfNotPlain':
    case 'wslConfChanged':
      return `/etc/wsl.conf in ${problem.name}`;
    case 'driveNearlyFull':
      return `${problem.name} ${problem.free} bytes free\n${problem.holders.join(', ')}`;
    case 'integrationBroken':
    case 'foreignEngine':
    case 'notAsReported':
      return problem.evidence;
    case 'folderNotMade':
    case 'wslConfNotWritten':
      return problem.reason;
    case 'integrationRefused':
      return refusalEvidence(problem.refusal);
    case 'interopOff':
    case 'distroNotRunning':
    case 'versionUnchanged':
    case 'dockerNotInstalled':
    case 'engineDistroIsDefault':
    case 'integrationFromInside':
    case 'engineNotAnswering':
    case 'dockerStillRuns':
    case 'nameHasBlanks':
    case 'distroGone':
    case 'notWindows':
    case 'otherAccount':
      return '';
  }
}
