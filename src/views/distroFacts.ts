import type { DockerDesktop } from '../docker/desktop';
import type { IntegratedDistro } from '../state/snapshot';
import { message, type Message } from '../text/message';
import { knownValue } from '../text/observed';
import { dockerStateText } from './dockerDetail';
import type { DockerInDistro } from './dockerInDistro';
import { describeState, ownerName } from './distroRow';
import type { Row } from './row';
import type { Wording } from './wording';

/** How a distro stands in the view: since when its state is old, and what is true of Docker in it. */
interface DistroView {
  readonly staleSince: string | null;
  readonly docker: DockerDesktop;
  readonly state: DockerInDistro;
}

/** The tooltip of a distro: what its row has no room for. `staleSince` as for its row. */
export function distroFacts(
  distro: IntegratedDistro,
  { staleSince, docker, state }: DistroView,
  wording: Wording,
): Pick<Row, 'facts' | 'notes'> {
  const { translate } = wording;
  const owner = ownerName(distro);
  const inDistro = dockerStateText(distro, state, wording);
  const fact = (label: string, value: string | null): (readonly [string, string])[] =>
    value === null ? [] : [[label, value]];
  return {
    facts: [
      ...fact(translate(message('State')), describeState(distro.state, staleSince, translate)),
      ...fact(translate(message('WSL version')), String(distro.wslVersion)),
      ...fact(translate(message('Default distro')), distro.isDefault ? translate(message('yes')) : null),
      ...fact(translate(message('Belongs to')), owner),
      ...fact('Docker Desktop', inDistro),
      ...fact(translate(distro.wslVersion === 2 ? message('Disk') : message('Folder')), distro.disk),
      ...fact(translate(message('Default user ID')), distro.defaultUid === null ? null : String(distro.defaultUid)),
      ...fact(translate(message('Registration')), distro.id),
    ],
    notes: notesOf(distro, docker, owner).map(translate),
  };
}

function notesOf(distro: IntegratedDistro, docker: DockerDesktop, owner: string | null): Message[] {
  if (owner !== null) return [message('It is shown and left alone: {0} looks after it.', owner)];
  const isIntegrated = knownValue(distro.integration.set) === 'on' && knownValue(docker.running) === true;
  return isIntegrated ? [message('It stays Running while Docker Desktop runs, which keeps a process in it.')] : [];
}
