import assert from 'node:assert/strict';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { programNames } from '../../../src/machine/command';
import { silentLog } from '../../../src/machine/log';
import { openMachine } from '../../../src/machine/machine';
import { useProgram } from '../cli/program';

describe('programs that are planted', function () {
  this.timeout(60_000);
  const program = useProgram();

  const slow = 'services:\n  web:\n    volumes:\n      - C:\\x:/y\n';

  /** A folder of a project with a program of every name that the product starts; each leaves a mark when it runs. */
  function plant(): { readonly cwd: string; readonly ran: () => string } {
    const cwd = program().project({ 'compose.yaml': slow, '.env': 'PATH=.\nSLIPWAY_MACHINE=./machine.json\n' });
    const mark = join(cwd, 'ran');
    for (const name of [...programNames, 'git', 'sh', 'node', 'wslpath', 'com.docker.cli']) {
      for (const end of ['', '.exe', '.cmd', '.bat']) {
        writeFileSync(join(cwd, name + end), `#!/bin/sh\necho ${name}${end} >> '${mark}'\n`);
        chmodSync(join(cwd, name + end), 0o755);
      }
    }
    return { cwd, ran: () => (existsSync(mark) ? readFileSync(mark, 'utf8') : '') };
  }

  const commands = [
    ['distros'],
    ['doctor', 'Ubuntu'],
    ['path', 'to-linux', 'C:\\x'],
    ['integration', 'enable', 'Ubuntu'],
  ];

  for (const platform of ['windows', 'wsl'] as const) {
    it(`in the folder and in PATH are not started on a machine that has none of them: ${platform}`, async () => {
      const { cwd, ran } = plant();
      const env = {
        ...program().machine({ platform, programs: {}, env: {} }),
        PATH: [cwd, '.', process.env['PATH'] ?? ''].join(delimiter),
      };
      for (const args of commands) await program().run(args, { cwd, env });
      assert.equal(ran(), '');
    });
  }

  it('in the folder, below a drive or by SystemRoot of a workspace, are not those of Windows', () => {
    const { cwd } = plant();
    for (const env of [{ PATH: cwd }, { SystemRoot: cwd, windir: cwd, PATH: cwd }, { ComSpec: join(cwd, 'cmd.exe') }]) {
      const machine = openMachine(silentLog, env);
      for (const name of programNames) assert.ok(!machine.programPath(name)?.startsWith(cwd), name);
    }
  });

  it('are not named by a project file, a dotenv file or a machine file of the folder', async () => {
    const { cwd, ran } = plant();
    const wsl = join(cwd, 'wsl.exe');
    writeFileSync(join(cwd, 'machine.json'), JSON.stringify({ platform: 'windows', programs: { wsl } }));
    writeFileSync(
      join(cwd, '.slipway.jsonc'),
      JSON.stringify({ programs: { wsl }, env: { SLIPWAY_MACHINE: './machine.json', PATH: cwd } }),
    );
    const { stderr } = await program().run(['scan'], { cwd });
    assert.match(stderr, /There is no setting named "programs"/);
    await program().run(['distros'], { cwd });
    assert.equal(ran(), '');
  });
});
