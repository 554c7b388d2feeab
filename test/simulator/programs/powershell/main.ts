import { noteProcess } from '../../state/processes';
import { readState, sleep } from '../../state/store';
import { consoleWriter } from '../console';
import { notPartOfSimulator, runProgram } from '../program';
import { type CimObject, type CimValue, meets, objectsOf, propertyOf } from './cim';
import { type Query, parseScript } from './script';

const switches = ['noprofile', 'noninteractive', 'nologo'];

void runProgram('powershell', ({ folder, args, output }) => {
  const state = readState(folder);
  const queries = parseScript(scriptOf(args) ?? '');
  if (!queries) {
    process.stderr.write('This script is not part of this simulator\n');
    return notPartOfSimulator;
  }
  if (state.powershellMilliseconds > 0) {
    noteProcess(folder, process.pid, 'powershell');
    sleep(state.powershellMilliseconds);
  }
  const write = consoleWriter(output, state);
  let status = 0;
  for (const query of queries) {
    const objects = objectsOf(state, query.className);
    // The next statement runs all the same; the exit status is the last one's.
    status = objects ? 0 : 1;
    if (!objects) {
      write(
        2,
        `Get-CimInstance : Invalid class "${query.className}"\n    + FullyQualifiedErrorId : HRESULT 0x80041010\n`,
      );
      continue;
    }
    const found = objects.filter((object) => !query.filter || meets(object, query.filter));
    // An empty pipeline gives no JSON at all.
    if (found.length > 0) write(1, `${toJson(found, query)}\n`);
  }
  return status;
});

/** What stands behind the options: names may be shortened, and `-Command` left out. */
function scriptOf(args: string[]): string | undefined {
  for (const [at, arg] of args.entries()) {
    if (!arg.startsWith('-')) return args.slice(at).join(' ');
    const name = arg.slice(1).toLowerCase();
    if (name !== '' && 'command'.startsWith(name)) return args.slice(at + 1).join(' ');
    if (!switches.some((each) => name.length > 2 && each.startsWith(name))) return undefined;
  }
  return undefined;
}

/** JSON as Windows PowerShell 5.1 writes it: one object stands alone, two blanks behind a colon, CR LF between lines. */
function toJson(objects: CimObject[], { properties, compress }: Query): string {
  const chosen = objects.map((object) =>
    Object.entries(
      properties === undefined
        ? object
        : Object.fromEntries(properties.map((name) => [spelling(object, name), propertyOf(object, name)])),
    ),
  );
  if (compress) {
    const texts = chosen.map((entries) => `{${entries.map(([key, value]) => `"${key}":${json(value)}`).join(',')}}`);
    return texts.length === 1 ? texts[0]! : `[${texts.join(',')}]`;
  }
  const single = chosen.length === 1;
  const indent = single ? '' : '    ';
  const texts = chosen.map(
    (entries) =>
      `${indent}{\n${entries.map(([key, value]) => `${indent}    "${key}":  ${json(value)}`).join(',\n')}\n${indent}}`,
  );
  return single ? texts[0]! : `[\n${texts.join(',\n')}\n]`;
}

// A property has its own spelling in the result; one that does not exist has that of the question.
function spelling(object: CimObject, name: string): string {
  return Object.keys(object).find((each) => each.toLowerCase() === name.toLowerCase()) ?? name;
}

function json(value: CimValue): string {
  return JSON.stringify(value).replace(
    /[<>&']/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
