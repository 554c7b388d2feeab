import { parse, type ParseError } from 'jsonc-parser';
import { answer, answersOf, marksOf, type Answers } from './answers';
import { isRecord } from '../../text/isRecord';
import { tooDeepJson } from '../../text/jsonDepth';

/** What the docker command line of a distro's user goes by: environment of the login shell, configuration, start files. */
export interface LoginFacts {
  readonly path: string;
  readonly host: string | null;
  /** The variables that name a proxy of HTTP, as they are set. */
  readonly proxies: readonly { readonly name: string; readonly value: string }[];
  /** The ports of TCP on which something in WSL's network listens; looked at only where a proxy is said to be on localhost. */
  readonly listening: ReadonlySet<number>;
  /** The name of the variable or file that chose it, and the context; `default` where nobody chose one. */
  readonly context: { readonly name: string; readonly chosenBy: 'DOCKER_CONTEXT' | 'config.json' | null };
  /** The endpoint of each stored context. */
  readonly endpoints: ReadonlyMap<string, string>;
  readonly configFile: string;
  readonly configFolder: string | null;
  readonly config: 'absent' | 'broken' | Readonly<Record<string, unknown>>;
  /** `file:line:text` */
  readonly startFiles: readonly string[];
  /** Each docker on the PATH, the first one first. */
  readonly clis: readonly string[];
}

/** Null where the script did not come to its end. */
export function readLoginFacts(answers: Answers): LoginFacts | null {
  if (!answers.some(([name]) => name === 'end')) return null;
  const config = readConfig(answers);
  const stored = typeof config === 'object' ? config['currentContext'] : null;
  const chosen = answer(answers, 'variable.DOCKER_CONTEXT');
  const folder = answer(answers, 'config.folder');
  return {
    path: answer(answers, 'path'),
    host: answer(answers, 'variable.DOCKER_HOST') || null,
    proxies: proxyVariables.flatMap((name) => {
      const value = answer(answers, `variable.${name}`);
      return value === '' ? [] : [{ name, value }];
    }),
    listening: readListening(answer(answers, 'listening')),
    context:
      chosen !== ''
        ? { name: chosen, chosenBy: 'DOCKER_CONTEXT' }
        : typeof stored === 'string' && stored !== ''
          ? { name: stored, chosenBy: 'config.json' }
          : { name: 'default', chosenBy: null },
    endpoints: new Map(answersOf(answers, 'context').flatMap(readContext)),
    configFile: `${folder}/config.json`,
    configFolder: answer(answers, 'variable.DOCKER_CONFIG') || null,
    config,
    startFiles: answersOf(answers, 'start-file'),
    clis: [...new Set(answersOf(answers, 'docker'))],
  };
}

/** Programs take them in either case. */
const proxyVariables = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'];

/** The kernel's table of sockets has the own address in hexadecimal: `0: 0100007F:1F90 00000000:0000 0A …`. */
function readListening(table: string): Set<number> {
  const rows = table.matchAll(/^\s*\d+: [\dA-F]+:([\dA-F]{4}) [\dA-F]+:0000 0A /gim);
  return new Set([...rows].map(([, port = '']) => Number.parseInt(port, 16)));
}

function readConfig(answers: Answers): LoginFacts['config'] {
  if (!marksOf(answers, 'config').has('there')) return 'absent';
  const content = readObject(answer(answers, 'config.text'));
  return content ?? 'broken';
}

function readContext(text: string): [string, string][] {
  const meta = readObject(text);
  const name = meta?.['Name'];
  const endpoints = meta?.['Endpoints'];
  const docker = isRecord(endpoints) ? endpoints['docker'] : null;
  const host = isRecord(docker) ? docker['Host'] : null;
  return typeof name === 'string' && typeof host === 'string' ? [[name, host]] : [];
}

/** The CLI's own reader takes strict JSON. */
function readObject(text: string): Record<string, unknown> | null {
  if (tooDeepJson(text) !== null) return null;
  const errors: ParseError[] = [];
  const content: unknown = parse(text, errors, { disallowComments: true });
  return errors.length === 0 && isRecord(content) ? content : null;
}
