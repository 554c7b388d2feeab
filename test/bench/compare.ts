// `npm run bench -- --compare BASE`: the same figures of another commit and of the tree as it is, one after the other on the same
// machine, beside each other.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Row } from './row';

const bench = join('test', 'bench', 'run.ts');

/** Runs a program that has to succeed, for its output. Throws what it says where it does not. */
function run(cwd: string, program: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (error) throw error;
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} exited with ${String(status)}: ${stderr}`);
  return stdout;
}

function rowsOf(tree: string): readonly Row[] {
  const printed = run(tree, process.execPath, ['--import', 'tsx', bench, '--json']);
  return (JSON.parse(printed) as { rows: readonly Row[] }).rows;
}

/** Gives a tree of another commit what this one has installed, or installs what it asks for. */
function install(tree: string, root: string): void {
  const [own, other] = [root, tree].map((folder) => readFileSync(join(folder, 'package-lock.json'), 'utf8'));
  if (own !== other) run(tree, 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  for (const name of own === other ? ['node_modules', '.vscode-test'] : ['.vscode-test']) {
    if (existsSync(join(root, name))) symlinkSync(join(root, name), join(tree, name), 'junction');
  }
}

/** The rows of both, for those that one of them lacks too; a change is told where both have a figure. */
export function beside(before: readonly Row[], now: readonly Row[]): string[][] {
  const show = (row: Row | undefined): string =>
    row ? `${row.figure.toFixed(row.unit === 'x' || row.unit === 's' ? 2 : 0)} ${row.unit}`.trim() : '-';
  const find = (rows: readonly Row[], what: string): Row | undefined => rows.find((row) => row.what === what);
  const names = [...now.map(({ what }) => what), ...before.map(({ what }) => what)];
  return [...new Set(names)].map((what) => {
    const [old, own] = [find(before, what), find(now, what)];
    const change = old && own && old.figure > 0 ? (own.figure / old.figure - 1) * 100 : null;
    return [what, show(old), show(own), change === null ? '' : `${change < 0 ? '' : '+'}${change.toFixed(0)} %`];
  });
}

/**
 * Measures both, the other commit in a tree of its own that is gone afterwards.
 * @returns lines of a table
 */
export function compareWith(base: string, root: string): string {
  const commit = run(root, 'git', ['rev-parse', '--verify', '--end-of-options', `${base}^{commit}`]).trim();
  const place = mkdtempSync(join(tmpdir(), 'slipway-base-'));
  const tree = join(place, 'tree');
  try {
    run(root, 'git', ['worktree', 'add', '--detach', tree, commit]);
    install(tree, root);
    const rows = [['', base, 'now', ''], ...beside(rowsOf(tree), rowsOf(root))];
    const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
    return rows
      .map((row) =>
        row
          .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
          .join('  ')
          .trimEnd(),
      )
      .join('\n');
  } finally {
    spawnSync('git', ['worktree', 'remove', '--force', tree], { cwd: root });
    rmSync(place, { recursive: true, force: true, maxRetries: 3 });
  }
}
