import { explainProblem } from '../state/problem';
import { message, type Message } from '../text/message';
import { kindOfCode } from '../wsl/errorCodes';
import { explainText, findErrorCode } from '../wsl/failure';
import type { CheckId } from './checks';

/** What an error text means, what proves it here, and what to do. */
export interface Explanation {
  readonly text: Message;
  readonly nextStep: Message;
  /** Null where no check can see it. */
  readonly check: CheckId | null;
}

interface Symptom extends Explanation {
  /** Docker and its parts speak English alone. */
  readonly pattern: RegExp;
}

const examine = message('Run the doctor: it says whether that is so here, and what mends it.');

/** The more exact ones first: one text gets one explanation. */
const symptoms: readonly Symptom[] = [
  {
    pattern: /could not be found in this WSL 1 distro/i,
    text: message('The distro is WSL 1, in which Docker Desktop does not work.'),
    nextStep: message('Convert it to WSL 2, then switch its integration on.'),
    check: 'distro-version',
  },
  {
    pattern: /could not be found in this WSL 2 distro/i,
    text: message(
      'A script of Windows answered: the distro has no docker of its own. Integration is off, or not set up.',
    ),
    nextStep: examine,
    check: 'integration-on',
  },
  {
    pattern: /docker-desktop-user-distro[^\n]*exec format error|exec format error[^\n]*docker-desktop-user-distro/i,
    text: message("The program of Docker Desktop's proxy is empty or damaged."),
    nextStep: message('Restart Docker Desktop; if it stays like this, update it.'),
    check: 'proxy',
  },
  {
    pattern: /to be automounted|running wsl distro proxy in|integration with distro \S+ unexpectedly stopped/i,
    text: message("Docker Desktop's proxy in the distro ended or did not begin, so its integration is not set up."),
    nextStep: examine,
    check: 'proxy',
  },
  {
    pattern: /linking [^\n]*file exists/i,
    text: message("A file of the distro's own stands where Docker Desktop makes its link, and the set-up ended there."),
    nextStep: examine,
    check: 'proxy',
  },
  {
    pattern: /terminated abruptly/i,
    text: message(
      "Docker Desktop's own distro was stopped underneath: by wsl --shutdown, an update of WSL, or a crash.",
    ),
    nextStep: message('Restart Docker Desktop: it does not do that by itself.'),
    check: 'wsl-engine',
  },
  {
    pattern: /distro mount service/i,
    text: message('A path in a distro was mounted whose integration is off or does not work.'),
    nextStep: examine,
    check: 'integration-on',
  },
  {
    pattern: /docker-desktop-bind-mounts/i,
    text: message(
      'A container was started before the folder that it binds was there again, or its source has changed.',
    ),
    nextStep: message(
      'Start the container again once docker works in the distro. Bind folders rather than single files.',
    ),
    check: 'server',
  },
  {
    pattern: /permission denied[^\n]*docker[^\n]*\.sock|docker[^\n]*\.sock[^\n]*permission denied/i,
    text: message(
      "Your user may not use the engine's socket: it is in no group that may, or the session is older than that.",
    ),
    nextStep: examine,
    check: 'permission',
  },
  {
    pattern: /protocol not (?:supported|available)|npipe:[^\n]*context|context "?desktop-linux/i,
    text: message('docker in the distro goes by a context of Windows, which leads to a pipe.'),
    nextStep: message('Run "docker context use default" in the distro.'),
    check: 'endpoint',
  },
  {
    pattern: /(?:localhost|127\.0\.0\.1):2375/i,
    text: message('DOCKER_HOST leads to a port from the days of WSL 1, where no engine answers.'),
    nextStep: message('Remove the line that sets it from the start files of your shell.'),
    check: 'endpoint',
  },
  {
    pattern: /context "?[\w.-]+"?:? (?:context )?not found|context not found/i,
    text: message('A context is chosen that does not exist; docker notices when it uses it.'),
    nextStep: message('Run "docker context use default" in the distro.'),
    check: 'endpoint',
  },
  {
    pattern:
      /docker-credential-[^\n]*(?:not found|invalid argument|exec format|cannot execute)|error getting credentials/i,
    text: message('The credential helper that the configuration of docker names cannot be started.'),
    nextStep: examine,
    check: 'credentials',
  },
  {
    pattern: /cannot execute binary file[^\n]*exec format|exec format error[^\n]*\.exe|\.exe[^\n]*exec format error/i,
    text: message('Programs of Windows cannot be started from the distro: interop has lost its registration.'),
    nextStep: message('Stop the distro: WSL registers interop when it starts.'),
    check: 'credentials',
  },
  {
    pattern: /error loading config file/i,
    text: message('The configuration of docker in the distro cannot be read, so it goes on without.'),
    nextStep: examine,
    check: 'credentials',
  },
  {
    pattern: /check if the server supports the requested API version|500 Internal Server Error[^\n]*API route/i,
    text: message('The engine is still starting, or it has died behind its proxy.'),
    nextStep: message('Wait a minute and try again. If it stays like this, restart Docker Desktop.'),
    check: 'engine-answers',
  },
  {
    pattern: /unknown command: docker desktop|'desktop' is not a docker command/i,
    text: message('This Docker Desktop is older than its command "docker desktop", which came with 4.37.'),
    nextStep: message('Update Docker Desktop, or use its window.'),
    check: null,
  },
  {
    pattern: /unknown command: docker compose|'compose' is not a docker command/i,
    text: message('docker does not find its plugin for Compose, or a link to it leads nowhere.'),
    nextStep: examine,
    check: 'compose',
  },
  {
    pattern: /(?:cannot|failed to|error during) connect[^\n]*npipe|open \/\/\.\/pipe\/docker/i,
    text: message(
      'docker on Windows finds no engine: Docker Desktop does not run, or is on the other kind of containers.',
    ),
    nextStep: examine,
    check: 'docker-running',
  },
  {
    pattern: /(?:cannot|failed to) connect to the docker (?:daemon|API)|is the docker daemon running/i,
    text: message(
      "docker finds no engine at the distro's socket: Docker Desktop does not run, or its links are broken.",
    ),
    nextStep: examine,
    check: 'socket',
  },
  {
    pattern: /docker: (?:command )?not found|command not found: docker/i,
    text: message('There is no docker in the distro, and that of Windows is not on its PATH.'),
    nextStep: examine,
    check: 'cli-link',
  },
  {
    pattern: /mount path must be absolute|is not a valid Windows path|invalid volume specification/i,
    text: message(
      'A bind mount is written for the other side, Windows or Linux, than the one that docker is called on.',
    ),
    nextStep: message('Run "slipway scan" in the project: it finds the line (rule wrong-side).'),
    check: null,
  },
  {
    pattern:
      /cannot unmarshal[^\n]*settings|invalid character '[ï\u00ff]'|settings(?:-store)?\.json[^\n]*(?:EOF|invalid)/i,
    text: message('Docker Desktop cannot read its settings file and does not start on it.'),
    nextStep: message(
      'Restore the settings file from a backup, or correct it: UTF-8 without byte order mark, right types.',
    ),
    check: 'docker-running',
  },
  {
    pattern: /read-only file system/i,
    text: message('A disk was mounted read-only: it is damaged, or the drive that it lies on is full.'),
    nextStep: message('Look at the free space on Windows, make a backup, then restart Windows.'),
    check: null,
  },
  {
    pattern:
      /ports are not available|access a socket in a way forbidden|address already in use|port is already allocated/i,
    text: message('The port is taken by another program, or Windows has reserved it.'),
    nextStep: message('Run "netsh int ipv4 show excludedportrange protocol=tcp" on Windows, or choose another port.'),
    check: 'container-ports',
  },
  {
    pattern: /x509: certificate has expired or is not yet valid/i,
    text: message('A certificate seems out of its time: often the clock of the distro stands behind after sleep.'),
    nextStep: examine,
    check: 'clock',
  },
  {
    pattern:
      /x509: certificate signed by unknown authority|self[- ]signed certificate|unable to get (?:local )?issuer certificate|SELF_SIGNED_CERT|UNABLE_TO_GET_ISSUER_CERT/i,
    text: message('A root is not trusted here: often a network replaces certificates, and Windows alone has its root.'),
    nextStep: message(
      'Run the doctor. By hand: "openssl s_client -connect HOST:443" in the distro names the issuer, who may be your network.',
    ),
    check: 'certificates',
  },
  {
    pattern: /TLS handshake timeout/i,
    text: message('The host answered, and large packets may be lost on the way, as happens on a VPN.'),
    nextStep: examine,
    check: 'packets',
  },
  {
    pattern:
      /lookup \S+[^\n]*(?:server misbehaving|no such host|i\/o timeout)|temporary failure (?:in name resolution|resolving)/i,
    text: message('A name could not be resolved, which happens on a VPN whose name server the distro cannot reach.'),
    nextStep: message('Try dnsTunneling=true below [wsl2] in .wslconfig, then shut WSL down.'),
    check: 'names',
  },
];

/** Far more than anybody pastes. */
const longest = 20_000;

/** What is known of an error text of docker, Docker Desktop or wsl.exe; null where nothing is. */
export function explainErrorText(pasted: string): Explanation | null {
  const text = pasted.slice(0, longest);
  const symptom = symptoms.find(({ pattern }) => pattern.test(text));
  if (symptom) return symptom;
  const code = findErrorCode(text);
  if (code && kindOfCode(code) === null) return null;
  const problem = explainText(text, { command: '', exitCode: null, output: '' });
  if (problem.kind === 'unexpectedExit') return null;
  const { message: what, nextStep } = explainProblem(problem);
  return { text: what, nextStep, check: 'distro-boots' };
}
