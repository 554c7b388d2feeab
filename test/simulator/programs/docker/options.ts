import { Failure, NotPlayed } from './failure';

/** What a command takes: long names; a one-letter name for some; and what it knows and this simulator does not play. */
export interface OptionTable {
  flags?: Record<string, string>;
  values?: Record<string, string>;
  notPlayed?: string[];
}

export interface Options {
  has(name: string): boolean;
  value(name: string): string | undefined;
  rest: string[];
}

/** The status of the command line for an option it does not know. */
const usageStatus = 125;

/**
 * Reads options the way the real command line does: `--name value`, `--name=value`, `-n value`; letters of flags may
 * stand together, and everything behind `--` is no option. The tables map a long name to its letter, or to nothing.
 * @throws Failure for an unknown option, NotPlayed for one that exists.
 */
export function readOptions(command: string, args: string[], table: OptionTable): Options {
  const { flags = {}, values = {}, notPlayed = [] } = table;
  const found = new Map<string, string>();
  const rest: string[] = [];
  const fail = (what: string): never => {
    throw new Failure(
      `${what}\n\nUsage:  docker ${command} [OPTIONS]\n\nRun 'docker ${command} --help' for more information`,
      usageStatus,
    );
  };
  const queue = [...args];
  for (let arg = queue.shift(); arg !== undefined; arg = queue.shift()) {
    if (arg === '--') {
      rest.push(...queue.splice(0));
    } else if (arg.startsWith('--')) {
      const [name = '', ...joined] = arg.slice(2).split('=');
      const given = joined.length > 0 ? joined.join('=') : undefined;
      if (name === 'help' || notPlayed.includes(name)) throw new NotPlayed(`${command} --${name}`);
      if (name in flags) {
        if (given !== 'false') found.set(name, '');
      } else if (name in values) {
        found.set(name, given ?? queue.shift() ?? fail(`flag needs an argument: --${name}`));
      } else fail(`unknown flag: --${name}`);
    } else if (arg.startsWith('-') && arg.length > 1) {
      readLetters(arg.slice(1));
    } else rest.push(arg);
  }
  return { has: (name) => found.has(name), value: (name) => found.get(name), rest };

  function readLetters(letters: string): void {
    for (let at = 0; at < letters.length; at++) {
      const letter = letters[at]!;
      const named = (names: Record<string, string>) => Object.keys(names).find((name) => names[name] === letter);
      const [flag, value] = [named(flags), named(values)];
      if (flag !== undefined) found.set(flag, '');
      else if (value !== undefined) {
        const joined = letters.slice(at + 1).replace(/^=/, '');
        found.set(value, joined || (queue.shift() ?? fail(`flag needs an argument: '${letter}' in -${letters}`)));
        return;
      } else if (letter === 'h' || notPlayed.includes(letter)) throw new NotPlayed(`${command} -${letter}`);
      else fail(`unknown shorthand flag: '${letter}' in -${letters}`);
    }
  }
}
