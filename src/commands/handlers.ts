import type { CommandContext } from './context';
import { chooseDefaultUser } from './care/defaultUser';
import { exportDistroToFile } from './care/export';
import { importFromFile } from './care/import';
import { moveToFolder } from './care/move';
import { checkDocker } from './checkDocker';
import { checkWorkspace } from './checkWorkspace';
import { copyDiskPath, copyLinuxShare, copyName } from './copy';
import { copyLinuxPath, copyWindowsPath } from './copyPath';
import { openDockerSettings, startDocker } from './docker';
import { moveProject } from './moveProject';
import { restartDockerDesktop, stopDockerDesktop, useLinuxContainers } from './dockerLifecycle';
import { disableIntegration, enableIntegration } from './integration/toggle';
import { runDoctor } from './doctor';
import { loadResources } from './loadResources';
import { loadTakeBack } from './loadTakeBack';
import { openFolder, openInExplorer, openTerminal, openWindow } from './open';
import { forgetFolder, openAgain, openAgainHere } from './openedFolders';
import { openPage } from './page';
import { dismissProblem, showDismissed } from './problems';
import { cannotMoveProject } from './project';
import { proveDockerInDistro } from './proveDocker';
import { reopenInDistro } from './reopen';
import { reportProblem } from './report';
import { setDefault } from './setDefault';
import { chooseDefaultVersion, setVersion } from './setVersion';
import { shutDown } from './shutDown';
import { sortDistros } from './sortDistros';
import { stopDistro } from './stop';
import type { CommandId } from './table';
import { manageTrust } from './trust';
import { openWalkthrough } from './walkthrough';
import { installWsl, listOnlineDistros } from './wslSetup';

export { clearUpInterrupted } from './integration/recover';

type Handler = (context: CommandContext, argument: unknown) => Promise<void> | void;

/** What each command does. A bundle of its own: a window in which nobody calls one does not read them. */
export const handlers: Readonly<Record<CommandId, Handler>> = {
  'slipway.distros.refresh': (context) => context.refreshTree(),
  'slipway.distros.sort': sortDistros,
  'slipway.distro.openWindow': openWindow,
  'slipway.distro.openFolder': openFolder,
  'slipway.distro.openTerminal': openTerminal,
  'slipway.distro.openInExplorer': openInExplorer,
  'slipway.folder.reopenInDistro': reopenInDistro,
  'slipway.folder.openAgain': openAgain,
  'slipway.folder.openAgainHere': openAgainHere,
  'slipway.folder.forget': forgetFolder,
  'slipway.distro.stop': stopDistro,
  'slipway.distro.setDefault': setDefault,
  'slipway.distro.setVersion': setVersion,
  'slipway.distro.setDefaultUser': chooseDefaultUser,
  'slipway.distro.editWslConf': async (context, argument) => (await loadResources()).editWslConf(context, argument),
  'slipway.distro.export': exportDistroToFile,
  'slipway.distro.move': moveToFolder,
  'slipway.wsl.import': importFromFile,
  'slipway.wsl.setDefaultVersion': chooseDefaultVersion,
  'slipway.wsl.shutdown': shutDown,
  'slipway.wsl.install': installWsl,
  'slipway.wsl.listOnline': listOnlineDistros,
  'slipway.resources.setLimits': async (context) => (await loadResources()).setLimits(context),
  'slipway.disks.show': async (context) => (await loadResources()).showDisks(context),
  'slipway.disks.reclaim': async (context, argument) => (await loadResources()).reclaimSpace(context, argument),
  'slipway.docker.start': async (context) => {
    await startDocker(context);
  },
  'slipway.docker.stop': stopDockerDesktop,
  'slipway.docker.restart': restartDockerDesktop,
  'slipway.docker.useLinuxContainers': useLinuxContainers,
  'slipway.docker.openSettings': openDockerSettings,
  'slipway.docker.showImageStores': async (context) => (await loadResources()).showImageStores(context),
  'slipway.distro.enableIntegration': enableIntegration,
  'slipway.distro.disableIntegration': disableIntegration,
  'slipway.distro.checkDocker': checkDocker,
  'slipway.distro.proveDocker': proveDockerInDistro,
  'slipway.doctor.run': runDoctor,
  'slipway.distro.copyName': copyName,
  'slipway.distro.copyLinuxShare': copyLinuxShare,
  'slipway.distro.copyDiskPath': copyDiskPath,
  'slipway.path.copyLinux': copyLinuxPath,
  'slipway.path.copyWindows': copyWindowsPath,
  'slipway.problem.report': reportProblem,
  'slipway.problem.dismiss': dismissProblem,
  'slipway.problem.showDismissed': showDismissed,
  'slipway.prerequisite.openPage': openPage,
  'slipway.workspace.check': checkWorkspace,
  'slipway.project.move': moveProject,
  'slipway.project.measure': async (context, argument) => (await loadResources()).measureProject(context, argument),
  'slipway.project.speedUp': async (context, argument) => (await loadResources()).speedUpProject(context, argument),
  'slipway.project.undoMove': async (context) => (await loadTakeBack()).undoMove(context),
  'slipway.project.cannotMove': cannotMoveProject,
  'slipway.log.show': ({ channel }) => channel.show(),
  'slipway.walkthrough.open': openWalkthrough,
  'slipway.rule.show': ({ rules }, argument) => rules.show(argument),
  'slipway.trust.manage': manageTrust,
};
