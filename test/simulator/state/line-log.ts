import { appendFileSync, existsSync, readFileSync } from 'node:fs';

/** Appends a line of JSON with the time; one write, so that lines of several processes do not mix. */
export function appendLine(file: string, entry: object): void {
  appendFileSync(file, JSON.stringify({ at: new Date().toISOString(), ...entry }) + '\n');
}

/** All whole lines of such a log; none where there is no log. */
export function readLines<T extends object>(file: string): (T & { at: string })[] {
  if (!existsSync(file)) return [];
  const text = readFileSync(file, 'utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  return whole
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T & { at: string });
}
