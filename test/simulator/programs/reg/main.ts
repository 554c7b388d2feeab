import { layoutOf } from '../../state/layout';
import { type RegistryKey, registryKeys } from '../../state/registry';
import type { RegistryValue } from '../../state/model';
import { readState } from '../../state/store';
import { fixedMessages } from '../../messages/own';
import { Speaker, fill } from '../../messages/speak';
import { consoleWriter } from '../console';
import { type Invocation, runProgram } from '../program';

interface Query {
  key: string;
  recursive: boolean;
  value: string | undefined;
}

const hives: Record<string, string> = {
  HKCU: 'HKEY_CURRENT_USER',
  HKEY_CURRENT_USER: 'HKEY_CURRENT_USER',
  HKLM: 'HKEY_LOCAL_MACHINE',
  HKEY_LOCAL_MACHINE: 'HKEY_LOCAL_MACHINE',
};

void runProgram('reg', (invocation) => {
  const state = readState(invocation.folder);
  const write = consoleWriter(invocation.output, state);
  const query = parse(invocation);
  if (!query) {
    write(2, `${fixedMessages.regSyntax}\n`);
    return 1;
  }
  const answer = find(registryKeys(state), query);
  if (answer === undefined) {
    write(2, `${new Speaker(layoutOf(invocation.folder).messages, state.language).say('regNotFound')}\n`);
    return 1;
  }
  write(1, answer.text);
  return answer.exitCode;
});

/** `query KEY [/s] [/v NAME]`, all words without case; undefined for anything else. */
function parse({ args }: Invocation): Query | undefined {
  const [verb, key, ...options] = args;
  if (verb?.toLowerCase() !== 'query' || key === undefined) return undefined;
  const [hive, ...path] = key.split('\\');
  const fullHive = hives[hive!.toUpperCase()];
  if (fullHive === undefined) return undefined;
  const query: Query = { key: [fullHive, ...path].join('\\'), recursive: false, value: undefined };
  for (let option = options.shift(); option !== undefined; option = options.shift()) {
    if (option.toLowerCase() === '/s' && !query.recursive) query.recursive = true;
    else if (option.toLowerCase() === '/v' && query.value === undefined && options.length > 0) {
      query.value = options.shift()!;
    } else return undefined;
  }
  return query;
}

function find(keys: RegistryKey[], query: Query): { text: string; exitCode: number } | undefined {
  const wanted = query.key.toLowerCase();
  const top = keys.find((key) => key.path.toLowerCase() === wanted);
  if (!top) return undefined;
  const below = keys.filter((key) => key.path.toLowerCase().startsWith(`${wanted}\\`));
  // The path is printed as it was asked for, with the hive spelled out.
  const asAsked = (key: RegistryKey): RegistryKey => ({ ...key, path: query.key + key.path.slice(wanted.length) });
  const all = [top, ...below].map(asAsked);
  if (query.value !== undefined)
    return findValue(query.recursive ? all : all.slice(0, 1), query.value, query.recursive);
  if (query.recursive) return { text: all.map(block).join('') + '\n', exitCode: 0 };
  const direct = all.slice(1).filter((key) => !key.path.slice(query.key.length + 1).includes('\\'));
  const own = Object.keys(top.values).length > 0 ? block(all[0]!) : '';
  return { text: `${own}\n${direct.map((key) => `${key.path}\n`).join('')}`, exitCode: 0 };
}

function findValue(keys: RegistryKey[], name: string, recursive: boolean) {
  const hits: RegistryKey[] = [];
  for (const key of keys) {
    const found = Object.entries(key.values).find(([each]) => each.toLowerCase() === name.toLowerCase());
    if (found) hits.push({ path: key.path, values: { [found[0]]: found[1] } });
  }
  const text = hits.map(block).join('');
  if (!recursive) return hits.length === 0 ? undefined : { text: `${text}\n`, exitCode: 0 };
  return { text: `${text}\n${fill(fixedMessages.endOfSearch, hits.length)}\n`, exitCode: hits.length === 0 ? 1 : 0 };
}

function block(key: RegistryKey): string {
  const lines = Object.entries(key.values).map(([name, value]) => `    ${name}    ${value.type}    ${dataOf(value)}\n`);
  return `\n${key.path}\n${lines.join('')}`;
}

function dataOf(value: RegistryValue): string {
  if (value.type === 'REG_DWORD') return `0x${value.data.toString(16)}`;
  return value.type === 'REG_MULTI_SZ' ? value.data.join('\\0') : value.data;
}
