/**
 * The environment for a program of another maker: what this process inherits, without what the editor put there for its own
 * processes. ELECTRON_RUN_AS_NODE, which every extension host has, would make a bare Node of any Electron application,
 * Docker Desktop's window among them.
 */
export function programEnvironment(inherited: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const env = Object.fromEntries(Object.entries(inherited).filter(([name]) => !isEditors(name)));
  const crossing = env['WSLENV'];
  if (crossing === undefined) return env;
  // Named here, a variable of the Linux side would reach a Windows program all the same.
  const kept = crossing.split(':').filter((entry) => !isEditors(entry.replace(/\/.*$/, '')));
  return { ...env, WSLENV: kept.join(':') };
}

function isEditors(name: string): boolean {
  return /^(?:ELECTRON_|VSCODE_|NODE_OPTIONS$)/i.test(name);
}
