import { type NeedName } from '../../scripts/systemPackages';

export interface Tier {
  readonly name: string;
  /** Its spec files, from the project's folder. */
  readonly specs: string;
  /** What has to be installed beyond npm's packages. */
  readonly needs: readonly NeedName[];
  /** For one test, unless it sets its own. */
  readonly testSeconds: number;
  /** For the whole tier; a tier that takes longer is ended, and counts as failed. */
  readonly minutes: number;
}

/** In the order in which they run: the quick ones first. */
export const tiers: readonly Tier[] = [
  { name: 'unit', specs: 'test/{unit,tiers}/**/*.spec.ts', needs: [], testSeconds: 10, minutes: 5 },
  {
    name: 'simulator',
    specs: 'test/simulator/**/*.spec.ts',
    needs: ['processList', 'slowDrives'],
    testSeconds: 60,
    minutes: 14,
  },
  {
    name: 'vscode',
    specs: 'test/vscode/**/*.spec.ts',
    needs: ['browser', 'japaneseFonts', 'processList'],
    testSeconds: 120,
    minutes: 20,
  },
];
