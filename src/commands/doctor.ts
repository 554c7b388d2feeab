import * as vscode from 'vscode';
import type * as Doctor from '../doctor';
import type { ExaminationOptions } from '../doctor/examination';
import type { Finding, Report } from '../doctor/examine';
import { momentHere } from '../host/moment';
import { inDisplayLanguage as translate } from '../host/translate';
import type { IntegratedDistro, Snapshot } from '../state/snapshot';
import { inEnglish, message, type Message } from '../text/message';
import { momentText } from '../text/moment';
import type { CommandContext } from './context';
import { carryOut, canCarryOut } from './doctorFix';
import { doctorStartQuestion } from './doctorQuestions';
import { findAgain, inProgress, look } from './facts';
import { loadDoctor } from './loadDoctor';
import { inNotification } from './longWork';
import { askModal } from './modal';
import { resolveDistro } from './pickDistro';
import { redactAddresses } from './redact';
import { redactionHere } from './redactionHere';
import { tell, warn } from './say';

type Api = typeof Doctor;

/**
 * Looks at each link between a distro and Docker Desktop's engine, shows what was found, and offers to mend the first broken
 * one; the same checks then say whether it holds.
 */
export async function runDoctor(context: CommandContext, argument: unknown): Promise<void> {
  const wanted = await chooseDistro(context, argument);
  if (wanted === undefined) return;
  const doctor = await loadDoctor();
  let mended: Finding | null = null;
  for (;;) {
    const snapshot = await look(context);
    const distro = wanted && findAgain(snapshot, wanted);
    const start = await mayStart(doctor, snapshot, distro);
    if (start === null) return;
    const report = await examineVisibly(doctor, context, { snapshot, distro, start });
    if (report === null) return;
    remember(context, report);
    const title = `${translate(message('Doctor'))} - ${distro?.name ?? 'Windows'}`;
    await context.pages.show(
      title,
      doctor.reportAsMarkdown(report, { translate, redact: (text) => text, time: momentHere }),
    );
    const next = await offer(doctor, context, report, mended);
    if (next === null) return;
    mended = next;
  }
}

/** Null for Windows' side alone, where nobody has a distro of their own; undefined when its user chose none. */
async function chooseDistro(context: CommandContext, argument: unknown): Promise<IntegratedDistro | null | undefined> {
  const { distros } = await look(context);
  if (distros.every(({ kind }) => kind !== 'user')) return null;
  return resolveDistro(context, argument, { placeholder: translate(message('Run the doctor for which distro?')) });
}

/** Whether a stopped distro may be started for this; null when its user turned away. */
async function mayStart(
  { whyApart }: Api,
  snapshot: Snapshot,
  distro: IntegratedDistro | null,
): Promise<boolean | null> {
  if (distro?.state !== 'stopped' || whyApart(snapshot, distro) !== null) return false;
  const choice = await askModal(doctorStartQuestion(distro.name));
  return choice === undefined ? null : choice === 'start';
}

async function examineVisibly(
  { examine }: Api,
  { machine }: CommandContext,
  what: Pick<ExaminationOptions, 'snapshot' | 'distro' | 'start'>,
): Promise<Report | null> {
  return inNotification(message('Doctor'), (signal, progress) =>
    examine({ machine, ...what, signal }, (check, _, of) =>
      progress.report({ message: translate(check), increment: 100 / of }),
    ),
  );
}

/** What the doctor proved is what the check of one distro proves: the tree shows it. */
function remember({ store }: CommandContext, { distro, links }: Report): void {
  const server = links.find(({ id }) => id === 'server')?.verdict;
  if (!distro || server?.status !== 'ok') return;
  const evidence = server.evidence.map(({ command, answer }) => `$ ${command}\n${answer}`).join('\n');
  store.recordProbe(distro, {
    value: 'works',
    detail: message("Docker Desktop's engine answers in this distro."),
    evidence,
  });
}

/** Says what came of it and offers what can be done; the finding that was to be mended, where something was done. */
async function offer(
  doctor: Api,
  context: CommandContext,
  report: Report,
  mended: Finding | null,
): Promise<Finding | null> {
  const broken = report.broken ?? report.beside.find(({ verdict }) => verdict.status === 'fail') ?? null;
  const odd = broken ?? [...report.links, ...report.beside].find(({ verdict }) => verdict.fix !== null) ?? null;
  const fix = odd && odd.verdict.status !== 'ok' && canCarryOut(odd.verdict.fix, report) ? odd.verdict.fix : null;
  const button = fix && doctor.fixTitle(fix);
  const copy = message('Copy…');
  const text = summary(doctor, report, broken, mended);
  const chosen = await (report.result === 'fail' ? warn : tell)(text, ...(button ? [button] : []), copy);
  if (chosen === copy) {
    await copyReport(doctor, context, report);
    return null;
  }
  if (!odd || !fix || chosen !== button) return null;
  return (await carryOut(context, fix, report)) ? odd : null;
}

function summary(
  { checkTitles, resultText }: Api,
  report: Report,
  broken: Finding | null,
  mended: Finding | null,
): Message {
  if (mended && broken?.id === mended.id) {
    return message('Still broken: {0}', translate(broken.verdict.text));
  }
  if (broken) return message('Broken: {0}', translate(broken.verdict.text));
  return mended ? message('It holds now: {0}.', translate(checkTitles[mended.id])) : resultText(report);
}

/** Shows what would be copied, in English and without names, and copies it when its user wants that. */
async function copyReport({ reportAsMarkdown }: Api, context: CommandContext, report: Report): Promise<void> {
  const redact = await inProgress(redactionHere(context.machine, context.store.current ?? { distros: [] }));
  const content = reportAsMarkdown(report, {
    translate: inEnglish,
    redact: (text) => redact(redactAddresses(text)),
    time: (iso) => momentText(iso, 'en', true),
  });
  await context.pages.showSource(translate(message('Report to Copy')), content);
  const copy = message('Copy to the Clipboard');
  const text = message('This is what is copied, without names, addresses and hosts. Nothing is sent.');
  if ((await tell(text, copy)) === copy) await vscode.env.clipboard.writeText(content);
}
