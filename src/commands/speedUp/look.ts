import * as vscode from 'vscode';
import { readFile } from '../../host/documentFiles';
import { signalOf } from '../progressClock';
import { inDisplayLanguage as translate } from '../../host/translate';
import type { Surroundings } from '../../language/fileChecker';
import { findMountFiles } from '../../language/workspaceFiles';
import { isDevcontainerFile } from '../../mounts/devcontainerFileNames';
import type { FileSteps } from '../../mounts/steps/step';
import { askAboutVersions } from '../../state/about';
import { message } from '../../text/message';
import { findConfigFile, type ConfigFileReading } from '../../wsl/configFile';
import type { CommandContext } from '../context';
import type { Staying } from './ladder';
import { readVirtiofs } from './virtiofs';

/** A file with its text as it was looked at. */
export interface SeenFile {
  readonly uri: vscode.Uri;
  readonly text: string;
}

/** What was seen of a project. */
export interface Seen extends Staying<SeenFile> {
  readonly config: ConfigFileReading;
}

const devContainers = 'ms-vscode-remote.remote-containers';

/** Looks at the files of a project, and at .wslconfig and the version of WSL: nothing starts. Null when cancelled. */
export async function lookAtProject(context: CommandContext, folder: vscode.Uri): Promise<Seen | null> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: translate(message('Looking at the mounts of the project…')),
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (_, token) => {
    const [files, config, about] = await Promise.all([
      lookAtFiles(context, folder, token),
      findConfigFile(context.machine),
      askAboutVersions(context.machine, signalOf(token)),
    ]);
    if (about === null || token.isCancellationRequested) return null;
    const hasDevcontainer = files.some(({ file }) => isDevcontainerFile(file.uri.path.slice(folder.path.length + 1)));
    return {
      files,
      config,
      wsl: about.versions?.wsl ?? null,
      virtiofs: readVirtiofs(config),
      waits: context.config.pending !== null,
      devcontainer: hasDevcontainer
        ? {
            isInstalled: vscode.extensions.getExtension(devContainers) !== undefined,
            hasRemote: await hasRemote(context, folder),
          }
        : null,
    };
  });
}

async function lookAtFiles(
  { machine, checker }: CommandContext,
  folder: vscode.Uri,
  token: vscode.CancellationToken,
): Promise<{ file: SeenFile; steps: FileSteps }[]> {
  checker.forgetProjects();
  const { files } = await findMountFiles({ uri: folder }, machine, token);
  const seen: { file: SeenFile; steps: FileSteps }[] = [];
  let around: Surroundings | undefined;
  for (const uri of files) {
    if (token.isCancellationRequested) break;
    const read = await readFile(uri, machine);
    const text = read.kind === 'ok' ? read.value.replace(/^\uFEFF/, '') : null;
    if (text === null || !checker.isWorthChecking(uri, text, null)) continue;
    around ??= await checker.surroundingsOf(uri);
    const checked = await checker.check(uri, text, around);
    if (checked) seen.push({ file: { uri, text }, steps: await checked.steps() });
  }
  return seen;
}

/** By the file of settings of its repository, which is read and nothing run for it. */
async function hasRemote({ machine }: CommandContext, folder: vscode.Uri): Promise<boolean> {
  const read = await readFile(vscode.Uri.joinPath(folder, '.git', 'config'), machine);
  return read.kind === 'ok' && /^[ \t]*\[remote[ \t]+"/m.test(read.value);
}
