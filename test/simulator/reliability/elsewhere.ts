import type { CommandId } from '../../../src/commands/table';

const opens = 'It opens a window, a terminal or a folder, and changes nothing itself.';
const copies = 'It puts a text into the clipboard.';
const shows = 'It shows what is known already.';
const notes = 'It notes a choice in the storage of the editor.';
const page = 'It opens a page of the web.';

/** Commands without a row of their own in the matrix of faults, and why they need none. */
export const elsewhere: Partial<Record<CommandId, string>> = {
  'slipway.distros.sort': 'It writes a setting by the editor itself.',
  'slipway.distro.openWindow': opens,
  'slipway.distro.openFolder': opens,
  'slipway.distro.openTerminal': opens,
  'slipway.distro.openInExplorer': opens,
  'slipway.folder.reopenInDistro': opens,
  'slipway.folder.openAgain': opens,
  'slipway.folder.openAgainHere': opens,
  'slipway.folder.forget': notes,
  'slipway.wsl.install': 'It opens a terminal with the command of WSL, which its user runs.',
  'slipway.wsl.listOnline': 'It asks one question, as a refresh does.',
  'slipway.disks.show': 'It reads sizes of files, as a refresh does.',
  'slipway.docker.useLinuxContainers':
    'One call of docker desktop and the wait of a start: as to start Docker Desktop.',
  'slipway.docker.openSettings': 'It brings the window of Docker Desktop up.',
  'slipway.docker.showImageStores': 'It asks two engines, as to reclaim a disk does first.',
  'slipway.distro.copyName': copies,
  'slipway.distro.copyLinuxShare': copies,
  'slipway.distro.copyDiskPath': copies,
  'slipway.path.copyLinux': copies,
  'slipway.path.copyWindows': copies,
  'slipway.problem.report': 'It writes a page from what is known already.',
  'slipway.problem.dismiss': notes,
  'slipway.problem.showDismissed': notes,
  'slipway.prerequisite.openPage': page,
  'slipway.workspace.check':
    'It reads files alone; what files may hold, and those that cannot be read, have tests of their own.',
  'slipway.project.speedUp': 'Its steps are edits in an editor, the edit of .wslconfig, and two measurements.',
  'slipway.project.cannotMove': notes,
  'slipway.log.show': shows,
  'slipway.walkthrough.open': shows,
  'slipway.rule.show': shows,
  'slipway.trust.manage': 'It opens a page of the editor.',
};
