import { fixesOnce, noFixes, type Finding, type RelatedPlace, type Severity } from '../../text/finding';
import { message, type Message } from '../../text/message';
import type { TextRange } from '../../text/range';
import type { ClassifiedMount, Elsewhere, Origin, Place } from '../mount';
import type { Nearby } from '../nearby';
import type { ReadFile } from '../readers/readFile';
import type { Use } from '../target';
import type { RuleId } from '../ruleIds';

/** A file as rules see it. */
export interface FileFacts extends Pick<ReadFile, 'brokenEscapes' | 'editing' | 'ports' | 'builds'> {
  readonly text: string;
  readonly place: Place;
  /** Those that are really made: what another file takes away is not among them. */
  readonly mounts: readonly ClassifiedMount[];
  /** Those of one service. */
  readonly mountsOf: (service: string) => readonly ClassifiedMount[];
  /** What the files of a mount are used for; told once for each. */
  readonly useOf: (mount: ClassifiedMount) => Use;
  /** Whether a mount is slow because its project lies on a Windows drive; told once for each. */
  readonly isOfSlowProject: (mount: ClassifiedMount) => boolean;
  /** What is known of the files beside it. */
  readonly nearby: Nearby;
}

/** One thing that can be wrong in a file: a file here, a page in docs/rules and a test, all under its id. */
export interface Rule {
  readonly id: RuleId;
  check(file: FileFacts): readonly Finding[];
}

/** A rule that looks at one mount at a time. */
export function mountRule(id: RuleId, check: (mount: ClassifiedMount, file: FileFacts) => Finding | null): Rule {
  return {
    id,
    check: (file) => file.mounts.map((mount) => check(mount, file)).filter((finding) => finding !== null),
  };
}

/**
 * The finding of a rule about a mount: it stands at the source, or at the entry that has none.
 * @param fix makes what answers it, when somebody asks
 */
export function findingAt(
  mount: ClassifiedMount,
  rule: string,
  severity: Severity,
  message: Message,
  {
    fix,
    range = mount.source?.range ?? mount.range,
  }: { fix?: Parameters<typeof fixesOnce>[0]; range?: TextRange } = {},
): Finding {
  const related = [...mount.origins.map(originPlace), ...(mount.elsewhere ?? []).map(placeElsewhere)];
  return {
    rule,
    severity,
    range,
    anchor: mount.anchor,
    message,
    evidence: { source: mount.source?.value ?? mount.target ?? '', resolved: mount.resolved },
    fixes: fix ? fixesOnce(fix) : noFixes,
    ...(related.length > 0 ? { related } : {}),
  };
}

/** The line of a `.env` file from which a part of the source comes. */
function originPlace({ path, line, variable }: Origin): RelatedPlace {
  return { message: message('{0} is set here', variable), path, line };
}

/** Another entry that this one hides, or another service that has it. */
function placeElsewhere({ kind, service, path, line }: Elsewhere): RelatedPlace {
  const text =
    kind === 'hidden'
      ? message('{0} does not get this mount: the other one has the same target', service)
      : message('{0} has the same mount', service);
  return { message: text, path, line };
}
