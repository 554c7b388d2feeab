import { readState } from '../../state/store';
import type { ExcludedPorts, State } from '../../state/model';
import { bitsOf, interfacesOf, ownMetric, routesOf } from '../../state/network';
import { consoleWriter } from '../console';
import { notPartOfSimulator, runProgram } from '../program';

/** The words around the table; the numbers stand in the same columns in all of them. */
interface Words {
  title: (protocol: string) => string;
  head: string;
  footnote: string;
  interfaces: string;
  connected: string;
  disconnected: string;
  routes: string;
  no: string;
  manual: string;
  system: string;
}

const english: Words = {
  title: (protocol) => `Protocol ${protocol} Port Exclusion Ranges`,
  head: 'Start Port    End Port      ',
  footnote: '* - Administered port exclusions.',
  interfaces: 'Idx     Met         MTU          State                Name',
  connected: 'connected',
  disconnected: 'disconnected',
  routes: 'Publish  Type      Met  Prefix                    Idx  Gateway/Interface Name',
  no: 'No',
  manual: 'Manual',
  system: 'System',
};

const words: Readonly<Record<string, Words>> = {
  'de-DE': {
    title: (protocol) => `Protokoll ${protocol}-Portausschlussbereiche`,
    head: 'Startport     Endport       ',
    footnote: '* - Verwaltete Portausschlüsse.',
    interfaces: 'Idx     Met         MTU          Status               Name',
    connected: 'Verbunden',
    disconnected: 'Nicht verbunden',
    routes: 'Veröff.  Typ       Met  Präfix                    Idx  Gateway/Schnittstellenname',
    no: 'Nein',
    manual: 'Manuell',
    system: 'System',
  },
  'ja-JP': {
    title: (protocol) => `プロトコル ${protocol} ポートの除外範囲`,
    head: '開始ポート    終了ポート    ',
    footnote: '* - 管理されたポートの除外です。',
    interfaces: 'Idx     Met         MTU          状態                 名前',
    connected: '接続',
    disconnected: '切断',
    routes: '公開     種類      Met  プレフィックス            Idx  ゲートウェイ/インターフェイス名',
    no: 'いいえ',
    manual: '手動',
    system: 'システム',
  },
};

/** Contexts and commands of the real program that are not played. */
const notPlayed = /^(?:advfirewall|bridge|dhcpclient|dnsclient|http|lan|namespace|nlm|ras|trace|winhttp|winsock|wlan)$/;

/** One that is not connected has no route, and its size is nobody's. */
const asleep = { index: 9, name: 'Local Area Connection* 1', mtu: 1280, metric: 1 };

void runProgram('netsh', ({ folder, args, output }) => {
  const state = readState(folder);
  const write = consoleWriter(output, state);
  const [context = '', family = '', verb = '', what = '', ...rest] = args.map((arg) => arg.toLowerCase());
  const texts = words[state.language] ?? english;
  if (isShort(context, 'interface', 3) && family === 'ipv4' && isShort(verb, 'show', 2) && rest.length === 0) {
    if (isShort(what, 'interfaces', 4)) {
      write(1, interfaceTable(state, texts));
      return 0;
    }
    if (isShort(what, 'route', 2)) {
      write(1, routeTable(state, texts));
      return 0;
    }
  }
  const isAsked =
    isShort(context, 'interface', 3) &&
    /^ipv[46]$/.test(family) &&
    isShort(verb, 'show', 2) &&
    isShort(what, 'excludedportrange', 2);
  if (!isAsked) {
    if (notPlayed.test(context) || (isShort(context, 'interface', 3) && rest.length > 0)) {
      write(2, 'This command of netsh is not part of this simulator\n');
      return notPartOfSimulator;
    }
    write(1, `The following command was not found: ${args.join(' ')}.\n`);
    return 1;
  }
  const protocol = valueOf('protocol', rest[0]);
  const store = valueOf('store', rest[1] ?? 'active');
  if (!/^(?:tcp|udp)$/.test(protocol ?? '') || !/^(?:active|persistent)$/.test(store ?? '') || rest.length > 2) {
    write(1, `${rest[0] ?? ''} is not an acceptable value for protocol.\nThe parameter is incorrect.\n\n`);
    return 1;
  }
  const shown = state.windows.excludedPorts.filter((each) => (each.protocol ?? 'tcp') === protocol);
  write(1, table(shown.filter(({ administered }) => store === 'active' || administered === true), protocol!, texts)); // prettier-ignore
  return 0;
});

function isShort(word: string, whole: string, least: number): boolean {
  return word.length >= least && whole.startsWith(word);
}

/** The value of an argument that may stand with or without its name. */
function valueOf(name: string, word = ''): string | undefined {
  const [key, value] = word.split('=', 2);
  return value === undefined ? key : isShort(key!, name, 1) ? value : undefined;
}

function table(ranges: ExcludedPorts[], protocol: string, { title, head, footnote }: Words): string {
  const rows = ranges.map(
    ({ first, last, administered }) =>
      `${String(first).padStart(10)}  ${String(last).padStart(10)}      ${administered ? '*' : ''}`,
  );
  return ['', title(protocol), '', head, '----------    --------      ', ...rows, '', footnote, '', ''].join('\n');
}

function interfaceTable(state: State, { interfaces, connected, disconnected }: Words): string {
  const line = (each: typeof asleep, word: string): string =>
    `${String(each.index).padStart(3)}  ${String(each.metric).padStart(10)}  ${String(each.mtu).padStart(10)}  ${word.padEnd(12)}  ${each.name}`;
  const rows = [...interfacesOf(state).map((each) => line(each, connected)), line(asleep, disconnected)];
  return [
    '',
    interfaces,
    '---  ----------  ----------  ------------  ---------------------------',
    ...rows,
    '',
    '',
  ].join('\n');
}

function routeTable(state: State, { routes, no, manual, system }: Words): string {
  const rows = routesOf(state).flatMap((route) => {
    const through = interfacesOf(state).find(({ address }) => address === route.interface);
    if (!through) return [];
    const type = route.gateway === undefined ? system : manual;
    const prefix = `${route.destination}/${bitsOf(route.mask)}`;
    return [
      `${no.padEnd(7)}  ${type.padEnd(8)}  ${String(ownMetric(route, through)).padEnd(3)}  ${prefix.padEnd(24)}  ${String(through.index).padStart(3)}  ${route.gateway ?? through.name}`,
    ];
  });
  return [
    '',
    routes,
    '-------  --------  ---  ------------------------  ---  ------------------------',
    ...rows,
    '',
    '',
  ].join('\n');
}
