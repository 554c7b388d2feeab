import type * as Doctor from '../doctor';
import type { Finding, Report } from '../doctor/examine';
import type { Status } from '../doctor/verdict';
import { explainProblem } from '../state/problem';
import { takeSnapshot, type IntegratedDistro, type Snapshot } from '../state/snapshot';
import { inEnglish } from '../text/message';
import { printable } from '../text/printable';
import type { Shade } from '../text/report/paint';
import type { CommandContext, ExitCode } from './context';
import { UsageError } from './invocation';
import { count } from './table';

/** `slipway doctor [DISTRO]`: which link is broken, and why; the schema is docs/schema/doctor.schema.json. */
export async function doctor(context: CommandContext): Promise<ExitCode> {
  const { machine, signal, invocation } = context;
  const [name, ...others] = invocation.operands;
  if (others.length > 0) throw new UsageError('doctor takes the name of one distro.');
  const snapshot = await takeSnapshot(machine, null, signal);
  if (snapshot === null) return 130;
  const [problem] = snapshot.problems;
  if (!snapshot.listed && problem) {
    const { message, nextStep } = explainProblem(problem);
    context.complain(`${inEnglish(message)} ${inEnglish(nextStep)}`);
    return 2;
  }
  const distro = chooseDistro(snapshot, name);
  if (typeof distro === 'string') {
    context.complain(distro);
    return 2;
  }
  const room = await import('../doctor');
  const report = await room.examine({ machine, snapshot, distro, start: invocation.start, signal });
  if (report === null) return 130;
  context.print(invocation.format === 'json' ? room.reportAsJson(report) : asText(report, context, room));
  return { ok: 0, warn: 0, fail: 1, unknown: 2 }[report.result] as ExitCode;
}

/** The distro that is named, or the default one where that is its user's own; else why not. */
function chooseDistro({ distros }: Snapshot, name: string | undefined): IntegratedDistro | string | null {
  if (name === undefined) return distros.find(({ isDefault, kind }) => isDefault && kind === 'user') ?? null;
  const found = distros.find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (!found) return `There is no distro named ${name}.`;
  return found.kind === 'user' ? found : `${found.name} is ${found.kind}'s own: nothing is run in it.`;
}

const shades: Readonly<Record<Status, Shade>> = {
  ok: 'dim',
  note: 'info',
  warn: 'warning',
  fail: 'error',
  unknown: 'info',
  skipped: 'dim',
};

type Room = Pick<typeof Doctor, 'checkTitles' | 'fixCommand' | 'fixTitle'>;

function asText(report: Report, context: CommandContext, room: Room): string {
  const { distro, dockerVersion, broken } = report;
  const about = [
    `Docker Desktop ${dockerVersion ?? ''}`.trim(),
    distro ? `${distro.name} (WSL ${distro.wslVersion})` : '',
  ];
  const shown = [...report.links, ...report.beside].filter(({ verdict }) => verdict.status !== 'skipped');
  const left = report.links.filter(({ verdict }) => verdict.status === 'skipped').length;
  return [
    about.filter(Boolean).map(printable).join(', '),
    '',
    ...shown.flatMap((finding) => findingLines(finding, report, context, room)),
    ...(left > 0 ? [`${'skipped'.padEnd(statusWidth)}${count(left, 'link')}`] : []),
    '',
    broken
      ? `Broken (${broken.id}): ${printable(inEnglish(broken.verdict.text))}`
      : {
          ok: 'Nothing is broken.',
          warn: 'Nothing is broken.',
          fail: 'Something is broken beside the chain.',
          unknown: 'It could not be told to the end.',
        }[report.result],
  ].join('\n');
}

const statusWidth = 9;
const indent = ' '.repeat(statusWidth);

function findingLines(
  { id, verdict }: Finding,
  { distro }: Report,
  { paint }: CommandContext,
  { checkTitles, fixCommand, fixTitle }: Room,
): string[] {
  const { status, text, evidence, nextStep, fix, traps } = verdict;
  const line = `${paint(status.padEnd(statusWidth), shades[status])}${inEnglish(checkTitles[id])}: ${printable(inEnglish(text))}`;
  if (status === 'ok') return [line];
  const command = fix && fixCommand(fix, distro?.name ?? null);
  return [
    line,
    ...evidence.flatMap((proof) => [
      `${indent}$ ${printable(proof.command)}`,
      ...proof.answer.split('\n').map((each) => `${indent}  ${printable(each)}`),
    ]),
    ...traps.map(({ text: known, reference }) => `${indent}Known: ${inEnglish(known)} ${reference}`),
    ...(nextStep ? [`${indent}Next: ${printable(inEnglish(nextStep))}`] : []),
    ...(fix ? [`${indent}Fix: ${inEnglish(fixTitle(fix))}${command === null ? '' : `: ${printable(command)}`}`] : []),
  ];
}
