// Parses the files of a list, and scans them, in turns and in one process that is warm: what is measured is the code alone.
import { readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
import { gatherRelated, KnownFiles, noFiles, scanFile } from '../../src/mounts';
import { median, placeOnDrive, processorTime } from './measure';

const [list = '', rounds = '9'] = process.argv.slice(2);
const files = readFileSync(list, 'utf8')
  .split('\n')
  .map((path) => ({ path, text: readFileSync(path, 'utf8') }));

function parseAll(): number {
  const start = processorTime();
  for (const { text } of files) parseDocument(text);
  return processorTime() - start;
}

async function scanAll(): Promise<number> {
  const start = processorTime();
  for (const { path, text } of files) {
    const place = placeOnDrive('compose.yaml');
    const known = new KnownFiles(noFiles);
    const related = await gatherRelated({ path, text, variables: place.variables, project: null }, known);
    const { findings } = await scanFile(text, place, related, path, known);
    for (const finding of findings) finding.fixes();
  }
  return processorTime() - start;
}

const [parsed, scanned]: [number[], number[]] = [[], []];
for (let round = 0; round < Number(rounds); round += 1) {
  parsed.push(parseAll());
  scanned.push(await scanAll());
}
// The first rounds are the compiler's.
process.stdout.write(JSON.stringify({ parse: median(parsed.slice(2)), scan: median(scanned.slice(2)) }));
