import type { Side } from '../mount';
import { restOf, type ScalarText } from '../readers/scalarText';
import { isWindowsImage } from '../windowsImage';
import { isElsewhereOption, leadsElsewhere } from './engine';

/** An option of `docker run` that mounts something. */
export interface RunOption {
  readonly kind: 'run-volume' | 'run-mount';
  readonly value: ScalarText;
  /** Which of the arguments holds the value. */
  readonly index: number;
}

/** What the arguments of `docker run` say of its mounts and ports. */
export interface RunArguments {
  readonly options: readonly RunOption[];
  /** The values of `-p`. */
  readonly ports: readonly Pick<RunOption, 'value' | 'index'>[];
  /** The image; null where the arguments end before it, or a variable may hold it. */
  readonly image: string | null;
  /** Whether Windows containers are run, which reach host paths otherwise. */
  readonly isForWindows: boolean;
}

/** Long options of `docker run` that take no value, and its short ones (docker/cli, command/container/opts.go, run.go). */
const longSwitches = new Set(
  'detach disable-content-trust help init interactive no-healthcheck oom-kill-disable privileged publish-all quiet read-only rm sig-proxy tty use-api-socket'.split(
    ' ',
  ),
);
const shortSwitches = 'diPqt';
const shortsWithValue = 'acehlmpuvw';

/**
 * Reads the arguments behind `docker run` or `docker create`. Options end at the image (spf13/pflag without
 * interspersed arguments): what follows belongs to the container's own program.
 */
export function readRunArguments(words: readonly ScalarText[]): RunArguments {
  const options: RunOption[] = [];
  const ports: Pick<RunOption, 'value' | 'index'>[] = [];
  let platform = '';
  for (let index = 0, word = words[0]; word; index += 1, word = words[index]) {
    // A variable may hold options as well as the image; what looks like a mount behind it is one.
    if (isVariable(word)) {
      if (isNamedForImage(word.value)) break;
      continue;
    }
    if (word.value === '--') return { options, ports, ...imageOf(words[index + 1] ?? null, platform) };
    if (!/^-./.test(word.value)) return { options, ports, ...imageOf(word, platform) };
    const option = word.value.startsWith('--') ? longOption(word) : shortOptions(word);
    if (option.value === null && option.takesValue) index += 1;
    const value = option.value ?? (option.takesValue ? words[index] : undefined);
    if (!value) continue;
    if (option.name === 'v' || option.name === 'volume') options.push({ kind: 'run-volume', value, index });
    if (option.name === 'mount') options.push({ kind: 'run-mount', value, index });
    if (option.name === 'p' || option.name === 'publish') ports.push({ value, index });
    if (option.name === 'platform' || option.name === 'isolation') platform = value.value;
  }
  return { options, ports, ...imageOf(null, platform) };
}

interface ReadOption {
  readonly name: string;
  /** The value that is joined to it; null where there is none. */
  readonly value: ScalarText | null;
  readonly takesValue: boolean;
}

function longOption(word: ScalarText): ReadOption {
  const [option, joined] = cutAtEquals(word.value);
  const name = option.slice(2);
  const value = joined === null ? null : restOf(word, option.length + 1);
  return { name, value, takesValue: !longSwitches.has(name) };
}

/** The name of an option or a variable, and what is joined to it by `=`; null where nothing is. */
function cutAtEquals(word: string): readonly [name: string, value: string | null] {
  const equals = word.indexOf('=');
  return equals < 0 ? [word, null] : [word.slice(0, equals), word.slice(equals + 1)];
}

function textAt(words: readonly ScalarText[], index: number): string {
  return words[index]?.value ?? '';
}

/** Switches may stand before the one option that takes the rest of the word, or the next word. */
function shortOptions(word: ScalarText): ReadOption {
  const { value } = word;
  for (let at = 1; at < value.length; at += 1) {
    const name = value.charAt(at);
    if (shortSwitches.includes(name)) continue;
    if (!shortsWithValue.includes(name)) break;
    const isJoined = at + 1 < value.length;
    const start = value[at + 1] === '=' ? at + 2 : at + 1;
    return { name, value: isJoined ? restOf(word, start) : null, takesValue: true };
  }
  return { name: '', value: null, takesValue: false };
}

