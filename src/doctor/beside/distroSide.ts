import { message } from '../../text/message';
import type { BesideId } from '../checks';
import type { Examination } from '../examination';
import type { Facts } from '../inside/facts';
import type { LoginFacts } from '../inside/login';
import { ok, warn, type Verdict } from '../verdict';
import type { Beside } from './beside';

/** What may be wrong in a distro while the chain holds. It asks nothing that the chain has not asked. */
export const distroSide: Beside = {
  async probe(examination) {
    const looked = await examination.facts();
    if ('blocked' in looked) return null;
    const { facts } = looked;
    const verdicts = new Map<BesideId, Verdict>();
    const clock = judgeClock(facts, examination);
    if (clock) verdicts.set('clock', clock);
    verdicts.set('editor-sessions', judgeEditors(facts));
    const login = await examination.login();
    if ('facts' in login) verdicts.set('start-files', judgeStartFiles(login.facts));
    return verdicts;
  },
};

/** After sleep the clock of the VM may stand behind, and certificates and builds fail. */
const tolerance = 60;

function judgeClock({ time }: Facts, { factsTime }: Examination): Verdict | null {
  if (time === null || factsTime === null) return null;
  const [before, after] = [factsTime.before / 1000, factsTime.after / 1000];
  // Whatever the question took is no difference.
  const difference = time < before ? before - time : time > after ? time - after : 0;
  const proof = {
    command: 'date +%s',
    answer: `${time} in the distro, between ${Math.floor(before)} and ${Math.ceil(after)} on this side`,
  };
  if (difference <= tolerance) return ok(message('It does.'), [proof]);
  return warn(
    message('The clock of the distro is {0} s off: certificates and builds may fail.', Math.round(difference)),
    [proof],
    {
      nextStep: message('Save your work and shut WSL down: its clock is set when it starts.'),
    },
  );
}

/** A terminal of the editor has the groups that its server had when it started. */
function judgeEditors({ editors, uid, user, dockerGroup, socketStat }: Facts): Verdict {
  const isForDocker = socketStat.split(' ').at(-1) === 'docker' && dockerGroup?.members.includes(user) === true;
  const stale = isForDocker
    ? editors.filter((each) => each.uid === uid && uid !== 0 && !each.groups.includes(dockerGroup.id))
    : [];
  const [first] = stale;
  if (!first) return ok(message('They do.'));
  return warn(
    message(
      "The editor's server in the distro began before you were in the group docker: its terminals may not use it.",
    ),
    [{ command: `grep Groups /proc/${first.id}/status`, answer: first.groups.join(' ') }],
    { nextStep: message('Run "Kill VS Code Server on Host" or stop the distro, then open the window again.') },
  );
}

/** What a start file sets for shells that a person opens is not in the environment of every login shell. */
function judgeStartFiles({ startFiles, host }: LoginFacts): Verdict {
  const sets = /^.+?:\d+:\s*(?:export\s+|set\s+-\S*x\S*\s+)?DOCKER_HOST(?:=|\s+)["']?(\S+?)["']?\s*$/;
  const found = startFiles.map((line) => [line, sets.exec(line)?.[1]] as const);
  const odd = found.find(
    ([, value]) => value !== undefined && /^(?:tcp:\/\/(?:localhost|127\.0\.0\.1)|npipe:)/.test(value),
  );
  if (!odd || host !== null) return ok(message('None does.'));
  const place = /^(.+?:\d+):/.exec(odd[0])?.[1] ?? '';
  return warn(
    message('{0} sets DOCKER_HOST to {1} for shells that you open.', place, odd[1] ?? ''),
    [{ command: 'grep -n DOCKER_HOST in the start files', answer: odd[0] }],
    { nextStep: message('Remove the line from {0}, then open a new terminal.', place) },
  );
}
