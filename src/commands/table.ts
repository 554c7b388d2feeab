/** Every command of the extension. The manifest has the same ids; a test compares the two. */
export const commandIds = [
  'slipway.distros.refresh',
  'slipway.distro.openWindow',
  'slipway.distro.openTerminal',
  'slipway.distro.setDefault',
  'slipway.wsl.install',
  'slipway.wsl.listOnline',
  'slipway.log.show',
  'slipway.rule.show',
] as const;
export type CommandId = (typeof commandIds)[number];

/** Commands that only links of our own carry, with an argument; the palette does not offer them. */
export const linkOnlyCommands: readonly CommandId[] = ['slipway.rule.show'];
