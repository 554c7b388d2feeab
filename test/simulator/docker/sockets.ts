import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { type Server, createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { layoutOf } from '../state/layout';
import type { Answer, Request } from './engine-api';
import { apiVersion } from './engine';

/** The address of a socket has 108 bytes on Linux and 104 on macOS, its end included; some room for the name. */
const longestFolder = 100 - '/dockerDesktopWindowsEngine'.length;

/** A folder for sockets whose paths are short enough: the machine's own, else a temporary one. */
export function makeSocketFolder(folder: string): string {
  const { sockets } = layoutOf(folder);
  if (Buffer.byteLength(sockets) > longestFolder) return mkdtempSync(join(tmpdir(), 'slipway-sockets-'));
  mkdirSync(sockets, { recursive: true });
  return sockets;
}

/** A server and the socket it listens on. */
export interface ServedSocket {
  socket: string;
  server: Server;
}

/** Serves HTTP on a socket. A reply may come late, or never. */
export async function serve(socket: string, reply: (request: Request) => Promise<Answer>): Promise<ServedSocket> {
  const server = createServer((incoming, outgoing) => {
    incoming.resume();
    const request: Request = { method: incoming.method ?? 'GET', path: incoming.url ?? '/' };
    void reply(request).then(({ status, body }) => {
      const isText = typeof body === 'string';
      outgoing.writeHead(status, {
        'Api-Version': apiVersion,
        Server: 'Docker',
        ...(body === undefined ? {} : { 'Content-Type': isText ? 'text/plain' : 'application/json' }),
      });
      outgoing.end(body === undefined ? undefined : isText ? body : JSON.stringify(body));
    });
  });
  rmSync(socket, { force: true });
  inFolderOf(socket, (name) => server.listen(name));
  await new Promise<void>((resolve, reject) => server.once('listening', resolve).once('error', reject));
  return { socket, server };
}

/** Ends a server at once, its open connections too, and removes its socket. */
export async function endServer({ server, socket }: ServedSocket): Promise<void> {
  const closed = new Promise((resolve) => inFolderOf(socket, () => server.close(resolve)));
  server.closeAllConnections();
  await closed;
}

// A path relative to its folder is short wherever the folder lies. Node binds and unlinks before these calls return.
function inFolderOf(socket: string, act: (name: string) => void): void {
  const before = process.cwd();
  process.chdir(dirname(socket));
  try {
    act(basename(socket));
  } finally {
    process.chdir(before);
  }
}
