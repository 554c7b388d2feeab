import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Mount } from '../../../../src/mounts/mount';
import { readComposeFileNames, readDevcontainerFile } from '../../../../src/mounts/readers/devcontainerFile';
import { scanText } from '../../../../src/mounts/scan';
import { applyEdits } from '../../../../src/text/edit';
import { devcontainerFile, places } from '../places';
import { writtenPaths, type WrittenJson } from './writtenJson';

const place = { ...places.A, file: devcontainerFile };

function read(content: unknown, at = place): readonly Mount[] {
  const { mounts, errors } = readDevcontainerFile(JSON.stringify(content), at);
  assert.deepEqual(errors, []);
  return mounts;
}

/** `kind via type source target ro` of each mount. */
function outline(content: unknown, at = place): unknown[] {
  return read(content, at).map(({ kind, via, type, source, target, readOnly }) => [
    kind.replace('devcontainer-', ''),
    via,
    type,
    source?.value ?? null,
    target,
    ...(readOnly ? ['ro'] : []),
  ]);
}

/** As `outline`, without the mount that is there unasked. */
function written(content: object): unknown[] {
  return outline({ ...content, workspaceMount: '' }).filter((row) => (row as unknown[])[0] !== 'workspace-mount');
}

describe('readDevcontainerFile', () => {
  it('reads mounts as text and as objects, of which little is kept', () => {
    const mounts = [
      'type=bind,source=/a,target=/b,readonly',
      { type: 'bind', source: '/c', target: '/d', readonly: true, consistency: 'cached' },
      { source: 'cache', target: '/e' },
      { type: 'bind', source: '/a,b', target: '/f' },
      { type: 'bind', source: '/a' },
      'nonsense',
      1,
      null,
    ];
    assert.deepEqual(written({ mounts }), [
      ['mount', 'mounts[0]', 'bind', '/a', '/b', 'ro'],
      ['mount-object', 'mounts[1]', 'bind', '/c', '/d'],
      ['mount-object', 'mounts[2]', 'volume', 'cache', '/e'],
      ['mount-object', 'mounts[3]', null, null, null],
      ['mount-object', 'mounts[4]', null, null, null],
      ['mount', 'mounts[5]', null, null, null],
    ]);
  });

  it('reads every form of the options that mount something', () => {
    const forms: readonly (readonly [readonly unknown[], ...unknown[]])[] = [
      [['-v', '/a:/b'], 'runArgs[1]', 'bind', '/a', '/b'],
      [['--volume', '/a:/b:ro'], 'runArgs[1]', 'bind', '/a', '/b', 'ro'],
      [['-v=/a:/b'], 'runArgs[0]', 'bind', '/a', '/b'],
      [['-v/a:/b'], 'runArgs[0]', 'bind', '/a', '/b'],
      [['-itv', '/a:/b'], 'runArgs[1]', 'bind', '/a', '/b'],
      [['--volume=/a:/b'], 'runArgs[0]', 'bind', '/a', '/b'],
      [['--mount', 'type=bind,src=/a,dst=/b'], 'runArgs[1]', 'bind', '/a', '/b'],
      [['--mount=type=bind,src=/a,dst=/b'], 'runArgs[0]', 'bind', '/a', '/b'],
      [['-v', 'src:/b'], 'runArgs[1]', 'volume', 'src', '/b'],
    ];
    for (const [runArgs, ...expected] of forms) {
      assert.deepEqual(written({ runArgs }), [['run-arg', ...expected]], JSON.stringify(runArgs));
    }
  });

  it('takes no other argument for a mount', () => {
    const runArgs = ['--volumes-from', 'a:/b', '--name', 'x', '-e', 'V=/a:/b', '--volume-driver=x', '-v', 3, '-v'];
    assert.deepEqual(written({ runArgs }), []);
  });

  it('knows of the mount that is there unasked, and where to show it', () => {
    const shown = (text: string): string[] => {
      const { mounts } = readDevcontainerFile(text, place);
      return mounts.map(({ kind, range }) => `${kind} ${text.slice(range.start, range.end)}`);
    };
    assert.deepEqual(shown('{"name": "x", "image": "y"}'), ['devcontainer-default "image"']);
    assert.deepEqual(shown('{"build": {}, "name": "x"}'), ['devcontainer-default "build"']);
    assert.deepEqual(shown('// c\n{"name": "x"}'), ['devcontainer-default {']);
    assert.deepEqual(shown('{"dockerComposeFile": "a.yaml"}'), []);
    assert.deepEqual(shown('{"workspaceMount": "", "image": "y"}'), ['devcontainer-workspace-mount ""']);
    for (const nothing of ['', '[]', '"x"', '// only a comment']) assert.deepEqual(shown(nothing), []);
  });

  it('mounts the project as its user names it, under its own name', () => {
    assert.deepEqual(outline({ image: 'x' }), [['default', 'workspaceMount', 'bind', 'C:\\proj', '/workspaces/proj']]);
    const inDistro = { ...places.C, file: devcontainerFile };
    assert.deepEqual(outline({ workspaceFolder: '/w' }, inDistro), [
      ['default', 'workspaceMount', 'bind', '/home/u/proj', '/w'],
    ]);
    const fromWsl = { ...places.A, file: devcontainerFile, side: 'wsl' } as const;
    assert.deepEqual(outline({}, fromWsl), [['default', 'workspaceMount', 'bind', '/mnt/c/proj', '/workspaces/proj']]);
  });

  it('fills in the project, and leaves what nobody has looked up', () => {
    const mount = (source: string, target = '/t'): unknown[] =>
      written({ mounts: [`type=bind,source=${source},target=${target}`] }).flatMap((row) =>
        (row as unknown[]).slice(3),
      );
    assert.deepEqual(mount('${localWorkspaceFolder}/x'), ['C:\\proj/x', '/t']);
    assert.deepEqual(mount('/s/${localWorkspaceFolderBasename}', '${containerWorkspaceFolder}/t'), [
      '/s/proj',
      '/workspaces/proj/t',
    ]);
    for (const source of ['${localEnv:SRC}/x', '${env:SRC}', '${devcontainerId}', '${nonsense}', '$HOME', '${']) {
      assert.deepEqual(mount(source), [source, '/t'], source);
    }
  });

  describe('with compose', () => {
    const compose = { dockerComposeFile: ['../docker/compose.yaml', 'compose.yaml'] };

    it('has neither a workspace mount nor arguments', () => {
      assert.deepEqual(
        outline({ ...compose, workspaceMount: 'type=bind,src=/a,dst=/b', runArgs: ['-v', '/a:/b'] }),
        [],
      );
    });

    it('turns mounts into the short syntax, whatever is lost', () => {
      const mounts = [
        'type=bind,source=/a,target=/b,readonly',
        'type=bind,source=src,target=/b',
        'type=volume,source=./a,target=/b',
        { type: 'bind', source: 'C:\\a', target: '/b' },
        'type=bind,"source=/a,b",target=/c',
        'target=/b',
        'source=/a',
      ];
      assert.deepEqual(outline({ ...compose, mounts }), [
        ['mount', 'mounts[0]', 'bind', '/a', '/b'],
        ['mount', 'mounts[1]', 'volume', 'src', '/b'],
        ['mount', 'mounts[2]', 'bind', './a', '/b'],
        ['mount-object', 'mounts[3]', 'bind', 'C:\\a', '/b'],
        ['mount', 'mounts[4]', 'volume', null, '/c'],
        ['mount', 'mounts[5]', 'volume', null, '/b'],
        ['mount', 'mounts[6]', null, null, null],
      ]);
    });

    it('takes what begins with a folder of the user for a bind', () => {
      const source = '${localEnv:HOME}${localEnv:USERPROFILE}/.ssh';
      const mounts = [`source=${source},target=/a,type=bind`, { source, target: '/b', type: 'bind' }];
      const scanned = scanText(JSON.stringify({ ...compose, mounts }), place).mounts;
      assert.deepEqual(
        scanned.map((mount) => [mount.type, mount.class, mount.source?.value, mount.target]),
        ['/a', '/b'].map((target) => ['bind', 'windows-drive', source, target]),
      );
    });

    it('starts relative paths at the folder of the first file', () => {
      const resolved = (dockerComposeFile: unknown): (string | null)[] => {
        const text = JSON.stringify({ dockerComposeFile, mounts: ['source=./x,target=/x'] });
        return scanText(text, place).mounts.map((mount) => mount.resolved);
      };
      assert.deepEqual(resolved(['../docker/compose.yaml', 'compose.yaml']), ['C:\\proj\\docker\\x']);
      assert.deepEqual(resolved('compose.yaml'), ['C:\\proj\\.devcontainer\\x']);
      assert.deepEqual(resolved('..\\compose.yaml'), ['C:\\proj\\x']);
      assert.deepEqual(resolved([]), ['C:\\proj\\x']);
      assert.deepEqual(resolved('${localEnv:FILE}'), [null]);
    });

    it('names its files', () => {
      assert.deepEqual(readComposeFileNames(JSON.stringify(compose)), compose.dockerComposeFile);
      assert.deepEqual(readComposeFileNames('{"dockerComposeFile": "a.yml", /* c */}'), ['a.yml']);
      for (const text of ['', '{}', '[', '{"dockerComposeFile": 3}']) assert.deepEqual(readComposeFileNames(text), []);
    });
  });

  it('survives any text, and a file that ends anywhere', () => {
    const text =
      '// c\n{ "image": "x", /* d */ "mounts": ["src=/a,dst=/b", { "type": "bind" },], "runArgs": ["-v", "/a:/b"] }';
    const holdsTogether = (broken: string): void => {
      const { mounts, findings, errors } = scanText(broken, place);
      for (const { range } of [...mounts, ...findings]) {
        assert.ok(0 <= range.start && range.start <= range.end && range.end <= broken.length);
      }
      for (const { offset } of errors) assert.ok(offset >= 0 && offset <= broken.length);
    };
    for (let end = 0; end <= text.length; end += 1) holdsTogether(text.slice(0, end));
    const unit = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      ':',
      ',',
      '\\',
      '\n',
      '//',
      '/*',
      '*/',
      '"mounts":',
      '"runArgs":',
      '"-v"',
      '1',
    );
    fc.assert(fc.property(fc.string({ unit, maxLength: 40 }), holdsTogether), { numRuns: 1000 });
    holdsTogether('['.repeat(20_000));
    holdsTogether('{"mounts":'.repeat(20_000));
  });
});

