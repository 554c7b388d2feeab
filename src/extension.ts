import * as vscode from 'vscode';
import { makeApi, type SlipwayApi } from './api';
import { clearUpInterrupted } from './commands/integration/recover';
import { ReadOnlyPages } from './commands/readOnlyPages';
import { registerCommands } from './commands/register';
import { RulePages } from './commands/rulePages';
import { WslConfFiles } from './commands/wslConfFiles';
import { channelLog } from './host/log';
import { OpenedFolders } from './host/openedFolders';
import { ProjectChoices } from './host/projectChoices';
import { inDisplayLanguage as translate } from './host/translate';
import { registerCodeActions } from './language/codeActions';
import { MountDiagnostics } from './language/diagnostics';
import { FileChecker } from './language/fileChecker';
import { FindingBoard } from './language/findingBoard';
import { registerHover } from './language/hover';
import { ProjectFileDiagnostics } from './language/projectFileDiagnostics';
import { MountStatus } from './language/status';
import { WindowDockerStatus } from './language/windowDocker';
import { WorkspaceCheck } from './language/workspaceCheck';
import { registerConfigLanguages } from './language/wslconf/register';
import { openMachine } from './machine/machine';
import { ConfigWatch } from './state/configWatch';
import { SnapshotStore } from './state/store';
import { message } from './text/message';
import { Dismissals } from './views/dismissals';
import { Views } from './views/views';

/** Long after the window is there, in milliseconds. */
const clearUpAfter = 5_000;

/**
 * Builds and registers everything, synchronously; what is slow begins when somebody looks.
 * @returns what other extensions may use
 */
export function activate(context: vscode.ExtensionContext): SlipwayApi {
  const channel = vscode.window.createOutputChannel('Slipway', { log: true });
  context.subscriptions.push(channel);
  try {
    return start(context, channel);
  } catch (error) {
    // The editor itself says nothing when an extension does not start.
    const reason = error instanceof Error ? error.message : String(error);
    channel.error(reason);
    void vscode.window.showErrorMessage(translate(message('Slipway did not start: {0}', reason)));
    throw error;
  }
}

function start(context: vscode.ExtensionContext, channel: vscode.LogOutputChannel): SlipwayApi {
  const log = channelLog(channel);
  const machine = openMachine(log);
  const store = new SnapshotStore(machine, log, context.globalStorageUri.fsPath);
  const config = new ConfigWatch(machine, log, context.globalStorageUri.fsPath);
  const projects = new ProjectChoices(context.globalState);
  const folders = new OpenedFolders(context.globalState, machine);
  const checker = new FileChecker(machine, store);
  const board = new FindingBoard(projects);
  const diagnostics = new MountDiagnostics(checker, board, projects);
  const workspaceCheck = new WorkspaceCheck(machine, store, checker, board, log);
  const pages = new ReadOnlyPages();
  const { extension } = context;
  const rules = new RulePages(extension);
  const dismissals = new Dismissals(context.globalState);
  const views = new Views(machine, store, log, dismissals, config, folders);
  const commands = {
    machine,
    store,
    log,
    channel,
    extension,
    dismissals,
    config,
    projects,
    folders,
    checker,
    workspaceCheck,
    pages,
    rules,
    memory: context.globalState,
    refreshTree: () => views.refresh(),
  };
  context.subscriptions.push(
    store,
    config,
    views,
    projects,
    folders,
    dismissals,
    checker,
    board,
    diagnostics,
    workspaceCheck,
    pages,
    rules,
    new ProjectFileDiagnostics(checker),
    new MountStatus(diagnostics, board),
    new WindowDockerStatus(machine, store),
    registerCodeActions(diagnostics, checker),
    registerHover(diagnostics),
    registerConfigLanguages(machine, store, config),
    new WslConfFiles(commands),
    registerCommands(commands),
  );
  const clearUp = setTimeout(() => {
    clearUpInterrupted(commands).catch((error: unknown) => log.warn(`Not cleared up: ${String(error)}`));
  }, clearUpAfter);
  context.subscriptions.push({ dispose: () => clearTimeout(clearUp) });
  return makeApi(machine, store, checker);
}
