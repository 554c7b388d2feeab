/** Every command of the extension. The manifest has the same ids; a test compares the two. */
export const commandIds = [
  'slipway.distros.refresh',
  'slipway.distro.openWindow',
  'slipway.distro.openFolder',
  'slipway.distro.openTerminal',
  'slipway.distro.openInExplorer',
  'slipway.folder.reopenInDistro',
  'slipway.distro.stop',
  'slipway.distro.setDefault',
  'slipway.distro.setVersion',
  'slipway.distro.setDefaultUser',
  'slipway.distro.export',
  'slipway.distro.move',
  'slipway.wsl.import',
  'slipway.wsl.setDefaultVersion',
  'slipway.wsl.shutdown',
  'slipway.wsl.install',
  'slipway.wsl.listOnline',
  'slipway.docker.start',
  'slipway.docker.stop',
  'slipway.docker.restart',
  'slipway.docker.useLinuxContainers',
  'slipway.docker.openSettings',
  'slipway.distro.enableIntegration',
  'slipway.distro.disableIntegration',
  'slipway.distro.checkDocker',
  'slipway.distro.proveDocker',
  'slipway.doctor.run',
  'slipway.distro.copyName',
  'slipway.distro.copyLinuxShare',
  'slipway.distro.copyDiskPath',
  'slipway.path.copyLinux',
  'slipway.path.copyWindows',
  'slipway.problem.report',
  'slipway.problem.dismiss',
  'slipway.problem.showDismissed',
  'slipway.prerequisite.openPage',
  'slipway.workspace.check',
  'slipway.project.move',
  'slipway.project.cannotMove',
  'slipway.log.show',
  'slipway.rule.show',
] as const;
export type CommandId = (typeof commandIds)[number];

/** Commands that only rows and links of our own carry, with an argument; the palette does not offer them. */
export const linkOnlyCommands: readonly CommandId[] = [
  'slipway.problem.dismiss',
  'slipway.prerequisite.openPage',
  'slipway.rule.show',
];

/** Commands after which distros may run that did not before: the list is read again when they are done. */
export const startingCommands: ReadonlySet<CommandId> = new Set([
  'slipway.distro.openFolder',
  'slipway.distro.openTerminal',
  'slipway.distro.openInExplorer',
  'slipway.folder.reopenInDistro',
  'slipway.distro.setDefaultUser',
  'slipway.project.move',
  'slipway.doctor.run',
]);
