import { version } from '../../package.json';
import type { Output } from '../../src/machine/command';
import type { Machine } from '../../src/machine/machine';
import type { Answered, Capture } from './recording';
import { calls, type Call } from './table';

const timeout = 30_000;

/** Makes the calls one after the other and keeps what came back; nothing is redacted yet. */
export async function record(machine: Machine, source: Capture['source']): Promise<Capture> {
  const at = machine.now().toISOString();
  const answers: Answered[] = [];
  for (const call of calls) answers.push(await answerTo(call, machine));
  const all = await machine.pipes.list();
  const pipes = all?.filter((name) => /docker/i.test(name)).sort() ?? null;
  return { source, at, slipway: version, pipes, answers };
}

async function answerTo({ id, program, args, env }: Call, machine: Machine): Promise<Answered> {
  const started = performance.now();
  // What this shell happens to have set must not decide what is recorded.
  const withoutEnv = ['WSL_UTF8', 'WSL_DISABLE_WARNINGS'].filter((name) => !Object.hasOwn(env, name));
  const ran = await machine.run({ program, args, env, withoutEnv, parse: (output: Output) => output }, { timeout });
  const milliseconds = Math.round(performance.now() - started);
  if (ran.outcome === 'done') return { id, milliseconds, answer: ran.value };
  return { id, milliseconds, answer: { failure: ran.outcome === 'failed' ? ran.failure.kind : 'timeout' } };
}
