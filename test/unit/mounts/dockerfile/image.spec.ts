import assert from 'node:assert/strict';
import { readImage, type Image } from '../../../../src/mounts/dockerfile/image';

function image(text: string, target: string | null = null): Image {
  const read = readImage(text, target);
  assert.ok(read);
  return read;
}

const words = (...all: readonly string[]): Image['command'] => ({ form: 'words', words: all });

describe('the image of a Dockerfile', () => {
  it('runs the last command and entrypoint of its last stage', () => {
    const text =
      'FROM node AS build\nCMD npm run build\nFROM node\nCMD ["a"]\nENTRYPOINT [ "b", "c" ]\nCMD [ "npm", "run", "dev" ]\n';
    assert.deepEqual(image(text).command, words('npm', 'run', 'dev'));
    assert.deepEqual(image(text).entrypoint, words('b', 'c'));
    assert.deepEqual(image(text, 'build').command, { form: 'shell', text: 'npm run build' });
    assert.deepEqual(image(text, '0').command, { form: 'shell', text: 'npm run build' });
    assert.equal(readImage(text, 'other'), null);
    assert.equal(readImage('', null), null);
  });

  it('is built on an earlier stage, whose command an entrypoint drops', () => {
    const base = 'FROM node AS Base\nWORKDIR /app\nENV A=1\nCMD vite\n';
    assert.deepEqual(image(`${base}FROM base\n`).command, { form: 'shell', text: 'vite' });
    assert.equal(image(`${base}FROM base\nWORKDIR web\n`).folder, '/app/web');
    assert.deepEqual([...image(`${base}FROM base\nENV B=2`).environment], [['A', '1'], ['B', '2']]); // prettier-ignore
    assert.equal(image(`${base}FROM base\nENTRYPOINT ["tini"]\n`).command, null);
    assert.deepEqual(image(`${base}FROM base\nCMD ["x"]\nENTRYPOINT ["tini"]\n`).command, words('x'));
    assert.equal(image('FROM node\nFROM scratch').command, null);
  });

  it('is no command of words where its JSON is broken', () => {
    assert.deepEqual(image("FROM a\nCMD ['npm', 'start']").command, { form: 'shell', text: "['npm', 'start']" });
    assert.deepEqual(image('FROM a\nCMD ["a", 1]').command, { form: 'shell', text: '["a", 1]' });
  });

  it('has the variables that it sets, as far as they are known', () => {
    const text = 'FROM a\nENV A=1 B="x y" C=\'z\' D=$E F=\nENV G h i\nENV G2 ${x}\n';
    assert.deepEqual(
      [...image(text).environment],
      [
        ['A', '1'],
        ['B', 'x y'],
        ['C', 'z'],
        ['D', null],
        ['F', ''],
        ['G', 'h i'],
        ['G2', null],
      ],
    );
  });

  it('gets the files of its context, and knows where', () => {
    const text = [
      'FROM a AS b',
      'COPY x /x',
      'FROM a',
      'COPY --from=b /x /y',
      'COPY early.sh late/',
      'WORKDIR /app',
      'COPY . .',
      'COPY --chmod=755 ["my start.sh", "/usr/local/bin/"]',
      'ADD one two ./bin',
      'COPY $X/a /b',
      'COPY a ${Y}',
      'COPY <<EOF /z',
      'x',
      'EOF',
    ].join('\n');
    assert.deepEqual(image(text).copies, [
      { source: '.', target: '/app/' },
      { source: 'my start.sh', target: '/usr/local/bin/' },
      { source: 'one', target: '/app/bin/' },
      { source: 'two', target: '/app/bin/' },
      { source: '$X/a', target: '/b' },
    ]);
    assert.deepEqual(image('FROM a\nCOPY . /\n').copies, [{ source: '.', target: '/' }]);
  });

  it('knows whether line ends may be mended on the way', () => {
    for (const run of ["sed -i 's/\\r$//' x.sh", 'dos2unix x.sh', "tr -d '\\015' < a > b"])
      assert.equal(image(`FROM a\nRUN ${run}\n`).mendsLineEnds, true, run);
    assert.equal(image('FROM a\nRUN npm ci\n').mendsLineEnds, false);
  });
});
