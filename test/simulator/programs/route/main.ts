import type { WindowsRoute } from '../../state/model';
import { routesOf } from '../../state/network';
import { readState } from '../../state/store';
import { consoleWriter } from '../console';
import { notPartOfSimulator, runProgram } from '../program';

interface Words {
  adapters: string;
  table: string;
  active: string;
  head: string;
  onLink: string;
  persistent: string;
  persistentHead: string;
  none: string;
}

const english: Words = {
  adapters: 'Interface List',
  table: 'IPv4 Route Table',
  active: 'Active Routes:',
  head: 'Network Destination        Netmask          Gateway       Interface  Metric',
  onLink: 'On-link',
  persistent: 'Persistent Routes:',
  persistentHead: '  Network Address          Netmask  Gateway Address  Metric',
  none: '  None',
};

const words: Readonly<Record<string, Words>> = {
  'de-DE': {
    adapters: 'Schnittstellenliste',
    table: 'IPv4-Routentabelle',
    active: 'Aktive Routen:',
    head: '     Netzwerkziel    Netzwerkmaske          Gateway    Schnittstelle Metrik',
    // Two words.
    onLink: 'Auf Verbindung',
    persistent: 'Ständige Routen:',
    persistentHead: '  Netzwerkadresse          Netzmaske  Gatewayadresse  Metrik',
    none: '  Keine',
  },
  'ja-JP': {
    adapters: 'インターフェイス一覧',
    table: 'IPv4 ルート テーブル',
    active: 'アクティブ ルート:',
    head: 'ネットワーク宛先        ネットマスク          ゲートウェイ       インターフェイス  メトリック',
    onLink: 'リンク上',
    persistent: '固定ルート:',
    persistentHead: '  ネットワーク アドレス          ネットマスク  ゲートウェイ アドレス  メトリック',
    none: '  なし',
  },
};

void runProgram('route', ({ folder, args, output }) => {
  const state = readState(folder);
  const write = consoleWriter(output, state);
  const [verb = '', ...rest] = args.map((arg) => arg.toLowerCase());
  if (verb !== 'print' || rest.join() !== '-4') {
    if (/^(?:print|add|change|delete)$/.test(verb) || verb.startsWith('-')) {
      write(2, 'This form of route is not part of this simulator\n');
      return notPartOfSimulator;
    }
    write(1, '\nManipulates network routing tables.\n\nROUTE [-f] [-p] [-4|-6] command [destination]\n');
    return 1;
  }
  const texts = words[state.language] ?? english;
  const routes = routesOf(state);
  const persistent = state.windows.routes.filter((route) => route.persistent);
  const rule = '='.repeat(75);
  const lines = [
    rule,
    texts.adapters,
    ' 17...e4 a4 71 00 00 01 ......Simulated Ethernet Adapter',
    '  1...........................Software Loopback Interface 1',
    rule,
    '',
    texts.table,
    rule,
    texts.active,
    texts.head,
    ...routes.map((route) => active(route, texts)),
    rule,
    texts.persistent,
    ...(persistent.length > 0 ? [texts.persistentHead, ...persistent.map(kept), rule] : [texts.none]),
    '',
  ];
  write(1, lines.join('\n'));
  return 0;
});

function active({ destination, mask, gateway, interface: from, metric = 30 }: WindowsRoute, { onLink }: Words): string {
  const columns = [destination.padStart(17), mask.padStart(17), (gateway ?? onLink).padStart(17), from.padStart(17)];
  return `${columns.join('')}${String(metric).padStart(7)}`;
}

function kept({ destination, mask, gateway = '', metric = 1 }: WindowsRoute): string {
  return `${destination.padStart(17)}${mask.padStart(17)}${gateway.padStart(17)}${String(metric).padStart(8)}`;
}
