// What a change of a long compose file costs the editor, beside one parse of it, in one warm process.
import { readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
import { gatherRelated, KnownFiles, noFiles, scanFile } from '../../src/mounts';
import { median, placeOnDrive, processorTime } from './measure';

const [path = '', rounds = '25'] = process.argv.slice(2);
const text = readFileSync(path, 'utf8');
const place = placeOnDrive('compose.yaml');
const known = new KnownFiles(noFiles);

async function scan(changed: string): Promise<void> {
  const related = await gatherRelated({ path, text: changed, variables: place.variables, project: null }, known);
  // As the editor does: what else is waiting comes between.
  await new Promise((resolve) => setImmediate(resolve));
  await scanFile(changed, place, related, path, known);
}

async function timed(act: () => Promise<void>): Promise<number> {
  const start = processorTime();
  await act();
  return processorTime() - start;
}

/** How long other work had to wait at most while something was done. */
async function longestStretch(act: () => Promise<void>): Promise<number> {
  let [longest, last, goes] = [0, processorTime(), true];
  const look = (): void => {
    const now = processorTime();
    longest = Math.max(longest, now - last);
    last = now;
    if (goes) setImmediate(look);
  };
  setImmediate(look);
  await act();
  await new Promise((resolve) => setImmediate(resolve));
  goes = false;
  return longest;
}

/** A letter more in a path of the service in the middle. */
function inService(round: number): string {
  const at = text.indexOf('- ./', text.length / 2) + 4;
  return `${text.slice(0, at)}${'x'.repeat(1 + (round % 3))}${text.slice(at)}`;
}

/** Each round another anchor at the top, so that all that follows is one level further in or has moved. */
function ofStructure(round: number): string {
  const changed = `x-more: &more${round}\n  a: 1\n${text}`;
  return round % 2 === 0 ? changed : changed.replace('services:', 'services: &all');
}

const [parse, inner, structure, stretch]: [number[], number[], number[], number[]] = [[], [], [], []];
await scan(text);
for (let round = 0; round < Number(rounds); round += 1) {
  parse.push(await timed(() => Promise.resolve(void parseDocument(text))));
  await scan(text);
  inner.push(await timed(() => scan(inService(round))));
  await scan(text);
  structure.push(await timed(() => scan(ofStructure(round))));
  await scan(text);
  stretch.push(await longestStretch(() => scan(`${text}\n# ${round}\nx-${round}: [`)));
}
const warm = (values: readonly number[]): number => median(values.slice(5));
process.stdout.write(JSON.stringify({ parse: warm(parse), inner: warm(inner), structure: warm(structure), stretch: warm(stretch) })); // prettier-ignore
