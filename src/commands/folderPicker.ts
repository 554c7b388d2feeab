import * as vscode from 'vscode';
import { withoutIcons } from '../host/plainText';
import { inDisplayLanguage as translate } from '../host/translate';
import { ask } from '../state/ask';
import { message } from '../text/message';
import { printable } from '../text/printable';
import type { Command } from '../machine/command';
import type { Machine } from '../machine/machine';
import type { Distro } from '../wsl/distro';
import { askHome, listFolders, type FolderList } from '../wsl/folders';
import type { Parsed, WslProblem } from '../wsl/problem';
import { startTimeout } from '../wsl/run';
import { ProblemError } from './context';
import { folderPicks, pickLabel, typedPick, type FolderPick } from './folderPicks';

type Item = vscode.QuickPickItem & { readonly pick: FolderPick };

/**
 * Lets the user walk through the folders of a distro, from the home on; the path of the one to open. Undefined when
 * there was none. Starts the distro, which is what the user asked for.
 * @throws ProblemError when the distro does not answer.
 */
export async function pickFolder(machine: Machine, distro: Distro): Promise<string | undefined> {
  return new FolderPicker(machine, distro).show();
}

class FolderPicker {
  private readonly picker = vscode.window.createQuickPick<Item>();
  private readonly ended = new AbortController();
  private readonly openButton = {
    iconPath: new vscode.ThemeIcon('folder-opened'),
    tooltip: translate(message('Open This Folder')),
  };
  private folder = '/';
  private names: readonly string[] = [];
  private isReading = false;

  constructor(
    private readonly machine: Machine,
    private readonly distro: Distro,
  ) {}

  show(): Promise<string | undefined> {
    const { picker } = this;
    picker.title = translate(message('Open Folder in {0}', printable(this.distro.name)));
    picker.placeholder = translate(message('Choose a folder, or type an absolute path'));
    picker.ignoreFocusOut = true;
    return new Promise<string | undefined>((resolve, reject) => {
      const run = (work: Promise<void>): void => {
        work.catch((error: unknown) => {
          reject(error instanceof Error ? error : new Error(String(error)));
          picker.hide();
        });
      };
      const open = (path: string): void => {
        resolve(path);
        picker.hide();
      };
      picker.onDidChangeValue(() => this.draw());
      picker.onDidTriggerItemButton(({ item }) => open(item.pick.path));
      picker.onDidAccept(() => {
        const pick = this.accepted();
        if (!pick || this.isReading) return;
        if (pick.kind === 'open') open(pick.path);
        else run(this.goTo(pick.path));
      });
      picker.onDidHide(() => {
        this.ended.abort();
        picker.dispose();
        resolve(undefined);
      });
      picker.show();
      run(this.goHome());
    });
  }

  /** What was chosen. Who types and presses Enter at once is ahead of the entry that shows what was typed. */
  private accepted(): FolderPick | undefined {
    const pick = this.picker.activeItems[0]?.pick;
    return !pick || pick.kind === 'typed' ? typedPick(this.picker.value) : pick;
  }

  private async goHome(): Promise<void> {
    const home = await this.read(askHome(this.distro));
    if (home !== null) await this.goTo(home);
  }

  private async goTo(path: string): Promise<void> {
    const list = await this.read<FolderList>(listFolders(this.distro, path));
    if (list === null) return;
    if (list.kind === 'noFolder') {
      this.picker.title = translate(message('{0} is no folder', printable(path)));
      return;
    }
    this.picker.title = translate(message('Open Folder in {0}', printable(this.distro.name)));
    this.folder = path;
    this.names = list.names;
    this.picker.value = '';
    this.draw();
  }

  /** Null when the user has turned away meanwhile. */
  private async read<T>(command: Command<Parsed<T>> | WslProblem): Promise<T | null> {
    this.isReading = this.picker.busy = true;
    try {
      const answer = await ask(this.machine, command, startTimeout, this.ended.signal);
      if (answer === null || this.ended.signal.aborted) return null;
      if (!answer.ok) throw new ProblemError(answer.problem);
      return answer.value;
    } finally {
      this.isReading = this.picker.busy = false;
    }
  }

  private draw(): void {
    const picks = folderPicks(this.folder, this.names, this.picker.value, vscode.env.language);
    this.picker.items = picks.map((pick) => ({
      label: `$(${icons[pick.kind]}) ${withoutIcons(pickLabel(pick, translate))}`,
      pick,
      // The filter would take away what does not look like what was typed.
      alwaysShow: pick.kind === 'typed',
      ...(pick.kind === 'down' || pick.kind === 'typed' ? { buttons: [this.openButton] } : {}),
    }));
  }
}

const icons: Readonly<Record<FolderPick['kind'], string>> = {
  open: 'check',
  up: 'arrow-up',
  down: 'folder',
  typed: 'arrow-right',
};
