import assert from 'node:assert/strict';
import { scanText } from '../../../src/mounts/scan';
import { composeWith, devcontainerFile, places } from './places';

/** Milliseconds of processor time within which anything is read, or refused with its place. */
const longest = 2000;

const files = ['compose.yaml', 'pod.yaml', devcontainerFile, 'run.sh', 'run.ps1', 'run.cmd', 'Makefile', 'package.json', '.vscode/tasks.json']; // prettier-ignore

function isReadSoon(text: string, file: string): ReturnType<typeof scanText> {
  const start = process.threadCpuUsage();
  const scanned = scanText(text, { ...places.A, file });
  for (const { fixes } of scanned.findings) fixes();
  const { user, system } = process.threadCpuUsage(start);
  assert.ok((user + system) / 1000 < longest, `${file} takes ${((user + system) / 1000).toFixed(0)} ms`);
  for (const { offset } of scanned.errors) assert.ok(offset >= 0 && offset <= text.length);
  return scanned;
}

describe('what nobody means', () => {
  const texts: Readonly<Record<string, string>> = {
    'flow sequences in each other': '['.repeat(50_000),
    'mappings in each other': '{"a":'.repeat(50_000),
    'blocks in each other': Array.from({ length: 2000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
    'dashes behind each other': '- '.repeat(50_000),
    'quotes without an end': `docker run -v "${'a'.repeat(500_000)}`,
    'substitutions in each other': `docker run -v ${'$('.repeat(20_000)}`,
    'defaults in each other': composeWith(`${'${A:-'.repeat(5000)}x${'}'.repeat(5000)}:/b`),
    'anchors that hold themselves': 'services: &a\n  web: *a\n  <<: [*a, *a]\n',
    'aliases that grow': `a0: &a0 [x, x]\n${Array.from({ length: 40 }, (_, at) => `a${at + 1}: &a${at + 1} [*a${at}, *a${at}]`).join('\n')}\nservices: *a40\n`, // prettier-ignore
    'services that extend each other': 'services:\n  a: {extends: b, volumes: [./a:/a]}\n  b: {extends: a, volumes: [./b:/b]}\n', // prettier-ignore
    'bytes of no text': Array.from({ length: 100_000 }, (_, at) => String.fromCharCode((at * 7919) % 256)).join(''),
    'the replacement of bytes that are no UTF-8': '\ufffd\0'.repeat(100_000),
  };
  for (const [name, text] of Object.entries(texts)) {
    it(`${name} are read or refused`, () => {
      for (const file of files) isReadSoon(text, file);
    });
  }

  it('are files of 50 MB, which are refused', () => {
    const line = 'docker run -v ./a:/b node # hostPath: kind: volumes\n';
    const text = `kind: x\n${line.repeat(50_000_000 / line.length)}`;
    for (const file of files) {
      const { errors, mounts } = isReadSoon(text, file);
      // Errors in files that are there for something else are nobody's here.
      if (!/pod|json$/.test(file) || file === devcontainerFile) assert.match(errors[0]?.reason ?? '', /too long/, file);
      assert.deepEqual(mounts, []);
    }
  });
});