/** Whether a word is nothing but something that nobody has read. */
function isVariable({ value, shape }: ScalarText): boolean {
  return /^\$+$/.test(shape ?? '') || /^\$(?:\w+|\{[^{}]*\})$/.test(value);
}

/** Whether a variable is called for the image that it holds: behind that stand no options of docker. */
function isNamedForImage(variable: string): boolean {
  return /^(?:\$[({]?|%)\w*(?:image|img)(?:_?(?:name|tag|id|full))?(?:[:}][^{}]*)?[)}%]?$/i.test(variable);
}

function imageOf(word: ScalarText | null, platform: string): Pick<RunArguments, 'image' | 'isForWindows'> {
  const image = word === null || isVariable(word) ? null : word.value;
  const isForWindows = isWindowsImage(image ?? '') || /^(?:windows(?:\/|$)|hyperv$|process$)/i.test(platform);
  return { image, isForWindows };
}

/** Programs that run what follows their own options, and those of these options that take a value, if any does. */
const runners: ReadonlyMap<string, RegExp | null> = new Map(
  Object.entries({
    // The first letter that takes a value takes the rest of the word: `-uroot` ends there.
    sudo: /^-[^-ughpCrtTUDR]*[ughpCrtTUDR]$|^--(?:user|group|host|prompt|close-from|role|type|command-timeout|other-user|chdir|chroot)$/,
    env: /^(?:-[uSC]|--(?:unset|chdir|split-string))$/,
    nice: /^(?:-n|--adjustment)$/,
    time: /^(?:-[fo]|--(?:format|output))$/,
    exec: /^-a$/,
    command: null,
    'cross-env': null,
    'cross-env-shell': null,
    dotenv: /^-[ecv]$/,
    'env-cmd': /^(?:-f|--file|-e|--environments|-r|--rc-file)$/,
    npx: /^(?:-p|--package)$/,
    nohup: null,
    winpty: null,
    call: null,
    eval: null,
    doas: /^-[uC]$/,
    caffeinate: /^-[tw]$/,
    ionice: /^(?:-[cn]|--class(?:data)?)$/,
    parallel: /^(?:-[jnN]|--jobs)$/,
    unbuffer: null,
    setsid: null,
    'start-process': null,
    stdbuf: /^(?:-[ioe]|--(?:input|output|error))$/,
    timeout: /^(?:-[ks]|--(?:kill-after|signal))$/,
    watch: /^(?:-[nq]|--(?:interval|equexit))$/,
    xargs: /^(?:-[aEILnPsd]|--(?:arg-file|delimiter|max-(?:args|procs|chars)|process-slot-var))$/,
  }),
);

/** Words of a shell's own syntax behind which a command begins. */
const keywords = new Set(['if', 'then', 'else', 'elif', 'while', 'until', 'do', '!', '{', '=', '+=', 'coproc']);

/** Commands of cmd.exe that run another one. */
const ofCmd = new Set(['if', 'start', 'cmd', 'cmd.exe']);

/** Options of docker itself, before the name of a command, that take a value. */
const globalOptions = new Set([
  '--config',
  '-c',
  '--context',
  '-H',
  '--host',
  '-l',
  '--log-level',
  '--tlscacert',
  '--tlscert',
  '--tlskey',
]);

/**
 * The arguments of `docker run`, `docker create` or `docker container run` that a command calls, by itself or through
 * `sudo` and the like; null where it does not, or calls an engine elsewhere.
 * @param side the one that calls; in a distro `docker.exe` is the command line of the other
 */
export function findDockerRun(words: readonly ScalarText[], side: Side): readonly ScalarText[] | null {
  const index = programIndex(words);
  if (index === null || !isDocker(words[index])) return null;
  return side === 'wsl' && /\.exe$/i.test(textAt(words, index)) ? null : argumentsOfRun(words.slice(index + 1));
}

