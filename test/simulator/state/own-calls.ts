/** Marks a process that the machine itself started: its calls are no calls of the product, and no fault hits them. */
const marker = 'SLIPWAY_SIMULATOR_OWN';

/** Whether this process was started by the machine itself. */
export function isOwnCall(): boolean {
  return process.env[marker] === '1';
}

/** The environment for a program that the machine starts on its own behalf. */
export function ownEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, [marker]: '1' };
}
