import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ruleIds } from '../../../src/mounts/ruleIds';
import { assertSarif } from '../text/report/sarifSchema';
import { Program } from './program';

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly locations: readonly {
    physicalLocation: { artifactLocation: { uri: string; uriBaseId?: string }; region: Record<string, number> };
  }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
}

interface Rule {
  readonly id: string;
  readonly shortDescription: { text: string };
  readonly fullDescription: { text: string };
  readonly help: { text: string };
}

interface Run {
  readonly tool: { driver: { rules: Rule[] } };
  readonly invocations: { executionSuccessful: boolean; exitCode: number; toolExecutionNotifications: unknown[] }[];
  readonly originalUriBaseIds: { '%SRCROOT%': { uri: string } };
  readonly results: Result[];
}

const slow = 'services:\n  web:\n    image: x\n    volumes:\n      - /mnt/c/Users/u/app:/app\n';
const override = "services:\n  web:\n    volumes:\n      - './a:/b:cached'\n      - './c:/d:cached'\n";

describe('slipway scan as SARIF and against a baseline', function () {
  this.timeout(20_000);
  let program: Program;
  before(() => (program = new Program()));
  after(() => program.dispose());

  async function sarif(args: readonly string[], cwd: string): Promise<Run & { code: number | null; stdout: string }> {
    const { code, stdout } = await program.run(['scan', '--format', 'sarif', ...args], { cwd });
    const log = JSON.parse(stdout) as { runs: [Run] };
    assertSarif(log);
    return { ...log.runs[0], code, stdout };
  }

  const uris = ({ results }: Run) => results.map(({ locations }) => locations[0]!.physicalLocation.artifactLocation);

  it('is valid, with relative addresses, all rules and the exit code', async () => {
    const cwd = program.project({ 'a/compose.yaml': slow, 'ä 値#/compose.yaml': slow, 'b/compose.yaml': override });
    const run = await sarif([], cwd);
    assert.equal(run.code, 1);
    assert.deepEqual([run.invocations[0]?.executionSuccessful, run.invocations[0]?.exitCode], [true, 1]);
    assert.equal(run.originalUriBaseIds['%SRCROOT%'].uri, `${pathToFileURL(cwd).href}/`);
    assert.deepEqual(
      run.tool.driver.rules.map(({ id }) => id),
      [...ruleIds],
    );
    assert.ok(run.tool.driver.rules.every(({ id, help }) => help.text.startsWith(`# ${id}\n`)));
    // GitHub shows them beside each alert, as plain text and up to 1,024 characters.
    for (const { shortDescription, fullDescription } of run.tool.driver.rules)
      for (const { text } of [shortDescription, fullDescription]) {
        assert.match(text, /^[A-Z`][^\n]*\.$/);
        assert.ok(text.length <= 1024 && !text.includes('**'), text);
      }
    for (const { ruleId, ruleIndex } of run.results) assert.equal(run.tool.driver.rules[ruleIndex]?.id, ruleId);
    assert.deepEqual(uris(run)[0], { uri: 'a/compose.yaml', uriBaseId: '%SRCROOT%' });
    const odd = uris(run).find(({ uri }) => uri.includes('%23'))!;
    assert.equal(fileURLToPath(run.originalUriBaseIds['%SRCROOT%'].uri + odd.uri), join(cwd, 'ä 値#/compose.yaml'));
    assert.deepEqual(
      run.results.map(({ level }) => level),
      ['warning', 'note', 'note', 'warning'],
    );
    assert.deepEqual(run.results[0]?.locations[0]?.physicalLocation.region, {
      startLine: 5,
      startColumn: 9,
      endLine: 5,
      endColumn: 27,
    });
  });

  it('starts addresses at what was named where that lies elsewhere', async () => {
    const project = program.project({ 'a/compose.yaml': slow });
    const run = await sarif([project], program.project());
    assert.deepEqual(uris(run), [{ uri: 'a/compose.yaml', uriBaseId: '%SRCROOT%' }]);
    assert.equal(run.originalUriBaseIds['%SRCROOT%'].uri, `${pathToFileURL(project).href}/`);
    const both = await sarif(
      [join(project, 'a/compose.yaml'), program.project({ 'compose.yaml': slow })],
      program.project(),
    );
    assert.ok(
      uris(both).every(({ uri }) => /^project-\d+\/(?:a\/)?compose\.yaml$/.test(uri)),
      JSON.stringify(uris(both)),
    );
  });

  it('leaves out what is suppressed, and tells what could not be read', async () => {
    const cwd = program.project({
      'compose.yaml': `# slipway-ignore-file slow-mount -- why\n${slow}`,
      'b.yaml': `${slow}  : [`,
    });
    const run = await sarif(['compose.yaml', 'b.yaml', 'gone.yaml'], cwd);
    assert.deepEqual(
      uris(run).map(({ uri }) => uri),
      ['b.yaml'],
    );
    assert.equal(run.code, 2);
    assert.equal(run.invocations[0]?.executionSuccessful, false);
    const told = JSON.stringify(run.invocations[0].toolExecutionNotifications);
    assert.match(told, /"uri":"gone\.yaml"/);
    assert.match(told, /"uri":"b\.yaml".*"startLine":6/);
    const piped = await program.run(['scan', '--format', 'sarif', '--stdin', '--filename', 'x/compose.yaml'], {
      stdin: slow,
    });
    assertSarif(JSON.parse(piped.stdout));
  });

  it('knows a finding again wherever it stands, and whatever is said of its place', async () => {
    const marks = async (text: string, ...args: string[]) =>
      (await sarif(args, program.project({ 'compose.yaml': text }))).results.map(
        ({ partialFingerprints }) => partialFingerprints['slipwayFinding/v1'],
      );
    const [mark] = await marks(slow);
    assert.ok(mark);
    assert.deepEqual(await marks(`# moved\n\n${slow}`), [mark]);
    assert.deepEqual(await marks(slow, '--location', '/home/u/p'), [mark]);
    assert.deepEqual(await marks(slow.replace('/app:/app', '/app/:/app')), [mark]);
    assert.notDeepEqual(await marks(slow.replace('/app:/app', '/other:/app')), [mark]);
  });

  it('does not count what a baseline knows, be it SARIF or JSON, UTF-8 or UTF-16', async () => {
    const cwd = program.project({ 'a/compose.yaml': slow, 'b/compose.yaml': override });
    const args = ['--location', '/home/u/p', '--fail-on', 'hint'];
    const earlier = await sarif(args, cwd);
    writeFileSync(join(cwd, 'old.sarif'), earlier.stdout);
    writeFileSync(join(cwd, 'wide.sarif'), Buffer.from(`\uFEFF${earlier.stdout}`, 'utf16le'));
    const json = (await program.run(['scan', '--format', 'json', ...args], { cwd })).stdout;
    writeFileSync(join(cwd, 'old.json'), json);
    for (const baseline of ['old.sarif', 'wide.sarif', 'old.json']) {
      const known = await program.run(['scan', ...args, '--baseline', baseline], { cwd });
      assert.deepEqual(
        known,
        { code: 0, stdout: '', stderr: 'No new findings, 2 files read. 3 are in the baseline.\n' },
        baseline,
      );
    }
    program.write(
      join(cwd, 'b/compose.yaml'),
      `# moved\n${override}      - './c:/e:delegated'\n      - './f:/g:cached'\n`,
    );
    for (const baseline of ['old.sarif', 'old.json']) {
      const more = await program.run(['scan', '--format', 'json', ...args, '--baseline', baseline], { cwd });
      const { findings } = JSON.parse(more.stdout) as { findings: { source: string; startLine: number }[] };
      assert.deepEqual(
        findings.map(({ source, startLine }) => [source, startLine]),
        [
          ['./c', 7],
          ['./f', 8],
        ],
        baseline,
      );
      assert.equal(more.code, 1);
    }
    assert.equal((await sarif([...args, '--baseline', 'old.sarif'], cwd)).results.length, 2);
  });

  it('notes what is gone from what it looked at, and only that', async () => {
    const cwd = program.project({ 'a/compose.yaml': slow, 'b/compose.yaml': slow });
    writeFileSync(join(cwd, 'old.sarif'), (await sarif([], cwd)).stdout);
    program.write(join(cwd, 'a/compose.yaml'), 'services: {}\n');
    const scan = async (...args: string[]) =>
      (await program.run(['scan', '--baseline', 'old.sarif', ...args], { cwd })).stderr;
    assert.match(await scan(), /^1 finding of the baseline is gone: write it anew\.$/m);
    assert.match(await scan('a'), /is gone/);
    assert.doesNotMatch(await scan('b'), /gone/);
  });

  it('says which baseline it cannot use, and why', async () => {
    const cwd = program.project({ 'compose.yaml': slow, 'text.txt': 'x', 'other.json': '{"a": 1}' });
    for (const [name, why] of [
      ['gone.sarif', /gone\.sarif.*does not exist/],
      ['text.txt', /text\.txt.*not JSON/],
      ['other.json', /other\.json.*neither/],
      ['.', /folder/],
    ] as const) {
      const { code, stdout, stderr } = await program.run(['scan', '--baseline', name], { cwd });
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, /^slipway: --baseline/);
      assert.match(stderr, why);
    }
  });
});
