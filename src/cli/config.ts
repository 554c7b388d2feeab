import { resolve } from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import type { FileResult } from '../machine/files';
import type { Machine } from '../machine/machine';
import { readWrittenText } from '../machine/writtenText';
import { askInstalledWsl } from '../state/installedWsl';
import { isAtLeast, type Finding, type ReadError } from '../text/finding';
import type { FileFindings } from '../text/report/findings';
import { unusedSuppression } from '../text/suppression';
import { listDistros } from '../wsl/list';
import { configFileOf } from '../wslconf/fileNames';
import { configRuleIds } from '../wslconf/ruleIds';
import type { WslConfigFile } from '../wslconf/scan';
import { fingerprintsOf } from './baseline';
import type { CommandContext, ExitCode } from './context';
import { displayName } from './displayName';
import { complainOf } from './errors';
import { UsageError } from './invocation';
import { countFindings, printFindings } from './printFindings';
import { whyNot } from './sourceFiles';
import { SourceRoot } from './sourceRoot';

const listTimeout = 15_000;

/** A text of one of the two files, under the name that the output gives it. */
interface ConfigSource {
  readonly file: string;
  /** Without the byte order mark before it. */
  readonly content: FileResult<string>;
  readonly hasMark: boolean;
  /** Null where neither its name nor the call says which one it is. */
  readonly kind: WslConfigFile | null;
}

/**
 * `slipway config check [FILE…]`: what WSL really does with .wslconfig or wsl.conf; output and exits are those of `scan`.
 * Starts no distro.
 */
export async function config(context: CommandContext): Promise<ExitCode> {
  const { invocation, machine } = context;
  const [verb, ...operands] = invocation.operands;
  if (verb !== 'check') throw new UsageError('config takes check, and files.');
  const sources = await readSources(operands, context);
  const wsl = invocation.wslVersion ?? (await askInstalledWsl(machine));
  const { checkConfig } = await import('../wslconf');
  const errors: ReadError[] = [];
  const files: FileFindings[] = [];
  for (const { file, content, hasMark, kind } of sources) {
    if (kind === null) {
      errors.push({ file, message: 'Neither .wslconfig nor wsl.conf by its name: --as says which one it is.' });
    } else if (content.kind === 'ok') {
      const text = content.value;
      const { findings, lines } = checkConfig({ text, file: kind, wsl, hasMark });
      files.push({ file, text, findings, lines });
    } else errors.push({ file, message: whyNot(content) });
  }
  const isFailing = ({ findings }: FileFindings): boolean =>
    findings.some(({ severity }) => isAtLeast(severity, invocation.failOn));
  const exitCode = errors.length > 0 ? 2 : files.some(isFailing) ? 1 : 0;
  const root = new SourceRoot(
    sources.map(({ file }) => file),
    files.map(({ file }) => file),
  );
  const marks = invocation.format === 'sarif' ? fingerprintsOf(files, root) : new Map<Finding, string>();
  const rules = [...configRuleIds, unusedSuppression];
  await printFindings({ files, errors, root, rules, marks, exitCode, onlySuggests: true }, context);
  complainOf(errors, context);
  if (invocation.format === 'text' && files.length > 0) context.complain(countFindings(files, 0));
  return exitCode;
}

/** The texts that a call names. */
async function readSources(operands: readonly string[], context: CommandContext): Promise<ConfigSource[]> {
  const { invocation, machine } = context;
  const { stdin, filename, as } = invocation;
  if (stdin) {
    if (filename === null) throw new UsageError('--stdin needs --filename, which says what kind of file it is.');
    if (operands.length > 0) throw new UsageError('--stdin and paths exclude each other.');
    const given = await readAll(process.stdin);
    const value = given.replace(/^\uFEFF/, '');
    const hasMark = value.length < given.length;
    return [{ file: filename, content: { kind: 'ok', value }, hasMark, kind: as ?? configFileOf(filename) }];
  }
  if (operands.length === 0) return ownFile(context);
  const paths = operands.map((operand) => resolve(machine.realPath(operand)));
  await learnWhatRuns(paths, machine);
  return Promise.all(paths.map((path) => readSource(path, as ?? configFileOf(path), machine)));
}

async function readSource(path: string, kind: WslConfigFile | null, machine: Machine): Promise<ConfigSource> {
  const file = displayName(path);
  const read = await machine.files.read(path);
  // PowerShell 5 writes UTF-16, whose mark is none in UTF-8.
  const hasMark = read.kind === 'ok' && /^(?:\uFEFF|\uFFFD\uFFFD)/.test(read.value);
  return { file, content: hasMark ? await readWrittenText(machine.files, path, {}) : read, hasMark, kind };
}

/** The file that counts where this runs: it may be absent, and then WSL goes by its defaults. */
async function ownFile(context: CommandContext): Promise<ConfigSource[]> {
  const { invocation, machine } = context;
  const kind: WslConfigFile = machine.platform === 'wsl' ? 'wsl.conf' : 'wslconfig';
  const path = await ownPath(machine);
  if (path === null) throw new UsageError('config check needs a file here: this is neither Windows nor a distro.');
  const source = await readSource(path, invocation.as ?? kind, machine);
  if (source.content.kind !== 'failed' || source.content.code !== 'ENOENT') return [source];
  context.complain(`There is no ${source.file}: WSL goes by its defaults.`);
  return [];
}

async function ownPath(machine: Machine): Promise<string | null> {
  if (machine.platform === 'wsl') return machine.pathInOwnDistro('/etc/wsl.conf');
  const profile = (await machine.variables())('USERPROFILE');
  if (machine.platform === 'other' || profile === null) return null;
  return resolve(machine.realPath(`${profile}\\.wslconfig`));
}

/** Lets the gate know which distros run, where a file lies in one. */
async function learnWhatRuns(paths: readonly string[], machine: Machine): Promise<void> {
  if (!paths.some((path) => machine.locate(path).kind === 'unc')) return;
  const ran = await machine.run(listDistros(), { timeout: listTimeout });
  if (ran.outcome !== 'done' || !ran.value.ok) return;
  const running = ran.value.value.distros.filter(({ state }) => state === 'running');
  machine.gate.setRunning(running.map(({ name }) => name));
}
