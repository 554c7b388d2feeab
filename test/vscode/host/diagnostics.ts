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

/** The action that suppresses the slowness of a mount on its line. */
function suppressionAmong(actions: readonly vscode.CodeAction[]): vscode.CodeAction {
  const found = actions.find(({ title }) => title === 'Suppress slow-mount on this line with a comment');
  assert.ok(found);
  return found;
}

/** Rules of diagnostics, in the order of the editor's list. */
function rulesOf(diagnostics: readonly vscode.Diagnostic[]): string[] {
  return diagnostics.map(({ code }) => (code as { readonly value: string }).value).sort();
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
    const found = await diagnosticsOf(document.uri, ({ length }) => length === 2);
    assert.deepEqual(rulesOf(found), ['slow-mount', 'slow-project']);
    for (const { range } of found) assert.deepEqual(range, new vscode.Range(3, 8, 3, 11));
    await replaceAll(document, 'services: {}\r\n');
    await diagnosticsOf(document.uri, ({ length }) => length === 0);
  });

  it('speak of the project until it is said to stay, and again when that is taken back', async () => {
    const document = await openNew('compose.stays.yaml', 'services:\n  a:\n    volumes:\n      - ./x:/app\n');
    await diagnosticsOf(document.uri, ({ length }) => length === 2);
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    await vscode.commands.executeCommand('slipway.project.cannotMove', folder?.uri.toString());
    assert.deepEqual(rulesOf(await diagnosticsOf(document.uri, ({ length }) => length === 1)), ['slow-mount']);
    await vscode.commands.executeCommand('slipway.problem.showDismissed');
    await diagnosticsOf(document.uri, ({ length }) => length === 2);
  });

  it('go when the file is closed', async () => {
    // Opened as a user does: what an extension opens, the editor keeps for minutes.
    const uri = inProject('compose.yaml');
    await vscode.commands.executeCommand('vscode.open', uri);
    await diagnosticsOf(uri, ({ length }) => length === 5);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await diagnosticsOf(uri, ({ length }) => length === 0);
  });

  it('are of compose files on a file system only', async () => {
    const text = 'services:\n  a:\n    volumes:\n      - ./x:/app\n';
    const other = await openNew('values.yaml', text);
    const draft = await vscode.workspace.openTextDocument({ language: 'dockercompose', content: text });
    const compose = await openNew('docker-compose.yml', text);
    await diagnosticsOf(compose.uri, ({ length }) => length === 2);
    for (const { uri } of [other, draft]) await diagnosticsOf(uri, ({ length }) => length === 0);
  });
});

describe('quick fixes', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('are edits, none preferred that leaves the mount slow, the suppression last', async () => {
    const text = "services:\n  a:\n    volumes:\n      - '/mnt/c/Users/dev/shop/it''s:/app'\n";
    const document = await openNew('compose.fix.yaml', text);
    const [diagnostic] = await diagnosticsOf(document.uri, ({ length }) => length === 2);
    assert.ok(diagnostic);
    const actions = await actionsAt(document, diagnostic.range);
    assert.ok(actions.every(({ isPreferred }) => !isPreferred));
    assert.deepEqual(
      actions.map(({ command, edit }) => [edit !== undefined, command?.command ?? null]),
      [
        [true, null],
        [false, 'slipway.project.move'],
        [false, 'slipway.project.speedUp'],
        [false, 'slipway.project.cannotMove'],
        ...Array.from({ length: 4 }, () => [true, null]),
        // It is another file, which is opened for the reason to be written.
        ...Array.from({ length: 2 }, () => [true, '_workbench.open']),
      ],
    );
    assert.deepEqual(
      actions.slice(4).map(({ title }) => title),
      [
        'Suppress slow-project on this line with a comment',
        'Suppress slow-mount on this line with a comment',
        'Suppress slow-project in this file with a comment',
        'Suppress slow-mount in this file with a comment',
        'Switch slow-project off for the project in .slipway.jsonc',
        'Switch slow-mount off for the project in .slipway.jsonc',
      ],
    );

    assert.ok(await vscode.workspace.applyEdit(actions[0]!.edit!));
    assert.equal(document.getText(), "services:\n  a:\n    volumes:\n      - './it''s:/app'\n");
  });

  async function suppressOnlyMount(name: string, text: string): Promise<string> {
    const document = await openNew(name, text);
    const [diagnostic] = await diagnosticsOf(document.uri, ({ length }) => length === 2);
    assert.ok(diagnostic);
    const suppress = suppressionAmong(await actionsAt(document, diagnostic.range));
    assert.ok(await vscode.workspace.applyEdit(suppress.edit!));
    await diagnosticsOf(document.uri, ({ length }) => length === 0);
    return document.getText();
  }

  it('suppress with a comment in the indentation and line ends of the file', async () => {
    const text = 'services:\r\n  a:\r\n    volumes:\r\n      - ./x:/app\r\n';
    assert.equal(
      await suppressOnlyMount('compose.suppress.yaml', text),
      'services:\r\n  a:\r\n    volumes:\r\n      # slipway-ignore-next-line slow-mount -- say why\r\n      - ./x:/app\r\n',
    );
  });

  it('suppress above an entry whose text begins on the next line', async () => {
    const text = 'services:\n  a:\n    volumes:\n      - |\n        ./x:/app\n';
    assert.equal(
      await suppressOnlyMount('compose.block.yaml', text),
      text.replace('      - |', '      # slipway-ignore-next-line slow-mount -- say why\n      - |'),
    );
  });

  it('are at hand right after a change, before the pause in typing is over', async () => {
    const document = await openNew('compose.fresh.yaml', 'services: {}\n');
    await replaceAll(document, 'services:\n  a:\n    volumes:\n      - /mnt/c/Users/dev/shop/src:/app\n');
    const actions = await actionsAt(document, new vscode.Range(3, 12, 3, 12));
    assert.deepEqual(
      actions.map(({ title }) => title.split(' ', 1)[0]),
      ['Write', 'Move', 'Speed', 'I', 'Suppress', 'Suppress', 'Suppress', 'Suppress', 'Switch', 'Switch'],
    );
    const found = await diagnosticsOf(document.uri, ({ length }) => length === 2);
    assert.ok(found.some(({ message }) => message.includes('WSL shell')));
  });
});

