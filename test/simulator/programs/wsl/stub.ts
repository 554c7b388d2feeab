import type { Session } from './session';

/**
 * The wsl.exe inside Windows while the packaged WSL is absent: the same text for everything, UTF-16 whatever WSL_UTF8
 * says, and exit codes as users report them (reference 1).
 */
export function answerAsStub(session: Session): number {
  const { stub } = session.state;
  const text = session.say('inboxNotInstalled');
  // Some reports show the CR doubled; with this in the text the translation doubles it.
  session.print(stub.doubleCr ? `${text.replace(/\n/g, '\r\n')}\r` : text);
  const [first] = session.invocation.args;
  if (first === '--status') return 50;
  return first?.startsWith('-') ? 1 : stub.commandExitCode;
}
