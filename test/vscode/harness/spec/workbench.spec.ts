import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { type Locale } from '../languagePack';
import { projectRoot } from '../paths';
import { type Theme } from '../settings';
import { unpackVsix } from '../vsix';
import { openWorkbench, type Workbench } from '../workbench';
import { makeProbe, type ProbeExtension } from './probeExtension';
import { eventually, processesWith } from './processes';

interface Case {
  locale: Locale;
  theme: Theme;
  command: string;
  rows: [string, string, string];
  title: string;
  explorer: string;
}

const cases: Case[] = [
  {
    locale: 'en',
    theme: 'hc-light',
    command: 'Probe: Say Hello',
    rows: ['Running', 'en', 'passed through'],
    title: 'Rows',
    explorer: 'Explorer',
  },
  {
    locale: 'ja',
    theme: 'dark',
    command: 'プローブ: 挨拶',
    rows: ['実行中', 'ja', 'passed through'],
    title: '行',
    explorer: 'エクスプローラー',
  },
];

describe('the workbench in a browser', function () {
  this.timeout(180_000);
  let probe: ProbeExtension;
  let extensionsDir: string;
  let workbench: Workbench | undefined;

  before('package and install an extension as a user has it', async () => {
    probe = await makeProbe();
    extensionsDir = join(probe.root, 'extensions');
    const vsix = join(probe.root, 'probe.vsix');
    const vsce = join(projectRoot, 'node_modules', '@vscode', 'vsce', 'vsce');
    const flags = ['--no-dependencies', '--allow-missing-repository', '-o', vsix];
    execFileSync(process.execPath, [vsce, 'package', ...flags], { cwd: probe.extension, stdio: 'pipe' });
    await unpackVsix(vsix, extensionsDir);
  });
  afterEach(() => workbench?.close());
  after(() => probe.remove());

  for (const { locale, theme, command, rows, title, explorer } of cases) {
    it(`shows an installed extension in ${locale}, ${theme}`, async () => {
      workbench = await openWorkbench({
        folder: probe.workspace,
        extensionsDir,
        env: { PROBE_VARIABLE: 'passed through' },
        ...{ locale, theme },
      });
      const { page } = workbench;
      await page.locator(`.activitybar [aria-label^="${explorer}"]`).first().waitFor();
      await page.locator('.activitybar [aria-label^="Probe"]').first().click();
      for (const row of rows) await page.locator('.sidebar .monaco-list-row', { hasText: row }).waitFor();
      await page.locator('.sidebar .title-label', { hasText: title }).waitFor();
      await workbench.runCommand(command);
      await page.locator('.notification-toast', { hasText: 'Hello from the probe' }).waitFor();
      await workbench.screenshot(`harness-${locale}-${theme}`);
      const shown = await page.locator('.monaco-workbench').getAttribute('class');
      assert.match(
        shown ?? '',
        { light: /\bvs\b/, dark: /\bvs-dark\b/, 'hc-light': /\bhc-light\b/, 'hc-dark': /\bhc-black\b/ }[theme],
      );
    });
  }

  it('opens folders in restricted mode where trust is asked for, and leaves no process behind', async () => {
    workbench = await openWorkbench({ folder: probe.workspace, extensionsDir, workspaceTrust: true });
    await workbench.page.locator('.statusbar', { hasText: 'Restricted Mode' }).waitFor();
    await workbench.screenshot('harness-restricted');
    assert.notEqual(processesWith(extensionsDir).length, 0);
    await workbench.close();
    await eventually('no process of it is left', () => processesWith(extensionsDir).length === 0);
  });
});
