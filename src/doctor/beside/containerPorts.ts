import { listIdleContainers, type IdleContainer, type PortBinding } from '../../docker/idleContainers';
import { askReservedPorts, excludedPortsCommand, publishesOnWindows } from '../../state/reservedPorts';
import { message } from '../../text/message';
import { knownValue } from '../../text/observed';
import { describePorts, type PortRange } from '../../text/portRange';
import { queryListeners, queryProcessImage, type Listener } from '../../wsl/listeners';
import { Cancelled, type Examination } from '../examination';
import { ok, unknown, warn, type Proof, type Verdict } from '../verdict';
import type { Beside } from './beside';

const patience = 10_000;
const engineTimeout = 5_000;

/**
 * Whether containers that do not run get their ports on Windows, where Docker Desktop listens for them. One that runs has its own.
 * Where none waits for a port, Windows is not asked at all.
 */
export const containerPorts: Beside = {
  async probe(examination) {
    const { machine, signal } = examination;
    const idle = await listIdleContainers(machine, { timeout: engineTimeout, signal });
    if (signal.aborted) throw new Cancelled();
    return new Map([['container-ports', await judge(idle, examination)]]);
  },
};

async function judge(idle: readonly IdleContainer[] | null, examination: Examination): Promise<Verdict> {
  if (idle === null) return unknown(message('The engine did not tell which containers it has.'));
  const waiting = idle.filter(({ ports }) => ports.length > 0);
  if (waiting.length === 0) return ok(message('No container waits for one.'));
  if (
    knownValue(examination.snapshot.docker.backend) !== 'hyperv' &&
    !(await publishesOnWindows(examination.machine))
  ) {
    return unknown(message("How ports are published is known of WSL's network with NAT alone."));
  }
  return (await judgeReserved(waiting, examination)) ?? ok(message('They are.'), waiting.map(proofOf));
}

/** Null where all is well. */
async function judgeReserved(waiting: readonly IdleContainer[], examination: Examination): Promise<Verdict | null> {
  const reserved = await askReservedPorts(examination.machine, examination.signal);
  if (reserved === null) throw new Cancelled();
  const { ranges, evidence } = reserved;
  for (const container of ranges ? waiting : []) {
    for (const { port } of container.ports) {
      const range = ranges?.find(({ first, last }) => first <= port && port <= last);
      if (range) return cannotStart(container, port, range);
    }
  }
  const held = await judgeHeld(waiting, examination);
  if (held || ranges) return held;
  return unknown(message('Windows did not tell which ports it has reserved.'), [
    { command: excludedPortsCommand, answer: evidence.trim().slice(0, 400) },
  ]);
}

function cannotStart(container: IdleContainer, port: number, range: PortRange): Verdict {
  return warn(
    message(
      'The container {0} cannot be started: port {1} is among those that Windows has reserved ({2}).',
      container.name,
      port,
      describePorts(range),
    ),
    [proofOf(container), { command: excludedPortsCommand, answer: `${range.first} ${range.last}` }],
    {
      nextStep: message('Publish another port, or restart Windows: it then reserves others, or the same again.'),
    },
  );
}

/** What Docker Desktop listens with: its own containers share it out among themselves. */
const ofDocker = /^(?:com\.docker\.[\w.-]+|vpnkit|docker desktop)(?:\.exe)?$/i;

/**
 * A container whose last start failed, and another program at its port: one that stopped may have made room for that on purpose.
 */
async function judgeHeld(waiting: readonly IdleContainer[], { machine, signal }: Examination): Promise<Verdict | null> {
  const failed = waiting.filter(({ error }) => error !== '');
  if (failed.length === 0) return null;
  const options = { timeout: patience, signal };
  const asked = await machine.run(queryListeners(), options);
  if (asked.outcome === 'cancelled') throw new Cancelled();
  const listeners = asked.outcome === 'done' ? asked.value : null;
  if (listeners === null) return unknown(message('Windows did not tell which programs listen on it.'));
  for (const container of failed) {
    for (const binding of container.ports) {
      const listener = listeners.find((each) => isAt(each, binding));
      if (!listener) continue;
      const named = await machine.run(queryProcessImage(listener.pid), options);
      if (named.outcome === 'cancelled') throw new Cancelled();
      const image = named.outcome === 'done' ? named.value : null;
      if (image !== null && ofDocker.test(image)) continue;
      return isHeld(container, listener, image ?? `PID ${listener.pid}`);
    }
  }
  return null;
}

/** Windows lets one program have a port at one address and another at all the others. */
function isAt({ address, port }: Listener, binding: PortBinding): boolean {
  const plain = (text: string): string => (/^(?:0\.0\.0\.0|\[::\]|::)?$/.test(text) ? '' : text);
  return port === binding.port && plain(address) === plain(binding.address);
}

function isHeld(container: IdleContainer, { address, port, pid }: Listener, program: string): Verdict {
  return warn(
    message('The container {0} did not start: {1} listens on port {2} of Windows.', container.name, program, port),
    [
      proofOf(container),
      { command: 'what its last start said', answer: container.error.slice(0, 400) },
      { command: 'netstat -ano', answer: `${address}:${port} ${pid} (${program})` },
    ],
    { nextStep: message('End that program or publish another port, then start the container again.') },
  );
}

function proofOf({ name, ports }: IdleContainer): Proof {
  return {
    command: `docker inspect ${name}`,
    answer: ports.map(({ address, port }) => (address === '' ? String(port) : `${address}:${port}`)).join(', '),
  };
}
