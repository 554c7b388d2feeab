import { abandonedConversions, rollBackConversion } from '../../state/conversions';
import { layoutOf } from '../../state/layout';
import { idleDistros, isVirtualMachineIdle } from '../../state/idle';
import type { ServiceError, State } from '../../state/model';
import { noteProcess, runningProcesses } from '../../state/processes';
import { changeState, readState, sleep } from '../../state/store';
import { abandonTransfer, abandonedTransfers } from '../../state/transfers';
import { type MessageKey, ownMessages } from '../../messages/own';
import { Speaker } from '../../messages/speak';
import { applyFault, takeFault } from '../faults';
import type { Invocation } from '../program';
import { PlainError, WslError, resultCodes } from './errors';
import { awaitMoves } from './moving';
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
    if (fault?.kind === 'error') throw this.failureOf(fault);
    if (fault) applyFault(this.folder, fault, this.invocation.output);
    if (this.state.policies['AllowWSL'] === 0) {
      throw this.failureOf({ code: 'ERROR_ACCESS_DISABLED_BY_POLICY', contexts: ['Service'] });
    }
    awaitService(this.folder);
    awaitMoves(this.folder);
    const state = readState(this.folder);
    if (state.idle || abandonedConversions(state).length + abandonedTransfers(state).length > 0) {
      changeState(this.folder, (changed) => catchUp(this.folder, changed));
    }
  }

  private failureOf({ code, contexts }: ServiceError): WslError {
    const key = code as MessageKey;
    // Of most codes neither the shared data nor we have a sentence: their text is for nobody to read.
    const error = new WslError(code, Object.hasOwn(ownMessages, key) ? this.say(key) : 'It did not work. ');
    for (const context of contexts) error.addContext(context);
    return error;
  }

  /** Takes the lock of the service away from whoever holds it, with the virtual machine. */
  breakServiceLock(): void {
    changeState(this.folder, (state) => delete state.serviceLocked);
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

// One lock for each user: whoever starts, moves or resizes something holds it, and everybody else waits.
function awaitService(folder: string): void {
  if (!readState(folder).serviceLocked) return;
  noteProcess(folder, process.pid, 'wsl');
  while (readState(folder).serviceLocked) sleep(20);
}

// What the service would have done by itself since it was last asked: it is no process here.
function catchUp(folder: string, state: State): void {
  for (const guid of abandonedConversions(state)) rollBackConversion(folder, state, guid);
  for (const guid of abandonedTransfers(state)) abandonTransfer(folder, state, guid);
  const linux = runningProcesses(folder).filter(({ role }) => role === 'linux');
  const clients = new Set(linux.flatMap(({ distro }) => distro ?? []));
  stopDistros(folder, state, idleDistros(state, clients, Date.now()));
  if (isVirtualMachineIdle(state, Date.now())) state.vmUp = false;
}
