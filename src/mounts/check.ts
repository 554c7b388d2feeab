import type { Finding } from '../text/finding';
import { joinLocation } from '../text/location';
import { LineIndex } from '../text/range';
import { applySuppressions, mentionsSuppression, type Suppressed } from '../text/suppression';
import { classifyMount } from './classify';
import { formatOf, type Format } from './format';
import type { ClassifiedMount, Place } from './mount';
import { folderOnDrive } from './drivePath';
import type { ReadFile } from './readers/readFile';
import type { Related } from './related';
import { Nearby } from './nearby';
import { ruleIds } from './ruleIds';
import { rules } from './rules';
import type { FileFacts } from './rules/rule';
import { findSlowProject } from './rules/slowProject';
import { useOf } from './target';

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
  /** What was read of the files that rules ask for. */
  readonly nearby?: Nearby;
}

const knownRules: ReadonlySet<string> = new Set(ruleIds);

/** Reads a file, classifies its mounts for its place, and checks the rules and the comments. */
export function checkText({ text, place: own, related, nearby = new Nearby() }: Subject): CheckedText {
  const format = formatOf(own);
  const place = placeOfCall(own, related, format);
  const { mounts: read, errors, ...rest } = format.read(text, place, related);
  const lines = new LineIndex(text);
  const mounts = read.map((mount) => classifyMount(mount, place, related));
  const effective = mounts.filter(({ shadowedBy }) => shadowedBy === null);
  const facts: FileFacts = {
    ...rest,
    text,
    place,
    mounts: effective,
    mountsOf: byService(effective),
    useOf: toldOnce((mount) => useOf(mount, place)),
    ownFolders: foldersOnDrive(place),
    nearby,
  };
  // What is known of speed and sides is known of one engine.
  const found = isJudged(place) ? rules.flatMap((rule) => rule.check(facts)) : [];
  const comments = isJudged(place) && mentionsSuppression(text) ? format.comments(text) : [];
  const suppress = (findings: readonly Finding[]): Suppressed =>
    applySuppressions(findings, comments, lines, knownRules);
  // The project is slow by its mounts: those that a comment accepts do not count.
  const first = suppress(found);
  const project = isJudged(place) ? findSlowProject(facts, first.kept) : null;
  return { mounts, errors, lines, ...(project ? suppress([...found, project]) : first) };
}

/** The mounts of each service, sorted when somebody first asks. */
function byService(mounts: readonly ClassifiedMount[]): FileFacts['mountsOf'] {
  let sorted: Map<string, ClassifiedMount[]> | null = null;
  return (service) => {
    if (!sorted) {
      sorted = new Map();
      for (const mount of mounts) {
        for (const each of mount.services) sorted.set(each, [...(sorted.get(each) ?? []), mount]);
      }
    }
    return sorted.get(service) ?? [];
  };
}

/** The project and the folder of a place, as far as they lie on a drive. */
function foldersOnDrive({ project, folder, automountRoot }: Place): string[] {
  const both = project === folder ? [folder] : [project, folder];
  return both.flatMap((location) => folderOnDrive(location, automountRoot)?.toLowerCase() ?? []);
}

/** Several rules ask the same of each mount. */
function toldOnce<T>(tell: (mount: ClassifiedMount) => T): (mount: ClassifiedMount) => T {
  const told = new Map<ClassifiedMount, T>();
  return (mount) => {
    const known = told.get(mount) ?? tell(mount);
    told.set(mount, known);
    return known;
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
