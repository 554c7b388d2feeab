import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** One row of the tree: its label, and the words that its description has to contain. */
export interface ExpectedRow {
  label: string;
  words: string[];
}

/** What a person has to find on the screen. Change it here when the product's words change. */
export interface Expectations {
  /** The view container in the activity bar. */
  container: string;
  rows: ExpectedRow[];
  /** Below the opened folder. */
  file: string;
  /** Of the problems in that file. */
  source: string;
}

/** Docker Desktop's own distros are shown with that remark in place of a WSL version. */
const ownDistros = ['docker-desktop', 'docker-desktop-data'];

/**
 * What must be on the screen for a simulated machine. The rows come from the machine's own `wsl -l -v`, read here a
 * second time and in another way than the product reads it, so that neither can be wrong unnoticed.
 * @param translated whether the screen is in another language than the words here
 */
export function expectationsFor(machineFile: string, translated: boolean): Expectations {
  const machine = JSON.parse(readFileSync(machineFile, 'utf8')) as {
    programs: { wsl?: string; dockerDesktop?: string };
  };
  if (!machine.programs.wsl) throw new Error('This scenario has no wsl.exe, so there is no row to expect.');
  const listing = execFileSync(machine.programs.wsl, ['-l', '-v']).toString('utf16le');
  const rows = rowsOf(listing, translated, machine.programs.dockerDesktop !== undefined);
  return { container: 'Slipway', rows, file: 'compose.yaml', source: 'slipway' };
}

function rowsOf(listing: string, translated: boolean, hasDockerDesktop: boolean): ExpectedRow[] {
  const rows = [...listing.matchAll(/^([* ]) (\S+) +(.*\S) +([12])\r?$/gmu)].map(
    ([, mark, label = '', state = '', version = '']) => {
      if (ownDistros.includes(label)) return { label, words: translated ? [] : [state, 'Docker Desktop'] };
      const fixed = [`WSL ${version}`];
      const more = [
        ...(mark === '*' ? ['default'] : []),
        ...(hasDockerDesktop && version === '1' ? ['Docker Desktop needs WSL 2'] : []),
      ];
      return { label, words: translated ? fixed : [state, ...fixed, ...more] };
    },
  );
  if (rows.length === 0) throw new Error(`This scenario lists no distro to look for:\n${listing}`);
  return rows;
}
