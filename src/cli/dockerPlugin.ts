import { basename } from 'node:path';
import { version } from '../../package.json';

/** What docker asks a plugin for what it is, with this one word. */
const askForMetadata = 'docker-cli-plugin-metadata';

/** Options of docker that may stand before the plugin's name and take the word after them. */
const withValue = new Set(
  '-c --context --config -H --host -l --log-level --tlscacert --tlscert --tlskey'.split(' '), // prettier-ignore
);

/** Whether the program was started as the plugin of docker, by its name there. */
export function isDockerPlugin(program: string): boolean {
  return basename(program) === 'docker-slipway';
}

/**
 * What `docker slipway …` asks of Slipway: docker starts a plugin with all its own arguments, its options and the plugin's name
 * before the others. Null where docker asks what the plugin is.
 * @see https://docs.docker.com/extend/cli_plugins/
 */
export function argumentsOfPlugin(args: readonly string[]): readonly string[] | null {
  if (args[0] === askForMetadata) return null;
  const name = args.findIndex((each, index) => each === 'slipway' && !withValue.has(args[index - 1] ?? ''));
  return args.slice(name + 1);
}

/** What docker shows of the plugin in its own help. */
export function pluginMetadata(): string {
  return JSON.stringify({
    SchemaVersion: '0.1.0',
    Vendor: 'Slipway for WSL',
    Version: `v${version}`,
    ShortDescription: 'Bind mounts that are slow or broken with Docker Desktop on WSL 2',
  });
}
