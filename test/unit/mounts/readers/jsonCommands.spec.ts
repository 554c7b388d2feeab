import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Place } from '../../../../src/mounts/mount';
import { readCommandSettings, readPackageFile } from '../../../../src/mounts/readers/jsonCommands';
import { scanText } from '../../../../src/mounts/scan';
import { applyEdits } from '../../../../src/text/edit';
import { places } from '../places';

/** `via: source text -> class` of each mount. */
function classes(content: unknown, file: string, place: Place): string[] {
  const text = JSON.stringify(content);
  const scanned = scanText(text, { ...place, file });
  assert.deepEqual(scanned.errors, []);
  return scanned.mounts.map(
    ({ via, source, class: found }) => `${via}: ${text.slice(source?.range.start, source?.range.end)} -> ${found}`,
  );
}

describe('mounts in package.json', () => {
  it('are those of its scripts alone, in the language that each is written in', () => {
    const content = {
      description: 'docker run -v /mnt/c/a:/b x',
      scripts: {
        a: 'docker run -v $(pwd):/a -v "$PWD/b":/c x',
        b: 'docker run -v %cd%:/a -v C:\\d:/e x',
        c: 'npm test && docker run -v ./f:/g x',
        d: 'echo docker',
      },
      config: { a: 'docker run -v /mnt/c/a:/b x' },
    };
    assert.deepEqual(classes(content, 'package.json', places.A), [
      'scripts.a: $(pwd) -> windows-drive',
      'scripts.a: $PWD/b -> windows-drive',
      'scripts.b: %cd% -> windows-drive',
      'scripts.b: C:\\\\d -> windows-drive',
      'scripts.c: ./f -> windows-drive',
    ]);
    // What cmd.exe fills in is for Windows, which has the folder as well.
    assert.ok(classes(content, 'package.json', places["A'"]).includes('scripts.b: %cd% -> windows-drive'));
    const tools = {
      scripts: { a: 'cross-env A=1 docker run -v ./a:/b x', b: 'dotenv -e .env -- docker run -v ./c:/d x' },
    };
    assert.deepEqual(classes(tools, 'package.json', places.B), [
      'scripts.a: ./a -> linux-fs',
      'scripts.b: ./c -> linux-fs',
    ]);
    const calls = { scripts: { a: 'docker run -v $INIT_CWD/a:/b x', b: 'docker run -v %INIT_CWD%:/d x' } };
    assert.deepEqual(classes(calls, 'package.json', places.A), [
      'scripts.a: $INIT_CWD/a -> windows-drive',
      'scripts.b: %INIT_CWD% -> windows-drive',
    ]);
    assert.deepEqual(classes(content, 'package.json', places.B), [
      'scripts.a: $(pwd) -> linux-fs',
      'scripts.a: $PWD/b -> linux-fs',
      'scripts.b: %cd% -> wrong-side',
      'scripts.b: C:\\\\d -> wrong-side',
      'scripts.c: ./f -> linux-fs',
    ]);
  });
});

