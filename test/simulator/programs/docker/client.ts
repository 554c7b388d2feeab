import { request } from 'node:http';
import { apiVersion } from '../../docker/engine';
import { type Choice, endpoint } from './contexts';
import { Failure } from './failure';
import type { World } from './world';

/** The engine that this call is about. */
export class Client {
  constructor(
    private readonly world: World,
    private readonly choice: Choice,
  ) {}

  /** Asks the engine; waits as long as it takes. @throws Failure as the real command line words it. */
  async ask(method: 'GET' | 'POST', path: string): Promise<unknown> {
    const { host } = endpoint(this.world, this.choice);
    const found = this.world.socketOf(host);
    if ('reason' in found) throw cannotConnect(host, found.reason);
    const { status, body } = await send(found.socket, method, `/v${apiVersion}${path}`, host);
    if (status === 500 && body === '') {
      const route = `${host.replace(/^\w+:\/\//, '').replaceAll('/', '%2F')}/v${apiVersion}${path}`;
      throw new Failure(
        `request returned 500 Internal Server Error for API route and version http://${route}, ` +
          'check if the server supports the requested API version',
      );
    }
    const content: unknown = body === '' ? undefined : JSON.parse(body);
    if (status < 400) return content;
    const { message } = (content ?? {}) as { message?: string };
    throw new Failure(`Error response from daemon: ${message ?? `status ${status}`}`);
  }
}

function cannotConnect(host: string, reason: string): Failure {
  return new Failure(`failed to connect to the docker API at ${host}: is the daemon running?: ${reason}`);
}

function send(socketPath: string, method: string, path: string, host: string) {
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    const asked = request({ socketPath, method, path, headers: { host: 'docker' } }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
      response.on('error', () => reject(cannotConnect(host, 'EOF')));
    });
    asked.on('error', ({ message }) => reject(cannotConnect(host, message))).end();
  });
}
