import { chmodSync, chownSync, readFileSync, writeSync } from 'node:fs';
import { createServer } from 'node:http';

/**
 * Stands for a Docker engine that somebody installed in a distro of their own accord: the process `dockerd` with its
 * socket, which says what it is and how much it holds, and shows nothing of that. It runs inside a userland and ends with it.
 */
const socket = '/var/run/docker.sock';

const apiVersion = '1.47';
const version = {
  Version: '27.3.1',
  ApiVersion: apiVersion,
  MinAPIVersion: '1.24',
  GitCommit: '5eed5ee',
  GoVersion: 'go1.22.7',
  Os: 'linux',
  Arch: 'amd64',
};

const answers = new Map<string, unknown>([
  [
    '/version',
    {
      Platform: { Name: 'Docker Engine - Community' },
      Components: [{ Name: 'Engine', Version: version.Version, Details: version }],
      ...version,
    },
  ],
  ['/containers/json', []],
  [
    '/info',
    {
      ID: '0e11ed00-0000-4000-8000-000000000000',
      Containers: 4,
      ContainersRunning: 1,
      ContainersPaused: 0,
      ContainersStopped: 3,
      Images: 7,
      Driver: 'overlay2',
      DockerRootDir: '/var/lib/docker',
      Name: 'own-engine',
      OperatingSystem: 'Debian GNU/Linux 13 (trixie)',
      OSType: 'linux',
      Architecture: 'x86_64',
      ServerVersion: version.Version,
    },
  ],
]);

// What a list of processes shows instead of "node".
process.title = 'dockerd';

const server = createServer((request, response) => {
  const path = (request.url ?? '').replace(/\?.*$/s, '').replace(/^\/v\d+\.\d+(?=\/)/, '');
  response.setHeader('Api-Version', apiVersion);
  if (path === '/_ping') {
    response.setHeader('Content-Type', 'text/plain; charset=utf-8').end('OK');
    return;
  }
  const answer = answers.get(path);
  response.writeHead(answer === undefined ? 404 : 200, { 'Content-Type': 'application/json' });
  response.end(`${JSON.stringify(answer ?? { message: 'page not found' })}\n`);
});

server.listen(socket, () => {
  // As the package does it: root and the group docker may talk to it.
  const group = /^docker:[^:]*:(\d+):/m.exec(readFileSync('/etc/group', 'utf8'))?.[1];
  chownSync(socket, 0, Number(group ?? 0));
  chmodSync(socket, 0o660);
  writeSync(1, 'ready\n');
});
