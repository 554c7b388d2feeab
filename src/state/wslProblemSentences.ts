import { message } from '../text/message';
import type { PlainWslProblemKind } from '../wsl/problem';
import type { ProblemSentences } from './problem';

/** What people are told of the failures of wsl.exe that need no more than their evidence. */
export const wslProblemSentences: Readonly<Record<PlainWslProblemKind, ProblemSentences>> = {
  wslNotInstalled: {
    message: message('WSL is not installed.'),
    nextStep: message('Run "wsl --install" in a terminal as administrator, then restart Windows.'),
  },
  inboxWsl: {
    message: message('This is the old WSL inside Windows, which cannot tell its version.'),
    nextStep: message('Run "wsl --update" in a terminal.'),
  },
  kernelUpdateNeeded: {
    message: message('WSL 2 has no kernel on this machine, so no WSL 2 distro can start.'),
    nextStep: message('Run "wsl --update" in a terminal.'),
  },
  optionalComponentMissing: {
    message: message('The Windows feature "Windows Subsystem for Linux" is switched off.'),
    nextStep: message('Run "wsl --install --no-distribution" in a terminal, then restart Windows.'),
  },
  virtualizationOff: {
    message: message('Virtualization is not available, so no WSL 2 distro can start.'),
    nextStep: message(
      'Switch on virtualization in the firmware and the Windows feature "Virtual Machine Platform", then restart.',
    ),
  },
  serviceMissing: {
    message: message('The WSL service is missing or disabled.'),
    nextStep: message('Run "wsl --update" in a terminal, or repair the WSL installation.'),
  },
  blockedByPolicy: {
    message: message('An administrator has forbidden WSL on this machine.'),
    nextStep: message('Ask whoever manages this machine; nothing here can change it.'),
  },
  partBlockedByPolicy: {
    message: message('An administrator has forbidden this part of WSL on this machine.'),
    nextStep: message('Ask whoever manages this machine; nothing here can change it.'),
  },
  windowsTooOld: {
    message: message('This Windows lacks what this release of WSL needs.'),
    nextStep: message('Install all updates of Windows, then try again.'),
  },
  releaseMismatch: {
    message: message('The WSL service and wsl.exe are of different releases, so they do not understand each other.'),
    nextStep: message('Run "wsl --shutdown" and then "wsl --update" in a terminal.'),
  },
  systemAccount: {
    message: message('WSL does not work for the SYSTEM account.'),
    nextStep: message('Start the editor as a user of this machine.'),
  },
  legacyConsole: {
    message: message('WSL does not start while Windows uses the legacy console.'),
    nextStep: message('Switch the legacy console off in the properties of a console window, then try again.'),
  },
  elevationConflict: {
    message: message(
      'This WSL 1 distro already runs with other rights, elevated or not, and cannot be entered from here.',
    ),
    nextStep: message('Stop the distro, or start the editor with the same rights.'),
  },
  elevationNeeded: {
    message: message('Windows allows this to administrators only.'),
    nextStep: message('Run it in a terminal that was started as administrator.'),
  },
  accessDenied: {
    message: message('Windows refused WSL access to something that it needs.'),
    nextStep: message('Look at the log for what it was; permissions or a security product may be the reason.'),
  },
  callRefused: {
    message: message('WSL refused the call: this release may not know it.'),
    nextStep: message('Run "wsl --update" in a terminal, then try again.'),
  },
  networkFailed: {
    message: message('WSL could not download what it needs.'),
    nextStep: message('Look at the network and its proxy, then try again.'),
  },
  noDefaultDistro: {
    message: message('WSL has no default distro that could be started.'),
    nextStep: message('Make a distro the default, or install one.'),
  },
  distroNotFound: {
    message: message('WSL knows no usable distro of that name.'),
    nextStep: message('Refresh the list: it may have been renamed or removed, or be still installing.'),
  },
  distroOfOtherAccount: {
    message: message('WSL knows no such distro here: Windows Admin Protection keeps those of the other account apart.'),
    nextStep: message('Start the editor the way you started the program that installed them, elevated or not.'),
  },
  distroBusy: {
    message: message(
      'The distro is being converted, exported, installed or removed, and nothing else can be done to it.',
    ),
    nextStep: message('Wait until that is done, then try again.'),
  },
  distroNotStopped: {
    message: message('The distro or its disk is in use, so this cannot be done now.'),
    nextStep: message('Stop the distro and try again; if that is not enough, shut down all of WSL.'),
  },
  userNotFound: {
    message: message('The distro has no such user, or a program in it ended with exit code 67.'),
    nextStep: message('Look at the log for what was run, and at /etc/passwd in the distro.'),
  },
  terminalLimit: {
    message: message('The distro has no terminal left, or a program in it ended with exit code 87.'),
    nextStep: message('Close terminals of this distro, then try again.'),
  },
  wsl2Needed: {
    message: message('This needs a WSL 2 distro.'),
    nextStep: message('Convert the distro to WSL 2, or use another one.'),
  },
  versionRefused: {
    message: message('The distro has that WSL version already, or its version does not allow this.'),
    nextStep: message('Refresh the list to see which version it has.'),
  },
  notConvertible: {
    message: message('This distro cannot become WSL 2: it was made by the first beta of WSL.'),
    nextStep: message('Install another distro and copy your files over.'),
  },
  nameTaken: {
    message: message('There is a distro of that name already.'),
    nextStep: message('Choose another name.'),
  },
  folderTaken: {
    message: message('Another distro lies in that folder already.'),
    nextStep: message('Choose another folder.'),
  },
  notALinuxDistro: {
    message: message('The file holds no Linux distro.'),
    nextStep: message('Choose a file that WSL exported, or a root file system as tar.'),
  },
  distroNameNeeded: {
    message: message('The file does not say what its distro is called.'),
    nextStep: message('Give it a name.'),
  },
  exportFailed: {
    message: message('The distro could not be exported; it is as it was before.'),
    nextStep: message('Look at the log for what WSL printed, and at the space where the file was to go.'),
  },
  importFailed: {
    message: message('WSL could not unpack the files of the distro.'),
    nextStep: message('Look at the log for what WSL printed, and whether the file is whole and of a known kind.'),
  },
  installFailed: {
    message: message('The installation failed.'),
    nextStep: message('Run "wsl --install" in a terminal, which says more.'),
  },
  manifestInvalid: {
    message: message('The list of distros that WSL downloaded is not readable.'),
    nextStep: message('Try again later; an administrator may have named a list of your own organisation.'),
  },
  guiOff: {
    message: message('Graphical applications are switched off in .wslconfig, and this needs them.'),
    nextStep: message('Remove "guiApplications=false" from .wslconfig, then shut down WSL.'),
  },
  vmCrashed: {
    message: message('The Linux kernel of WSL crashed while it started, so no WSL 2 distro can run.'),
    nextStep: message('Remove kernel settings from .wslconfig and run "wsl --update"; the log names the crash file.'),
  },
  vmTimeout: {
    message: message('The virtual machine of WSL did not come up in time.'),
    nextStep: message('Shut down WSL and try again; if it stays like this, restart Windows.'),
  },
  customKernelMissing: {
    message: message('The kernel that .wslconfig names is not there, so no WSL 2 distro can start.'),
    nextStep: message('Correct or remove "kernel" and "kernelModules" in .wslconfig, then shut down WSL.'),
  },
  systemDistroBroken: {
    message: message('The system distro that .wslconfig names cannot be used, so no WSL 2 distro can start.'),
    nextStep: message('Correct or remove "systemDistro" in .wslconfig, then shut down WSL.'),
  },
  pluginOutdated: {
    message: message('A plugin keeps the virtual machine of WSL from starting, so no WSL 2 distro can run.'),
    nextStep: message('Run "wsl --update" in a terminal, or ask whoever installed the plugin.'),
  },
  networkSwitchMissing: {
    message: message('The network switch for bridged mode is not there, so distros have no network.'),
    nextStep: message('Correct "vmSwitch" in .wslconfig, or choose another networking mode, then shut down WSL.'),
  },
  diskMissing: {
    message: message('The disk of the distro is gone from where it is registered, so it cannot start.'),
    nextStep: message('Put the file back where the log says it was, or restore the distro from a backup.'),
  },
  diskInUse: {
    message: message('The disk of the distro is open in another program, so it cannot be used.'),
    nextStep: message('Wait for backup or antivirus software to finish, or shut down WSL, then try again.'),
  },
  diskDenied: {
    message: message('Windows refuses access to the disk of the distro, so it cannot start.'),
    nextStep: message('Look at the permissions of its file, and whether its folder is compressed or encrypted.'),
  },
  diskCorrupted: {
    message: message('The file system of the distro is damaged, so it cannot start.'),
    nextStep: message('Copy its disk file as a backup, then repair it from another distro with e2fsck.'),
  },
  diskFull: {
    message: message('A drive is full, so WSL could not finish.'),
    nextStep: message('Make room on the drive that the log names, then try again.'),
  },
  tooManyDisks: {
    message: message('WSL has no place for another disk, so the distro cannot start.'),
    nextStep: message('Stop distros that you do not need, or shut down WSL.'),
  },
  diskMountFailed: {
    message: message('The disk could not be mounted or unmounted.'),
    nextStep: message('Look at the log for what WSL printed; "wsl --unmount" releases all disks.'),
  },
  mountNameRefused: {
    message: message('The name for the mounted disk is taken or not allowed.'),
    nextStep: message('Choose another name.'),
  },
  pathNotFound: {
    message: message('A file or folder that WSL needs is not there.'),
    nextStep: message('Look at the log for which one, then try again.'),
  },
  unreadableOutput: {
    message: message('WSL printed something that is no answer to what was asked.'),
    nextStep: message('Retry. If it stays like this, look at the log and report this.'),
  },
  registryUnreadable: {
    message: message('The registrations of the distros could not be read.'),
    nextStep: message('Look at the log: a security product may have blocked reg.exe.'),
  },
};
