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
}

/** The named pipes of Windows. */
export interface Pipes {
  /** The names of all pipes, without `\\.\pipe\`; null where they cannot be listed, as from inside a distro. */
  list(): Promise<readonly string[] | null>;
  /** `GET path` by HTTP through a pipe. Never throws. */
  get(name: string, path: string, options: PipeRequest): Promise<PipeAnswer>;
  /** `POST path`, without a body. Never throws. */
  post(name: string, path: string, options: PipeRequest): Promise<PipeAnswer>;
}

const pipeFolder = '\\\\.\\pipe\\';

/** The pipes of the Windows this process runs on. Listing them opens none: a look at one alone may answer EBUSY. */
export const windowsPipes: Pipes = {
  list: () => readdir(pipeFolder).catch(() => null),
  get: (name, path, options) => askThrough('GET', pipeFolder + name, path, options),
  post: (name, path, options) => askThrough('POST', pipeFolder + name, path, options),
};

/** No pipe can be seen from here. */
export const noPipes: Pipes = {
  list: () => Promise.resolve(null),
  get: () => Promise.resolve({ outcome: 'absent' }),
  post: () => Promise.resolve({ outcome: 'absent' }),
};

/** Pipes that sockets stand for; `read` gives the sockets by name as they are now. */
export function socketPipes(read: () => Readonly<Record<string, string>>): Pipes {
  const ask = (method: 'GET' | 'POST', name: string, path: string, options: PipeRequest): Promise<PipeAnswer> => {
    const sockets = read();
    const socket = Object.hasOwn(sockets, name) ? sockets[name] : undefined;
    return socket === undefined
      ? Promise.resolve({ outcome: 'absent' })
      : published(askThrough(method, socket, path, options));
  };
  return {
    list: () => Promise.resolve(Object.keys(read())),
    get: (name, path, options) => ask('GET', name, path, options),
    post: (name, path, options) => ask('POST', name, path, options),
  };
}

/** A pipe that is named is published, whether its socket is there or not. */
async function published(answer: Promise<PipeAnswer>): Promise<PipeAnswer> {
  const given = await answer;
  return given.outcome === 'absent' ? { outcome: 'refused', reason: 'nobody listens' } : given;
}

/** More than a list of containers needs. */
const bodyLimit = 4 * 1024 * 1024;

/** A request through a socket or pipe of the file system. */
export async function askThrough(
  method: 'GET' | 'POST',
  socketPath: string,
  path: string,
  { timeout, signal }: PipeRequest,
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
    const asked = request({ method, socketPath, path, signal: end, headers: { host: 'docker' } }, (response) => {
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
