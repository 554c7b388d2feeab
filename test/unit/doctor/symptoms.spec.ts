import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { explainErrorText } from '../../../src/doctor/symptoms';
import { inEnglish } from '../../../src/text/message';

/** Error texts as docker, Docker Desktop and wsl.exe word them, in other words than ours where ours would do. */
const texts: readonly (readonly [text: string, check: string | null])[] = [
  ["The command 'docker' could not be found in this WSL 2 distro.\nWe recommend to activate it", 'integration-on'],
  ["The command 'docker' could not be found in this WSL 1 distro.", 'distro-version'],
  ['Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?', 'socket'],
  ['Cannot connect to the Docker daemon at tcp://localhost:2375. Is the docker daemon running?', 'endpoint'],
  [
    'error during connect: this error may indicate that the docker daemon is not running: Get "http://%2F%2F.%2Fpipe%2Fdocker_engine/v1.24/containers/json": open //./pipe/docker_engine: The system cannot find the file specified.',
    'docker-running',
  ],
  ['Failed to initialize: protocol not available', 'endpoint'],
  [
    'permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock',
    'permission',
  ],
  [
    'error getting credentials - err: exec: "docker-credential-desktop.exe": executable file not found in $PATH, out: ``',
    'credentials',
  ],
  ['fork/exec /usr/bin/docker-credential-desktop.exe: invalid argument', 'credentials'],
  [
    'request returned 500 Internal Server Error for API route and version http://x/v1.52/version, check if the server supports the requested API version',
    'engine-answers',
  ],
  ["docker: 'compose' is not a docker command.", 'compose'],
  ["docker: 'desktop' is not a docker command.", null],
  ['running wsl distro proxy in Ubuntu-22.04 distro: running proxy: exit status 1', 'proxy'],
  ['WSL integration with distro Ubuntu unexpectedly stopped. Do you want to restart it?', 'proxy'],
  ['waiting for /run/user/1000/wayland-0 to be automounted', 'proxy'],
  ['linking /usr/bin/docker: symlink: file exists', 'proxy'],
  [
    'unable to resolve docker endpoint: context "foo": context not found: open /home/u/.docker/x: no such file',
    'endpoint',
  ],
  [
    "can't access specified distro mount service: stat /run/guest-services/distro-services/ubuntu.sock",
    'integration-on',
  ],
  ['WSL distro terminated abruptly', 'wsl-engine'],
  ['bash: docker: command not found', 'cli-link'],
  ['Ports are not available: exposing port TCP 0.0.0.0:3000', 'container-ports'],
  ['tls: failed to verify certificate: x509: certificate signed by unknown authority', 'certificates'],
  ['npm error code SELF_SIGNED_CERT_IN_CHAIN', 'certificates'],
  ['curl: (60) SSL certificate problem: unable to get local issuer certificate', 'certificates'],
  ['Get "https://registry-1.docker.io/v2/": net/http: TLS handshake timeout', 'packets'],
  ['x509: certificate has expired or is not yet valid: current time 2020-01-01', 'clock'],
  ['dial tcp: lookup registry-1.docker.io on 10.255.255.254:53: server misbehaving', 'names'],
  [
    'There is no distribution with the supplied name.\r\nError code: Wsl/Service/WSL_E_DISTRO_NOT_FOUND',
    'distro-boots',
  ],
  ['Fehlercode: Wsl/Service/CreateInstance/CreateVm/HCS/HCS_E_HYPERV_NOT_INSTALLED', 'distro-boots'],
  ['WslRegisterDistribution failed with error: 0x80370102', 'distro-boots'],
];

describe('an error text', () => {
  for (const [text, check] of texts) {
    it(`is explained: ${text.slice(0, 60).replaceAll('\n', ' ')}`, () => {
      const known = explainErrorText(text);
      assert.ok(known);
      assert.equal(known.check, check);
      assert.notEqual(inEnglish(known.nextStep), '');
    });
  }

  for (const text of [
    '',
    'npm ERR! missing script: build',
    'Segmentation fault (core dumped)',
    'at 0xdeadbeef',
    'Wsl/Service/E_NEVER_SEEN',
  ]) {
    it(`is not explained where nothing is known: "${text}"`, () => assert.equal(explainErrorText(text), null));
  }

  it('may be any length', () => {
    const started = performance.now();
    explainErrorText(`permission denied ${'docker '.repeat(200_000)}`);
    explainErrorText('exec format error '.repeat(100_000));
    assert.ok(performance.now() - started < 5_000);
  });
});