describe('a dev container', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('is checked in every place where one is looked for', async () => {
    for (const name of [
      '.devcontainer.json',
      '.devcontainer/devcontainer.json',
      '.devcontainer/api/devcontainer.json',
    ]) {
      const document = await openNew(
        name,
        '{\n  "image": "x",\n  "mounts": ["source=D:\\\\a,target=/app,type=bind"]\n}\n',
      );
      // The first of them tells of the project, for all.
      const told = name === '.devcontainer.json' ? ['slow-project'] : [];
      const found = await diagnosticsOf(document.uri, ({ length }) => length === told.length + 1);
      assert.deepEqual(rulesOf(found), ['slow-mount', ...told], name);
      const [mount] = found.filter((diagnostic) => rulesOf([diagnostic])[0] === 'slow-mount');
      assert.equal(document.getText(mount?.range), 'D:\\\\a');
      const actions = await actionsAt(document, mount!.range);
      assert.ok(await vscode.workspace.applyEdit(suppressionAmong(actions).edit!));
      assert.match(document.lineAt(2).text, /^ {2}\/\/ slipway-ignore-next-line slow-mount -- /);
      await diagnosticsOf(document.uri, ({ length }) => length === told.length);
    }
  });

  it('gets a path that follows the project, written as JSON is', async () => {
    const text = '{ "mounts": ["source=C:\\\\Users\\\\dev\\\\shop\\\\a,target=/a,type=bind"], "workspaceMount": "" }';
    const document = await openNew('.devcontainer.json', text);
    const [diagnostic] = await diagnosticsOf(document.uri, ({ length }) => length === 2);
    const [write] = await actionsAt(document, diagnostic!.range);
    assert.ok(await vscode.workspace.applyEdit(write!.edit!));
    assert.equal(document.getText(), text.replace(/C:.*shop\\\\a/, '${localWorkspaceFolder}/a'));
  });
});

describe('a compose file and its override', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));
  const service = (volume: string): string => `services:\n  a:\n    volumes:\n      - ${volume}\n`;

  it('are read together, as they are being edited and as they are on the disk', async () => {
    const override = await openNew('pair/compose.override.yaml', service('db:/db'));
    const base = await openNew('pair/compose.yaml', service('D:\\x:/app'));
    await diagnosticsOf(base.uri, ({ length }) => length === 1);

    await replaceAll(override, service('code:/app'));
    await diagnosticsOf(base.uri, ({ length }) => length === 0);
    await replaceAll(override, service('E:\\y:/app'));
    await diagnosticsOf(override.uri, ({ length }) => length === 1);
    await diagnosticsOf(base.uri, ({ length }) => length === 0);

    // What is not kept does not count once the file is closed.
    await vscode.window.showTextDocument(override);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await diagnosticsOf(base.uri, ({ length }) => length === 1);
  });

  it('know of a file that comes or goes', async () => {
    const base = await openNew('comes/compose.yaml', service('D:\\x:/app'));
    await diagnosticsOf(base.uri, ({ length }) => length === 1);
    const edit = new vscode.WorkspaceEdit();
    const uri = inProject('comes/compose.override.yaml');
    edit.createFile(uri, { contents: new TextEncoder().encode(service('code:/app')) });
    assert.ok(await vscode.workspace.applyEdit(edit));
    await diagnosticsOf(base.uri, ({ length }) => length === 0);
    const removal = new vscode.WorkspaceEdit();
    removal.deleteFile(uri);
    assert.ok(await vscode.workspace.applyEdit(removal));
    await diagnosticsOf(base.uri, ({ length }) => length === 1);
  });

  it('know of a base that makes the container a Windows one', async () => {
    const override = await openNew('windows/compose.override.yaml', service('D:\\x:/app'));
    await diagnosticsOf(override.uri, ({ length }) => length === 1);
    await openNew('windows/compose.yaml', 'services:\n  a:\n    platform: windows/amd64\n');
    await diagnosticsOf(override.uri, ({ length }) => length === 0);
  });
});

// The last, since the choice lasts.
describe('a project that cannot move', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('is not spoken of any more, and its lines keep their hints', async () => {
    const document = await openNew('compose.stays.yaml', 'services:\n  a:\n    volumes:\n      - ./x:/app\n');
    const [diagnostic] = await diagnosticsOf(document.uri, ({ length }) => length === 2);
    const actions = await actionsAt(document, diagnostic!.range);
    const command = actions
      .flatMap((action) => action.command ?? [])
      .find(({ command: id }) => id === 'slipway.project.cannotMove');
    assert.ok(command);
    // Only a project of this window is taken.
    for (const other of ['file:///elsewhere', '', 3]) await vscode.commands.executeCommand(command.command, other);
    await diagnosticsOf(document.uri, ({ length }) => length === 2);
    await vscode.commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[]));
    const [hint] = await diagnosticsOf(document.uri, ({ length }) => length === 1);
    assert.deepEqual([rulesOf([hint!]), hint?.severity], [['slow-mount'], vscode.DiagnosticSeverity.Hint]);

    const container = await openNew('.devcontainer.json', '{ "image": "x" }');
    await diagnosticsOf(container.uri, ({ length }) => length === 0);
  });
});
