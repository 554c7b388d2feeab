import { askAboutStatus, askAboutVersions, recogniseInboxWsl, type AboutWsl } from '../state/about';
import { explainProblem, type Problem } from '../state/problem';
import { healthProblems } from '../state/health';
import { isListAnswered, takeSnapshot, type Snapshot } from '../state/snapshot';
import { snapshotAsData } from '../state/snapshotData';
import { inEnglish } from '../text/message';
import { printable } from '../text/printable';
import type { CommandContext, ExitCode } from './context';
import { dockerAsLine, integrationAsWord } from './dockerOutput';
import { UsageError } from './invocation';
import { formatTable } from './table';

/** `slipway distros`: the distros and what is known of WSL; the schema is docs/schema/distros.schema.json. */
export async function distros(context: CommandContext): Promise<ExitCode> {
  if (context.invocation.operands.length > 0) throw new UsageError('distros takes no paths.');
  const { machine, signal, invocation } = context;
  const [snapshot, askedVersions] = await Promise.all([
    takeSnapshot(machine, null, signal),
    machine.platform === 'other' ? nothingAsked : askAboutVersions(machine, signal),
  ]);
  if (snapshot === null || askedVersions === null) return 130;
  const versions = isListAnswered(snapshot) ? recogniseInboxWsl(askedVersions) : askedVersions;
  // --status waits for the service as the list does; where that did not answer it is not asked again.
  const answered = snapshot.listed && snapshot.problems.length === 0;
  const about = answered ? await askAboutStatus(machine, versions, signal) : versions;
  if (about === null) return 130;

  const problems = [...distinctProblems([...snapshot.problems, ...about.problems]), ...healthProblems(snapshot)];
  if (invocation.format === 'json') context.print(JSON.stringify(snapshotAsData(snapshot, about, problems), null, 2));
  else if (snapshot.distros.length > 0) context.print(asText(snapshot));
  else if (snapshot.listed) context.complain('WSL is installed and has no distro.');
  for (const problem of problems) {
    const { message, nextStep } = explainProblem(problem);
    context.complain(`${inEnglish(message)} ${inEnglish(nextStep)}`);
  }
  return snapshot.listed ? 0 : 2;
}

const nothingAsked: AboutWsl = { versions: null, virtualizationOff: null, problems: [] };

/** One cause may show in several answers. */
function distinctProblems(problems: readonly Problem[]): Problem[] {
  return problems.filter((problem, index) => problems.findIndex((other) => other.kind === problem.kind) === index);
}

function asText(snapshot: Snapshot): string {
  const rows = snapshot.distros.map((distro) => [
    distro.isDefault ? '*' : ' ',
    distro.state,
    `WSL ${distro.wslVersion}`,
    integrationAsWord(distro),
    // Last, since a name in a wide script takes more room than it has characters.
    distro.kind === 'user' ? printable(distro.name) : `${printable(distro.name)} (${distro.kind}'s own)`,
  ]);
  const table = formatTable([[' ', 'STATE', 'VERSION', 'DOCKER', 'NAME'], ...rows]);
  const docker = dockerAsLine(snapshot.docker);
  return docker === null ? table : `${table}\n\n${docker}`;
}
