import type { DockerTarget } from '../docker/windowDocker';
import type { Snapshot } from '../state/snapshot';
import { message, type Message, type Translate } from '../text/message';
import { knownValue } from '../text/observed';
import { printable } from '../text/printable';

/** On which side of the machine a window calls `docker`; the name of a distro is null where nothing tells it. */
export type WindowSide = { readonly kind: 'windows' } | { readonly kind: 'distro'; readonly name: string | null };

export interface WindowDockerText {
  readonly text: string;
  readonly detail: string;
  /** Whether docker cannot work so. */
  readonly isWarning: boolean;
}

/** Which engine a window's `docker` leads to, by which context, on which side: as far as that is known without asking one. */
export function windowDockerText(
  side: WindowSide,
  target: DockerTarget,
  snapshot: Snapshot | null,
  translate: Translate,
): WindowDockerText {
  const engine = engineOf(side, target, snapshot);
  return {
    text: translate(sideText(side, translate(engine.name))),
    detail: `${translate(reasonOf(target))} ${translate(desktopState(snapshot))}`,
    isWarning: engine.isOutOfReach ?? false,
  };
}

function sideText(side: WindowSide, engine: string): Message {
  if (side.kind === 'windows') return message('docker on Windows: {0}', engine);
  return side.name === null
    ? message('docker in a distro: {0}', engine)
    : message('docker in {0}: {1}', printable(side.name), engine);
}

interface EngineText {
  readonly name: Message;
  readonly isOutOfReach?: boolean;
}

const unknownEngine: EngineText = { name: message('engine not known') };
const desktop: EngineText = { name: message("Docker Desktop's engine") };

function engineOf(side: WindowSide, target: DockerTarget, snapshot: Snapshot | null): EngineText {
  const name = nameOfEndpoint(target);
  switch (name) {
    case null:
      return unknownEngine;
    case 'default':
      return side.kind === 'windows' ? engineOfPipe(snapshot) : engineOfSocket(side.name, snapshot);
    case 'desktop-linux':
    case 'desktop-windows':
      if (side.kind === 'distro')
        return { name: message('none, a pipe of Windows is out of reach'), isOutOfReach: true };
      return name === 'desktop-linux' ? desktop : { name: message('Docker Desktop, Windows containers') };
    default:
      return { name: message('engine of {0}', printable(name)) };
  }
}

/** The context that stands for where a target leads, or else its address, without a user's name or word in it. */
function nameOfEndpoint(target: DockerTarget): string | null {
  if (target.kind === 'unknown') return null;
  if (target.kind === 'context') return target.name;
  const pipe = /^npipe:\/{2,4}\.\/pipe\/(\w+)$/i.exec(target.address)?.[1]?.toLowerCase();
  if (pipe === 'dockerdesktoplinuxengine') return 'desktop-linux';
  if (pipe === 'dockerdesktopwindowsengine') return 'desktop-windows';
  if (pipe === 'docker_engine' || /^unix:\/\/(?:\/var)?\/run\/docker\.sock$/.test(target.address)) return 'default';
  return target.address.replace(/^([a-z]+:\/\/)[^@/]*@/i, '$1');
}

/** While Docker Desktop's own process is up, nobody can tell whose the usual pipe is. */
function engineOfPipe(snapshot: Snapshot | null): EngineText {
  return snapshot && knownValue(snapshot.docker.otherEngine) === true
    ? { name: message('another engine than Docker Desktop') }
    : unknownEngine;
}

/** Only what somebody looked for in the distro tells whose socket it is. */
function engineOfSocket(name: string | null, snapshot: Snapshot | null): EngineText {
  const distro = snapshot?.distros.find((each) => each.name.toLowerCase() === name?.toLowerCase());
  switch (distro ? knownValue(distro.integration.seen) : null) {
    case 'works':
      return desktop;
    case 'own-engine':
      return { name: message("the distro's own engine") };
    case 'broken':
    case 'absent':
    case null:
      return unknownEngine;
  }
}

function reasonOf(target: DockerTarget): Message {
  if (target.kind === 'unknown') return target.reason;
  if (target.kind === 'address') return message('DOCKER_HOST names an address.');
  switch (target.by) {
    case 'DOCKER_CONTEXT':
      return message('DOCKER_CONTEXT names the context {0}.', printable(target.name));
    case 'configuration':
      return message('The current context is {0}.', printable(target.name));
    case 'nothing':
      return message('No context is chosen.');
  }
}

function desktopState(snapshot: Snapshot | null): Message {
  switch (snapshot ? knownValue(snapshot.docker.running) : null) {
    case true:
      return message('Docker Desktop runs.');
    case false:
      return message('Docker Desktop does not run.');
    case null:
      return message('Whether Docker Desktop runs is not known.');
  }
}