/** What stands behind `run` or `create`, among the arguments of docker. */
function argumentsOfRun(words: readonly ScalarText[]): readonly ScalarText[] | null {
  let index = 0;
  while (textAt(words, index).startsWith('-')) {
    const option = textAt(words, index);
    const [name, joined] = cutAtValue(option);
    // What stands behind an option without a value is no value of it; but only those with one lead elsewhere.
    if (isElsewhereOption(name, joined ?? textAt(words, index + 1))) return null;
    index += joined === null && globalOptions.has(name) ? 2 : 1;
  }
  if (textAt(words, index) === 'container') index += 1;
  return /^(?:run|create)$/.test(textAt(words, index)) ? words.slice(index + 1) : null;
}

/** An option of docker itself and what is joined to it; a short one takes the rest of its word: `-Htcp://far`, `-DHtcp://far`. */
function cutAtValue(option: string): readonly [name: string, value: string | null] {
  const [, name, rest = ''] = /^-D*([Hcl])=?(.*)/.exec(option) ?? [];
  return name === undefined ? cutAtEquals(option) : [`-${name}`, rest === '' ? null : rest];
}

/** Ways to call Docker's command line, each as a whole word. */
const dockers: readonly RegExp[] = [
  // By whatever path, in makefiles also behind a variable that holds `@` or nothing.
  /(?:^|[\\/])docker(?:\.exe)?$/i,
  /^\$[({]\w+[)}]docker$/i,
  // A variable that is called for it, or stands for it where nobody sets another.
  /^(?:\$[({]?|%)docker(?:_?(?:cmd|bin|exe|cli|command))?[)}%]?$/i,
  /^\$\{\w+:?[-=](["']?)docker\1\}$/,
  /^(?:\$\((?:shell\s+)?|`)(?:which|command\s+-v)\s+docker[)`]$/,
];

/** Whether a word names Docker's command line. */
export function isDocker(word: ScalarText | undefined): boolean {
  const name = word?.value ?? '';
  return /docker/i.test(name) && dockers.some((way) => way.test(name));
}

/** Whether a word that runs nothing by itself may stand before a program, given the next one. */
function isBefore(word: string, next: ScalarText | undefined): boolean {
  if (word.startsWith('$')) {
    // A variable that holds `sudo` or the like, or nothing where that is not needed; or one of PowerShell that is set.
    if (/^\$[({]?\w*sudo\w*[)}]?$/i.test(word) || (isDocker(next) && !/echo|print/i.test(word))) return true;
    return /^\$[\w:]+$/.test(word) && /^\+?=$/.test(next?.value ?? '');
  }
  // The numbers are how long `timeout` waits.
  return keywords.has(word) || (word.includes('=') ? /^[A-Za-z_]\w*[+?]?=/ : /^[\d.]+[smhd]?$/).test(word);
}

/** Where the program of a command stands, behind assignments, keywords and programs that run it. */
export function programIndex(words: readonly ScalarText[]): number | null {
  // cmd.exe has no word between a condition and its command, and options with slashes.
  const isOfCmd = ofCmd.has(textAt(words, 0).toLowerCase());
  let index = isOfCmd ? Math.max(0, words.findIndex(isDocker)) : 0;
  while (index < words.length) {
    const word = textAt(words, index);
    if (word === 'function') {
      // Its name stands before the brace.
      index += 2;
      continue;
    }
    const valued = runners.get(word.toLowerCase());
    if (valued === undefined && !isBefore(word, words[index + 1])) return index;
    const [name, value] = cutAtEquals(word);
    if (value !== null && leadsElsewhere(name, value) === true) return null;
    index += 1;
    if (valued === undefined) continue;
    while (textAt(words, index).startsWith('-')) index += valued?.test(textAt(words, index)) === true ? 2 : 1;
  }
  return null;
}
