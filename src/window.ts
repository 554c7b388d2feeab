import type * as vscode from 'vscode';
import { makeApi, type SlipwayApi } from './api';
import { clearUpWhenSeen } from './commands/interrupted';
import { ReadOnlyPages } from './commands/readOnlyPages';
import { registerCommands } from './commands/register';
import { RulePages } from './commands/rulePages';
import { WslConfFiles } from './commands/wslConfFiles';
import { channelLog } from './host/log';
import { OpenedFolders } from './host/openedFolders';
import { ProjectChoices } from './host/projectChoices';
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
import { Dismissals } from './views/dismissals';
import { Views } from './views/views';

/**
 * Builds and registers everything that one window has, synchronously; what is slow begins when somebody looks.
 * @returns what other extensions may use
 */
export function openWindow(context: vscode.ExtensionContext, channel: vscode.LogOutputChannel): SlipwayApi {
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
    clearUpWhenSeen(commands),
  );
  return makeApi(machine, store, checker);
}
