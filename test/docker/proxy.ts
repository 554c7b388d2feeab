import { chmodSync, chownSync, mkdirSync, rmSync } from 'node:fs';
import { type IncomingMessage, type ServerResponse, createServer, request } from 'node:http';
import { type Socket, connect } from 'node:net';
import { basename, dirname } from 'node:path';

/** What an integration changes between a distro and the engine. */
export interface Rewriting {
  /** What the engine calls itself. */
  readonly platform: string;
  /** Where a bind's source lies for the engine. */
  readonly sourceOf: (path: string) => string;
}

/** The group that Docker Desktop makes in each distro. */
const dockerGroup = 998;

/**
 * A socket that leads to a real engine as Docker Desktop's integration of one distro does: sources of binds become the places
 * where they lie for the engine, and the engine says whose it is. All else passes, terminals included.
 */
export async function serveIntegration(engine: string, socket: string, rewriting: Rewriting): Promise<() => void> {
  const connections = new Set<Socket>();
  const server = createServer((incoming, outgoing) => {
    void pass(incoming, outgoing).catch((error: unknown) => {
      outgoing.writeHead(400, { 'Content-Type': 'application/json' });
      outgoing.end(JSON.stringify({ message: String(error) }));
    });
  });
  const pass = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const path = (incoming.url ?? '').replace(/^\/v[\d.]+/, '').replace(/\?.*/, '');
    const creates = incoming.method === 'POST' && path === '/containers/create';
    const body = creates ? Buffer.from(JSON.stringify(rewrite(await readJson(incoming), rewriting))) : null;
    const headers = { ...incoming.headers };
    if (body) {
      delete headers['transfer-encoding'];
      headers['content-length'] = String(body.length);
    }
    const asked = request({ socketPath: engine, method: incoming.method, path: incoming.url, headers });
    asked.on('error', () => outgoing.destroy());
    outgoing.on('close', () => asked.destroy());
    asked.on('response', (answer) => {
      if (path !== '/version') {
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
        outgoing.flushHeaders();
        answer.pipe(outgoing);
        return;
      }
      void readJson(answer).then((version) => {
        const named = { ...version, Platform: { Name: rewriting.platform } };
        delete answer.headers['content-length'];
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers).end(JSON.stringify(named));
      });
    });
    if (body) asked.end(body);
    else incoming.pipe(asked);
  };
  // What is attached to becomes a stream in both directions: from here on nobody looks into it.
  server.on('upgrade', ({ method, url, rawHeaders }: IncomingMessage, near: Socket, first: Buffer) => {
    const far = connect(engine);
    const headers = rawHeaders.flatMap((name, index) => (index % 2 === 0 ? `${name}: ${rawHeaders[index + 1]!}` : []));
    far.write([`${method!} ${url!} HTTP/1.1`, ...headers, '', ''].join('\r\n'));
    far.write(first);
    near.on('error', () => far.destroy());
    far.on('error', () => near.destroy());
    near.pipe(far).pipe(near);
  });
  server.on('connection', (connection) => {
    connections.add(connection);
    connection.on('close', () => connections.delete(connection));
  });
  mkdirSync(dirname(socket), { recursive: true });
  rmSync(socket, { force: true });
  // An address has some hundred bytes at most: relative to its folder it is short wherever that lies.
  const before = process.cwd();
  process.chdir(dirname(socket));
  try {
    server.listen(basename(socket));
  } finally {
    process.chdir(before);
  }
  await new Promise((resolve, reject) => server.once('listening', resolve).once('error', reject));
  chownSync(socket, 0, dockerGroup);
  chmodSync(socket, 0o660);
  return () => {
    server.close();
    for (const connection of connections) connection.destroy();
    rmSync(socket, { force: true });
  };
}

type Json = Record<string, unknown>;

async function readJson(message: IncomingMessage): Promise<Json> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString()) as Json;
}

function rewrite(config: Json, { sourceOf }: Rewriting): Json {
  const host = (config['HostConfig'] ?? {}) as { Binds?: string[] | null; Mounts?: { Type: string; Source: string }[] };
  const binds = host.Binds?.map((bind) => {
    const [source = '', ...rest] = bind.split(':');
    return source.startsWith('/') ? [sourceOf(source), ...rest].join(':') : bind;
  });
  const mounts = host.Mounts?.map((mount) =>
    mount.Type === 'bind' ? { ...mount, Source: sourceOf(mount.Source) } : mount,
  );
  return {
    ...config,
    HostConfig: { ...host, ...(binds ? { Binds: binds } : {}), ...(mounts ? { Mounts: mounts } : {}) },
  };
}
