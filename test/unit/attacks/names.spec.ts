import assert from 'node:assert/strict';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reportAsMarkdown } from '../../../src/doctor/reportMarkdown';
import { fail } from '../../../src/doctor/verdict';
import { channelLog } from '../../../src/host/log';
import { inEnglish, message } from '../../../src/text/message';
import { distroRow } from '../../../src/views/distroRow';
import { makeRow } from '../../../src/views/row';
import { useProgram } from '../cli/program';
import { distro } from '../views/snapshots';
import { markdownText } from '../../../src/text/markdownCode';

/** What names may hold that does something where they are shown. */
const names = [
  'x; rm -rf ~',
  '../../etc',
  '[x](command:workbench.action.quit)',
  '$(reboot)',
  '`id`',
  '<img src=x onerror=1>',
  '\u001b[2J\u001b]0;x\u0007',
  'a\r\nb',
  'gnp.\u202eexe',
  '\u2066\u2028x',
  '\u009b31m',
];
const acts = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

describe('names that shall act where they are shown', () => {
  it('are plain in the rows of a view, in what is read aloud and in tooltips', () => {
    for (const name of names) {
      const { label, accessibleLabel } = distroRow(distro({ name }), null, inEnglish);
      const row = makeRow({
        id: 'a',
        label: name,
        description: name,
        facts: [['b', `${name}\n${name}`]],
        notes: [name],
      });
      const shown = [label, accessibleLabel, row.label, row.description, row.accessibleLabel];
      for (const text of shown) assert.doesNotMatch(text, /\n/);
      for (const text of [...shown, ...row.facts.flat(), ...row.notes]) assert.doesNotMatch(text, acts);
    }
  });

  it('forge no line of the log, by whatever error they come', () => {
    const lines: string[] = [];
    const keep = (line: string): number => lines.push(line);
    const log = channelLog({ info: keep, warn: keep } as unknown as Parameters<typeof channelLog>[0]);
    for (const name of names) log.warn(String(new Error(`ENOENT: no such file, open '${name}'`)));
    for (const line of lines) assert.doesNotMatch(line, /\n/);
    for (const line of lines) assert.doesNotMatch(line, acts);
    assert.equal(lines.length, names.length);
  });

  it('are no markup, no link and no turn of writing in a report of the doctor', () => {
    for (const name of names) {
      const verdict = fail(message('{0} is not there.', name), [{ command: `ls ${name}`, answer: name }], {
        nextStep: message('Look at {0}.', name),
      });
      const broken = { id: 'endpoint', verdict } as const;
      const report = reportAsMarkdown(
        {
          at: '2026-11-01T10:00:00.000Z',
          distro: distro({ name }),
          dockerVersion: name,
          result: 'fail',
          broken,
          links: [broken],
          beside: [],
        },
        { translate: inEnglish, redact: (text) => text, time: (iso) => iso },
      );
      assert.doesNotMatch(report, acts);
      const outsideCode = report
        .replace(/^(`{3,})\n[^]*?\n\1$/gm, '')
        .replace(/(?<![`\\])(`+)(?!`).*?[^`]\1(?!`)/g, '');
      assert.doesNotMatch(outsideCode, /(?<!\\)\]\(|(?<!\\)<(?!https:)|(?<!\\)`|(?<!\\)\$/, name);
    }
  });

  it('are no markup and no link in a sentence of a page', () => {
    for (const name of names) {
      const text = markdownText(`Left out: ${name}.`);
      assert.doesNotMatch(text, acts);
      assert.doesNotMatch(text, /[\r\n]|(?<!\\)[[\]<>`|*_]/, name);
    }
  });

  describe('on the command line', function () {
    this.timeout(60_000);
    const program = useProgram();

    it('are plain in tables and errors, and themselves in data', async () => {
      const cwd = program().project();
      const wsl = join(cwd, 'wsl');
      // The name of a distro ends at the column of the state, and at the end of its line.
      const listed = names.filter((name) => !/[\r\n]/.test(name));
      const rows = listed.map((name) => `  ${name.padEnd(50)} Stopped         2`);
      writeFileSync(join(cwd, 'list'), [`  ${'NAME'.padEnd(50)} STATE           VERSION`, ...rows, ''].join('\r\n'));
      writeFileSync(wsl, `#!/bin/sh\n[ "$1" = -l ] || exit 1\ncat '${join(cwd, 'list')}'\n`);
      chmodSync(wsl, 0o755);
      const env = program().machine({ platform: 'windows', programs: { wsl }, env: {} });
      const { stdout, stderr } = await program().run(['distros'], { cwd, env });
      assert.doesNotMatch(stdout + stderr, acts);
      assert.ok(stdout.includes('gnp.\\u{202e}exe') && stdout.includes('\\u{1b}[2J'), stdout + stderr);
      const json = await program().run(['distros', '--format', 'json'], { cwd, env });
      const { distros } = JSON.parse(json.stdout) as { distros: { name: string }[] };
      assert.deepEqual(distros.map(({ name }) => name).sort(), listed.toSorted());
      for (const name of ['\u001b[2Ja\r\nb', 'gnp.\u202eexe']) {
        const asked = await program().run(['doctor', `no${name}`], { cwd, env });
        assert.equal(asked.code, 2);
        assert.doesNotMatch(asked.stdout + asked.stderr, acts);
        // The other line tells of the machine file.
        assert.equal(asked.stderr.trimEnd().split('\n').length, 2);
      }
    });

    it('make no address of another place in SARIF, and none that is not encoded', async () => {
      const text = 'services:\n  web:\n    volumes:\n      - /mnt/c/x:/y\n';
      const folders = [
        '[x](command:a)',
        'javascript:alert(1)',
        '\u001b[2J',
        'gnp.\u202eexe',
        'a\nb',
        '%2e%2e',
        '$(id)',
      ];
      const cwd = program().project(Object.fromEntries(folders.map((name) => [`${name}/compose.yaml`, text])));
      const { stdout } = await program().run(['scan', '--format', 'sarif'], { cwd });
      const { runs } = JSON.parse(stdout) as {
        runs: [{ results: { locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }[] }];
      };
      const base = 'https://example.invalid/project/';
      const addresses = runs[0].results.map(
        ({ locations }) => locations[0]?.physicalLocation.artifactLocation.uri ?? '',
      );
      assert.equal(addresses.length, folders.length);
      for (const address of addresses) {
        assert.match(address, /^[\w!$&'()*+,;=:@%./~-]+$/);
        assert.ok(new URL(address, base).href.startsWith(base), address);
      }
      const decoded = addresses.map((address) => decodeURIComponent(new URL(address, base).href.slice(base.length)));
      assert.deepEqual(decoded.sort(), folders.map((name) => `${name}/compose.yaml`).sort());
    });
  });
});
