import type { IntegratedDistro } from '../state/snapshot';
import { message } from '../text/message';
import { whyApart } from './apart';
import type { Beside } from './beside/beside';
import { certificates } from './beside/certificates';
import { containerPorts } from './beside/containerPorts';
import { distroSide } from './beside/distroSide';
import { httpProxy } from './beside/httpProxy';
import { names } from './beside/names';
import { packets } from './beside/packets';
import { prerequisites } from './beside/prerequisites';
import { routes } from './beside/routes';
import { windowsSide } from './beside/windowsSide';
import { wslConf, wslConfig } from './beside/wslFiles';
import { checkTitles, type BesideId, type CheckId, type LinkId } from './checks';
import { Cancelled, Examination, type ExaminationOptions } from './examination';
import { cliFirst } from './links/cliFirst';
import { cliLink } from './links/cliLink';
import { compose } from './links/compose';
import { credentials } from './links/credentials';
import { distroBoots } from './links/distroBoots';
import { distroVersion } from './links/distroVersion';
import { endpoint } from './links/endpoint';
import { engineAnswers } from './links/engineAnswers';
import { installed } from './links/installed';
import { integrationOn } from './links/integrationOn';
import type { Link } from './links/link';
import { linuxContainers } from './links/linuxContainers';
import { permission } from './links/permission';
import { proxy } from './links/proxy';
import { running } from './links/running';
import { ownEngine, server } from './links/server';
import { sharedMount } from './links/sharedMount';
import { socket } from './links/socket';
import { wslEngine } from './links/wslEngine';
import { skipped, type Verdict } from './verdict';

/** A check with what it found. */
export interface Finding<Id extends CheckId = CheckId> {
  readonly id: Id;
  readonly verdict: Verdict;
}

/** The outcome of an examination. */
export interface Report {
  /** When the machine was looked at, ISO 8601. */
  readonly at: string;
  readonly distro: IntegratedDistro | null;
  readonly dockerVersion: string | null;
  readonly result: 'ok' | 'warn' | 'fail' | 'unknown';
  /** The first broken link; null where none was seen. */
  readonly broken: Finding<LinkId> | null;
  readonly links: readonly Finding<LinkId>[];
  readonly beside: readonly Finding<BesideId>[];
}

const chain: readonly Link[] = [
  installed,
  running,
  linuxContainers,
  wslEngine,
  engineAnswers,
  distroVersion,
  distroBoots,
  integrationOn,
  proxy,
  sharedMount,
  cliLink,
  cliFirst,
  socket,
  permission,
  endpoint,
  ownEngine,
  server,
  credentials,
  compose,
];

/** What a distro that is not integrated, as its user has set it, has to do with Docker Desktop. */
const apartLinks: ReadonlySet<LinkId> = new Set(['distro-version', 'integration-on']);

/** Told of each check before it begins. */
export type OnCheck = (title: (typeof checkTitles)[CheckId], done: number, of: number) => void;

/**
 * Looks at the chain from its beginning and stops at the first broken link; then at what may be wrong beside it. Null when
 * cancelled.
 */
export async function examine(options: ExaminationOptions, onCheck: OnCheck = () => undefined): Promise<Report | null> {
  const examination = new Examination(options);
  try {
    // It is Windows' side alone, and PowerShell is slow to start.
    const early = prerequisites.probe(examination);
    early.catch(() => undefined);
    const links = await followChain(examination, onCheck);
    const needed = [...((await early) ?? [])].map(
      ([id, verdict]) => [id, isSound(links) ? noted(verdict) : verdict] as const,
    );
    const beside = [...needed, ...(await lookBeside(examination, links))];
    if (options.signal.aborted) return null;
    return makeReport(
      examination,
      links,
      beside.map(([id, verdict]) => ({ id, verdict })),
    );
  } catch (error) {
    if (error instanceof Cancelled || options.signal.aborted) return null;
    throw error;
  }
}

/** Whether docker works all the way, so that nothing is missing for it. */
function isSound(links: readonly Finding<LinkId>[]): boolean {
  const sound = ['ok', 'note', 'warn', 'skipped'];
  return (
    links.every(({ verdict }) => sound.includes(verdict.status)) &&
    links.some(({ id, verdict }) => id === 'engine-answers' && verdict.status === 'ok')
  );
}

/** What is documented as needed and is not there breaks nothing where all works; a next release may insist on it. */
function noted(verdict: Verdict): Verdict {
  return verdict.status === 'fail' ? { ...verdict, status: 'warn', ends: false } : verdict;
}

async function followChain(examination: Examination, onCheck: OnCheck): Promise<Finding<LinkId>[]> {
  const { distro, snapshot, signal } = examination;
  const apart = distro !== null && whyApart(snapshot, distro) !== null;
  const findings: Finding<LinkId>[] = [];
  let ended: Finding<LinkId> | null = null;
  for (const [index, link] of chain.entries()) {
    if (signal.aborted) throw new Cancelled();
    const why = ended ? whySkipped(ended.verdict) : null;
    if (why !== null) {
      findings.push({ id: link.id, verdict: skipped(why) });
    } else if (apart && !apartLinks.has(link.id)) {
      findings.push({ id: link.id, verdict: skipped(message('The distro does not use Docker Desktop, as set.')) });
    } else {
      onCheck(checkTitles[link.id], index, chain.length);
      const finding = { id: link.id, verdict: await link.probe(examination) };
      findings.push(finding);
      if (finding.verdict.ends) ended = finding;
    }
  }
  return findings;
}

function whySkipped({ status }: Verdict): Verdict['text'] {
  switch (status) {
    case 'fail':
      return message('Not looked at: it hangs on the broken link.');
    case 'unknown':
      return message('Not looked at: what comes before could not be told.');
    case 'ok':
    case 'note':
    case 'warn':
    case 'skipped':
      return message('Not looked at: it is of no concern here.');
  }
}

/** Where the chain could not get into the distro nothing more is asked of it. */
async function lookBeside(
  examination: Examination,
  links: readonly Finding<LinkId>[],
): Promise<(readonly [BesideId, Verdict])[]> {
  const entered = links.some(({ id, verdict }) => id === 'proxy' && verdict.status !== 'skipped');
  const isBlocked = links.some(({ verdict }) => verdict.status === 'unknown' && verdict.ends);
  const answers = links.some(({ id, verdict }) => id === 'engine-answers' && verdict.status === 'ok');
  const looks: Beside[] = [
    windowsSide,
    wslConfig,
    ...(entered && !isBlocked ? [wslConf, distroSide, httpProxy, names, packets, certificates] : []),
    ...(answers ? [containerPorts, routes] : []),
  ];
  // Each asks somebody else, and one that gets no answer shall not hold up the others.
  const found = await Promise.all(looks.map((look) => look.probe(examination)));
  return found.flatMap((verdicts) => [...(verdicts ?? [])]);
}

function makeReport(
  { snapshot, distro, dockerVersion }: Examination,
  links: readonly Finding<LinkId>[],
  beside: readonly Finding<BesideId>[],
): Report {
  const all = [...links, ...beside].map(({ verdict }) => verdict);
  const has = (status: Verdict['status']): boolean => all.some((verdict) => verdict.status === status);
  const isIncomplete = distro !== null && links.some(({ verdict }) => verdict.status === 'unknown' && verdict.ends);
  return {
    at: snapshot.at,
    distro,
    dockerVersion,
    result: has('fail') ? 'fail' : isIncomplete ? 'unknown' : has('warn') ? 'warn' : 'ok',
    broken: links.find(({ verdict }) => verdict.status === 'fail') ?? null,
    links,
    beside,
  };
}
