import { isAtLeast } from '../../text/finding';
import { message, type Message } from '../../text/message';
import { printable } from '../../text/printable';
import { findConfigFile } from '../../wsl/configFile';
import { readWslConf, wslConfPath } from '../../wsl/wslConf';
import { checkConfig } from '../../wslconf';
import type { WslConfigFile } from '../../wslconf/scan';
import type { Examination } from '../examination';
import { ok, unknown, warn, type Proof, type Verdict } from '../verdict';
import type { Beside } from './beside';

/** WSL says nothing of most mistakes in its own files, and goes on with something else. */
export const wslConfig: Beside = {
  async probe(examination) {
    const { machine } = examination;
    if (machine.platform === 'other') return null;
    const found = await findConfigFile(machine);
    const proof = (answer: string): Proof => ({ command: '.wslconfig', answer: printable(answer) });
    switch (found.kind) {
      case 'absent':
        return new Map([['wslconfig', ok(message('There is none: WSL goes by its defaults.'))]]);
      case 'failed':
        return new Map([['wslconfig', unknown(message('It could not be read.'), [proof(found.reason)])]]);
      case 'read':
        return new Map([['wslconfig', await judge(found.text, 'wslconfig', examination)]]);
    }
  },
};

/** The same of the distro's own file; the distro runs and has answered. */
export const wslConf: Beside = {
  async probe(examination) {
    const { distro, machine, signal } = examination;
    const command = distro && readWslConf(distro);
    if (!command || 'kind' in command) return null;
    const ran = await machine.run(command, { timeout: patience, signal });
    const read = ran.outcome === 'done' && ran.value.ok ? ran.value.value : null;
    switch (read?.kind) {
      case 'absent':
        return new Map([['wsl-conf', ok(message('There is none: WSL goes by its defaults.'))]]);
      case 'read': {
        const text = Buffer.from(read.bytes).toString('utf8');
        return new Map([['wsl-conf', await judge(text, 'wsl.conf', examination)]]);
      }
      // A link may lead to a file that is as it should be: nobody has looked.
      case 'notPlain':
      case 'unreadable':
      case undefined:
        return new Map([
          ['wsl-conf', unknown(message('It could not be read.'), [{ command: wslConfPath, answer: '' }])],
        ]);
    }
  },
};

const patience = 10_000;
/** As many as somebody reads in a report; the editor has them all. */
const mostLines = 5;

async function judge(text: string, file: WslConfigFile, examination: Examination): Promise<Verdict> {
  const unmarked = text.replace(/^\uFEFF/, '');
  const wsl = await examination.installedWsl();
  const { findings, lines } = checkConfig({ text: unmarked, file, wsl, hasMark: unmarked !== text });
  const told = findings.filter(({ severity }) => isAtLeast(severity, 'warning'));
  if (told.length === 0) return ok(message('It does.'));
  const proofs = told.slice(0, mostLines).map(({ rule, range }): Proof => {
    const { line } = lines.positionAt(range.start);
    return {
      command: `${file === 'wslconfig' ? '.wslconfig' : wslConfPath}:${line} ${rule}`,
      answer: printable(lines.lineText(line).trim()),
    };
  });
  return warn(...whatToDo(file, told.length, proofs));
}

function whatToDo(
  file: WslConfigFile,
  count: number,
  proofs: readonly Proof[],
): [Message, readonly Proof[], { nextStep: Message }] {
  return file === 'wslconfig'
    ? [
        message('Lines of .wslconfig that do something else than they say, or do harm: {0}.', count),
        proofs,
        { nextStep: message('Open .wslconfig in the editor: each line is explained there, and most have a fix.') },
      ]
    : [
        message('Lines of /etc/wsl.conf that do something else than they say, or do harm: {0}.', count),
        proofs,
        {
          nextStep: message(
            'Choose "Edit wsl.conf…" for the distro: each line is explained there, and most have a fix.',
          ),
        },
      ];
}
