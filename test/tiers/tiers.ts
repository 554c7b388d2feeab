import { type NeedName } from '../../scripts/systemPackages';

export interface Tier {
  readonly name: string;
  /** Its spec files, from the project's folder. */
  readonly specs: string;
  /** What runs the specs with mocha's flags where mocha in this process's own Node cannot, from the project's folder. */
  readonly runner?: string;
  /** What has to be installed beyond npm's packages. */
  readonly needs: readonly NeedName[];
  /** What single tests want: without it they are skipped, each by its name. */
  readonly wants: readonly NeedName[];
  /** For one test, unless it sets its own. */
  readonly testSeconds: number;
  /** For the whole tier; a tier that takes longer is ended, and counts as failed. */
  readonly minutes: number;
  /**
   * How often a failed test is tried again: for tests in which many real processes meet on a machine that may be busy.
   * The summary names each that needed it.
   */
  readonly retries?: number;
}

/** In the order in which they are begun: the longest first, so that the lanes end at about the same time. */
export const tiers: readonly Tier[] = [
  {
    name: 'simulator',
    specs: 'test/simulator/**/*.spec.ts',
    needs: ['processList', 'slowDrives'],
    wants: ['eventWatcher', 'git', 'slimUserland'],
    testSeconds: 120,
    minutes: 70,
    retries: 1,
  },
  {
    name: 'vscode',
    specs: 'test/vscode/**/*.spec.ts',
    needs: ['browser', 'japaneseFonts', 'processList'],
    wants: [],
    testSeconds: 240,
    minutes: 75,
    retries: 1,
  },
  {
    name: 'unit',
    specs: 'test/{unit,tiers}/**/*.spec.ts',
    needs: [],
    wants: ['compose', 'git', 'patch', 'preCommit'],
    testSeconds: 30,
    minutes: 20,
  },
  {
    name: 'windows',
    specs: 'test/windows/spec/*.spec.ts',
    runner: 'test/windows/harness/main.ts',
    needs: ['windowsPrograms'],
    wants: [],
    testSeconds: 60,
    minutes: 12,
  },
  {
    name: 'docker',
    specs: 'test/docker/*.spec.ts',
    needs: ['engine', 'eventWatcher', 'slowDrives'],
    wants: [],
    testSeconds: 240,
    minutes: 12,
    retries: 1,
  },
  { name: 'fuzz', specs: 'test/fuzz/*.spec.ts', needs: [], wants: [], testSeconds: 120, minutes: 3 },
];
