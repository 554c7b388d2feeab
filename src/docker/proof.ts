import type { RunFailure } from '../machine/command';
import type { Machine } from '../machine/machine';
import { message, type Message } from '../text/message';
import type { Distro } from '../wsl/distro';
import type { WslProblem } from '../wsl/problem';
import { programNotFound } from '../wsl/run';
import { bindOption, distroDocker } from './distroDocker';
import { probeDocker, type ProbeResult } from './probe';
import { findPrograms, noProgram, packArgs, programCandidates, readLibraries, type Programs } from './proofImage';
import { HandsInDistro, HandsStopped } from './proofHands';
import { judgeBind, judgeEvent, judgeImport, judgeRun, watchesByEvents, type Judgement } from './proofVerdict';

export const proofSteps = ['engine', 'run', 'bind', 'event'] as const;
export type ProofStepName = (typeof proofSteps)[number];

export interface ProofStep extends Judgement {
  readonly name: ProofStepName;
  /** What was run and what came back. */
  readonly evidence: string;
}

/** What a proof showed. */
export interface Proof {
  /** All of them, in their order. */
  readonly steps: readonly ProofStep[];
  /** What the row of the distro says from now on. */
  readonly probe: ProbeResult;
}

/** How a proof ended. `leftBehind` names what could not be taken away again. */
export interface ProofEnd {
  readonly end: Proof | { readonly problem: RunFailure | WslProblem } | 'cancelled';
  readonly leftBehind: readonly string[];
}

const nothingElse = message('Only what Docker Desktop runs is tried.');
const afterRun = message('A container has to run first.');
const eventRounds = 20;
const eventPause = 250;

/**
 * Proves in a running distro that Docker Desktop works there: its engine answers, a container runs, sees a folder of the
 * distro's home, and is told of a change in it. The image is made of the distro's own programs and nothing is downloaded. What
 * was made is taken away again, however this ends. Nothing is asked of another engine than Docker Desktop's.
 */
export async function proveDocker(machine: Machine, distro: Distro, signal: AbortSignal): Promise<ProofEnd> {
  const probe = await probeDocker(machine, distro, signal);
  if (probe === null) return { end: 'cancelled', leftBehind: [] };
  if ('problem' in probe) return { end: probe, leftBehind: [] };
  const engine: ProofStep = {
    name: 'engine',
    verdict: probe.value === 'works' ? 'ok' : 'failed',
    detail: probe.detail,
    evidence: probe.evidence,
  };
  if (probe.value !== 'works') {
    const rest = proofSteps.slice(1).map((name) => untried(name, nothingElse));
    return { end: { steps: [engine, ...rest], probe }, leftBehind: [] };
  }
  const trial = new Trial(new HandsInDistro(machine, distro, signal));
  const end = await trial.all([engine]).catch((error: unknown) => {
    if (error instanceof HandsStopped) return error.end;
    throw error;
  });
  // Whoever cancels wants it gone as well.
  const leftBehind = await trial.clear(new HandsInDistro(machine, distro, null));
  return {
    end:
      'steps' in end
        ? { steps: end.steps, probe: probeAfter(probe, end.steps) }
        : end.problem === null
          ? 'cancelled'
          : { problem: end.problem },
    leftBehind,
  };
}

function untried(name: ProofStepName, detail: Message): ProofStep {
  return { name, verdict: 'notTested', detail, evidence: '' };
}

/** An engine that answers and runs nothing, or runs it without the distro's files, does not work there. */
function probeAfter(probe: ProbeResult, steps: readonly ProofStep[]): ProbeResult {
  const failed = steps.find(({ name, verdict }) => verdict === 'failed' && (name === 'run' || name === 'bind'));
  return failed ? { value: 'broken', detail: failed.detail, evidence: failed.evidence } : probe;
}

/** One proof from the first folder to the last one: what it makes has names that nobody else uses. */
class Trial {
  private readonly token = crypto.randomUUID();
  private readonly name = `slipway-proof-${this.token}`;
  private readonly image = `slipway-proof:${this.token}`;
  private folder: string | null = null;
  private asksEngine = false;

  constructor(private readonly hands: HandsInDistro) {}

  async all(before: readonly ProofStep[]): Promise<{ readonly steps: readonly ProofStep[] }> {
    const steps = [...before];
    const image = await this.makeImage();
    if ('verdict' in image)
      return { steps: [...steps, this.told('run', image), untried('bind', afterRun), untried('event', afterRun)] };
    const run = this.told('run', await this.run(image));
    steps.push(run);
    if (run.verdict !== 'ok') return { steps: [...steps, untried('bind', afterRun), untried('event', afterRun)] };
    const bind = this.told('bind', await this.bind(image));
    steps.push(bind);
    if (bind.verdict !== 'ok') {
      return { steps: [...steps, untried('event', message("A container has to see the distro's files first."))] };
    }
    return { steps: [...steps, this.told('event', await this.event(image))] };
  }

  private told(name: ProofStepName, judgement: Judgement): ProofStep {
    return { name, ...judgement, evidence: this.hands.takeEvidence() };
  }

