import assert from 'node:assert/strict';
import { devNull } from 'node:os';
import { redactAddresses, redaction } from '../../../src/commands/redact';
import { readPolicy } from '../../../src/docker/policy';
import { readSettings } from '../../../src/docker/settings';
import { readLoginFacts } from '../../../src/doctor/inside/login';
import { explainErrorText } from '../../../src/doctor/symptoms';
import type { Output } from '../../../src/machine/command';
import { quoteForLog } from '../../../src/machine/log';
import { readDotenv } from '../../../src/mounts/dotenv';
import { readProjectFile } from '../../../src/mounts/projectFile';
import { scanText } from '../../../src/mounts/scan';
import { codeBlock, inlineCode } from '../../../src/text/markdownCode';
import { readMountinfo } from '../../../src/text/mountinfo';
import { parseVersions } from '../../../src/wsl/about';
import { parseExcludedPorts } from '../../../src/wsl/excludedPorts';
import { explainText } from '../../../src/wsl/failure';
import { parseDistroList } from '../../../src/wsl/list';
import { parseOnline } from '../../../src/wsl/online';
import { parseRegistry } from '../../../src/wsl/registry';
import { parseRoutes } from '../../../src/wsl/routes';
import { scanWslConfig } from '../../../src/wslconf/scan';
import { composeWith, devcontainerFile, places } from '../mounts/places';

/** Milliseconds of processor time: what is read in passing takes less than one of them, what goes by the square takes seconds. */
const longest = 1500;

const printed =
  (parse: (output: Output, command: string) => unknown) =>
  (text: string): unknown =>
    parse({ exitCode: 0, stdout: Buffer.from(text), stderr: new Uint8Array() }, 'wsl.exe');
const inFile = (file: string, write: (text: string) => string) => (text: string) =>
  scanText(write(text), { ...places.A, file }).findings.forEach(({ fixes }) => fixes());
const redact = redaction([{ name: 'acme', kind: 'user' }], ['jdoe']);

/** The engine of mounts reads a file whole and anew for each fix, so it gets less of it. */
const files: Readonly<Record<string, (text: string) => unknown>> = {
  'a volume of a compose file': inFile('compose.yaml', (text) => composeWith(JSON.stringify(text))),
  'a manifest': inFile('pod.yaml', (text) => `kind: Pod\nspec:\n  volumes:\n    - hostPath: {path: ${text}}`),
  'a dev container': inFile(devcontainerFile, (text) =>
    JSON.stringify({ mounts: [text], runArgs: ['-v', text], workspaceMount: text, initializeCommand: text }),
  ),
  'a script': inFile('run.sh', (text) => `docker run -v ${text}`),
};
/** Whatever else reads a text that somebody else may have written, by what it is. */
const readers: Readonly<Record<string, (text: string) => unknown>> = {
  'a .env file': (text) => readDotenv(`A=${text}`),
  'a project file': readProjectFile,
  'a .wslconfig': (text) => scanWslConfig(`[wsl2]\nmemory=${text}`, 'wslconfig'),
  "Docker Desktop's settings": (text) => readSettings(text, 'store'),
  "an administrator's settings": readPolicy,
  'the configuration of docker in a distro': (text) =>
    readLoginFacts([
      ['config', 'there'],
      ['config.text', text],
      ['end', ''],
    ]),
  'the mounts of a distro': readMountinfo,
  'the list of distros': printed(parseDistroList),
  'the registrations': printed(parseRegistry),
  'the list on the network': printed(parseOnline),
  'the version of WSL': printed(parseVersions),
  'the reserved ports': printed(parseExcludedPorts),
  'the routes of Windows': printed(parseRoutes),
  'a failure of wsl.exe': (text) => explainText(text, { command: devNull, exitCode: 1, output: text }),
  'an error text that is pasted': explainErrorText,
  'a text that is redacted': (text) => redact(redactAddresses(text)),
  'a text that is shown': (text) => [inlineCode(text), codeBlock(text), quoteForLog(text)],
};

/** Each over and over: what a pattern with two ways to go on would try in all orders. */
const pumps = [
  'a', ' ', '\t', '\r', '\n', '\u2028', ' #', '"', "'", '`', '\\', '\\"', '/', '../', '$', '${A:-', '}', '$(', ')', '[', '](',
  '{', '"a":', 'a: ', '- ', '-', '&a ', '*a ', '=', 'a,', '%A%', '<<A\n', '|', 'C:\\', '1,', '日', '\\\\wsl$\\', '# slipway-ignore-file a,',
]; // prettier-ignore
const ends = ['', ' x', '\u2028x', '"'];

function timeOf(read: () => unknown): number {
  const start = process.threadCpuUsage();
  read();
  const { user, system } = process.threadCpuUsage(start);
  return (user + system) / 1000;
}

describe('texts that shall take for ever, or bring the reader down', () => {
  for (const [name, read] of Object.entries({ ...files, ...readers })) {
    it(`are read soon as ${name}`, () => {
      for (const pump of pumps) {
        for (const end of ends) {
          const text = pump.repeat((name in files ? 2000 : 20_000) / pump.length) + end;
          const took = timeOf(() => read(text));
          assert.ok(took < longest, `${JSON.stringify([pump, end])} takes ${took.toFixed(0)} ms`);
        }
      }
    });
  }

  it('do not grow by the square in a line of .env, of a list or of a version', () => {
    const long = 200_000;
    assert.ok(timeOf(() => readDotenv(`A=${' #'.repeat(long)}\u2028x`)) < longest);
    assert.ok(timeOf(() => printed(parseVersions)(`${'a'.repeat(long)} x`)) < longest);
    for (const parse of [parseExcludedPorts, parseOnline]) {
      assert.ok(timeOf(() => printed(parse)('\r'.repeat(long))) < longest);
    }
  });

  it('leave settings that nest without end unreadable, with the line', () => {
    const deep = `{\n"a":${'['.repeat(100_000)}`;
    assert.deepEqual(readSettings(deep, 'store').issues, [{ kind: 'parse-error', line: 2 }]);
    assert.equal(readPolicy(deep), null);
    assert.equal(readers['the configuration of docker in a distro']?.(deep) === null, false);
    assert.deepEqual(readSettings(`{"a":${'['.repeat(100)}${']'.repeat(100)}}`, 'store').status, 'ok');
  });

  it('are YAML of blocks in one line, which its parser would follow until it has no room', () => {
    for (const deep of ['a: '.repeat(50_000), '"a":'.repeat(50_000)]) {
      const text = `services:\n  web: {volumes: [${deep}]}\n`;
      const { errors, mounts } = scanText(text, places.A);
      assert.deepEqual([errors.map(({ reason }) => reason), mounts], [['This is nested too deeply to be read'], []]);
    }
  });
});
