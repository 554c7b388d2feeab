import { setTimeout as sleep } from 'node:timers/promises';
import { pingEngine, type EngineState } from '../../docker/engine';
import { desktopStatusCommand, type DesktopStatus } from '../../docker/status';
import { Stopwatch } from '../../machine/stopwatch';
import { askAboutVersions } from '../../state/about';
import { isAtLeast } from '../../text/versionOrder';
import { message } from '../../text/message';
import { Cancelled, type Examination } from '../examination';
import { trapsFor } from '../traps';
import { fail, ok, unknown, type Proof, type Verdict } from '../verdict';
import type { Link } from './link';

const pingTimeout = 4_000;
/** For how long an engine that starts is asked again. */
const patience = 5_000;
const pause = 500;
const statusTimeout = 4_000;
/** From here on WSL has cgroup v2 alone, with which a paused engine holds up whatever looks into it. */
const freezesSince = '2.5.1';

/** The engine says OK through its pipe. */
export const engineAnswers: Link = {
  id: 'engine-answers',
  needs: 'windows',
  async probe(examination) {
    // From inside a distro only the socket there can be asked, which is a link of its own.
    if (examination.machine.platform !== 'windows') return unknown(message('Pipes cannot be seen from here.'));
    const state = await patientPing(examination);
    const proof: Proof = { command: 'GET /_ping through dockerDesktopLinuxEngine', answer: words[state] };
    switch (state) {
      case 'answers':
        return ok(message('It answers.'), [proof]);
      case 'cancelled':
        throw new Cancelled();
      case 'absent':
        return fail(message('Docker Desktop runs, and its engine has no pipe.'), [proof], {
          nextStep: message('Look at its window: it may be waiting for you to sign in, to accept terms or to update.'),
          fix: { act: 'restartDocker' },
        });
      case 'starting':
        return fail(message('The engine answers with an error: it is still starting, or it has died.'), [proof], {
          nextStep: message('Wait a minute and look again. If it stays like this, restart Docker Desktop.'),
          fix: { act: 'restartDocker' },
        });
      case 'silent':
        return judgeSilent(examination, proof);
    }
  },
};

const words: Readonly<Record<EngineState, string>> = {
  answers: '200 OK',
  starting: 'an error',
  silent: `no answer within ${pingTimeout / 1000} s`,
  absent: 'no such pipe',
  cancelled: '',
};

async function patientPing({ machine, signal }: Examination): Promise<EngineState> {
  const watch = new Stopwatch();
  for (;;) {
    const state = await pingEngine(machine, { timeout: pingTimeout, signal });
    // An engine that starts has no pipe at first, and then one that answers with an error.
    if ((state !== 'starting' && state !== 'absent') || watch.lap() >= patience) return state;
    await sleep(pause, null, { signal }).catch(() => undefined);
  }
}

async function judgeSilent(examination: Examination, proof: Proof): Promise<Verdict> {
  const { machine, signal, dockerVersion } = examination;
  const asked = await machine.run(desktopStatusCommand(), { timeout: statusTimeout, signal });
  if (asked.outcome === 'cancelled') throw new Cancelled();
  const status: DesktopStatus | null = asked.outcome === 'done' ? asked.value : null;
  const evidence = [proof, ...(status ? [{ command: 'docker desktop status', answer: status.printed }] : [])];
  const known = trapsFor(dockerVersion, 'engine-silent');
  if (status?.word !== 'paused') {
    return fail(message('The engine does not answer.'), evidence, { fix: { act: 'restartDocker' }, traps: known });
  }
  const about = await askAboutVersions(machine, signal);
  if (about === null) throw new Cancelled();
  const version = about.versions?.wsl ?? null;
  const freezes = version !== null && isAtLeast(version, freezesSince) === true;
  return fail(
    freezes
      ? message('The engine is paused, and with WSL {0} whatever looks into it waits: distros may freeze.', version)
      : message('The engine is paused.'),
    [...evidence, ...(version === null ? [] : [{ command: 'wsl.exe --version', answer: version }])],
    {
      nextStep: message(
        'Resume it in the window of Docker Desktop. If it pauses by itself, switch Resource Saver off.',
      ),
      traps: known,
    },
  );
}
