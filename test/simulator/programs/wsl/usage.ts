import { fixedMessages } from '../../messages/own';
import { PlainError } from './errors';
import type { Session } from './session';

/** The plain error for an argument nobody knows. The old inbox wsl prints its usage instead. */
export function invalidArgument(session: Session, argument: string): PlainError {
  if (session.state.generation === 'inbox') return new PlainError(fixedMessages.usage);
  return new PlainError(session.say('MessageInvalidCommandLine', argument, 'wsl.exe'));
}

/** The plain error for an option or verb at the end of the line. */
export function missingParameter(session: Session, argument: string): PlainError {
  return new PlainError(session.say('MessageRequiredParameterMissing', argument));
}
