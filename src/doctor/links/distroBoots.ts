import { explainProblem } from '../../state/problem';
import { message } from '../../text/message';
import { fail, ok, unknown } from '../verdict';
import { blockedBy, type Link } from './link';

/** A distro that has to start first, and the VM with it, needs longer. */
const startPatience = 60_000;

/** A program starts in the distro. One that does not run is started only on its user's wish. */
export const distroBoots: Link = {
  id: 'distro-boots',
  needs: 'windows',
  async probe(examination) {
    const { distro, snapshot } = examination;
    if (!distro) return unknown(message('No distro was chosen.'), [], { ends: true });
    const listed = { command: 'wsl.exe -l -v', answer: `${distro.name} ${distro.state}` };
    const isRunning = distro.state === 'running' && snapshot.staleSince === null;
    if (!isRunning && distro.state !== 'stopped' && distro.state !== 'unknown') {
      return unknown(message('{0} is busy; wait until that is done.', distro.name), [listed], { ends: true });
    }
    if (!examination.mayEnter) {
      return unknown(message('{0} does not run, and looking into it would start it.', distro.name), [listed], {
        ends: true,
      });
    }
    const asked = await examination.ask(['true'], undefined, isRunning ? undefined : startPatience);
    if (asked.kind === 'ran') {
      return asked.run.status === 0
        ? ok(message('It does.'), [asked.proof])
        : fail(message('The simplest program fails in the distro.'), [asked.proof], { fix: { act: 'stopDistro' } });
    }
    if (asked.problem.kind === 'programMissingInside') return blockedBy(asked);
    if (asked.kind === 'hangs') {
      return fail(message('The simplest program does not end in the distro: it hangs.'), [asked.proof], {
        nextStep: message('Resume the engine if it is paused; else stop the distro.'),
        fix: { act: 'stopDistro' },
      });
    }
    const { message: text, nextStep } = explainProblem(asked.problem);
    return fail(text, [asked.proof], { nextStep });
  },
};
