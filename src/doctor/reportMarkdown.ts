import { codeBlock, inlineCode, markdownText as plain } from '../text/markdownCode';
import { message, type Message, type Translate } from '../text/message';
import { checkTitles } from './checks';
import type { Finding, Report } from './examine';
import { fixCommand, fixTitle } from './fix';
import { trackerFor } from './tracker';
import type { Status } from './verdict';

export interface MarkdownOptions {
  readonly translate: Translate;
  /** What stands in place of names, addresses and hosts. */
  readonly redact: (text: string) => string;
  /** A moment (ISO 8601) for the eye. */
  readonly time: (iso: string) => string;
}

const signs: Readonly<Record<Status, string>> = {
  ok: '✓',
  note: 'i',
  warn: '!',
  fail: '✗',
  unknown: '?',
  skipped: '–',
};

/** A report for people, as Markdown. What comes from the machine is code in it and can become no markup and no link. */
export function reportAsMarkdown(report: Report, { translate, redact, time }: MarkdownOptions): string {
  const { links, beside, broken, distro, dockerVersion, at } = report;
  const shown = (text: Message): string => redact(translate(text));
  const row = ({ id, verdict }: Finding): string => {
    const text = plain(shown(verdict.text));
    return `- ${signs[verdict.status]} **${translate(checkTitles[id])}**: ${text}`;
  };
  const odd = [...links, ...beside].filter(({ verdict: { status } }) => status !== 'ok' && status !== 'skipped');
  const tracker = trackerFor(broken?.id ?? odd.find(({ verdict }) => verdict.status === 'fail')?.id ?? null);
  const details = odd.flatMap((finding) => detailsOf(finding, report, { translate, redact, time }));
  return [
    `# ${translate(message('Doctor'))}`,
    '',
    broken
      ? `**${plain(shown(message('Broken: {0}', translate(broken.verdict.text))))}**`
      : `**${translate(resultText(report))}**`,
    '',
    `- ${translate(message('Distro'))}: ${distro ? `${inlineCode(redact(distro.name))}, ${translate(message('WSL {0}', distro.wslVersion))}` : '–'}`,
    `- Docker Desktop: ${inlineCode(dockerVersion ?? '–')}`,
    `- ${translate(message('Looked at'))}: ${time(at)}`,
    '',
    ...details,
    `## ${translate(message('The chain'))}`,
    '',
    ...links.map(row),
    '',
    ...(beside.length > 0 ? [`## ${translate(message('Beside it'))}`, '', ...beside.map(row), ''] : []),
    `## ${translate(message('Where to report'))}`,
    '',
    `${tracker.name}: <${tracker.link}>`,
    '',
  ].join('\n');
}

/** What was found where nothing in the chain is broken. */
export function resultText({ result }: Report): Message {
  switch (result) {
    case 'ok':
      return message('Nothing is broken.');
    case 'warn':
      return message('Nothing is broken, and there is something to know.');
    case 'fail':
      return message('The chain holds, and something is broken beside it.');
    case 'unknown':
      return message('Nothing broken was seen, and it could not be told to the end.');
  }
}

function detailsOf({ id, verdict }: Finding, { distro }: Report, { translate, redact }: MarkdownOptions): string[] {
  const { evidence, nextStep, fix, traps } = verdict;
  const command = fix && fixCommand(fix, distro?.name ?? null);
  const printed = evidence.map(({ command: asked, answer }) => `$ ${asked}\n${answer}`.trimEnd()).join('\n');
  const lines = [
    ...(nextStep ? [plain(redact(translate(nextStep)))] : []),
    ...(fix ? [`${translate(fixTitle(fix))}${command === null ? '' : `: ${inlineCode(redact(command))}`}`] : []),
    ...traps.map(({ text, reference }) => `${translate(text)} <${reference}>`),
  ];
  return [
    `## ${translate(checkTitles[id])}`,
    '',
    plain(redact(translate(verdict.text))),
    '',
    ...lines.map((line) => `- ${line}`),
    ...(lines.length > 0 ? [''] : []),
    ...(printed === '' ? [] : [...codeBlock(printed.split('\n').map(redact).join('\n')), '']),
  ];
}
