import { win32 } from 'node:path';
import type { Machine } from '../machine/machine';
import { message, type Message } from '../text/message';
import type { DockerDesktop } from './desktop';

/** What a Docker Desktop that does not get ready may be waiting for, as far as files tell. */
export interface WaitingFacts {
  /** Whether an administrator demands that its user signs in. */
  readonly signInDemanded: boolean;
  /** Whether its settings say that the terms were not accepted. */
  readonly termsNotAccepted: boolean;
  /** Whether its settings are of a kind on which it refuses to start. */
  readonly settingsDamaged: boolean;
}

/** Looks for reasons: one file of the administrator's, and the settings that were read already. */
export async function findWaitingFacts(
  machine: Machine,
  { settings }: Pick<DockerDesktop, 'settings'>,
): Promise<WaitingFacts> {
  const programData = (await machine.variables())('ProgramData');
  const demand = programData === null ? null : win32.join(programData, 'DockerDesktop', 'registry.json');
  const found = demand === null ? null : await machine.files.kindOf(demand);
  const read = settings.kind === 'read' ? settings.settings : null;
  return {
    signInDemanded: found?.kind === 'ok' && found.value === 'file',
    termsNotAccepted: read?.licenseTermsVersion === 0,
    settingsDamaged: read !== null && read.status !== 'ok',
  };
}

/** What to tell of a start that takes `seconds` already: what is known, or what is possible. */
export function describeWaiting(facts: WaitingFacts, seconds: number): Message[] {
  const known = [
    ...(facts.signInDemanded ? [message('Your organization requires you to sign in to it.')] : []),
    ...(facts.termsNotAccepted ? [message('Its terms have not been accepted on this computer yet.')] : []),
    ...(facts.settingsDamaged ? [message('Its settings file is damaged, and it may refuse to start on it.')] : []),
  ];
  const late = message("Docker Desktop's engine does not answer after {0} s; it may be waiting for you.", seconds);
  return [
    late,
    ...(known.length > 0 ? known : [message('It may ask you to sign in, to accept its terms or to update.')]),
  ];
}