/** Ways in which a source may stand in a devcontainer.json; each has one mount beside the workspace's. */
const shapes: Readonly<Record<string, (raw: string) => string>> = {
  'a mount': (raw) => `{\n\t"mounts": [ "type=bind,source=${raw},target=/t" ], // 𝒳\n}`,
  'an object': (raw) => `{"mounts": [{"target": "/t", "source": /* é */ "${raw}", "type": "bind"},],}`,
  'a split argument': (raw) => `{"runArgs": ["--init", "-v", "${raw}:/t"]}`,
  'a joined argument': (raw) => `{"runArgs": ["--volume=${raw}:/t:ro"]}`,
  'an option with a record': (raw) => `// c\r\n{"runArgs": ["--mount=type=bind,src=${raw},dst=/t"]}`,
  'the workspace mount': (raw) => `{"workspaceMount": "source=${raw},target=/t,type=bind", "workspaceFolder": "/t"}`,
};

describe('a source in devcontainer.json', () => {
  const sourceOf = (text: string): Mount['source'] => {
    const { mounts, errors } = readDevcontainerFile(text, place);
    assert.deepEqual(errors, []);
    return mounts.find(({ kind }) => kind !== 'devcontainer-default')?.source ?? null;
  };

  for (const [name, shape] of Object.entries(shapes)) {
    it(`has its exact range in ${name}, and can be written anew`, () => {
      fc.assert(
        fc.property(writtenPaths, writtenPaths, fc.constantFrom('', '\uFEFF'), (one, other, start) => {
          const text = start + shape(one.raw);
          const source = sourceOf(text);
          assert.ok(source);
          assert.equal(source.value, one.value);
          assert.equal(text.slice(source.range.start, source.range.end), one.raw);

          const newText = source.write(other.value);
          assert.ok(newText !== null);
          // An oracle of its own: what is written means the value to JSON.
          assert.equal(JSON.parse(`"${newText}"`), other.value);
          const changed = applyEdits(text, [{ range: source.range, newText }]);
          assert.equal(sourceOf(changed)?.value, other.value);
          assert.equal(changed, start + shape(newText));
        }),
        { numRuns: 100 },
      );
    });
  }

  it('with a variable covers the variable as it stands there', () => {
    const project: WrittenJson = { value: 'C:\\proj', raw: '\\u0024{localWorkspaceFolder}' };
    const text = `{"mounts": ["type=bind,source=${project.raw}/a\\/b,target=/t"]}`;
    const source = sourceOf(text);
    assert.equal(source?.value, `${project.value}/a/b`);
    assert.equal(text.slice(source.range.start, source.range.end), `${project.raw}/a\\/b`);
    assert.ok(source.filledIn);
  });

  it('is its whole string where an escape is broken', () => {
    const text = '{"mounts": ["type=bind,source=C:\\Users,target=/t"]}';
    const { mounts, errors } = readDevcontainerFile(text, place);
    assert.equal(errors.length, 1);
    assert.equal(errors[0]?.reason, 'This is no escape: write a backslash as \\\\');
    assert.equal(mounts[0]?.source?.write('/x'), null);
  });
});
