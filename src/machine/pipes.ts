import { readdir } from 'node:fs/promises';

/** What an HTTP request through a named pipe gave. `absent`: no such pipe; `refused`: published, and nobody answers. */
export type PipeAnswer =
  | { readonly outcome: 'answered'; readonly status: number; readonly body: string }
  | { readonly outcome: 'absent' }
  | { readonly outcome: 'refused'; readonly reason: string }
  | { readonly outcome: 'timeout' }
  | { readonly outcome: 'cancelled' };

export interface PipeRequest {
  /** Milliseconds for the whole answer. */
  readonly timeout: number;
  readonly signal?: AbortSignal;
  /** `GET` unless it says otherwise. */
  readonly method?: 'GET' | 'POST' | 'DELETE';
}

/** The named pipes of Windows. */
export interface Pipes {
  /** The names of all pipes, without `\\.\pipe\`; null where they cannot be listed, as from inside a distro. */
  list(): Promise<readonly string[] | null>;
  /** Asks by HTTP through a pipe, with the method of the options. Never throws. */
  ask(name: string, path: string, options: PipeRequest): Promise<PipeAnswer>;
}

const pipeFolder = '\\\\.\\pipe\\';

/** The pipes of the Windows this process runs on. Listing them opens none: a look at one alone may answer EBUSY. */
export const windowsPipes: Pipes = {
  list: () => readdir(pipeFolder).catch(() => null),
  ask: (name, path, options) => askThrough(pipeFolder + name, path, options),
};

/** No pipe can be seen from here. */
export const noPipes: Pipes = {
  list: () => Promise.resolve(null),
  ask: () => Promise.resolve({ outcome: 'absent' }),
};

/** Pipes that sockets stand for; `read` gives the sockets by name as they are now. */
export function socketPipes(read: () => Readonly<Record<string, string>>): Pipes {
  return {
    list: () => Promise.resolve(Object.keys(read())),
    ask: (name, path, options) => {
      const sockets = read();
      const socket = Object.hasOwn(sockets, name) ? sockets[name] : undefined;
      return socket === undefined
        ? Promise.resolve({ outcome: 'absent' })
        : published(askThrough(socket, path, options));
    },
  };
}

/** A pipe that is named is published, whether its socket is there or not. */
async function published(answer: Promise<PipeAnswer>): Promise<PipeAnswer> {
  const given = await answer;
  return given.outcome === 'absent' ? { outcome: 'refused', reason: 'nobody listens' } : given;
}

/** More than a list of containers, or of all that takes room, needs. */
const bodyLimit = 16 * 1024 * 1024;

/** A request through a socket or pipe of the file system. */
export async function askThrough(
  socketPath: string,
  path: string,
  { timeout, signal, method = 'GET' }: PipeRequest,
): Promise<PipeAnswer> {
  // Loaded when somebody asks: most sessions never do.
  const { request } = await import('node:http');
  return new Promise((resolve) => {
    const end = AbortSignal.any([AbortSignal.timeout(timeout), ...(signal ? [signal] : [])]);
    const fail = (error: NodeJS.ErrnoException): void => {
      if (signal?.aborted) resolve({ outcome: 'cancelled' });
      else if (end.aborted) resolve({ outcome: 'timeout' });
      else if (error.code === 'ENOENT') resolve({ outcome: 'absent' });
      else resolve({ outcome: 'refused', reason: error.code ?? error.message });
    };
    const asked = request({ socketPath, path, method, signal: end, headers: { host: 'docker' } }, (response) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        if ((bytes += chunk.length) > bodyLimit) response.destroy(new Error('the answer is too large'));
      });
      response.on('error', fail);
      response.on('end', () => {
        const body = Buffer.concat(chunks).toString('utf8');
        resolve({ outcome: 'answered', status: response.statusCode ?? 0, body });
      });
    });
    asked.on('error', fail);
    asked.end();
  });
}
