import type { Machine } from '../machine/machine';
import { askInstalledWsl } from '../state/installedWsl';
import type { IntegratedDistro, Snapshot } from '../state/snapshot';
import { knownValue } from '../text/observed';
import { readAnswers } from './inside/answers';
import { askInside, type Answered } from './inside/ask';
import { places, readFacts, type Facts } from './inside/facts';
import { readLoginFacts, type LoginFacts } from './inside/login';
import { factsScript, loginScript, throughLoginShell } from './inside/script';
import type { Proof } from './verdict';

/** Somebody cancelled: nothing of the examination is told. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

/** What a look gave, or what kept it from giving anything. */
export type Looked<T> =
  { readonly facts: T; readonly proof: Proof } | { readonly blocked: Exclude<Answered, { kind: 'ran' }> };

export interface ExaminationOptions {
  readonly machine: Machine;
  /** As of now. */
  readonly snapshot: Snapshot;
  /** Null: Windows' side alone. */
  readonly distro: IntegratedDistro | null;
  /** Whether its user said that a stopped distro may be started for this. */
  readonly start: boolean;
  readonly signal: AbortSignal;
  /** For how many seconds after the start of the proxy a missing link may still come; three minutes by default. */
  readonly settleSeconds?: number;
}

/** One examination: what checks share. Each question is asked once, when the first check wants its answer. */
export class Examination {
  readonly machine: Machine;
  readonly snapshot: Snapshot;
  readonly distro: IntegratedDistro | null;
  readonly start: boolean;
  readonly signal: AbortSignal;
  readonly settleSeconds: number;
  private looked: Promise<Looked<Facts>> | null = null;
  private loggedIn: Promise<Looked<LoginFacts>> | null = null;
  private served: Promise<Answered> | null = null;
  private release: Promise<string | null> | null = null;
  private clockProof: { readonly before: number; readonly after: number } | null = null;

  constructor(options: ExaminationOptions) {
    this.machine = options.machine;
    this.snapshot = options.snapshot;
    this.distro = options.distro;
    this.start = options.start;
    this.signal = options.signal;
    this.settleSeconds = options.settleSeconds ?? 180;
  }

  /** The installed release of Docker Desktop; null where it is not known. */
  get dockerVersion(): string | null {
    return knownValue(this.snapshot.docker.install)?.version ?? null;
  }

  /** When the facts were asked for, by the clock of Windows, in milliseconds; null where nobody asked. */
  get factsTime(): { readonly before: number; readonly after: number } | null {
    return this.clockProof;
  }

  /** Whether programs may be started in the distro. */
  get mayEnter(): boolean {
    const { distro, snapshot } = this;
    return distro !== null && ((distro.state === 'running' && snapshot.staleSince === null) || this.start);
  }

  /** Runs a program in the distro. @throws Cancelled */
  async ask(args: readonly [string, ...string[]], shown?: string, patience?: number): Promise<Answered> {
    if (!this.distro) throw new Error('There is no distro to ask in.');
    const options = { signal: this.signal, ...(shown ? { shown } : {}), ...(patience ? { patience } : {}) };
    const asked = await askInside(this.machine, this.distro, args, options);
    if (asked.kind === 'cancelled') throw new Cancelled();
    return asked;
  }

  /** What is there of Docker in the distro. */
  facts(): Promise<Looked<Facts>> {
    return (this.looked ??= this.lookInside());
  }

  /** What its user's docker goes by. */
  login(): Promise<Looked<LoginFacts>> {
    return (this.loggedIn ??= this.lookAtLogin());
  }

  /** Whose engine answers at the distro's own socket. DOCKER_HOST and the current context may lead elsewhere. */
  server(): Promise<Answered> {
    return (this.served ??= this.askServer());
  }

  /** The release of the installed WSL; null where nobody knows it. */
  installedWsl(): Promise<string | null> {
    return (this.release ??= askInstalledWsl(this.machine, this.signal));
  }

  /** How the first docker on the PATH is called, with nothing that leads it elsewhere. */
  async dockerCall(...args: readonly string[]): Promise<readonly [string, ...string[]]> {
    const login = await this.login();
    const known = 'facts' in login ? login.facts : null;
    return [
      'env',
      '-u',
      'DOCKER_HOST',
      '-u',
      'DOCKER_CONTEXT',
      ...(known ? [`PATH=${known.path}`] : []),
      ...(known?.configFolder ? [`DOCKER_CONFIG=${known.configFolder}`] : []),
      known?.clis[0] ?? places.cli,
      '--host',
      `unix://${places.socket}`,
      ...args,
    ];
  }

  private async askServer(): Promise<Answered> {
    const call = await this.dockerCall('version', '--format', '{{.Server.Platform.Name}}');
    return this.ask(call, `docker --host unix://${places.socket} version --format {{.Server.Platform.Name}}`);
  }

  private async lookInside(): Promise<Looked<Facts>> {
    const before = this.machine.now().getTime();
    const { cli, shared, socket, proxy } = places;
    const args = ['sh', '-c', factsScript, 'slipway', cli, shared, socket, proxy] as const;
    const asked = await this.ask(args, 'sh: a look at links, sockets and processes');
    this.clockProof = { before, after: this.machine.now().getTime() };
    return read(asked, (stdout) => {
      const answers = readAnswers(stdout);
      return answers && readFacts(answers);
    });
  }

  private async lookAtLogin(): Promise<Looked<LoginFacts>> {
    const args = ['sh', '-c', throughLoginShell, 'slipway', loginScript] as const;
    const asked = await this.ask(args, 'login shell: its environment, and the configuration of docker');
    return read(asked, (stdout) => {
      const answers = readAnswers(stdout);
      return answers && readLoginFacts(answers);
    });
  }
}

function read<T>(asked: Answered, parse: (stdout: Uint8Array) => T | null): Looked<T> {
  if (asked.kind !== 'ran') return { blocked: asked };
  const { run, proof } = asked;
  const facts = parse(run.stdout);
  if (facts !== null) return { facts, proof };
  const problem = {
    // A program that says that all went well has printed something else.
    kind: run.status === 0 ? 'unreadableOutput' : 'unexpectedExit',
    command: proof.command,
    exitCode: run.status,
    output: proof.answer,
  } as const;
  return { blocked: { kind: 'failed', problem, proof } };
}
