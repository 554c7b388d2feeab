import { readState } from '../../state/store';
import type { ExcludedPorts } from '../../state/model';
import { consoleWriter } from '../console';
import { notPartOfSimulator, runProgram } from '../program';

/** The words around the table; the numbers stand in the same columns in all of them. */
interface Words {
  title: (protocol: string) => string;
  head: string;
  footnote: string;
}

const english: Words = {
  title: (protocol) => `Protocol ${protocol} Port Exclusion Ranges`,
  head: 'Start Port    End Port      ',
  footnote: '* - Administered port exclusions.',
};

const words: Readonly<Record<string, Words>> = {
  'de-DE': {
    title: (protocol) => `Protokoll ${protocol}-Portausschlussbereiche`,
    head: 'Startport     Endport       ',
    footnote: '* - Verwaltete Portausschlüsse.',
  },
  'ja-JP': {
    title: (protocol) => `プロトコル ${protocol} ポートの除外範囲`,
    head: '開始ポート    終了ポート    ',
    footnote: '* - 管理されたポートの除外です。',
  },
};

/** Contexts and commands of the real program that are not played. */
const notPlayed = /^(?:advfirewall|bridge|dhcpclient|dnsclient|http|lan|namespace|nlm|ras|trace|winhttp|winsock|wlan)$/;

void runProgram('netsh', ({ folder, args, output }) => {
  const state = readState(folder);
  const write = consoleWriter(output, state);
  const [context = '', family = '', verb = '', what = '', ...rest] = args.map((arg) => arg.toLowerCase());
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
  write(1, table(shown.filter(({ administered }) => store === 'active' || administered === true), protocol!, words[state.language] ?? english)); // prettier-ignore
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
