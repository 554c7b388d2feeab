import type { Finding } from '../text/finding';
import { joinLocation } from '../text/location';
import { LineIndex } from '../text/range';
import { applySuppressions, mentionsSuppression, type Suppressed } from '../text/suppression';
import { classifyMount } from './classify';
import { formatOf } from './format';
import type { ClassifiedMount, Place } from './mount';
import type { ReadFile } from './readers/readFile';
import type { Related } from './related';
import { ruleIds, rules } from './rules';
import { findSlowProject } from './rules/slowProject';

/** What the rules say of one text, place by place. */
export interface CheckedText extends Suppressed {
  readonly mounts: readonly ClassifiedMount[];
  readonly errors: ReadFile['errors'];
  readonly lines: LineIndex;
}

/** A text with all that is known of where it stands. */
export interface Subject {
  readonly text: string;
  readonly place: Place;
  readonly related: Related;
}

const knownRules = new Set(ruleIds);

/** Reads a file, classifies its mounts for its place, and checks the rules and the comments. */
export function checkText({ text, place: own, related }: Subject): CheckedText {
  const place = related.base === null ? own : { ...own, folder: joinLocation(own.folder, related.base) };
  const format = formatOf(place);
  const { mounts: read, errors } = format.read(text, place);
  const lines = new LineIndex(text);
  const mounts = read.map((mount) => classifyMount(mount, place, related));
  const effective = mounts.filter(({ shadowedBy }) => shadowedBy === null);
  const found = effective.flatMap((mount): Finding[] =>
    rules.map((rule) => rule.check(mount, place)).filter((finding) => finding !== null),
  );
  const comments = mentionsSuppression(text) ? format.comments(text) : [];
  const suppress = (findings: readonly Finding[]): Suppressed =>
    applySuppressions(findings, comments, lines, knownRules);
  // The project is slow by its mounts: those that a comment accepts do not count.
  const first = suppress(found);
  const project = findSlowProject(effective, first.kept, place);
  return { mounts, errors, lines, ...(project ? suppress([...found, project]) : first) };
}
