import { request } from 'node:http';
import { pipeNames, readPipes } from './pipes';

/** What the backend gives its window of the settings in force. */
export interface AppSettings {
  desktop: { useWindowsContainers: boolean };
  wslIntegration: {
    enableIntegrationWithDefaultWslDistro: boolean;
    distros: { name: string; enabled: boolean }[];
  };
}

/** Asks the backend to do something. False where there is no backend, it refused, or it went away meanwhile. */
export async function askBackend(folder: string, path: string): Promise<boolean> {
  return (await send(folder, 'POST', path))?.status === 204;
}

/** The settings in force; undefined where there is no backend. */
export async function askSettings(folder: string): Promise<AppSettings | undefined> {
  const answer = await send(folder, 'GET', '/app/settings');
  return answer && (JSON.parse(answer.body) as AppSettings);
}

function send(
  folder: string,
  method: string,
  path: string,
): Promise<{ status: number | undefined; body: string } | undefined> {
  const socketPath = readPipes(folder)[pipeNames.backend];
  if (socketPath === undefined) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const asked = request({ socketPath, path, method }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      response.on('end', () => resolve({ status: response.statusCode, body })).on('error', () => resolve(undefined));
    });
    asked.on('error', () => resolve(undefined)).end();
  });
}
