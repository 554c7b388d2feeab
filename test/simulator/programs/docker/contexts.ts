import { readdirSync, writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type ContextFile, contextPath } from '../../docker/prepare-files';
import { Failure } from './failure';
import { type World, readConfigFile } from './world';

/** The options of `docker` itself that choose an engine. */
export interface Choice {
  host: string | undefined;
  context: string | undefined;
}

export interface Endpoint {
  context: string;
  host: string;
}

/** The name of the context in use: --context, --host, DOCKER_HOST, DOCKER_CONTEXT, currentContext (reference 5). */
export function contextName(world: World, choice: Choice): string {
  if (choice.context !== undefined) return choice.context;
  if (choice.host !== undefined || process.env['DOCKER_HOST']) return 'default';
  return process.env['DOCKER_CONTEXT'] || currentContext(world) || 'default';
}

/** The endpoint in use. @throws Failure where the context does not exist, which nobody checks before it is used. */
export function endpoint(world: World, choice: Choice): Endpoint {
  const context = contextName(world, choice);
  if (context !== 'default') {
    const file = readContext(world, context);
    if (!file) throw new Failure(`unable to resolve docker endpoint: context "${context}": context not found`);
    return { context, host: file.Endpoints.docker.Host };
  }
  // With --context default neither the option nor the variable for a host counts.
  const named = choice.context === undefined ? (choice.host ?? process.env['DOCKER_HOST']) : undefined;
  return { context, host: named || world.usualHost };
}

/** All contexts with their endpoints, `default` first, the others by name. */
export function allContexts(world: World): { name: string; description: string; host: string }[] {
  const stored = folderNames(join(world.configFolder, 'contexts', 'meta')).flatMap((hash): ContextFile[] => {
    const text = readConfigFile(world, 'contexts', 'meta', hash, 'meta.json');
    return text === undefined ? [] : [JSON.parse(text) as ContextFile];
  });
  const others = stored
    .map(({ Name, Metadata, Endpoints }) => ({
      name: Name,
      description: Metadata.Description ?? '',
      host: Endpoints.docker.Host,
    }))
    .sort((left, right) => (left.name < right.name ? -1 : 1));
  const usual = process.env['DOCKER_HOST'] || world.usualHost;
  return [{ name: 'default', description: 'From DOCKER_HOST or the place it usually is', host: usual }, ...others];
}

/** Makes a context current. @throws Failure where it does not exist. */
export function useContext(world: World, name: string): void {
  if (name !== 'default' && !readContext(world, name)) throw new Failure(`context "${name}": context not found`);
  const next: Record<string, unknown> = { ...config(world), currentContext: name };
  if (name === 'default') delete next['currentContext'];
  mkdirSync(world.configFolder, { recursive: true });
  writeFileSync(join(world.configFolder, 'config.json'), JSON.stringify(next, null, '\t'));
}

function currentContext(world: World): string | undefined {
  const { currentContext: name } = config(world);
  return typeof name === 'string' ? name : undefined;
}

// The command line goes on with a warning where its configuration cannot be read.
function config(world: World): Record<string, unknown> {
  try {
    return JSON.parse(readConfigFile(world, 'config.json') ?? '{}') as Record<string, unknown>;
  } catch {
    process.stderr.write('WARNING: Error loading config file\n');
    return {};
  }
}

function readContext(world: World, name: string): ContextFile | undefined {
  const path = contextPath('', name).split('\\');
  const text = readConfigFile(world, ...path);
  return text === undefined ? undefined : (JSON.parse(text) as ContextFile);
}

function folderNames(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}
