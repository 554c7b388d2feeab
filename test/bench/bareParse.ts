// What every program that reads compose files has to do at least: read them and parse them. `--files LIST` takes the paths from a
// file, one a line; `--walk FOLDER` looks for them. Prints the paths of the files that it parsed.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';

const [mode, operand = ''] = process.argv.slice(2);

function* walk(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(path);
    else if (/^compose\.yaml$|\.sh$/.test(entry.name)) yield path;
  }
}

const paths = mode === '--walk' ? [...walk(operand)] : readFileSync(operand, 'utf8').split('\n');
for (const path of paths) {
  const text = readFileSync(path, 'utf8');
  // A script has nothing that a library would parse.
  if (path.endsWith('.yaml') && !parseDocument(text).contents) throw new Error(`${path} is empty`);
}
process.stdout.write(paths.join('\n'));
