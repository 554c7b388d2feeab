import { probeDocker } from '../docker/probe';
import { inDisplayLanguage as translate } from '../host/translate';
import { message } from '../text/message';
import { knownValue } from '../text/observed';
import { ProblemError, type CommandContext } from './context';
import { findAgain, readAgain } from './facts';
import { inNotification } from './longWork';
import { resolveDistro } from './pickDistro';
import { sayDone, tell, warn } from './say';

/** Looks into a running distro whether docker works there, and shows it in the tree. It starts none for that. */
export async function checkDocker(context: CommandContext, argument: unknown): Promise<void> {
  const target = await resolveDistro(context, argument, {
    placeholder: translate(message('Check docker in which distro?')),
    isCandidate: ({ state }) => state === 'running',
  });
  if (!target) return;
  const distro = findAgain(await readAgain(context), target);
  if (distro.state !== 'running') throw new ProblemError({ kind: 'distroNotRunning', name: distro.name });
  const result = await inNotification(message('Checking docker in {0}', distro.name), (signal) =>
    probeDocker(context.machine, distro, signal),
  );
  if (result === null) return;
  if ('problem' in result) throw new ProblemError(result.problem);
  context.store.recordProbe(distro, result);
  const text = message('docker in {0}: {1}', distro.name, translate(result.detail));
  if (result.value === 'works') {
    sayDone(text);
    return;
  }
  const showLog = message('Show Log');
  // Where integration is off, no docker or one of its own is what its user wants.
  const say = knownValue(distro.integration.set) === 'on' ? warn : tell;
  if ((await say(text, showLog)) === showLog) context.channel.show();
}