describe('mounts in the settings of editors and assistants', () => {
  it('stand in tasks, of which those of the other system do not count', () => {
    const content = {
      version: '2.0.0',
      tasks: [
        { type: 'shell', command: 'docker run -v ${workspaceFolder}:/a x' },
        { type: 'process', command: 'docker', args: ['run', '-v', '${workspaceFolder}/b:/b', '-v', '$PWD:/c', 'x'] },
        {
          type: 'shell',
          command: 'docker',
          args: ['run', '-v', '$PWD:/d', { value: '--volume=${userHome}/e:/e', quoting: 'strong' }, 'x'],
        },
        {
          type: 'docker-run',
          dockerRun: {
            volumes: [
              { localPath: '${workspaceFolder}/f', containerPath: '/f', permissions: 'ro' },
              { containerPath: '/g' },
            ],
          },
        },
        {
          type: 'shell',
          windows: { command: 'docker run -v %cd%:/h x' },
          linux: { command: 'docker run -v $PWD:/i x' },
          osx: { command: 'docker run -v $PWD:/j x' },
        },
        { type: 'shell', command: 'docker run -v .:/k x', options: { cwd: '${workspaceFolder}/sub' } },
        { type: 'shell', command: 'docker run -v .:/l x', options: { cwd: '${fileDirname}' } },
        { type: 'shell', command: 'docker run -v ${env:NOBODY}:/m -v ${file}:/n x' },
      ],
    };
    assert.deepEqual(classes(content, '.vscode/tasks.json', places.B), [
      'tasks[0]: ${workspaceFolder} -> linux-fs',
      'tasks[1]: ${workspaceFolder}/b -> linux-fs',
      'tasks[1]: $PWD -> unknown',
      'tasks[2]: $PWD -> linux-fs',
      'tasks[2]: ${userHome}/e -> linux-fs',
      'tasks[3].dockerRun.volumes[0]: ${workspaceFolder}/f -> linux-fs',
      'tasks[4].linux: $PWD -> linux-fs',
      'tasks[5]: . -> linux-fs',
      'tasks[6]: . -> unknown',
      'tasks[7]: ${env:NOBODY} -> unknown',
      'tasks[7]: ${file} -> unknown',
    ]);
    const onDrive = classes(content, '.vscode/tasks.json', places.A);
    assert.ok(onDrive.includes('tasks[4].windows: %cd% -> windows-drive'));
    assert.ok(onDrive.includes('tasks[2]: ${userHome}/e -> windows-drive'));
    const { mounts } = readCommandSettings(JSON.stringify(content), { ...places.A, file: '.vscode/tasks.json' });
    assert.equal(mounts.find(({ kind }) => kind === 'task-volume')!.readOnly, true);
    assert.equal(mounts.find(({ target }) => target === '/k')!.base, 'sub');
  });

  it('keep what the editor knows of folders in a line for a shell', () => {
    const content = { tasks: [{ type: 'shell', command: 'docker run -v ${userHome}/a:/a -v ${env:HOME}/b:/b x' }] };
    assert.deepEqual(classes(content, '.vscode/tasks.json', places.B), [
      'tasks[0]: ${userHome}/a -> linux-fs',
      'tasks[0]: ${env:HOME}/b -> linux-fs',
    ]);
    assert.ok(classes(content, '.vscode/tasks.json', places.A).includes('tasks[0]: ${userHome}/a -> windows-drive'));
  });

  it('stand where servers and hooks are started', () => {
    const args = [
      'run',
      '-i',
      '--rm',
      '--mount',
      'type=bind,src=C:\\Users\\u\\docs,dst=/docs',
      'mcp/filesystem',
      '-v',
      '/mnt/c/no:/x',
    ];
    for (const [file, content] of Object.entries({
      '.mcp.json': { mcpServers: { files: { command: 'docker', args } } },
      'claude_desktop_config.json': {
        mcpServers: { files: { command: 'C:\\Program Files\\Docker\\docker.exe', args } },
      },
      '.vscode/mcp.json': { servers: { files: { type: 'stdio', command: 'docker', args } } },
      '.vscode/settings.json': { 'terminal.integrated.profiles.windows': { files: { path: 'docker', args } } },
      '.vscode/launch.json': { configurations: [{ runtimeExecutable: 'docker', runtimeArgs: args }] },
    })) {
      const found = classes(content, file, places.A);
      assert.equal(found.length, 1, file);
      assert.match(found[0]!, /C:\\\\Users\\\\u\\\\docs -> windows-drive$/, file);
    }
    const hooks = { hooks: { Stop: [{ hooks: [{ type: 'command', command: 'docker run -v /mnt/c/a:/b x' }] }] } };
    assert.deepEqual(classes(hooks, '.claude/settings.json', places.B), [
      'hooks.Stop[0].hooks[0]: /mnt/c/a -> windows-drive',
    ]);
  });

  it('are found where a shell is the program, and stay away where the engine is elsewhere', () => {
    const server = (command: string, args: string[], env: Record<string, string> = {}): unknown => ({
      command,
      args,
      env,
    });
    const content = {
      mcpServers: {
        a: server('bash', ['-c', 'exec docker run -i -v /mnt/c/a:/a x']),
        b: server('cmd', ['/c', 'docker', 'run', '-i', '-v', 'C:\\b:/b', 'x']),
        c: server('C:\\Windows\\System32\\cmd.exe', ['/c', 'docker run -i -v C:\\c:/c x']),
        d: server('docker', ['run', '-i', '-v', 'C:\\d:/d', 'x'], { DOCKER_HOST: 'ssh://far' }),
        e: server('docker', ['run', '-i', '-v', 'C:\\e:/e', 'x'], { DOCKER_HOST: 'npipe:////./pipe/x' }),
        f: server('wsl', ['docker', 'run', '-i', '-v', '/mnt/c/f:/f', 'x']),
      },
    };
    assert.deepEqual(classes(content, 'mcp.json', places.A), [
      'mcpServers.a: /mnt/c/a -> windows-drive',
      'mcpServers.b: C:\\\\b -> windows-drive',
      'mcpServers.c: C:\\\\c -> windows-drive',
      'mcpServers.e: C:\\\\e -> windows-drive',
    ]);
  });

  it('are no other texts that look alike', () => {
    const content = {
      'files.exclude': { 'docker -v': true },
      a: { command: 'podman', args: ['run', '-v', '/mnt/c/a:/b'] },
      b: ['docker', 'run', '-v', '/mnt/c/a:/b'],
    };
    assert.deepEqual(classes(content, '.vscode/settings.json', places.B), []);
  });
});

describe('JSON with commands', () => {
  it('has exact ranges, and is rewritten in its own escapes', () => {
    const path = fc
      .string({ unit: fc.constantFrom('a', 'é', '𝒳', '/', ' ', '-', "'"), maxLength: 8 })
      .map((rest) => `/mnt/c/${rest}x`);
    fc.assert(
      fc.property(path, path, (before, after) => {
        const text = (inside: string): string =>
          JSON.stringify({ scripts: { é: `docker run -v "${inside}":/a x` } }, null, 1);
        const { source } = readPackageFile(text(before), places.B).mounts[0]!;
        assert.equal(source!.value, before);
        assert.equal(text(before).slice(source!.range.start, source!.range.end), before);
        assert.equal(applyEdits(text(before), [{ range: source!.range, newText: source!.write(after)! }]), text(after));
      }),
    );
  });

  it('may be broken or anything at all', () => {
    const unit = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      ':',
      ',',
      'docker',
      ' run ',
      ' -v ',
      'command',
      'args',
      'scripts',
      '\\',
      'a',
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 40 }), (text) => {
        assert.deepEqual(readPackageFile(text, places.A).errors, []);
        assert.deepEqual(readCommandSettings(text, places.A).errors, []);
      }),
    );
    const deep = `${'{"a":['.repeat(5000)}"docker run -v"`;
    assert.deepEqual(readCommandSettings(deep, places.A), { mounts: [], errors: [] });
  });
});
