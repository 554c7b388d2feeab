import { type Choice, allContexts, contextName, useContext } from './contexts';
import { Failure, NotPlayed } from './failure';
import { readOptions } from './options';
import { table } from './table';
import { fillTemplate } from './template';
import type { World } from './world';

/** `docker context ls | show | use`; gives what it prints. */
export function context(world: World, choice: Choice, [verb, ...words]: string[]): string {
  switch (verb) {
    case 'ls':
    case 'list':
      return list(world, choice, words);
    case 'show':
      readOptions('context show', words, {});
      return `${contextName(world, choice)}\n`;
    case 'use': {
      const [name, ...more] = readOptions('context use', words, {}).rest;
      if (name === undefined || more.length > 0) throw new Failure('"docker context use" requires 1 argument.');
      useContext(world, name);
      warnOfHost();
      process.stderr.write(`Current context is now "${name}"\n`);
      return `${name}\n`;
    }
    case 'create':
    case 'export':
    case 'import':
    case 'inspect':
    case 'rm':
    case 'update':
    case undefined:
      throw new NotPlayed(`context ${verb ?? ''}`.trim());
    default:
      throw new Failure(`docker: unknown command: docker context ${verb}`);
  }
}

function list(world: World, choice: Choice, args: string[]): string {
  const options = readOptions('context ls', args, { flags: { quiet: 'q' }, values: { format: '' } });
  const current = contextName(world, choice);
  const rows = allContexts(world).map(({ name, description, host }) => ({
    Current: name === current,
    Description: description,
    DockerEndpoint: host,
    Error: '',
    Name: name,
  }));
  warnOfHost();
  const format = options.value('format');
  if (options.has('quiet')) return rows.map(({ Name }) => `${Name}\n`).join('');
  if (format !== undefined) return rows.map((row) => `${fillTemplate(format, row)}\n`).join('');
  const cells = rows.map((row) => [
    `${row.Name}${row.Current ? ' *' : ''}`,
    row.Description,
    row.DockerEndpoint,
    row.Error,
  ]);
  return table([['NAME', 'DESCRIPTION', 'DOCKER ENDPOINT', 'ERROR'], ...cells]);
}

function warnOfHost(): void {
  if (process.env['DOCKER_HOST']) {
    process.stderr.write('Warning: DOCKER_HOST is set and wins over the current context.\n');
  }
}
