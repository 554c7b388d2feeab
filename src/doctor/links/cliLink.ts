import { isShared } from '../../docker/probe';
import { message } from '../../text/message';
import type { Examination } from '../examination';
import { describeMarks } from '../inside/answers';
import { places, type Facts } from '../inside/facts';
import { fail, ok, unknown, type Verdict } from '../verdict';
import { byFacts, seen } from './link';

/** The proxy makes a link to Docker Desktop's command line, at times minutes after it began (docker/for-win#14850). */
export const cliLink = byFacts('cli-link', (facts, examination) => {
  const { cli, cliTo, cliEnd } = facts;
  const evidence = [
    seen(`stat ${places.cli}`, describeMarks(cli)),
    seen(`readlink -f ${places.cli}`, cliEnd || 'nothing'),
  ];
  if (!cli.has('link') && !cli.has('there')) {
    return (
      stillSettling(facts, examination) ??
      fail(message('There is no docker in the distro, though the proxy runs.'), evidence, {
        fix: { act: 'restartDocker' },
      })
    );
  }
  if (!cli.has('there')) {
    return fail(message('The link to docker leads nowhere: {0}.', cliTo), evidence, { fix: { act: 'restartDocker' } });
  }
  if (cli.has('folder')) {
    return fail(message('{0} is a folder, so there is no docker.', places.cli), evidence, {
      nextStep: message('Remove the empty folder, then restart Docker Desktop.'),
      fix: { act: 'typeCommand', line: `sudo rmdir ${places.cli}` },
    });
  }
  if (!cli.has('filled')) {
    return fail(message('{0} is an empty file, so there is no docker.', places.cli), evidence, {
      nextStep: message('Remove the empty file, then restart Docker Desktop.'),
      fix: { act: 'typeCommand', line: `sudo rm ${places.cli}` },
    });
  }
  return isShared(cliEnd)
    ? ok(message('It leads to the tools of Docker Desktop.'), evidence)
    : ok(message("It is a docker of the distro's own: {0}.", cliEnd), evidence);
});

/** What a proxy makes that began a moment ago may still come. */
export function stillSettling({ proxy }: Facts, { settleSeconds }: Examination): Verdict | null {
  if (!proxy || proxy.age === null || proxy.age >= settleSeconds) return null;
  return unknown(
    message('It is not there yet: the proxy began {0} s ago, and may take minutes.', Math.round(proxy.age)),
    [seen(`ps -o etimes= ${proxy.id}`, String(Math.round(proxy.age)))],
    { ends: true, nextStep: message('Look again in a few minutes.') },
  );
}
