import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import fc from 'fast-check';
import { keep, keptOf } from '../../../../src/commands/speedUp/keptMeasures';
import { ladderOf, type Rung, type Staying } from '../../../../src/commands/speedUp/ladder';
import { measuresPage, nextPage } from '../../../../src/commands/speedUp/pages';
import { cloneQuestion, editQuestion, virtiofsQuestion } from '../../../../src/commands/speedUp/question';
import { readVirtiofs, withVirtiofs } from '../../../../src/commands/speedUp/virtiofs';
import type { FileSteps, Step, StepFix, TakenStep } from '../../../../src/mounts/steps/step';
import { inEnglish, message } from '../../../../src/text/message';

const fixOf = (step: Step): StepFix => ({ title: message('a title'), safe: false, cures: true, edits: [], step });
const volume = { service: 'web', volume: 'v', target: '/app/node_modules', user: 'node' } as const;
const dependencies: Step = { kind: 'dependencies', ...volume };
const database: Step = { ...dependencies, kind: 'database', service: 'db', target: '/data' };
const watch: Step = { kind: 'watch', service: 'web', target: '/app/src', ignored: [], rebuilding: [] };
const polling: Step = { kind: 'polling', service: 'web', tool: 'nodemon', variable: 'CHOKIDAR_USEPOLLING' };
const workspace: Step = { kind: 'workspace', target: '/workspaces/shop' };

const stepsOf = (...steps: Step[]): FileSteps => ({ isSlow: true, offered: steps.map(fixOf), taken: [] });
const staying = (change: Partial<Staying<string>> = {}): Staying<string> => ({
  files: [{ file: 'compose.yaml', steps: stepsOf(polling, database, dependencies, watch, workspace) }],
  wsl: '2.6.1.0',
  virtiofs: 'off',
  waits: false,
  devcontainer: null,
  ...change,
});
const outline = (rungs: readonly Rung<string>[]): string[] =>
  rungs.map(({ state, choice, title }) => {
    const what = choice?.kind === 'edit' ? choice.fix.step.kind : (choice?.kind ?? inEnglish(title));
    return `${state} ${what}`;
  });
const textOf = (rung: Rung<string> | undefined): string => [rung!.title, ...rung!.about].map(inEnglish).join(' ');

describe('the ladder of a project that stays on its drive', () => {
  it('has what frees the files from the drive first, and what only costs processor time last', () => {
    const devcontainer = { isInstalled: true, hasRemote: true };
    assert.deepEqual(outline(ladderOf(staying({ devcontainer }))), [
      'open clone',
      'open workspace',
      'open watch',
      'open dependencies',
      'open database',
      'open virtiofs',
      'open polling',
    ]);
  });

  it('has virtiofs where WSL is known to have it and the file lets it, and else says why not', () => {
    const of = (change: Partial<Staying<string>>): Rung<string> =>
      ladderOf(staying({ files: [{ file: 'a', steps: stepsOf() }], ...change }))[0]!;
    for (const wsl of ['2.5.8.0', '2.6.1.0', '2.9.4.0', '3.0']) assert.equal(of({ wsl }).choice?.kind, 'virtiofs', wsl);
    assert.match(textOf(of({ wsl: '2.7.1.0' })), /WSL 2\.7\.1\.0 mounts no drive at all/);
    assert.doesNotMatch(textOf(of({ wsl: '2.8.1.0' })), /no drive at all/);
    for (const [change, reason] of [
      [{ wsl: null }, /The version of WSL is not known/],
      [{ wsl: '2.5.7.0' }, /WSL 2\.5\.7\.0 is not known to have it: 2\.5\.8 and later do/],
      [{ virtiofs: 'unreadable' }, /cannot be read/],
      [{ virtiofs: 'withoutVirtio' }, /virtio=false/],
    ] as const) {
      const rung = of(change);
      assert.deepEqual([rung.state, rung.choice], ['closed', undefined]);
      assert.match(textOf(rung), reason);
    }
    assert.deepEqual([of({ virtiofs: 'on' }).state, of({ virtiofs: 'on' }).about], ['taken', []]);
    assert.match(textOf(of({ virtiofs: 'on', waits: true })), /after WSL restarts/);
  });

  it('clones by Dev Containers where that is installed and there is something to clone', () => {
    const of = (isInstalled: boolean, hasRemote: boolean): string[] =>
      ladderOf(staying({ devcontainer: { isInstalled, hasRemote } }))
        .filter(({ title }) => inEnglish(title).startsWith('Clone'))
        .map((rung) => `${rung.state}: ${inEnglish(rung.about[0]!)}`);
    assert.deepEqual(of(true, true), ['open: Full speed, with events; only what was pushed comes along.']);
    assert.deepEqual(of(false, true), ['closed: The extension Dev Containers is not installed here.']);
    assert.deepEqual(of(true, false), ['closed: No repository with a remote was found in its folder.']);
    assert.ok(!outline(ladderOf(staying())).includes('open clone'));
  });

  it('tells what was done already behind what can be done', () => {
    const taken: TakenStep[] = [
      { kind: 'dependencies', service: 'web', target: '/app/node_modules' },
      { kind: 'watch', service: 'web' },
      { kind: 'polling', service: 'web', variable: 'CHOKIDAR_USEPOLLING' },
    ];
    const files = [{ file: 'a', steps: { isSlow: true, offered: [], taken } }];
    assert.deepEqual(outline(ladderOf(staying({ files }))), [
      'open virtiofs',
      'taken /app/node_modules of web is in a volume',
      'taken web is kept up to date by docker compose watch',
      'taken web looks for changes itself: CHOKIDAR_USEPOLLING is set',
    ]);
  });

  it('offers nothing, whatever else there is, to a project without a slow mount', () => {
    fc.assert(
      fc.property(
        fc.record({
          wsl: fc.constantFrom(null, '2.4.0', '2.6.1.0', '2.7.0'),
          virtiofs: fc.constantFrom('on', 'off', 'withoutVirtio', 'unreadable'),
          waits: fc.boolean(),
          devcontainer: fc.option(fc.record({ isInstalled: fc.boolean(), hasRemote: fc.boolean() })),
          slow: fc.array(fc.boolean(), { maxLength: 4 }),
        }),
        ({ slow, ...rest }) => {
          const all = stepsOf(polling, database, dependencies, watch, workspace);
          const files = slow.map((isSlow, index) => ({ file: String(index), steps: { ...all, isSlow } }));
          const rungs = ladderOf({ ...rest, files });
          assert.equal(rungs.length > 0, slow.includes(true));
          // What can be chosen comes first, and of a file alone that has a slow mount.
          const states = rungs.map(({ state }) => ['open', 'taken', 'closed'].indexOf(state));
          assert.deepEqual(states, states.toSorted());
          for (const { state, choice, about } of rungs) {
            assert.equal(choice !== undefined, state === 'open');
            assert.ok(state === 'taken' || about.length > 0);
            if (choice?.kind === 'edit') assert.ok(slow[Number(choice.file)]);
          }
        },
      ),
    );
  });
});

