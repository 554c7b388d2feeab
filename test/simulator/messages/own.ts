/**
 * The simulator's own English: our wording in the form the reference gives (placeholders, line counts, links). Where the
 * project's shared folder is present, `bake.ts` puts the real sentences of all languages in front of these.
 */
export const ownMessages = {
  MessageErrorCode: '{}\nError code: {}',
  MessageRegisteredDistrosHeader: 'Distributions registered on this computer:',
  MessagePrintDistroDefault: '{} (Default)',
  MessageNoRunningDistro: 'None of the distributions is running.',
  MessageNoDefaultDistro:
    'No distribution is installed on this computer.\n' +
    'Install one as described here:\n' +
    '\n' +
    "'wsl.exe --list --online' shows what can be had,\n" +
    "'wsl.exe --install <Distro>' installs it.",
  MessageAdminProtectionEnabled:
    'Admin Protection is on: your distributions may belong to the other account.\nSee https://aka.ms/apdevguide',
  MessageStatusDefaultDistro: 'Default distro: {}',
  MessageStatusDefaultVersion: 'Version for new distros: {}',
  MessageWsl1NotSupported:
    'This computer is not set up for WSL1.\nTurn on the optional component "Windows Subsystem for Linux" to use it.',
  MessageEnableVirtualization:
    'WSL2 needs virtualization, which is off on this computer.\n' +
    'Turn on the optional component "Virtual Machine Platform", and virtualization in the firmware.\n' +
    '\n' +
    'The component can be had by: wsl.exe --install --no-distribution\n' +
    '\n' +
    'More at https://aka.ms/enablevirtualization',
  MessagePackageVersions:
    'WSL is at: {}\nKernel is at: {}\nWSLg is at: {}\nMSRDC is at: {}\nDirect3D is at: {}\nDXCore is at: {}\nWindows is at: {}',
  MessageDistroNotFound: 'No distribution goes by that name.',
  MessageCorruptedDistroRegistration: "The property '{}' could not be read for distribution {}",
  MessageRegistryError: "The registry could not be read. Path: '{}'. Reason: {}",
  MessageUserNotFound: 'No such user.',
  MessageInvalidCommandLine: "Not a known argument: {}\n'{} --help' lists the known ones.",
  MessageRequiredParameterMissing: 'A parameter must follow {}.',
  MessageDistroAlreadySet: 'A distribution was named before.',
  MessageInvalidGuid: "Not a GUID: '{}'",
  MessageInvalidState: 'This distribution is being installed, removed or converted.',
  MessageVmModeConversionInfo: 'What WSL 2 does differently: https://aka.ms/wsl2',
  MessageConversionStart: 'Converting, which may take some minutes.',
  MessageAlreadyRequestedVersion: 'This distribution has that version.',
  MessageVmModeNotSupported: 'The distribution named Legacy cannot run on WSL 2.',
  MessageWSL1Disabled: 'A policy of this computer forbids WSL1.',
  MessageImportFailed: 'The distribution could not be imported.',
  MessageExportFailed: 'The distribution could not be exported.',
  MessageExportProgress: 'Exporting, which may take some minutes.',
  MessageImportProgress: 'Importing, which may take some minutes.',
  MessagePassVhdFlag: 'A disk is imported by --vhd.',
  MessageRequiresFileExtension: 'The extension of this file has to be {}.',
  MessageRequiresFileExtensions: 'The extension of this file has to be {} or {}.',
  MessageWsl2Needed: 'Only WSL2 can do this.',
  MessageVhdInUse: 'The disk is in use. wsl.exe --shutdown ends all use of it.',
  MessageInvalidDistributionTar: 'This file holds no Linux distribution.',
  MessageDistroNameAlreadyExists: 'There is a distribution of this name. Give it another one by --name.',
  MessageDistroInstallPathAlreadyExists: 'This folder holds another distribution.',
  MessageInvalidDistributionName: "No such distribution: '{}'.\nSee 'wsl.exe --list --online'.",
  MessageDistributionListOnline: "These distributions can be installed.\nInstall one by 'wsl.exe {} <Distro>'.\n",
  MessageCouldFetchDistributionList: "The list of distributions was not to be had from '{}'. {}",
  MessageInstalling: 'Installing {}',
  MessageDistributionInstalled: "Installed. Start it by 'wsl.exe -d {}'",
  MessageWSL2Crashed: 'The virtual machine of WSL2 has crashed.',
  MessageWSL2CrashedStackTrace: 'Its stack trace lies in: {}',
  ERROR_SUCCESS: 'Done without an error. ',
  ERROR_VERSION_PARSE_ERROR: 'This is no version number. ',
  ERROR_UNSUPPORTED_TYPE: 'The data has a type that cannot be used. ',
  ERROR_FILE_NOT_FOUND: 'There is no such file. ',
  ERROR_ALREADY_EXISTS: 'This exists already. ',
  ERROR_FILE_EXISTS: 'This file exists. ',
  WININET_E_NAME_NOT_RESOLVED: 'The name of the server has no address. ',
  ERROR_PATH_NOT_FOUND: 'There is no such path. ',
  E_INVALIDARG: 'A parameter is wrong. ',
  E_ACCESSDENIED: 'Access was refused. ',
  ERROR_SERVICE_DOES_NOT_EXIST: 'This service is not installed. ',
  inboxNotInstalled: "WSL is not on this computer. 'wsl.exe --install' installs it.\nMore at https://aka.ms/wslinstall",
  inboxVirtualMachinePlatform:
    'Turn on the Windows feature Virtual Machine Platform, and virtualization in the BIOS.\n' +
    'More at https://aka.ms/enablevirtualization',
  regNotFound: 'ERROR: No registry key or value of that name was found.',
};

export type MessageKey = keyof typeof ownMessages;

/** Sentences for which the shared data has nothing: always ours. */
export const fixedMessages = {
  usage:
    'Usage: wsl.exe [argument] [options...] [command line]\n' +
    '\n' +
    'Run something in a distribution:\n' +
    '    [~] [--distribution, -d <Distro>] [--distribution-id <Guid>] [--user, -u <User>] [--cd <Folder>]\n' +
    '    [--exec, -e <Command line>] [--] [Command line]\n' +
    '\n' +
    'Manage distributions:\n' +
    '    --list, -l [--all] [--running] [--quiet, -q] [--verbose, -v]\n' +
    '    --set-default, -s <Distro>\n' +
    '    --terminate, -t <Distro>\n' +
    '    --shutdown [--force]\n' +
    '    --set-version <Distro> <Version>\n' +
    '    --set-default-version <Version>\n' +
    '    --status\n' +
    '    --version\n' +
    '    --help',
  ttyLimit: 'No more terminals can be opened.',
  cannotTranslate: "The folder '{}' has no place in the distribution.",
  inboxUpdated: 'WSL was last updated on 2021-04-21.',
  inboxKernel: 'Kernel is at: 5.10.16',
  endOfSearch: 'End of search: {} match(es) found.',
  regSyntax: 'ERROR: Invalid syntax.\nType "REG QUERY /?" for usage.',
};
