import { abandonedConversions, rollBackConversion } from '../../state/conversions';
import { layoutOf } from '../../state/layout';
import { idleDistros, isVirtualMachineIdle } from '../../state/idle';
import type { State } from '../../state/model';
import { runningProcesses } from '../../state/processes';
import { changeState, readState } from '../../state/store';
import { type MessageKey } from '../../messages/own';
import { Speaker } from '../../messages/speak';
import { applyFault, takeFault } from '../faults';
import type { Invocation } from '../program';
import { PlainError, WslError, resultCodes } from './errors';
import { stopDistros } from './stop';

/** What wsl.exe returns for every failure of its own. */
export const failed = -1;

/** One run of wsl: its machine, its voice and its two ways out. */
export class Session {
  readonly folder: string;
  private readonly speaker: Speaker;
  private served = false;

  constructor(
    readonly invocation: Invocation,
    readonly state: State = readState(invocation.folder),
  ) {
    this.folder = invocation.folder;
    this.speaker = new Speaker(layoutOf(this.folder).messages, state.language);
  }

  say(key: MessageKey, ...values: (string | number)[]): string {
    return this.speaker.say(key, ...values);
  }

  /** Prints own text and a line end on stdout: errors too, as the real program does. */
  print(text: string): void {
    this.invocation.output.write(1, this.encode(text + '\n'));
  }

  /** Prints a warning on stderr, unless the client switched them off. */
  warn(text: string): void {
    if (process.env['WSL_DISABLE_WARNINGS'] === '1') return;
    this.invocation.output.write(2, this.encode(`wsl: ${text}\n`));
  }

  /** Prints progress on stderr, for a person at a terminal. */
  report(text: string): void {
    this.invocation.output.write(2, this.encode(text + '\n'));
  }

  /**
   * Every request that needs the service passes here once: the moment in which a hanging service hangs. The state is
   * read again behind it, because the world may have moved on during a delay.
   */
  get service(): State {
    this.reachService();
    return readState(this.folder);
  }

  private reachService(): void {
    if (this.served) return;
    this.served = true;
    const fault = takeFault(this.folder, 'wsl', 'service');
    if (fault) applyFault(this.folder, fault, this.invocation.output);
    const state = readState(this.folder);
    if (state.idle || abandonedConversions(state).length > 0) {
      changeState(this.folder, (changed) => catchUp(this.folder, changed));
    }
  }

  /** Changes the machine on behalf of the service. */
  change<T>(change: (state: State) => T): T {
    this.reachService();
    return changeState(this.folder, change);
  }

  /** Prints a failure in the form of the release and returns the exit code. */
  fail(error: unknown): number {
    if (error instanceof PlainError) this.print(error.message);
    else if (error instanceof WslError) this.print(this.errorText(error));
    else throw error;
    return failed;
  }

  private errorText(error: WslError): string {
    const number = resultCodes[error.code];
    if (this.state.generation === 'inbox') return error.message || `Error: ${number}`;
    const early = this.state.generation === 'early';
    return this.say('MessageErrorCode', error.message, `${error.path(early)}/${early ? number : error.code}`);
  }

  // The text mode of the C library turns each LF into CR LF, also one that already has its CR: hence CR CR LF.
  private encode(text: string): Uint8Array {
    const translated = text.replace(/\n/g, '\r\n');
    const knowsUtf8 = this.state.generation === 'packaged' || this.state.generation === 'early';
    return Buffer.from(translated, knowsUtf8 && process.env['WSL_UTF8'] === '1' ? 'utf8' : 'utf16le');
  }
}

// What the service would have done by itself since it was last asked: it is no process here.
function catchUp(folder: string, state: State): void {
  for (const guid of abandonedConversions(state)) rollBackConversion(folder, state, guid);
  const linux = runningProcesses(folder).filter(({ role }) => role === 'linux');
  const clients = new Set(linux.flatMap(({ distro }) => distro ?? []));
  stopDistros(folder, state, idleDistros(state, clients, Date.now()));
  if (isVirtualMachineIdle(state, Date.now())) state.vmUp = false;
}
