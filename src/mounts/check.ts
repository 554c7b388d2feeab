import type { Finding } from '../text/finding';
import { LineIndex } from '../text/range';
import { applySuppressions, mentionsSuppression, type Suppressed } from '../text/suppression';
import { classifyMount } from './classify';
import type { ClassifiedMount, Place } from './mount';
import { readComposeFile, type ReadFile } from './readers/composeFile';
import { readYamlComments } from './readers/yamlComments';
import { ruleIds, rules } from './rules';

/** What the rules say of one text, place by place. */
export interface CheckedText extends Suppressed {
  readonly mounts: readonly ClassifiedMount[];
  readonly errors: ReadFile['errors'];
  readonly lines: LineIndex;
}

const knownRules = new Set(ruleIds);

/** Reads a compose file, classifies its mounts for a place, and checks the rules and the comments. */
export function checkComposeText(text: string, place: Place): CheckedText {
  const { mounts: read, errors } = readComposeFile(text);
  const lines = new LineIndex(text);
  const mounts = read.map((mount) => classifyMount(mount, place));
  const found = mounts.flatMap((mount): Finding[] =>
    rules.map((rule) => rule.check(mount, place)).filter((finding) => finding !== null),
  );
  const comments = mentionsSuppression(text) ? readYamlComments(text) : [];
  return { mounts, errors, lines, ...applySuppressions(found, comments, lines, knownRules) };
}
