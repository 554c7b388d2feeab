import { apiVersion } from '../../docker/engine';
import type { Client } from './client';
import { Failure } from './failure';
import { readOptions } from './options';
import { table } from './table';
import { fillTemplate } from './template';

/** What a command is given: its words, its engine, the name of the context, and a way to print. */
export interface Call {
  args: string[];
  client: Client;
  context: () => string;
  os: 'windows' | 'linux';
  print: (text: string) => void;
}

interface Version {
  Platform: { Name: string };
  Version: string;
  ApiVersion: string;
  Os: string;
  Arch: string;
  KernelVersion: string;
  GoVersion: string;
  GitCommit: string;
}

/** The version of the command line itself. */
const ownVersion = '29.5.0';

/** `docker version`: the client's part appears even where no engine answers. */
export async function version({ args, client, context, os, print }: Call): Promise<void> {
  const format = readOptions('version', args, { values: { format: 'f' } }).value('format');
  const own = {
    Version: ownVersion,
    ApiVersion: apiVersion,
    DefaultAPIVersion: apiVersion,
    GitCommit: '5eed5eed',
    GoVersion: 'go1.25.3',
    Os: os,
    Arch: 'amd64',
    Context: context(),
  };
  let server: Version | null = null;
  let failure: unknown;
  try {
    server = (await client.ask('GET', '/version')) as Version;
  } catch (error) {
    failure = error;
  }
  if (format === undefined) {
    print(`Client:\n Version:           ${own.Version}\n API version:       ${own.ApiVersion}\n`);
    print(` Go version:        ${own.GoVersion}\n Git commit:        ${own.GitCommit}\n`);
    print(` OS/Arch:           ${own.Os}/${own.Arch}\n Context:           ${own.Context}\n`);
    if (server) {
      print(`\nServer: ${server.Platform.Name}\n Engine:\n  Version:          ${server.Version}\n`);
      print(`  API version:      ${server.ApiVersion}\n  Go version:       ${server.GoVersion}\n`);
      print(`  Git commit:       ${server.GitCommit}\n  OS/Arch:          ${server.Os}/${server.Arch}\n`);
    }
  } else {
    // Of a template that needs the server nothing but the line end is left without one.
    let text = '';
    try {
      text = fillTemplate(format, { Client: own, Server: server });
    } catch (error) {
      if (failure === undefined || !(error instanceof Failure)) throw error;
    }
    print(`${text}\n`);
  }
  if (failure !== undefined) throw failure as Error;
}

/** `docker info`. */
export async function info({ args, client, context, print }: Call): Promise<void> {
  const format = readOptions('info', args, { values: { format: 'f' } }).value('format');
  const facts = (await client.ask('GET', '/info')) as Record<string, string | number>;
  if (format !== undefined) {
    print(`${fillTemplate(format, facts)}\n`);
    return;
  }
  print(`Client:\n Version:    ${ownVersion}\n Context:    ${context()}\n\nServer:\n`);
  const shown = ['Containers', 'Images', 'OperatingSystem', 'OSType', 'KernelVersion', 'Name', 'ServerVersion'];
  print(shown.map((name) => ` ${name}: ${String(facts[name])}\n`).join(''));
}

interface Listed {
  Id: string;
  Names: string[];
  Image: string;
  Command: string;
  Created: number;
  State: string;
  Status: string;
  Labels: Record<string, string>;
  Mounts: { Source: string }[];
}

/** `docker ps`. */
export async function ps({ args, client, print }: Call): Promise<void> {
  const options = readOptions('ps', args, {
    flags: { all: 'a', quiet: 'q', 'no-trunc': '' },
    values: { format: '' },
    notPlayed: ['filter', 'f', 'last', 'n', 'latest', 'l', 'size', 's'],
  });
  if (options.rest.length > 0) throw new Failure('"docker ps" accepts no arguments');
  const listed = (await client.ask('GET', `/containers/json${options.has('all') ? '?all=1' : ''}`)) as Listed[];
  const long = options.has('no-trunc');
  const rows = listed.map((each) => ({
    ID: long ? each.Id : each.Id.slice(0, 12),
    Image: each.Image,
    Command: `"${each.Command}"`,
    CreatedAt: new Date(each.Created * 1000).toISOString(),
    RunningFor: '5 minutes ago',
    Status: each.Status,
    State: each.State,
    Ports: '',
    Names: each.Names.map((name) => name.slice(1)).join(','),
    Labels: Object.entries(each.Labels)
      .map(([name, value]) => `${name}=${value}`)
      .join(','),
    Mounts: each.Mounts.map(({ Source }) => (long || Source.length <= 15 ? Source : `${Source.slice(0, 14)}…`)).join(
      ',',
    ),
    Networks: 'bridge',
  }));
  const format = options.value('format');
  if (options.has('quiet')) print(rows.map(({ ID }) => `${ID}\n`).join(''));
  else if (format !== undefined && format !== 'table') {
    print(rows.map((row) => `${fillTemplate(format, row)}\n`).join(''));
  } else {
    const head = ['CONTAINER ID', 'IMAGE', 'COMMAND', 'CREATED', 'STATUS', 'PORTS', 'NAMES'];
    const cells = rows.map((row) => [row.ID, row.Image, row.Command, row.RunningFor, row.Status, row.Ports, row.Names]);
    print(table([head, ...cells]));
  }
}

/** `docker inspect`, for containers alone. */
export async function inspect({ args, client, print }: Call): Promise<void> {
  const options = readOptions('inspect', args, {
    values: { format: 'f', type: '' },
    notPlayed: ['size', 's'],
  });
  if (options.rest.length === 0) throw new Failure('"docker inspect" requires at least 1 argument.');
  const found: unknown[] = [];
  const failures: string[] = [];
  for (const name of options.rest) {
    try {
      found.push(await client.ask('GET', `/containers/${encodeURIComponent(name)}/json`));
    } catch (error) {
      if (!(error instanceof Failure) || !error.message.includes('No such container')) throw error;
      failures.push(`error: no such object: ${name}`);
    }
  }
  const format = options.value('format');
  if (format === undefined) print(`${JSON.stringify(found, null, 4)}\n`);
  else print(found.map((each) => `${fillTemplate(format, each)}\n`).join(''));
  if (failures.length > 0) throw new Failure(failures.join('\n'));
}

/** `docker start`, `stop` and `restart`: names what it did, and goes on behind what failed. */
export async function act(action: 'start' | 'stop' | 'restart', { args, client, print }: Call): Promise<void> {
  const options = readOptions(action, args, {
    values: action === 'start' ? {} : { timeout: 't', time: '', signal: 's' },
    notPlayed: ['attach', 'a', 'interactive', 'i', 'checkpoint', 'checkpoint-dir', 'detach-keys'],
  });
  if (options.rest.length === 0) throw new Failure(`"docker ${action}" requires at least 1 argument.`);
  const failures: string[] = [];
  for (const name of options.rest) {
    try {
      await client.ask('POST', `/containers/${encodeURIComponent(name)}/${action}`);
      print(`${name}\n`);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      failures.push(error.message);
    }
  }
  if (failures.length > 0) throw new Failure(failures.join('\n'));
}
