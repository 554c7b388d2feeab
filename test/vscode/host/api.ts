import assert from 'node:assert/strict';
import { Ajv2020 } from 'ajv/dist/2020';
import * as vscode from 'vscode';
import distrosSchema from '../../../docs/schema/distros.schema.json';
import scanSchema from '../../../docs/schema/scan.schema.json';
import type { SlipwayApi } from '../../../src/api';

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true });
const validators = { distros: ajv.compile(distrosSchema), scan: ajv.compile(scanSchema) };

function assertValid(name: keyof typeof validators, data: unknown): void {
  assert.ok(validators[name](data), JSON.stringify(validators[name].errors));
}

async function api(): Promise<SlipwayApi> {
  const extension = vscode.extensions.getExtension<SlipwayApi>('slipway.slipway-wsl');
  assert.ok(extension);
  return extension.activate();
}

async function write(path: string, text: string): Promise<vscode.Uri> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder);
  const uri = vscode.Uri.joinPath(folder.uri, path);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

interface Findings {
  readonly findings: readonly { readonly rule: string; readonly source: string | null; readonly file: string }[];
  readonly errors: readonly { readonly file: string; readonly message: string }[];
}

describe('the interface for other extensions', () => {
  it('gives the snapshot as the command line prints it, of its own each time', async () => {
    const { version, snapshot } = await api();
    assert.equal(version, 1);
    const first = (await snapshot()) as { distros: { name: string }[] };
    assertValid('distros', first);
    assert.ok(first.distros.some(({ name }) => name === 'Ubuntu'));
    first.distros.length = 0;
    assert.notDeepEqual(await snapshot(), first);
  });

  it('gives the findings of a file, as it is being edited', async () => {
    const { scan } = await api();
    const uri = await write('api/compose.yaml', 'services:\n  a:\n    volumes:\n      - D:\\data:/data\n');
    const before = (await scan(uri)) as Findings;
    assertValid('scan', before);
    assert.deepEqual(
      before.findings.map(({ rule, source, file }) => ({ rule, source, file })),
      [{ rule: 'slow-mount', source: 'D:\\data', file: uri.toString() }],
    );
    const document = await vscode.workspace.openTextDocument(uri);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(uri, document.lineAt(3).range, '      - data:/data');
    await vscode.workspace.applyEdit(edit);
    const after = (await scan(uri)) as Findings;
    await document.save();
    assertValid('scan', after);
    assert.deepEqual(after.findings, []);
  });

  it('says what cannot be read, and refuses what is no address', async () => {
    const { scan } = await api();
    const absent = (await scan(
      vscode.Uri.joinPath(await write('api/notes.txt', 'C:\\x:/y'), '../no.yaml'),
    )) as Findings;
    assertValid('scan', absent);
    assert.equal(absent.errors.length, 1);
    assert.deepEqual(((await scan(await write('api/notes.txt', 'C:\\x:/y'))) as Findings).findings, []);
    await assert.rejects(scan('C:\\work\\compose.yaml' as unknown as vscode.Uri), TypeError);
  });
});
