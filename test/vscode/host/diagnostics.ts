import assert from 'node:assert/strict';
import * as vscode from 'vscode';

const patience = 10_000;

/** Our diagnostics of a document once they fulfil a condition. */
async function diagnosticsOf(
  uri: vscode.Uri,
  isDone: (diagnostics: vscode.Diagnostic[]) => boolean,
): Promise<vscode.Diagnostic[]> {
  const deadline = Date.now() + patience;
  for (;;) {
    const found = vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'slipway');
    if (isDone(found)) return found;
    assert.ok(Date.now() < deadline, `still ${JSON.stringify(found)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function inProject(path: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder);
  return vscode.Uri.joinPath(folder.uri, path);
}

async function openNew(name: string, text: string): Promise<vscode.TextDocument> {
  const uri = inProject(name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  return document;
}

async function replaceAll(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

async function actionsAt(document: vscode.TextDocument, range: vscode.Range): Promise<vscode.CodeAction[]> {
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    range,
    vscode.CodeActionKind.QuickFix.value,
  );
}

describe('diagnostics', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('stand at the host path, with rule, severity and the way to its page', async () => {
    const document = await openNew('compose.range.yaml', 'services:\n  a:\n    volumes:\n      - "D:\\\\src:/app"\n');
    const [diagnostic] = await diagnosticsOf(document.uri, ({ length }) => length === 1);
    assert.ok(diagnostic);
    assert.equal(document.getText(diagnostic.range), 'D:\\\\src');
    assert.deepEqual(diagnostic.range, new vscode.Range(3, 9, 3, 16));
    assert.equal(diagnostic.severity, vscode.DiagnosticSeverity.Warning);
    const code = diagnostic.code as { readonly value: string; readonly target: vscode.Uri };
    assert.equal(code.value, 'slow-mount');
    assert.equal(code.target.scheme, 'command');
    assert.equal(code.target.path, 'slipway.rule.show');
  });

  it('follow the text, with CR LF too', async () => {
    const document = await openNew('compose.typed.yaml', 'services:\r\n  a:\r\n    volumes:\r\n      - db:/data\r\n');
    await diagnosticsOf(document.uri, ({ length }) => length === 0);
    await replaceAll(document, 'services:\r\n  a:\r\n    volumes:\r\n      - ./x:/app\r\n');
    const [diagnostic] = await diagnosticsOf(document.uri, ({ length }) => length === 1);
    assert.deepEqual(diagnostic?.range, new vscode.Range(3, 8, 3, 11));
    await replaceAll(document, 'services: {}\r\n');
    await diagnosticsOf(document.uri, ({ length }) => length === 0);
  });

  it('go when the file is closed', async () => {
    // Opened as a user does: what an extension opens, the editor keeps for minutes.
    const uri = inProject('compose.yaml');
    await vscode.commands.executeCommand('vscode.open', uri);
    await diagnosticsOf(uri, ({ length }) => length === 3);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await diagnosticsOf(uri, ({ length }) => length === 0);
  });

  it('are of compose files on a file system only', async () => {
    const text = 'services:\n  a:\n    volumes:\n      - ./x:/app\n';
    const other = await openNew('values.yaml', text);
    const draft = await vscode.workspace.openTextDocument({ language: 'dockercompose', content: text });
    const compose = await openNew('docker-compose.yml', text);
    await diagnosticsOf(compose.uri, ({ length }) => length === 1);
    for (const { uri } of [other, draft]) await diagnosticsOf(uri, ({ length }) => length === 0);
  });
});

describe('quick fixes', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('are edits, none preferred that leaves the mount slow, the suppression last', async () => {
    const text = "services:\n  a:\n    volumes:\n      - '/mnt/c/Users/dev/shop/it''s:/app'\n";
    const document = await openNew('compose.fix.yaml', text);
    const [diagnostic] = await diagnosticsOf(document.uri, ({ length }) => length === 1);
    assert.ok(diagnostic);
    const actions = await actionsAt(document, diagnostic.range);
    assert.deepEqual(
      actions.map(({ isPreferred }) => isPreferred ?? false),
      [false, false],
    );
    assert.ok(actions.every(({ command, edit }) => edit && !command));
    assert.match(actions[1]!.title, /^Suppress slow-mount/);

    assert.ok(await vscode.workspace.applyEdit(actions[0]!.edit!));
    assert.equal(document.getText(), "services:\n  a:\n    volumes:\n      - './it''s:/app'\n");
  });

  async function suppressOnlyFinding(name: string, text: string): Promise<string> {
    const document = await openNew(name, text);
    const [diagnostic] = await diagnosticsOf(document.uri, ({ length }) => length === 1);
    assert.ok(diagnostic);
    const suppress = (await actionsAt(document, diagnostic.range)).at(-1);
    assert.ok(await vscode.workspace.applyEdit(suppress!.edit!));
    await diagnosticsOf(document.uri, ({ length }) => length === 0);
    return document.getText();
  }

  it('suppress with a comment in the indentation and line ends of the file', async () => {
    const text = 'services:\r\n  a:\r\n    volumes:\r\n      - ./x:/app\r\n';
    assert.equal(
      await suppressOnlyFinding('compose.suppress.yaml', text),
      'services:\r\n  a:\r\n    volumes:\r\n      # slipway-ignore-next-line slow-mount -- say why\r\n      - ./x:/app\r\n',
    );
  });

  it('suppress above an entry whose text begins on the next line', async () => {
    const text = 'services:\n  a:\n    volumes:\n      - |\n        ./x:/app\n';
    assert.equal(
      await suppressOnlyFinding('compose.block.yaml', text),
      text.replace('      - |', '      # slipway-ignore-next-line slow-mount -- say why\n      - |'),
    );
  });

  it('are at hand right after a change, before the pause in typing is over', async () => {
    const document = await openNew('compose.fresh.yaml', 'services: {}\n');
    await replaceAll(document, 'services:\n  a:\n    volumes:\n      - /mnt/c/Users/dev/shop/src:/app\n');
    const actions = await actionsAt(document, new vscode.Range(3, 12, 3, 12));
    assert.deepEqual(
      actions.map(({ title }) => title.split(' ', 1)[0]),
      ['Write', 'Suppress'],
    );
    assert.match((await diagnosticsOf(document.uri, ({ length }) => length === 1))[0]!.message, /WSL shell/);
  });
});
