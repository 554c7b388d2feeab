import assert from 'node:assert/strict';
import { readJson, readText, sourceFiles } from '../house/sources';

interface Setting {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly scope?: string;
}

describe('settings and rights', () => {
  it('of a workspace name no program, no path and no address', () => {
    const { contributes } = readJson('package.json') as {
      readonly contributes: { readonly configuration: { readonly properties: Readonly<Record<string, Setting>> } };
    };
    for (const [name, setting] of Object.entries(contributes.configuration.properties)) {
      const isFree = setting.type !== 'number' && setting.type !== 'boolean' && setting.enum === undefined;
      assert.ok(!isFree || setting.scope === 'application' || setting.scope === 'machine', name);
    }
  });

  it('are asked for nowhere, and root for one operation alone', () => {
    const withRights = sourceFiles().filter((file) => /['"]runas['"]|-Verb\b|ShellExecute/i.test(readText(file)));
    assert.deepEqual(withRights, []);
    const asRoot = sourceFiles().filter((file) => /\basRoot: true\b/.test(readText(file)));
    assert.deepEqual(asRoot, ['src/wsl/wslConf.ts']);
  });

  it('open no connection of their own', () => {
    const network = /\bfetch\(|(?:from |import\(|require\()['"](?:node:)?(?:https?|http2|net|dgram|tls)['"]/;
    const callers = sourceFiles().filter((file) => network.test(readText(file)));
    assert.deepEqual(callers, ['src/machine/pipes.ts']);
    assert.match(readText('src/machine/pipes.ts'), /request\(\{ socketPath,/);
  });

  it('give no shell anything to read', () => {
    const shell = /\bshell: (?:true|['"`])|\bexec(?:Sync)?\b[^}]*\} from 'node:child_process'|\beval\(|new Function\(/;
    const shells = sourceFiles().filter((file) => shell.test(readText(file)));
    assert.deepEqual(shells, []);
  });
});
