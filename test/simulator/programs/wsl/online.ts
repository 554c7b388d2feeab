import { makeDistroFiles } from '../../files';
import { type Distro, flagWsl2, stateInstalled } from '../../state/model';
import { userEnvironment } from '../../state/user';
import { type RawLine, splitWindows } from '../command-line';
import { notPartOfSimulator } from '../program';
import { WslError, inContext } from './errors';
import type { Session } from './session';

const manifest = 'https://distributions.example/DistributionInfo.json';

/** `--list --online`: what Microsoft's list offers, or that it could not be had. */
export function listOnline(session: Session): number {
  const offered = fetchList(session);
  session.print(session.say('MessageDistributionListOnline', '--install'));
  const width = Math.max(...offered.map(({ name }) => name.length)) + 4;
  session.print(`${'NAME'.padEnd(width)}FRIENDLY NAME`);
  for (const { name, title } of offered) session.print(`${name.padEnd(width)}${title}`);
  return 0;
}

/** `--install NAME --no-launch`: registers a distro of the list. Without a terminal nothing is launched either way. */
export function install(session: Session, line: RawLine): number {
  const words = splitWindows(line.rest());
  const [wanted, ...more] = words.filter((word) => !word.startsWith('--'));
  if (wanted === undefined || more.length > 0) {
    process.stderr.write('wsl --install without one name is not part of this simulator\n');
    return notPartOfSimulator;
  }
  const offered = inContext('InstallDistro', () => {
    const found = fetchList(session).find(({ name }) => name.toLowerCase() === wanted.toLowerCase());
    if (found) return found;
    throw new WslError('WSL_E_DISTRO_NOT_FOUND', session.say('MessageInvalidDistributionName', wanted));
  });
  if (session.service.distros.some(({ name }) => name.toLowerCase() === offered.name.toLowerCase())) {
    throw new WslError('ERROR_ALREADY_EXISTS', session.say('MessageDistroNameAlreadyExists'));
  }
  session.print(session.say('MessageInstalling', offered.title));
  const guid = `{${crypto.randomUUID()}}`;
  const distro: Distro = {
    guid,
    name: offered.name,
    state: stateInstalled,
    flags: 7 | flagWsl2,
    defaultUid: 0,
    basePath: `${userEnvironment.LOCALAPPDATA}\\wsl\\${guid}`,
    vhdFileName: 'ext4.vhdx',
    version: 2,
  };
  makeDistroFiles(session.folder, distro);
  session.change((state) => {
    state.lxssKey = true;
    state.distros.push(distro);
    state.defaultDistribution ??= guid;
  });
  session.print(session.say('MessageDistributionInstalled', offered.name));
  return 0;
}

function fetchList(session: Session): readonly { name: string; title: string }[] {
  const { online } = session.state;
  if (online.length > 0) return online;
  const reason = session.say('WININET_E_NAME_NOT_RESOLVED');
  const text = session.say('MessageCouldFetchDistributionList', manifest, reason);
  throw new WslError('WININET_E_NAME_NOT_RESOLVED', text);
}
