import { inEnglish } from '../text/message';
import { checkTitles } from './checks';
import type { Finding, Report } from './examine';
import { fixCommand, fixTitle } from './fix';

/** A report for other programs; the schema is docs/schema/doctor.schema.json. */
export function reportAsJson({ at, distro, dockerVersion, result, broken, links, beside }: Report): string {
  const asJson = ({ id, verdict }: Finding): unknown => ({
    id,
    title: inEnglish(checkTitles[id]),
    status: verdict.status,
    text: inEnglish(verdict.text),
    evidence: verdict.evidence.map(({ command, answer }) => ({ command, answer })),
    nextStep: verdict.nextStep && inEnglish(verdict.nextStep),
    fix: verdict.fix && {
      act: verdict.fix.act,
      title: inEnglish(fixTitle(verdict.fix)),
      command: fixCommand(verdict.fix, distro?.name ?? null),
    },
    known: verdict.traps.map(({ text, reference }) => ({ text: inEnglish(text), reference })),
  });
  const output = {
    version: 1,
    at,
    distro: distro?.name ?? null,
    dockerDesktop: dockerVersion,
    result,
    broken: broken?.id ?? null,
    links: links.map(asJson),
    checks: beside.map(asJson),
  };
  return JSON.stringify(output, null, 2);
}
