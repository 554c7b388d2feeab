import * as vscode from 'vscode';
import { FlatFiles } from '../host/flatFiles';
import { ruleIds } from '../mounts/ruleIds';
import { configRuleIds } from '../wslconf/ruleIds';

const scheme = 'slipway-rule';

type Pages = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * The pages of the rules in the editor's language, as files that can only be read: so a page leads to another. They are in the
 * package as one compressed file (docs/adr/0068), read when somebody asks for the first page.
 */
export class RulePages extends FlatFiles {
  private pages: Promise<Pages> | undefined;

  constructor(private readonly extension: vscode.Extension<unknown>) {
    super(scheme, { isReadonly: true });
  }

  /** Shows the page of a rule. Anything but the id of a rule is ignored: the argument may come from any link. */
  async show(argument: unknown): Promise<void> {
    const rule = [...ruleIds, ...configRuleIds].find((id) => id === argument);
    if (rule === undefined) return;
    const language = vscode.env.language.startsWith('ja') ? 'ja' : 'en';
    const page = vscode.Uri.from({ scheme, path: `/${language}/${rule}.md` });
    await vscode.commands.executeCommand('markdown.showPreview', page);
  }

  override async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    this.pages ??= this.unpack();
    const [, language = '', name = ''] = uri.path.split('/');
    const text = new Map(Object.entries((await this.pages)[language] ?? {})).get(name.replace(/\.md$/, ''));
    if (text === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return new TextEncoder().encode(text);
  }

  override async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { length: size } = await this.readFile(uri);
    const permissions = vscode.FilePermission.Readonly;
    return { type: vscode.FileType.File, ctime: 0, mtime: 0, size, permissions };
  }

  override readDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  override writeFile(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  private async unpack(): Promise<Pages> {
    const file = vscode.Uri.joinPath(this.extension.extensionUri, 'dist', 'rulePages.br');
    const [packed, { brotliDecompressSync }] = await Promise.all([
      vscode.workspace.fs.readFile(file),
      import('node:zlib'),
    ]);
    return JSON.parse(brotliDecompressSync(packed).toString()) as Pages;
  }
}
