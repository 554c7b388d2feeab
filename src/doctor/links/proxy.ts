import { ask } from '../../state/ask';
import { message, type Message } from '../../text/message';
import { queryRegistry } from '../../wsl/registry';
import { Cancelled, type Examination } from '../examination';
import type { Fix } from '../fix';
import { describeMarks } from '../inside/answers';
import { places, type Facts } from '../inside/facts';
import { trapsFor, type Condition } from '../traps';
import { fail, ok, type Proof } from '../verdict';
import { blockedBy, seen, type Link } from './link';

/** Docker Desktop keeps one process of its own in each integrated distro: without it nothing there is set up or kept. */
export const proxy: Link = {
  id: 'proxy',
  needs: 'distro',
  async probe(examination) {
    const looked = await examination.facts();
    if ('blocked' in looked) return blockedBy(looked.blocked);
    const { facts } = looked;
    const alive = seen(`pgrep -f ${places.proxy}`, facts.proxy ? String(facts.proxy.id) : 'nothing');
    if (facts.proxy) return ok(message('It does.'), [alive]);
    const cause = causeOf(facts) ?? (await convertedLongAgo(examination)) ?? unknownCause;
    return fail(cause.text, [alive, ...cause.evidence], {
      nextStep: cause.nextStep,
      fix: cause.fix,
      traps: trapsFor(examination.dockerVersion, cause.condition),
    });
  },
};

/** Why there is none, as far as something was seen that keeps it from running. */
interface Cause {
  readonly condition: Condition;
  readonly text: Message;
  readonly evidence: readonly Proof[];
  readonly nextStep: Message | null;
  readonly fix: Fix | null;
}

const unknownCause: Cause = {
  condition: 'proxy-dead',
  text: message('Integration is on, and its proxy does not run in the distro.'),
  evidence: [],
  nextStep: null,
  fix: { act: 'restartDocker' },
};

function causeOf(facts: Facts): Cause | null {
  const { program, cli, lacks } = facts;
  if (program.has('file') && !program.has('filled')) {
    return {
      condition: 'proxy-empty',
      text: message('The proxy does not run: the program that Docker Desktop shares for it is empty.'),
      evidence: [seen(`stat ${facts.sharedAt}/${places.proxy}`, describeMarks(program))],
      nextStep: null,
      fix: { act: 'restartDocker' },
    };
  }
  if (cli.has('there') && !cli.has('link')) {
    const isFolder = cli.has('folder');
    return {
      condition: 'proxy-dead',
      text: isFolder
        ? message('The proxy does not run: a folder stands where it makes the link to docker.')
        : message("The proxy does not run: a docker of the distro's own stands where it makes its link."),
      evidence: [seen(`stat ${places.cli}`, describeMarks(cli))],
      nextStep: isFolder
        ? message('Remove the empty folder, then restart Docker Desktop.')
        : message("Uninstall the distro's own docker, or switch the integration off for this distro."),
      fix: isFolder ? { act: 'typeCommand', line: `sudo rmdir ${places.cli}` } : { act: 'openDockerSettings' },
    };
  }
  if (lacks.length > 0) {
    return {
      condition: 'proxy-dead',
      text: message('The proxy does not run: the distro lacks programs that it needs: {0}.', lacks.join(', ')),
      evidence: [seen(`command -v ${lacks.join(' ')}`, 'nothing')],
      nextStep: message('Install them in the distro, then restart Docker Desktop.'),
      fix: null,
    };
  }
  return null;
}

const registryTimeout = 10_000;

/** Its registration has an old format of files, which some releases took for its WSL version. */
async function convertedLongAgo({ machine, signal, distro, dockerVersion }: Examination): Promise<Cause | null> {
  // Asked only where it would explain anything.
  if (trapsFor(dockerVersion, 'converted-distro').length === 0) return null;
  const asked = await ask(machine, queryRegistry(), registryTimeout, signal);
  if (asked === null) throw new Cancelled();
  const registered = asked.ok ? asked.value.distros.find(({ id }) => id === distro?.id) : undefined;
  if (registered?.fileFormat !== 1) return null;
  return {
    condition: 'converted-distro',
    text: message('The proxy does not run: this Docker Desktop takes the distro for WSL 1, since it was converted.'),
    evidence: [seen('reg.exe query …\\Lxss', 'Version 1, and WSL 2 by its Flags')],
    nextStep: message('Update Docker Desktop.'),
    fix: null,
  };
}
