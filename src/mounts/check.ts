import type { Finding } from '../text/finding';
import { joinLocation } from '../text/location';
import { LineIndex } from '../text/range';
import { applySuppressions, mentionsSuppression, type Comment, type Suppressed } from '../text/suppression';
import { classifyMount } from './classify';
import { formatOf, type Format } from './format';
import type { ClassifiedMount, Place } from './mount';
import type { PublishedPort } from './publishedPort';
import type { ReadFile } from './readers/readFile';
import type { Related } from './related';
import { Nearby } from './nearby';
import { ruleIds } from './ruleIds';
import { rules } from './rules';
import type { FileFacts, Rule } from './rules/rule';
import { slowWithProject } from './rules/slowMount';
import { findSlowProject } from './rules/slowProject';
import { findSteps } from './steps/find';
import type { FileSteps } from './steps/step';
import { useOf } from './target';

/** What the rules say of one text, place by place. */
export interface CheckedText extends Suppressed {
  readonly mounts: readonly ClassifiedMount[];
  readonly errors: ReadFile['errors'];
  readonly ports: () => readonly PublishedPort[];
  readonly lines: LineIndex;
}

/** A text with all that is known of where it stands. */
export interface Subject {
  readonly text: string;
  readonly place: Place;
  readonly related: Related;
  /** What was read of the files that rules ask for. */
  readonly nearby?: Nearby;
}

const knownRules: ReadonlySet<string> = new Set(ruleIds);

/** Reads a file, classifies its mounts for its place, and checks the rules and the comments. */
export function checkText(subject: Subject): CheckedText {
  return new TextCheck(subject).with(subject.nearby ?? new Nearby());
}

/** A text that has been read, and what its rules said: only those that lacked a file are asked again once it is known. */
export class TextCheck {
  private readonly mounts: readonly ClassifiedMount[];
  private readonly errors: ReadFile['errors'];
  private readonly lines: LineIndex;
  private readonly comments: readonly Comment[];
  private readonly facts: Omit<FileFacts, 'nearby'>;
  /** By rule; null for one that is still to be asked, or again. */
  private readonly found: (readonly Finding[] | null)[] = rules.map(() => null);

  constructor({ text, place: own, related }: Subject) {
    const format = formatOf(own);
    const place = placeOfCall(own, related, format);
    const { mounts: read, errors, ...rest } = format.read(text, place, related);
    const mounts = read.map((mount) => classifyMount(mount, place, related));
    const effective = mounts.filter(({ shadowedBy }) => shadowedBy === null);
    this.mounts = mounts;
    this.errors = errors;
    this.lines = new LineIndex(text);
    this.comments = isJudged(place) && mentionsSuppression(text) ? format.comments(text) : [];
    this.facts = {
      ...rest,
      text,
      place,
      mounts: effective,
      mountsOf: byService(effective),
      useOf: toldOnce((mount) => useOf(mount, place)),
      isOfSlowProject: toldOnce(slowWithProject(place)),
    };
  }

  /** @param nearby all that was known before, and what was asked for since */
  with(nearby: Nearby): CheckedText {
    const { mounts, errors, lines } = this;
    const { ports = () => [] } = this.facts;
    const facts = { ...this.facts, nearby };
    // What is known of speed and sides is known of one engine.
    const isOfEngine = isJudged(facts.place);
    const found = isOfEngine ? rules.flatMap((rule, index) => this.findingsOf(rule, index, facts)) : [];
    // The project is slow by its mounts: those that a comment accepts do not count.
    const first = this.suppress(found);
    const project = isOfEngine ? findSlowProject(facts, first.kept) : null;
    return { mounts, errors, ports, lines, ...(project ? this.suppress([...found, project]) : first) };
  }

  /** What can be done about mounts that stay slow, with the same that is known of the files beside it. */
  steps(nearby: Nearby): FileSteps {
    return findSteps({ ...this.facts, nearby }, this.with(nearby).kept);
  }

  private findingsOf(rule: Rule, index: number, facts: FileFacts): readonly Finding[] {
    const known = this.found[index];
    if (known) return known;
    const before = facts.nearby.inVain;
    const found = rule.check(facts);
    if (facts.nearby.inVain === before) this.found[index] = found;
    return found;
  }

  private suppress(findings: readonly Finding[]): Suppressed {
    return applySuppressions(findings, this.comments, this.lines, knownRules);
  }
}

/** The mounts of each service, sorted when somebody first asks. */
function byService(mounts: readonly ClassifiedMount[]): FileFacts['mountsOf'] {
  let sorted: Map<string, ClassifiedMount[]> | null = null;
  return (service) => {
    if (!sorted) {
      sorted = new Map();
      for (const mount of mounts) {
        for (const each of mount.services) {
          const known = sorted.get(each);
          if (known) known.push(mount);
          else sorted.set(each, [mount]);
        }
      }
    }
    return sorted.get(service) ?? [];
  };
}

/** Several rules ask the same of each mount. */
function toldOnce<T extends string | boolean>(tell: (mount: ClassifiedMount) => T): (mount: ClassifiedMount) => T {
  const told = new Map<ClassifiedMount, T>();
  return (mount) => {
    const known = told.get(mount);
    if (known !== undefined) return known;
    const fresh = tell(mount);
    told.set(mount, fresh);
    return fresh;
  };
}

/** The folder at which paths start, and the side on which the file is called where its kind tells. */
function placeOfCall(own: Place, { base }: Related, { isOfWindows }: Format): Place {
  const folder = base === null ? own.folder : joinLocation(own.folder, base);
  // On a machine that is neither, PowerShell runs as well.
  const side = own.side ?? (isOfWindows && folder.kind !== 'unknown' ? 'windows' : null);
  return { ...own, folder, side };
}

function isJudged({ engine = 'wsl2' }: Place): boolean {
  return engine === 'wsl2';
}
