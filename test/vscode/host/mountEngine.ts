import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** Milliseconds. What other programs change is told by the editor's watcher, which is slow on a busy machine. */
const patience = 25_000;
const encoder = new TextEncoder();

function inProject(path: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder);
  return vscode.Uri.joinPath(folder.uri, path);
}

async function write(path: string, text: string): Promise<vscode.Uri> {
  const uri = inProject(path);
  await vscode.workspace.fs.writeFile(uri, encoder.encode(text));
  return uri;
}

async function openNew(path: string, text: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(await write(path, text));
  await vscode.window.showTextDocument(document);
  return document;
}

/** The rules of our diagnostics of a file, sorted, once they fulfil a condition. */
async function rulesOf(uri: vscode.Uri, isDone: (rules: readonly string[]) => boolean): Promise<readonly string[]> {
  const deadline = Date.now() + patience;
  for (;;) {
    const found = vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'slipway');
    const rules = found.map(({ code, message }) => (typeof code === 'object' ? String(code.value) : message)).sort();
    if (isDone(rules)) return rules;
    assert.ok(Date.now() < deadline, `still ${JSON.stringify(rules)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const are =
  (...wanted: string[]) =>
  (rules: readonly string[]): boolean =>
    rules.join() === wanted.join();

const service = (volume: string): string => `services:\n  a:\n    volumes:\n      - ${volume}\n`;

async function hoverTextsAt(
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.MarkdownString[]> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  return hovers.flatMap(({ contents }) => contents as vscode.MarkdownString[]);
}

async function hoverAt(document: vscode.TextDocument, position: vscode.Position): Promise<string> {
  const texts = await hoverTextsAt(document, position);
  return texts.map(({ value }) => value).find((text) => text.startsWith('**')) ?? '';
}

describe('mounts in the editor', () => {
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    // As a user deletes it: the watcher says nothing of a file that came a moment before.
    const deletion = new vscode.WorkspaceEdit();
    deletion.deleteFile(inProject('.slipway.jsonc'), { ignoreIfNotExists: true });
    await vscode.workspace.applyEdit(deletion);
  });

  it('tells in a hover where a mount lives and what its path is on the other side', async () => {
    const document = await openNew('hover/compose.yaml', service('./x:/app'));
    const text = await hoverAt(document, new vscode.Position(3, 10));
    assert.match(text, /^\*\*On Windows drive C:\*\*/);
    assert.match(text, /C:\\Users\\dev\\shop\\hover\\x/);
    assert.match(text, /\/mnt\/c\/Users\/dev\/shop\/hover\/x/);
    assert.equal(await hoverAt(document, new vscode.Position(0, 2)), '');
  });

  it('trusts nothing in a hover that comes from a file: its one link calls one command, with nothing', async () => {
    const source = './[run](command:workbench.action.quit?%5B1%5D)';
    const mount = `{ type: bind, source: "${source}", target: /app }`;
    const document = await openNew('hostile/compose.yaml', service(mount));
    const texts = await hoverTextsAt(document, new vscode.Position(3, 45));
    const [told, ...others] = texts.filter(({ value }) => value.includes('quit'));
    assert.ok(told && !told.isTrusted && !told.supportHtml, JSON.stringify(texts));
    assert.deepEqual(others, []);
    const trusted = texts.filter(({ isTrusted }) => isTrusted);
    assert.deepEqual(
      trusted.map(({ isTrusted }) => isTrusted),
      [{ enabledCommands: ['slipway.project.measure'] }],
    );
    assert.match(trusted[0]?.value ?? '', /^\[[^\]]+\]\(command:slipway\.project\.measure\)$/);
  });

  it('asks Windows for reserved ports when a file publishes one', async () => {
    const ports = (port: string): string => `services:\n  a:\n    image: x\n    ports:\n      - "${port}:80"\n`;
    const document = await openNew('ports/compose.yaml', ports('5357'));
    await rulesOf(document.uri, are('reserved-port'));
    const other = await openNew('freePorts/compose.yaml', `${ports('5358')}    volumes:\n      - ./x:/app:cached\n`);
    await rulesOf(other.uri, (rules) => rules.includes('no-op-consistency') && !rules.includes('reserved-port'));
  });

  it('reads scripts and manifests that mention mounts, and no others', async () => {
    const script = await openNew('run.sh', '#!/bin/sh\ndocker run -v /mnt/d/data:/data alpine\n');
    await rulesOf(script.uri, are('slow-mount'));
    const values = await openNew('values.yaml', service('/mnt/d/data:/data'));
    const other = await openNew('other/compose.yaml', service('/mnt/d/data:/data'));
    await rulesOf(other.uri, are('slow-mount'));
    await rulesOf(values.uri, are());
    // Now one names it.
    await openNew('naming/compose.yaml', `include: [../values.yaml]\n${service('db:/db')}`);
    await rulesOf(values.uri, are('slow-mount'));
  });

  it('fixes all that is safe in one step', async () => {
    const text = `${service('./x:/app:cached')}      - ./y:/y:delegated\n`;
    const document = await openNew('all/compose.yaml', text);
    await rulesOf(document.uri, (rules) => rules.includes('no-op-consistency'));
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      new vscode.Range(0, 0, document.lineCount, 0),
      'source.fixAll.slipway',
    );
    assert.equal(actions.length, 1);
    assert.ok(await vscode.workspace.applyEdit(actions[0]!.edit!));
    assert.equal(document.getText(), `${service('./x:/app')}      - ./y:/y\n`);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), text);
  });

  it('judges by the project file, tells its mistakes, and again when it changes', async () => {
    const document = await openNew('levels/compose.yaml', service('D:\\x:/app'));
    await rulesOf(document.uri, are('slow-mount'));
    const settings = await openNew('.slipway.jsonc', '{ "rules": { "slow-mount": "off", "slow": "off" } }\n');
    await rulesOf(document.uri, are());
    const [told] = await rulesOf(settings.uri, ({ length }) => length === 1);
    assert.match(told ?? '', /"slow"/);
    await write('.slipway.jsonc', '{ "side": "wsl" }\n');
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await rulesOf(document.uri, are('wrong-side'));
    await write('.slipway.jsonc', '{ "excludes": ["levels/"] }\n');
    await rulesOf(document.uri, are());
  });

  it('goes by the side that the user names, which beats that of the project', async () => {
    const document = await openNew('side/compose.yaml', service('D:\\x:/app'));
    await rulesOf(document.uri, are('slow-mount'));
    const settings = vscode.workspace.getConfiguration('slipway');
    await settings.update('side', 'wsl', vscode.ConfigurationTarget.Global);
    try {
      await write('.slipway.jsonc', '{ "side": "windows" }\n');
      await rulesOf(document.uri, are('wrong-side'));
    } finally {
      await settings.update('side', undefined, vscode.ConfigurationTarget.Global);
    }
    await rulesOf(document.uri, are('slow-mount'));
  });

  it('writes the project file for a rule that is switched off, where there is none', async () => {
    const document = await openNew('off/compose.yaml', service('D:\\x:/app'));
    await rulesOf(document.uri, are('slow-mount'));
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      new vscode.Range(3, 10, 3, 10),
    );
    const action = actions.find(({ title }) => title.startsWith('Switch slow-mount off'));
    assert.ok(action?.edit && (await vscode.workspace.applyEdit(action.edit)));
    const written = await vscode.workspace.openTextDocument(inProject('.slipway.jsonc'));
    assert.match(written.getText(), /^\{\n {2}"rules": \{\n {4}\/\/ say why\n {4}"slow-mount": "off"\n {2}\}\n\}\n$/);
    await rulesOf(document.uri, are());
    await written.save();
  });

  it('checks files that are not open when asked to, until they change', async () => {
    const uri = await write('closed/compose.yaml', service('D:\\x:/app'));
    await vscode.commands.executeCommand('slipway.problem.showDismissed');
    const open = await openNew('opened/compose.yaml', service('./x:/app'));
    await rulesOf(open.uri, are('slow-mount', 'slow-project'));
    await vscode.commands.executeCommand('slipway.workspace.check');
    assert.deepEqual(await rulesOf(uri, are('slow-mount')), ['slow-mount']);
    // What is true of the project is told once, in the file that is seen.
    const told = vscode.languages
      .getDiagnostics()
      .flatMap(([, diagnostics]) => diagnostics)
      .filter(({ code }) => typeof code === 'object' && code.value === 'slow-project');
    assert.equal(told.length, 1);
    await write('closed/compose.yaml', service('db:/app'));
    await rulesOf(uri, are());
  });
});
