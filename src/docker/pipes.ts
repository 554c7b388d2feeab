/** Whose containers an engine runs: Docker Desktop switches between the two. */
export type EngineOs = 'linux' | 'windows';

/** The pipe of Docker Desktop's own process: it is there exactly while that runs. */
export const backendPipe = 'dockerBackendApiServer';
/** The pipe of each engine. Published is not answering, and the inactive engine's may be published too. */
export const enginePipes: Readonly<Record<EngineOs, string>> = {
  linux: 'dockerDesktopLinuxEngine',
  windows: 'dockerDesktopWindowsEngine',
};

/** The pipe that docker calls where no context says otherwise. Every engine for Windows publishes it. */
export const defaultPipe = 'docker_engine';

const known: readonly string[] = [backendPipe, ...Object.values(enginePipes), defaultPipe];

/** Those of a machine's pipes that say something of Docker, in the spelling above; Windows compares without case. */
export function dockerPipes(names: readonly string[]): string[] {
  const lower = new Set(names.map((name) => name.toLowerCase()));
  return known.filter((name) => lower.has(name.toLowerCase()));
}
