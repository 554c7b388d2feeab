import assert from 'node:assert/strict';
import * as vscode from 'vscode';

const patience = 10_000;

async function openNew(name: string, text: string): Promise<vscode.TextDocument> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder);
  const uri = vscode.Uri.joinPath(folder.uri, name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  return document;
}

/** Our diagnostics of a document once they fulfil a condition. */
async function diagnosticsOf(
  { uri }: vscode.TextDocument,
  isDone: (found: vscode.Diagnostic[]) => boolean,
): Promise<vscode.Diagnostic[]> {
  const deadline = Date.now() + patience;
  for (;;) {
    const found = vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'slipway');
    if (isDone(found)) return found;
    assert.ok(Date.now() < deadline, `still ${JSON.stringify(found)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function ruleOf({ code }: vscode.Diagnostic): unknown {
  return typeof code === 'object' ? code.value : null;
}

async function actionsAt(document: vscode.TextDocument, line: number, kind: string): Promise<vscode.CodeAction[]> {
  const { range } = document.lineAt(line);
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    range,
    kind,
  );
}

describe('.wslconfig and wsl.conf', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('have marks for what is ignored, gone, and never read', async () => {
    const wslconfig = await openNew('marks/.wslconfig', '[wsl2]\nmemory=8GB\nmemory=4GB\npageReporting=true\n');
    assert.equal(wslconfig.languageId, 'slipway-wslconfig');
    const [second, gone] = await diagnosticsOf(wslconfig, ({ length }) => length === 2);
    const { Unnecessary, Deprecated } = vscode.DiagnosticTag;
    assert.deepEqual([second?.tags, gone?.tags], [[Unnecessary], [Unnecessary, Deprecated]]);

    const wslConf = await openNew('marks/etc/wsl.conf', '[boot]\nbad\nsystemd=true\n');
    assert.equal(wslConf.languageId, 'slipway-wsl-conf');
    const found = await diagnosticsOf(wslConf, ({ length }) => length === 2);
    assert.deepEqual(found.map(ruleOf), ['config-syntax', null]);
    assert.deepEqual(found[1]?.range, new vscode.Range(2, 0, 3, 0));
  });

  it('are no other files: WSL reads the one in a folder etc', async () => {
    const other = await openNew('other/wsl.conf', '[boot]\nbad\n');
    assert.notEqual(other.languageId, 'slipway-wsl-conf');
    await diagnosticsOf(other, ({ length }) => length === 0);
  });

  it('are checked for a byte order mark where it does harm', async () => {
    const marked = await openNew('marked/etc/wsl.conf', '\uFEFF[boot]\nsystemd=true\n');
    const found = await diagnosticsOf(marked, ({ length }) => length === 2);
    assert.ok(found.some((each) => ruleOf(each) === 'config-byte-order-mark'));
  });

  it('have fixes as edits: the safe one is preferred, those that guess are not, suppressions come last', async () => {
    const document = await openNew('fixes/.wslconfig', '[wsl2]\r\nmemory=8 gb\r\nprocesors=2\r\ngpuSupport=on\r\n');
    await diagnosticsOf(document, ({ length }) => length === 3);
    const titles = (actions: readonly vscode.CodeAction[]): string[] =>
      actions.map(({ title, isPreferred }) => `${isPreferred ? '! ' : ''}${title}`);
    assert.deepEqual(titles(await actionsAt(document, 1, 'quickfix')), [
      '! Write 8GB',
      'Suppress config-bad-value on this line with a comment',
      'Suppress config-bad-value in this file with a comment',
      // The editor puts what belongs to no diagnostic last.
      'Fix all Slipway problems in this file',
    ]);
    assert.deepEqual(titles(await actionsAt(document, 2, 'quickfix')).slice(0, 2), [
      'Write processors',
      'Turn this line into a comment',
    ]);
    const [all] = await actionsAt(document, 0, 'source.fixAll.slipway');
    assert.ok(all?.edit && (await vscode.workspace.applyEdit(all.edit)));
    assert.equal(document.getText(), '[wsl2]\r\nmemory=8GB\r\nprocesors=2\r\ngpuSupport=true\r\n');
    await diagnosticsOf(document, ({ length }) => length === 1);
  });

  it('are outlined and folded by their sections', async () => {
    const document = await openNew('outline/.wslconfig', '[wsl2]\nmemory=8GB\nswap=0\n\n[general]\n');
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    );
    assert.deepEqual(
      symbols.map(({ name, children }) => [name, children.map((child) => child.name)]),
      [
        ['wsl2', ['memory', 'swap']],
        ['general', []],
      ],
    );
    const folds = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
      'vscode.executeFoldingRangeProvider',
      document.uri,
    );
    assert.deepEqual(
      folds.map(({ start, end }) => [start, end]),
      [[0, 2]],
    );
  });
});
