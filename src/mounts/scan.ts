import type { Finding } from '../text/finding';
import { severities } from '../text/finding';
import { LineIndex } from '../text/range';
import { applySuppressions, mentionsSuppression } from '../text/suppression';
import { classifyMount } from './classify';
import type { ClassifiedMount, Place } from './mount';
import { readComposeFile, type ReadFile } from './readers/composeFile';
import { readYamlComments } from './readers/yamlComments';
import { ruleIds, rules } from './rules';

/** All that can be told of one text. Offsets are of that text. */
export interface ScannedText {
  readonly mounts: readonly ClassifiedMount[];
  readonly findings: readonly Finding[];
  readonly errors: ReadFile['errors'];
  readonly lines: LineIndex;
}

const knownRules = new Set(ruleIds);

/** Reads a compose file, classifies its mounts for a place, and checks the rules. Pure. */
export function scanComposeText(text: string, place: Place): ScannedText {
  const { mounts: read, errors } = readComposeFile(text);
  const lines = new LineIndex(text);
  const mounts = read.map((mount) => classifyMount(mount, place));
  const found = mounts.flatMap((mount) => rules.map((rule) => rule.check(mount, place)).filter((f) => f !== null));
  // A comment speaks of its own line only, so it comes before one finding stands for several lines.
  const comments = mentionsSuppression(text) ? readYamlComments(text) : [];
  const { kept, idle } = applySuppressions(found, comments, lines, knownRules);
  const findings = [...oncePerCause(kept), ...idle].sort((a, b) => a.range.start - b.range.start);
  return { mounts, findings, errors, lines };
}

/** One folder mounted in ten services is one cause and gets one finding, at the place where it hurts most. */
function oncePerCause(findings: readonly Finding[]): Finding[] {
  const causes = new Map<string, Finding>();
  for (const finding of findings) {
    const cause = JSON.stringify([finding.rule, finding.evidence.resolved ?? finding.evidence.source]);
    const known = causes.get(cause);
    if (!known || severities.indexOf(finding.severity) > severities.indexOf(known.severity)) causes.set(cause, finding);
  }
  return [...causes.values()];
}
