import type { ProgramName, RunFailure } from '../machine/command';
import { message } from '../text/message';
import type { ProblemSentences } from './problem';
import { wslProblemSentences } from './wslProblemSentences';

/** Whose program it is: what has to be done about one that fails is not the same. */
function ownerOf(program: ProgramName): 'wsl' | 'docker' | 'other' {
  if (program === 'wsl') return 'wsl';
  return program === 'docker' || program === 'dockerDesktop' ? 'docker' : 'other';
}

/** As people find it in the list of processes. */
function fileOf(program: ProgramName): string {
  if (program === 'code') return program;
  return program === 'dockerDesktop' ? 'Docker Desktop.exe' : `${program}.exe`;
}

/** What is told of a program that gave no answer, by the program that it was. */
export function runFailureSentences(failure: RunFailure): ProblemSentences {
  const { kind, program } = failure;
  switch (kind) {
    case 'programMissing':
      return missing(program);
    case 'timeout':
      return late(program, failure.seconds);
    case 'outputTooLarge':
      return {
        message: message('A program printed far more than it should and was ended: {0}.', fileOf(program)),
        nextStep: message('Look at the log and report this.'),
      };
    case 'startFailed':
      return {
        message: message('A program could not be started: {0}.', fileOf(program)),
        nextStep: message('Look at the log: a security product may have blocked it.'),
      };
  }
}

function missing(program: ProgramName): ProblemSentences {
  switch (ownerOf(program)) {
    case 'wsl':
      return wslProblemSentences.wslNotInstalled;
    case 'docker':
      return {
        message: message('A program of Docker Desktop is not there: {0}.', fileOf(program)),
        nextStep: message(
          'Docker Desktop may be updating: try again in some minutes. If it stays like this, install it again.',
        ),
      };
    case 'other':
      return {
        message: message('A program that Slipway needs is not there: {0}.', fileOf(program)),
        nextStep: message('Look at the log for where it was expected.'),
      };
  }
}

function late(program: ProgramName, seconds: number): ProblemSentences {
  switch (ownerOf(program)) {
    case 'wsl':
      return {
        message: message('WSL did not answer within {0} seconds.', seconds),
        nextStep: message(
          'Another operation may hold WSL; retry in a moment. If it stays like this, save your work and restart Windows.',
        ),
      };
    case 'docker':
      return {
        message: message('Docker Desktop did not answer within {0} seconds: {1} was ended.', seconds, fileOf(program)),
        nextStep: message('Look at its window: it may be starting or updating. If it stays like this, restart it.'),
      };
    case 'other':
      return {
        message: message('A program did not answer within {0} seconds and was ended: {1}.', seconds, fileOf(program)),
        nextStep: message(
          'Retry in a moment. If it stays like this, a security product may hold it up; the log has its call.',
        ),
      };
  }
}
