import type { IntegratedDistro } from '../state/snapshot';
import { message, type Message } from '../text/message';
import { knownValue } from '../text/observed';
import { detailContext } from './detailContext';
import { foundInDistro, type DockerInDistro } from './dockerInDistro';
import { makeRow, type Row } from './row';
import type { Wording } from './wording';

/** What is known of Docker Desktop's integration with a distro, in words; null where there is nothing to say. */
export function dockerStateText(distro: IntegratedDistro, docker: DockerInDistro, wording: Wording): string | null {
  const { translate, time } = wording;
  const { set, setBy, seen } = distro.integration;
  const configured = 'value' in set ? translate(set.value === 'on' ? onBy(setBy) : offBy(setBy)) : null;
  const also = (...more: (Message | null)[]): string =>
    [configured, ...more.map((each) => each && translate(each))].filter((part) => part !== null).join(' · ');
  switch (docker) {
    case 'none':
      return null;
    case 'needsWsl2':
      return translate(message('needs WSL 2'));
    case 'hyperV':
      return translate(message('not in distros: it runs on Hyper-V'));
    case 'unknown':
      return 'unknown' in set ? translate(message('unknown: {0}', translate(set.unknown))) : null;
    case 'off':
    case 'on':
      return also();
    case 'stopped':
      return also(message('Docker Desktop is stopped'));
    case 'windowsContainers':
      return also(message('switched to Windows containers'));
    case 'works':
      return also('value' in seen ? message('verified {0}', time(seen.at)) : null);
    case 'fails':
      return also(message('docker does not work here'));
    case 'ownEngine':
      return also(message('another engine answers here'));
  }
}

function onBy(setBy: IntegratedDistro['integration']['setBy']): Message {
  switch (setBy) {
    case 'default-flag':
      return message('on (default distro)');
    case 'list':
      return message('on (chosen in its settings)');
    case 'policy':
      return message('on (your administrator decides)');
    case null:
      return message('on');
  }
}

function offBy(setBy: IntegratedDistro['integration']['setBy']): Message {
  return setBy === 'policy' ? message('integration off (your administrator decides)') : message('integration off');
}

/** The rows of a distro that tell of Docker: how integration stands, and what the last look into the distro found. */
export function dockerDetailRows(
  id: string,
  distro: IntegratedDistro,
  { state, isStale }: { readonly state: DockerInDistro; readonly isStale: boolean },
  wording: Wording,
): readonly Row[] {
  const text = dockerStateText(distro, state, wording);
  const integration = text === null ? [] : [integrationRow(id, distro, state, text)];
  return [...integration, ...probeRows(id, distro, isStale, wording)];
}

function integrationRow(id: string, distro: IntegratedDistro, docker: DockerInDistro, text: string): Row {
  return makeRow({
    id: `${id}.docker`,
    label: 'Docker Desktop',
    description: text,
    icon: { name: docker === 'unknown' ? 'question' : 'plug', color: null },
    contextValue: detailContext('docker', distro),
    subject: { distro },
  });
}

/** That docker works says its row already; what else was found is told in full. */
function probeRows(id: string, distro: IntegratedDistro, isStale: boolean, wording: Wording): readonly Row[] {
  const { seen, detail, set } = distro.integration;
  const found = foundInDistro(distro, isStale);
  if (found === null || found === 'works' || detail === null || !('value' in seen)) return [];
  const { translate, time } = wording;
  const isFault = knownValue(set) === 'on';
  return [
    makeRow({
      id: `${id}.probe`,
      label: translate(message('Seen {0}', time(seen.at))),
      description: translate(detail),
      icon: isFault ? { name: 'warning', color: 'problemsWarningIcon.foreground' } : { name: 'info', color: null },
      contextValue: detailContext('probe', distro),
      subject: { distro },
    }),
  ];
}
