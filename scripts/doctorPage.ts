// docs/doctor.md, made from the checks in the code: node --import tsx scripts/doctorPage.ts
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { besideIds, checkTitles, linkIds, type CheckId } from '../src/doctor/checks';
import { traps } from '../src/doctor/traps';
import { inEnglish } from '../src/text/message';
import { pains, type Noticed } from './pains';

const page = fileURLToPath(new URL('../docs/doctor.md', import.meta.url));

const head = `# The doctor

<!-- Made from the code by scripts/doctorPage.ts. -->

\`slipway doctor [DISTRO]\` and the command **Slipway: Run Doctor…** follow the links between you and an engine that answers in a
distro, from the first one on, stop at the first that is broken, and say what was asked and what came back. What hangs on a
broken link is not looked at. A stopped distro is not started unless you say so (\`--start\`), nothing is run in Docker Desktop's own
distros, and no engine but Docker Desktop's is asked. No verdict rests on a log.

A distro without integration, WSL 1, the Hyper-V engine, an engine of your own, Podman and Rancher Desktop are choices: where one
of them is set there is nothing to mend. \`slipway explain "ERROR TEXT"\` goes the other way, from a message to the link that proves
it. The output for programs is described in [doctor.schema.json](schema/doctor.schema.json).

One question leaves this computer: where docker in the distro is signed in to a registry, the resolvers of both sides are asked for
the address of its host. One kind of packet does: where the distro sends more bytes at once than Windows does, whether such packets
are lost is tried with a ping that ends at the first router behind Windows.

No server is connected to, so that the doctor cannot see whether certificates are replaced on their way; it compares which roots both
sides trust. By hand: \`openssl s_client -connect HOST:443 </dev/null\` in the distro names who issued what it was shown. The same
issuer for hosts of different companies, and one that a browser on Windows shows as well, is your network.

A note (\`note\`) is nothing broken: somebody who looks for the cause of a trouble should know of it. It does not count in the result.`;

/** The page as it has to be. */
export function doctorPage(): string {
  const rows = (ids: readonly CheckId[]): string[] => ids.map((id) => `| \`${id}\` | ${inEnglish(checkTitles[id])} |`);
  return `${[
    head,
    '## The chain',
    ['| link | what holds |', '| --- | --- |', ...rows(linkIds)].join('\n'),
    '## Beside it',
    ['| check | what holds |', '| --- | --- |', ...rows(besideIds)].join('\n'),
    '## Known faults of releases',
    'They explain what was seen to be broken, and decide nothing.',
    [
      '| from | before | what it does |',
      '| --- | --- | --- |',
      ...traps.map(
        ({ from, before, text, reference }) =>
          `| ${from} | ${before ?? ''} | ${inEnglish(text)} ([report](${reference})) |`,
      ),
    ].join('\n'),
    '## Troubles that people report',
    [
      '| | trouble | noticed |',
      '| --- | --- | --- |',
      ...pains.map(({ number, symptom, noticed }) => `| ${number} | ${symptom} | ${describe(noticed)} |`),
    ].join('\n'),
  ].join('\n\n')}\n`;
}

function describe(noticed: Noticed): string {
  if ('cannot' in noticed) return `cannot be: ${noticed.cannot}`;
  if ('elsewhere' in noticed) return `not by the doctor: ${noticed.elsewhere}`;
  const ids = 'checks' in noticed ? noticed.checks : noticed.rules;
  const kind = 'checks' in noticed ? '' : 'in files, by rule ';
  return `${kind}${ids.map((id) => `\`${id}\``).join(', ')}: ${noticed.how}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(page, doctorPage());