describe('virtiofs in .wslconfig', () => {
  const of = (text: string) => readVirtiofs({ kind: 'read', file: 'x', text });

  it('is read as WSL reads it', () => {
    for (const on of ['[wsl2]\nvirtiofs=true', '[WSL2]\r\nVirtioFs = 1\r\n', '[wsl2]\nvirtiofs=true\nvirtiofs=false'])
      assert.equal(of(on), 'on', on);
    for (const off of [
      '',
      '[wsl2]\nvirtiofs=false',
      'virtiofs=true',
      '[experimental]\nvirtiofs=true',
      '[wsl2]\n#virtiofs=true',
      '[wsl2]\nvirtiofs=maybe',
    ])
      // prettier-ignore
      assert.equal(of(off), 'off', off);
    assert.equal(of('[wsl2]\nvirtio=false\nvirtiofs=true'), 'withoutVirtio');
    assert.equal(readVirtiofs({ kind: 'absent', file: 'x' }), 'off');
    assert.equal(readVirtiofs({ kind: 'failed', file: 'x', reason: '' }), 'unreadable');
  });

  it('is added once, and nothing else is changed', () => {
    const texts = [
      '',
      '[wsl2]\r\nmemory=4GB\r\n',
      '# mine\n[experimental]\nsparseVhd=true\n',
      '[wsl2]\nvirtiofs=false # no\n',
    ];
    for (const text of texts) {
      const after = withVirtiofs(text)!;
      assert.equal(of(after), 'on', after);
      assert.equal(withVirtiofs(after), after);
      const lines = (written: string): string[] => written.split(/\r?\n/);
      const lost = lines(text).filter((line) => line !== '' && !lines(after).includes(line));
      assert.ok(
        lost.every((line) => line.startsWith('virtiofs=')),
        after,
      );
    }
  });
});

