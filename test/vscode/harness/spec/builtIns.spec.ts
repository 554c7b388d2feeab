import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { neededBuiltIns } from '../builtIns';
import { installCodeServer } from '../codeServer';

describe('the editor’s own extensions that windows of tests have', () => {
  it('are all that only describe something, and three that run', async function () {
    this.timeout(120_000);
    const server = await installCodeServer();
    const folder = await neededBuiltIns(server);
    const names = readdirSync(folder);
    for (const name of ['theme-defaults', 'yaml', 'docker', 'shellscript', 'make', 'bat', 'powershell', 'json']) {
      assert.ok(names.includes(name), name);
    }
    const manifestOf = (name: string): { main?: string; browser?: string } =>
      JSON.parse(readFileSync(join(folder, name, 'package.json'), 'utf8')) as { main?: string; browser?: string };
    const running = names.filter((name) => manifestOf(name).main ?? manifestOf(name).browser);
    assert.deepEqual(running, ['configuration-editing', 'json-language-features', 'markdown-language-features']);
    assert.ok(readdirSync(join(server, 'extensions')).length > names.length + 20);
  });
});
