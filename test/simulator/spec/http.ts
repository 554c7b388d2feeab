import { request } from 'node:http';

export interface HttpAnswer {
  status: number | undefined;
  body: string;
}

/** Sends a request to a socket; rejects where nobody listens. */
export function ask(socketPath: string, path: string, method = 'GET', signal?: AbortSignal): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const asked = request({ socketPath, path, method, ...(signal ? { signal } : {}) }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      response.on('end', () => resolve({ status: response.statusCode, body })).on('error', reject);
    });
    asked.on('error', reject).end();
  });
}
