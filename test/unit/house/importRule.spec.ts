import assert from 'node:assert/strict';
import { ESLint } from 'eslint';
import { after, before, describe, it } from 'mocha';
import { root } from './sources';

/** Lints a text as if it stood in that file. The file must exist: the type-aware rules look it up. */
async function complaints(file: string, text: string): Promise<string[]> {
  const eslint = new ESLint({ cwd: root });
  const [result] = await eslint.lintText(text, { filePath: `${root}/${file}` });
  return result!.messages.filter(({ ruleId }) => ruleId === 'no-restricted-imports').map(({ message }) => message);
}

describe('import rule', function () {
  this.timeout(60_000);

  // In CI the type-aware parser reads the files from the disk once, and not the text it is given.
  const singleRun = 'TSESTREE_SINGLE_RUN';
  const inherited = process.env[singleRun];
  before(() => {
    process.env[singleRun] = 'false';
  });
  after(() => {
    if (inherited === undefined) Reflect.deleteProperty(process.env, singleRun);
    else process.env[singleRun] = inherited;
  });

  const forbidden: readonly (readonly [string, string])[] = [
    ['src/text/range.ts', "import '../machine/log';"],
    ['src/mounts/scan.ts', "import '../machine/files';"],
    ['src/mounts/scan.ts', "import 'vscode';"],
    ['src/wsl/list.ts', "import '../state/store';"],
    ['src/machine/log.ts', "import '../wsl/list';"],
    ['src/cli/scan.ts', "import '../views/distroRow';"],
    ['src/state/store.ts', "import 'node:fs';"],
    ['src/wsl/list.ts', "import 'ignore';"],
    ['src/mounts/rules/slowMount.ts', "import '../../machine/log';"],
    ['src/views/distroView.ts', "import '../commands/table';"],
    ['src/projects/judgedPlace.ts', "import '../cli/sources';"],
    ['src/projects/judgedPlace.ts', "import '../host/project';"],
    ['src/mounts/scan.ts', "import '../projects/judgedPlace';"],
    ['src/wslconf/scan.ts', "import '../mounts/mount';"],
    ['src/mounts/scan.ts', "import '../wslconf/scan';"],
    ['src/doctor/examine.ts', "import '../mounts/scan';"],
    ['src/doctor/examine.ts', "import '../commands/redact';"],
    ['src/state/store.ts', "import '../doctor/examine';"],
  ];
  for (const [file, text] of forbidden) {
    it(`refuses ${text} in ${file}`, async () => {
      assert.equal((await complaints(file, text)).length, 1);
    });
  }

  const allowed: readonly (readonly [string, string])[] = [
    ['src/state/store.ts', "import '../machine/log';"],
    ['src/mounts/rules/slowMount.ts', "import '../../text/finding';"],
    ['src/views/distroView.ts', "import 'vscode';"],
    ['src/machine/log.ts', "import 'node:fs';"],
    ['src/cli/scan.ts', "import '../wslconf/scan';"],
    ['src/doctor/examine.ts', "import '../state/snapshot';"],
    ['src/projects/judgedPlace.ts', "import '../docker/desktop';"],
    ['src/language/diagnostics.ts', "import '../projects/judgedPlace';"],
  ];
  for (const [file, text] of allowed) {
    it(`accepts ${text} in ${file}`, async () => {
      assert.deepEqual(await complaints(file, text), []);
    });
  }
});
