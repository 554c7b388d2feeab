import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { build } from 'esbuild';
import { describe, it } from 'mocha';
import { noticesFor } from '../../../scripts/notices.mjs';
import { Program } from '../cli/program';
import { readText, root } from './sources';

describe('notices of the bundled packages', () => {
  it('name each package with its licence text', async () => {
    const bundle = await build({
      stdin: { contents: "import { glob } from 'tinyglobby'; console.log(glob);", resolveDir: root },
      absWorkingDir: root,
      bundle: true,
      write: false,
      metafile: true,
      platform: 'node',
      format: 'esm',
      logLevel: 'silent',
    });
    const text = noticesFor(root, [bundle]);
    for (const name of ['tinyglobby', 'fdir', 'picomatch']) {
      assert.match(text, new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(MIT\\)$`, 'm'));
      const [licence] = globSync(`${root}/node_modules/${name}/LICENSE*`);
      assert.ok(licence && text.includes(readFileSync(licence, 'utf8').trim()), name);
    }
    assert.doesNotMatch(text, /^(?:esbuild|prettier) /m);
  });

  it('stand in docs/security.md with their licences, all of them', function () {
    this.timeout(180_000);
    const built = new Program();
    built.dispose();
    const shipped = [...readText('dist/THIRD-PARTY-NOTICES.txt').matchAll(/^(\S+) \d+\.\d+\.\d+ \(([^)]+)\)$/gm)];
    const listed = [...readText('docs/security.md').matchAll(/^\| (\S+) \| (\S+) \| [^|]+ \|$/gm)];
    const pairs = (found: readonly RegExpMatchArray[]): string[] =>
      found.map(([, name, licence]) => `${name} ${licence}`);
    assert.deepEqual(
      pairs(listed).filter((pair) => !/^(?:package|---) /.test(pair)),
      pairs(shipped),
    );
  });
});