  /** An image of two programs of the distro, what they need, and a file that no other image has. */
  private async makeImage(): Promise<Programs | Judgement> {
    const notTested = (detail: Message): Judgement => ({ verdict: 'notTested', detail });
    const { hands } = this;
    const home = (await hands.run(['pwd', '-P'])).stdout.replace(/\n$/, '');
    const folder = `${home}/${this.name}`;
    if (!/^\/[^\u0000-\u001f]*$/.test(home) || (await hands.run(['mkdir', '-m', '700', folder])).status !== 0) {
      return notTested(message("No folder could be made in this distro's home."));
    }
    this.folder = folder;
    const bound = await hands.run(['mkdir', `${folder}/bound`]);
    const written = [await this.write(`${folder}/token`, '1'), await this.write(`${folder}/bound/token`, '2')];
    if (bound.status !== 0 || written.includes(false)) {
      return notTested(message("No folder could be made in this distro's home."));
    }
    const programs = findPrograms((await hands.run(['ls', '-d', ...programCandidates])).stdout);
    if ('template' in programs) return notTested(programs);
    const needed = await hands.run(['ldd', programs.cat, programs.tail]);
    const libraries = needed.status === programNotFound ? noProgram('ldd') : readLibraries(needed.stdout);
    if ('template' in libraries) return notTested(libraries);
    const archive = `${folder}/image.tar`;
    const own = { folder, name: 'token' };
    const packed = await hands.run(packArgs(archive, [programs.cat, programs.tail, ...libraries], own), 60);
    if (packed.status !== 0) return notTested(message("The distro's programs could not be packed."));
    this.asksEngine = true;
    return judgeImport(await hands.run(distroDocker('import', archive, this.image), 60)) ?? programs;
  }

  private async run({ cat }: Programs): Promise<Judgement> {
    const once = ['run', '--rm', '--name', `${this.name}-run`, '--network', 'none'];
    return judgeRun(await this.hands.run(distroDocker(...once, this.image, cat, '/token'), 30), `${this.token}1`);
  }

  private async bind({ cat }: Programs): Promise<Judgement> {
    const once = ['run', '--rm', '--name', `${this.name}-bind`, '--network', 'none', ...this.mount()];
    return judgeBind(
      await this.hands.run(distroDocker(...once, this.image, cat, '/bound/token'), 30),
      `${this.token}2`,
    );
  }

  /** A change is made after the kernel says that the container watches, and looked for in what the watcher prints. */
  private async event({ cat, tail }: Programs): Promise<Judgement> {
    const { hands } = this;
    const name = `${this.name}-event`;
    const watch = [tail, '-n', '+1', '-f', '-s', '3600', '/bound/token'];
    const options = ['run', '-d', '--name', name, '--network', 'none', ...this.mount()];
    const started = await hands.run(distroDocker(...options, this.image, ...watch), 30);
    if (started.status !== 0)
      return { verdict: 'failed', detail: message('A container that watches could not be run.') };

    const files = [3, 4, 5, 6, 7, 8, 9].map((number) => `/proc/1/fdinfo/${number}`);
    const watches = await hands.until(
      distroDocker('exec', name, cat, ...files),
      { rounds: 8, pause: eventPause },
      (open) => watchesByEvents(open.stdout),
    );
    if (!watches) {
      return {
        verdict: 'notTested',
        detail: message('No program of this distro was seen to watch by events (tail -f).'),
      };
    }
    if (this.folder === null || !(await this.write(`${this.folder}/bound/token`, '3'))) {
      return { verdict: 'notTested', detail: message("The file in this distro's home could not be changed.") };
    }
    const changed = `${this.token}3`;
    return judgeEvent(
      await hands.until(distroDocker('logs', name), { rounds: eventRounds, pause: eventPause }, (logs) =>
        logs.stdout.includes(changed),
      ),
    );
  }

  /** The folder for a container. */
  private mount(): readonly string[] {
    return bindOption(`${this.folder ?? ''}/bound`, '/bound', 'readonly');
  }

  /** Puts a line behind what a file holds. The text of the script never changes: names are arguments. */
  private async write(path: string, digit: string): Promise<boolean> {
    const script = 'printf "%s\\n" "$2" >>"$1"';
    return (await this.hands.run(['sh', '-c', script, 'sh', path, `${this.token}${digit}`])).status === 0;
  }

  /** Takes away what there is; the names of what is still there. */
  async clear(hands: HandsInDistro): Promise<readonly string[]> {
    const left: string[] = [];
    const gone = async (what: string, ...commands: readonly Parameters<HandsInDistro['run']>[]): Promise<void> => {
      try {
        for (const [index, command] of commands.entries()) {
          const { status, stdout } = await hands.run(...command);
          const isLast = index === commands.length - 1;
          if (isLast && (status !== 0 || stdout.trim() !== '')) left.push(what);
        }
      } catch (error) {
        if (!(error instanceof HandsStopped)) throw error;
        left.push(what);
      }
    };
    if (this.asksEngine) {
      const containers = ['run', 'bind', 'event'].map((step) => `${this.name}-${step}`);
      const filter = ['--filter', `name=${this.name}`];
      await gone(this.name, [distroDocker('rm', '-f', ...containers), 30], [distroDocker('ps', '-a', '-q', ...filter)]);
      await gone(this.image, [distroDocker('rmi', this.image), 30], [distroDocker('images', '-q', this.image)]);
    }
    if (this.folder !== null) await gone(this.folder, [['rm', '-rf', this.folder]]);
    return left;
  }
}
