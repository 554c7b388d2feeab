import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Files } from '../../../src/mounts/files';
import { Nearby } from '../../../src/mounts/nearby';
import { alone } from '../../../src/mounts/related';
import { scanText, type ScannedText } from '../../../src/mounts/scan';
import { scanFile, type NearbyTexts } from '../../../src/mounts/scanFile';
import { readSamples } from './corpus';
import { composeWith, places } from './places';

const scripts = [
  'vite',
  'nodemon server.js',
  'CHOKIDAR_USEPOLLING=1 nodemon x',
  'next dev',
  'webpack serve',
  'tsc -w',
  'echo',
];
const settings = ['', 'export default { server: { watch: { usePolling: true } } }', '{"legacyWatch": true}'];

/** What may lie beside a file: any of it may be there, not be there, or be closed. */
function beside(seed: number): Files {
  return {
    read: (path) => {
      // The same for the same path, whoever asks and when.
      const chance = Array.from(path, (letter) => letter.charCodeAt(0)).reduce(
        (sum, code) => (sum * 31 + code) >>> 0,
        seed,
      );
      if (chance % 5 === 0) return Promise.resolve({ kind: 'absent' });
      if (chance % 7 === 0) return Promise.resolve({ kind: 'closed' });
      const script = scripts[chance % scripts.length] ?? '';
      const text = path.endsWith('package.json')
        ? JSON.stringify({ scripts: { dev: script, start: script, watch: 'npm run dev' } })
        : path.endsWith('.sh')
          ? `#!/bin/sh${chance % 2 === 0 ? '\r' : ''}\nexec "$@"\n`
          : (settings[chance % settings.length] ?? '');
      return Promise.resolve({ kind: 'text', text });
    },
  };
}

function outline({ findings, fixable, mounts, errors }: ScannedText): unknown {
  const all = [...findings, ...fixable].map((finding) => ({
    ...finding,
    fixes: finding.fixes(),
    suppress: null,
    suppressInFile: null,
  }));
  return [all, mounts.map(({ anchor, class: kind, slow, resolved }) => [anchor, kind, slow, resolved]), errors];
}

/** A text whose rules wish for files beside it. */
const commands = [
  'npm run dev',
  'npm start',
  'yarn watch',
  '["/app/start.sh", "npm", "run", "dev"]',
  'vite',
  'sh /app/run.sh nodemon',
];
const asking = commands.flatMap((command) =>
  ['./web:/app', '.:/app', '../x:/usr/src/app', './a.sh:/a.sh'].map((volume) => ({
    text: `${composeWith(volume, './b:/app/b:cached')}    command: ${command}\n  more:\n    image: node\n    command: ${command}\n    volumes: [./web:/app]\n`,
    place: places.A,
  })),
);

describe('scanFile', () => {
  it('finds what a single look finds that knows all from the start', async () => {
    const anySubject = fc.constantFrom(...asking, ...readSamples());
    await fc.assert(
      fc.asyncProperty(anySubject, fc.nat({ max: 1000 }), async ({ text, place }, seed) => {
        const known: NearbyTexts = new Map();
        const found = await scanFile(text, place, alone, `p/${place.file}`, beside(seed), known);
        const atOnce = scanText(text, place, alone, new Nearby(known, 'p'));
        if (atOnce.wanted.size === 0) assert.deepEqual(outline(found), outline(atOnce));
      }),
      { numRuns: 200 },
    );
  });

  it('asks for what rules wish, and what was read tells', async () => {
    const text = `${composeWith('./web:/app')}    command: npm run dev\n`;
    const read: string[] = [];
    const files = (script: string): Files => ({
      read: (path) => {
        read.push(path);
        const text = JSON.stringify({ scripts: { dev: script } });
        return Promise.resolve(path === 'p/web/package.json' ? { kind: 'text', text } : { kind: 'absent' });
      },
    });
    const rulesOf = async (script: string): Promise<string[]> =>
      (await scanFile(text, places.A, alone, 'p/compose.yaml', files(script))).findings.map(({ rule }) => rule);
    assert.ok((await rulesOf('nodemon x')).includes('no-file-events'));
    assert.ok(read.includes('p/web/package.json'));
    assert.equal((await rulesOf('echo')).includes('no-file-events'), false);
  });
});
