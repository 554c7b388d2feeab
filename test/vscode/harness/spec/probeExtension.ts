import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** An extension that exists only for a test, with what a test needs around it. */
export interface ProbeExtension {
  /** Holds everything below; removed by `remove`. */
  root: string;
  extension: string;
  workspace: string;
  hostTests: string;
  remove(): Promise<void>;
}

const manifest = {
  name: 'probe',
  displayName: '%name%',
  publisher: 'slipway-tests',
  version: '0.0.1',
  license: 'MIT',
  engines: { vscode: '^1.101.0' },
  main: './extension.js',
  l10n: './l10n',
  activationEvents: ['onStartupFinished'],
  contributes: {
    commands: [{ command: 'probe.hello', title: '%hello%' }],
    viewsContainers: { activitybar: [{ id: 'probe', title: 'Probe', icon: 'icon.svg' }] },
    views: { probe: [{ id: 'probe.rows', name: '%rows%' }] },
  },
};

/** Shows what the extension host says of itself: a translated text, its language, and a variable passed through. */
const source = `const vscode = require('vscode');
exports.activate = (context) => {
  const rows = [vscode.l10n.t('Running'), vscode.env.language, String(process.env.PROBE_VARIABLE)];
  const getTreeItem = (row) => new vscode.TreeItem(row);
  context.subscriptions.push(
    vscode.window.registerTreeDataProvider('probe.rows', { getChildren: () => rows, getTreeItem }),
    vscode.commands.registerCommand('probe.hello', () => void vscode.window.showInformationMessage('Hello from the probe')),
  );
};
`;

/** Makes the probe in a temporary folder. `hostTests` maps file names to the source of tests run inside the host. */
export async function makeProbe(hostTests: Readonly<Record<string, string>> = {}): Promise<ProbeExtension> {
  const root = await mkdtemp(join(tmpdir(), 'slipway-probe-'));
  const files: Record<string, string> = {
    'extension/package.json': JSON.stringify(manifest),
    'extension/package.nls.json': JSON.stringify({ name: 'Probe', hello: 'Probe: Say Hello', rows: 'Rows' }),
    'extension/package.nls.ja.json': JSON.stringify({ name: 'プローブ', hello: 'プローブ: 挨拶', rows: '行' }),
    'extension/l10n/bundle.l10n.json': JSON.stringify({ Running: 'Running' }),
    'extension/l10n/bundle.l10n.ja.json': JSON.stringify({ Running: '実行中' }),
    'extension/icon.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M4 4h16v16H4z"/></svg>',
    'extension/extension.js': source,
    'extension/README.md': 'A probe.',
    'extension/LICENSE.md': 'MIT',
    'workspace/compose.yaml': 'services: {}\n',
  };
  for (const [name, text] of Object.entries(hostTests)) files[`host/${name}`] = text;
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), text);
  }
  return {
    root,
    extension: join(root, 'extension'),
    workspace: join(root, 'workspace'),
    hostTests: join(root, 'host'),
    remove: () => rm(root, { recursive: true, force: true, maxRetries: 3 }),
  };
}