describe('what is shown before a step', () => {
  const [rung] = ladderOf(staying());
  const asked = { name: 'compose.yaml', before: 'a: 1\nb: 2\n', after: 'a: 1\nc: 3\n', isVolume: false };

  it('has the lines that go and come, and what it costs', () => {
    const { detail, choices } = editQuestion(rung!, asked);
    const text = detail.map(inEnglish);
    assert.ok(text.includes('What goes (-) and what comes (+):\n-b: 2\n+c: 3'), text.join('\n'));
    for (const sentence of rung!.about.map(inEnglish)) assert.ok(text.includes(sentence));
    assert.deepEqual(
      choices.map(([choice]) => choice),
      ['change'],
    );
    assert.deepEqual(editQuestion(rung!, { ...asked, isVolume: true }).choices.map(([choice]) => choice), ['change', 'measure']); // prettier-ignore
  });

  it('stops somewhere, and lets no text of a file stand for what it is not', () => {
    const after = Array.from({ length: 40 }, (_, index) => `k${index}: "\u202e\u001b"`).join('\n');
    const text = editQuestion(rung!, { ...asked, after })
      .detail.map(inEnglish)
      .join('\n');
    assert.match(text, /… and \d+ more lines\./);
    assert.doesNotMatch(text, /[\u202e\u001b]/);
  });

  it('says of virtiofs what is written and what it ends', () => {
    const changes = [{ wish: { section: 'wsl2', key: 'virtiofs', value: 'true' }, before: null }];
    const of = (runs: boolean | null): string =>
      virtiofsQuestion(rung!, { file: 'C:\\x', isNew: true, changes, runs }).detail.map(inEnglish).join('\n');
    assert.match(of(true), /\[wsl2\] virtiofs: true is added\.\nThe file is made: C:\\x/);
    assert.match(of(true), /nothing is shut down now/);
    assert.match(of(false), /when it starts/);
    assert.match(cloneQuestion(rung!).detail.map(inEnglish).join('\n'), /This folder stays as it is/);
  });
});

describe('what is left to do after a step', () => {
  const page = (step: Step, file = 'compose.yaml'): string =>
    nextPage('title', file, step, file !== 'compose.yaml', inEnglish);
  const calls = (step: Step): string[] => /```\n([^]*?)\n```/.exec(page(step))?.[1]?.split('\n') ?? [];

  it('has the owner of a new volume set once, where that is not root', () => {
    const own = 'docker compose run --rm --no-deps --user root --entrypoint chown web -R node /app/node_modules';
    assert.deepEqual(calls(dependencies), [own, 'docker compose up -d web']);
    assert.deepEqual(calls({ ...dependencies, user: null })[0], own.replace(' node ', ' USER '));
    for (const user of ['root', '0', 'root:root', '0:0'])
      assert.deepEqual(calls({ ...dependencies, user }), ['docker compose up -d web']);
    assert.deepEqual(calls(database), ['docker compose up -d db']);
    assert.deepEqual(calls(watch), ['docker compose watch web']);
    assert.deepEqual(calls(workspace), []);
  });

  it('has no call with a name that a shell would read otherwise', () => {
    for (const bad of ['a b', '$(x)', '`x`', 'a;b', '-rf', "a'b", 'a\nb', 'a"', 'a&b', 'ä'])
      assert.deepEqual(calls({ ...dependencies, service: bad }), [], bad);
    for (const bad of ['/a b', '/$(x)', '/a;b'])
      assert.deepEqual(calls({ ...dependencies, target: bad }), ['docker compose up -d web'], bad);
    assert.match(calls({ ...dependencies, user: '$(x)' })[0]!, / USER /);
  });

  it('names the file, speaks of -f where that has to be named, and says what is not measured', () => {
    assert.match(page(watch, 'web`x`.yml'), /^1\. Save `` web`x`\.yml ``, or undo/m);
    assert.match(page(watch, 'docker-compose.dev.yml'), /-f options/);
    assert.doesNotMatch(page(watch), /-f options/);
    for (const step of [watch, polling, workspace]) assert.match(page(step), /^Not measured: /m);
    assert.match(page(dependencies), /can be measured before the step is taken/);
  });
});

describe('what was measured of a project', () => {
  it('is kept for each, kind by kind', async () => {
    const values = new Map<string, unknown>();
    const memory = {
      get: (key: string) => values.get(key) as undefined,
      update: (key: string, value: unknown) => {
        values.set(key, JSON.parse(JSON.stringify(value)));
        return Promise.resolve();
      },
    };
    assert.deepEqual(keptOf(memory, 'a'), {});
    await keep(memory, 'a', { before: 1, after: 2 });
    await keep(memory, 'b', { volume: 3 });
    await keep(memory, 'a', { volume: 4 });
    assert.deepEqual(keptOf(memory, 'a'), { before: 1, after: 2, volume: 4 });
    // A new beginning knows no end.
    await keep(memory, 'a', { before: 5, after: undefined });
    assert.deepEqual(keptOf(memory, 'a'), { before: 5, after: undefined, volume: 4 });
    for (const broken of [null, 'x', [], { a: 7 }]) {
      values.set('slipway.measured', broken);
      assert.deepEqual(keptOf(memory, 'a'), {});
    }
  });

  it('says where virtiofs is not in effect', () => {
    const page = (fileSystem: string | null): string =>
      measuresPage('shop', { virtiofs: { text: 'TABLE', after: { fileSystem } }, volume: null }, inEnglish);
    assert.match(page('9p'), /mounted by `9p`, not by virtiofs: WSL has not restarted/);
    assert.match(page(null), /could not be seen/);
    assert.doesNotMatch(page('virtiofs'), /not by virtiofs|could not be seen/);
    const before = measuresPage('shop', { virtiofs: { text: 'TABLE', after: null }, volume: 'VOLUME' }, inEnglish);
    assert.match(before, /TABLE[^]*Once WSL has restarted[^]*VOLUME/);
  });
});
