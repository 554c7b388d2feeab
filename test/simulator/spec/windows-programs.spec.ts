import assert from 'node:assert/strict';
import { findBackend, findWindow } from '../docker/processes';
import { changeState, readOpened, readPipes } from '../prepare';
import type { State } from '../state/model';
import { type TestMachine, linesOf, useMachine } from './machine';

/** Runs a console program and gives its streams as text. */
async function run(machine: TestMachine, program: 'tasklist' | 'taskkill' | 'powershell', ...args: string[]) {
  const { code, stdout, stderr } = await machine.run(program, args);
  return { code, text: stdout.toString(), error: stderr.toString() };
}

const isRunning = ({ state }: TestMachine, name: string): boolean =>
  state.running.includes(state.distros.find((distro) => distro.name === name)!.guid);

describe('simulator: tasklist', () => {
  const machine = useMachine('healthy');
  const tasklist = (...args: string[]) => run(machine(), 'tasklist', ...args);

  it('prints CSV without header, of one image', async () => {
    const { code, text } = await tasklist('/FO', 'CSV', '/NH', '/FI', 'IMAGENAME eq Docker Desktop.exe');
    const { pid } = findWindow(machine().folder)!;
    assert.equal(code, 0);
    assert.match(text, new RegExp(`^"Docker Desktop\\.exe","${pid}","Console","1","[\\d,]+ K"\\r\\n$`));
  });

  it('knows the backend, Windows’ own processes and the virtual machine', async () => {
    const images = linesOf((await tasklist('/fo', 'csv', '/nh')).text).map((line) => /^"([^"]*)"/.exec(line)![1]);
    for (const image of ['System', 'explorer.exe', 'vmmemWSL', 'com.docker.backend.exe', 'Docker Desktop.exe']) {
      assert.ok(images.includes(image), image);
    }
  });

  it('takes several filters, with an asterisk, by number, without case', async () => {
    const { pid } = findBackend(machine().folder)!;
    const { text } = await tasklist('/FO', 'CSV', '/NH', '/FI', 'imagename EQ COM.docker*', '/FI', `PID eq ${pid}`);
    assert.equal(linesOf(text).length, 1);
    const none = await tasklist('/FI', 'IMAGENAME eq com.docker.backend.exe', '/FI', `PID ne ${pid}`);
    assert.deepEqual([none.code, none.text], [0, 'INFO: No running task matches the criteria.\r\n']);
  });

  it('prints tables that cut long names, lists, and windows with /V', async () => {
    const [, head, rule, row] = linesOf((await tasklist('/FI', 'IMAGENAME eq StartMenuExperienceHost.exe')).text);
    assert.match(head!, /^Image Name {21}PID Session Name/);
    assert.match(rule!, /^={25} ={8} ={16} ={11} ={12}$/);
    assert.match(row!, /^StartMenuExperienceHost\.e {5}6704 Console {20}1 +[\d,]+ K$/);
    assert.match((await tasklist('/FO', 'LIST', '/FI', 'PID eq 4')).text, /^\r\nImage Name: +System\r\nPID: +4\r\n/);
    assert.match(
      (await tasklist('/V', '/FO', 'CSV', '/FI', 'IMAGENAME eq Docker Desktop.exe')).text,
      /"Docker Desktop"\r\n$/,
    );
  });

  it('refuses what it does not know, and does not play what it does', async () => {
    for (const args of [
      ['/X'],
      ['/FO', 'XML'],
      ['/FI', 'nonsense'],
      ['/FI', 'IMAGENAME gt x'],
      ['/FO', 'LIST', '/NH'],
    ]) {
      const { code, error } = await tasklist(...args);
      assert.deepEqual([code, error.startsWith('ERROR: ')], [1, true], args.join(' '));
    }
    for (const args of [['/SVC'], ['/FI', 'STATUS eq running']]) assert.equal((await tasklist(...args)).code, 86);
  });

  it('shows no Linux process', async () => {
    const child = machine().start('wsl', ['-e', 'sleep', '60'], {}, true);
    await machine().until(() => isRunning(machine(), 'Ubuntu'));
    assert.doesNotMatch((await tasklist('/FO', 'CSV')).text, /sleep/);
    process.kill(-child.pid!, 'SIGKILL');
    await machine().wsl('-t', 'Ubuntu');
  });
});

describe('simulator: taskkill', () => {
  const machine = useMachine('healthy');
  const taskkill = (...args: string[]) => run(machine(), 'taskkill', ...args);

  it('refuses processes of Windows, what it cannot find, and words it does not know', async () => {
    assert.deepEqual((await taskkill('/PID', '4', '/F')).code, 1);
    const none = await taskkill('/IM', 'nope.exe', '/F');
    assert.deepEqual([none.code, none.error], [128, 'ERROR: The process "nope.exe" not found.\r\n']);
    // A process of this host is none of this Windows.
    assert.equal((await taskkill('/F', '/PID', String(process.pid))).code, 128);
    for (const args of [[], ['/F'], ['/PID', 'x'], ['/X']])
      assert.equal((await taskkill(...args)).code, 1, args.join(' '));
    assert.equal((await taskkill('/FI', 'PID eq 4')).code, 86);
  });

  it('asks a window to close without force, which Docker Desktop survives in the tray', async () => {
    const { code, text } = await taskkill('/IM', 'Docker Desktop.exe');
    assert.deepEqual([code, text.startsWith('SUCCESS: ')], [0, true]);
    assert.ok(findWindow(machine().folder));
    assert.equal((await taskkill('/IM', 'com.docker.backend.exe')).code, 1);
    assert.ok(findBackend(machine().folder));
  });

  it('really ends the backend, and its pipes go with it', async () => {
    const { code, text } = await taskkill('/PID', String(findBackend(machine().folder)!.pid), '/F');
    assert.deepEqual([code, /^SUCCESS: .*com\.docker\.backend\.exe/.test(text)], [0, true]);
    assert.deepEqual([findBackend(machine().folder), readPipes(machine().folder)], [undefined, {}]);
    assert.equal(machine().state.docker!.engine, 'off');
  });

  it('ends what a process has started with /T', async () => {
    assert.equal((await machine().docker('desktop', 'start')).code, 0);
    const { text } = await taskkill('/F', '/T', '/IM', 'Docker Desktop.exe');
    assert.equal(linesOf(text).length, 2);
    assert.deepEqual([findBackend(machine().folder), findWindow(machine().folder)], [undefined, undefined]);
    assert.deepEqual(readPipes(machine().folder), {});
  });
});

describe('simulator: explorer and code', () => {
  const machine = useMachine('healthy', (state) => Object.assign(state, { running: [], vmUp: false }));

  it('note what they open; explorer fails even so', async () => {
    assert.equal((await machine().run('explorer', ['C:\\Users\\dev'])).code, 1);
    assert.equal((await machine().run('code', ['--new-window', 'C:\\a b'])).code, 0);
    assert.deepEqual(
      readOpened(machine().folder).map(({ program, argv }) => [program, argv]),
      [
        ['explorer', ['C:\\Users\\dev']],
        ['code', ['--new-window', 'C:\\a b']],
      ],
    );
    assert.deepEqual(machine().state.running, []);
  });

  for (const [program, arg] of [
    ['explorer', '\\\\wsl.localhost\\Debian\\home'],
    ['explorer', '\\\\WSL$\\debian'],
    ['explorer', '/select,\\\\wsl.localhost\\Debian\\etc\\passwd'],
    ['code', '--folder-uri=vscode-remote://wsl+Debian/home/dev'],
  ] as const) {
    it(`start the distro behind ${arg}`, async () => {
      changeState(machine().folder, (state) => (state.running = []));
      await machine().run(program, [arg]);
      assert.ok(isRunning(machine(), 'Debian'));
      assert.equal(machine().state.running.length, 1);
    });
  }

  it('start nothing for the root of the shares or an unknown name', async () => {
    changeState(machine().folder, (state) => (state.running = []));
    for (const path of ['\\\\wsl.localhost\\', '\\\\wsl.localhost', '\\\\wsl.localhost\\Nope']) {
      await machine().run('explorer', [path]);
    }
    assert.deepEqual(machine().state.running, []);
  });
});

describe('simulator: powershell', () => {
  const machine = useMachine('healthy');
  const powershell = (...args: string[]) => run(machine(), 'powershell', '-NoProfile', '-NonInteractive', ...args);
  const query = async (script: string): Promise<unknown> => JSON.parse((await powershell('-Command', script)).text);

  it('gives one object bare, several as a list, none as nothing', async () => {
    const select = 'Select-Object Name,InstallState | ConvertTo-Json -Compress';
    const one = await powershell(
      '-Command',
      `Get-CimInstance -ClassName Win32_OptionalFeature -Filter "Name='VirtualMachinePlatform'" | ${select}`,
    );
    assert.deepEqual(one, { code: 0, text: '{"Name":"VirtualMachinePlatform","InstallState":1}\r\n', error: '' });
    const two = await query(
      `Get-CimInstance Win32_OptionalFeature -Filter "Name='VirtualMachinePlatform' OR Name='Microsoft-Windows-Subsystem-Linux'" | ${select}`,
    );
    assert.equal((two as unknown[]).length, 2);
    const none = await powershell(`Get-CimInstance Win32_OptionalFeature -Filter 'Name="Nope"' | ${select}`);
    assert.deepEqual(none, { code: 0, text: '', error: '' });
  });

  it('indents as Windows PowerShell does', async () => {
    const { text } = await powershell(
      'Get-CimInstance Win32_ComputerSystem | select-object hypervisorpresent, Nope | convertto-json',
    );
    assert.equal(text, '{\r\n    "HypervisorPresent":  true,\r\n    "Nope":  null\r\n}\r\n');
  });

  it('follows the state: features, firmware, build', async () => {
    const feature = `Get-CimInstance Win32_OptionalFeature -Filter "Name LIKE 'virtual%'" | Select-Object InstallState | ConvertTo-Json`;
    const processor =
      'Get-CimInstance Win32_Processor | Select-Object VirtualizationFirmwareEnabled,Name | ConvertTo-Json';
    assert.deepEqual(await query(feature), { InstallState: 1 });
    // A hypervisor that runs hides the abilities of the processor.
    const hidden = (await query(processor)) as { VirtualizationFirmwareEnabled: boolean };
    assert.equal(hidden.VirtualizationFirmwareEnabled, false);
    changeState(machine().folder, (state: State) => (state.virtualization = false));
    assert.deepEqual(await query(feature), { InstallState: 2 });
    const visible = (await query(processor)) as { VirtualizationFirmwareEnabled: boolean };
    assert.equal(visible.VirtualizationFirmwareEnabled, true);
    const system = 'Get-CimInstance Win32_OperatingSystem | Select-Object BuildNumber,ProductType | ConvertTo-Json';
    assert.deepEqual(await query(system), { BuildNumber: '26100', ProductType: 1 });
  });

  it('combines conditions with NOT, AND, OR and parentheses, in the right order', async () => {
    const names = async (filter: string): Promise<unknown[]> =>
      (await query(
        `Get-CimInstance Win32_OptionalFeature -Filter "${filter}" | Select-Object Name | ConvertTo-Json`,
      )) as unknown[];
    assert.equal((await names('InstallState >= 1')).length, 6);
    const mixed = "Name='Microsoft-Windows-Subsystem-Linux' OR Name='Containers' AND InstallState = 2";
    assert.equal((await names(mixed)).length, 2);
    assert.equal((await names("NOT Name='Containers' AND (InstallState = 1 OR InstallState = 2)")).length, 5);
  });

  it('takes the time it is given', async () => {
    changeState(machine().folder, (state) => (state.powershellMilliseconds = 400));
    const started = performance.now();
    await query('Get-CimInstance Win32_ComputerSystem | Select-Object Name | ConvertTo-Json');
    changeState(machine().folder, (state) => (state.powershellMilliseconds = 0));
    assert.ok(performance.now() - started >= 400);
  });

  it('fails for an unknown class', async () => {
    const { code, text, error } = await powershell('Get-CimInstance Win32_Nope | Select-Object Name | ConvertTo-Json');
    assert.deepEqual([code, text, /0x80041010/.test(error)], [1, '', true]);
  });

  it('plays no other script', async () => {
    for (const script of [
      'Get-Process',
      'Get-CimInstance Win32_Processor',
      'Get-CimInstance Win32_Processor | ConvertTo-Json; Get-Date',
      'Get-CimInstance Win32_Processor -Filter "Name=$x" | ConvertTo-Json',
      'Get-CimInstance Win32_Processor -Filter "Name" | ConvertTo-Json',
      'Get-CimInstance Win32_Processor -Nope 1 | ConvertTo-Json',
      '',
    ]) {
      assert.equal((await powershell('-Command', script)).code, 86, script);
    }
    assert.equal((await run(machine(), 'powershell', '-File', 'x.ps1')).code, 86);
  });
});

describe('simulator: reg about Windows and Docker Desktop', () => {
  const current = 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';
  const uninstall = 'SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\Docker Desktop';

  describe('with Docker Desktop for all users', () => {
    const machine = useMachine('healthy');
    const value = async (key: string, name: string) =>
      /REG_\w+ {4}(.*)\r\n/.exec((await machine().reg('query', key, '/v', name)).text)?.[1];

    it('tells build and edition', async () => {
      assert.equal(await value(current, 'CurrentBuildNumber'), '26100');
      assert.equal(await value(current, 'UBR'), '0x1352');
      assert.equal(await value(current, 'InstallationType'), 'Client');
      assert.equal(await value(current, 'EditionID'), 'Professional');
      assert.equal(await value('HKCU\\Volatile Environment', 'APPDATA'), 'C:\\Users\\dev\\AppData\\Roaming');
    });

    it('tells where Docker Desktop is, below one hive only', async () => {
      assert.equal(await value(`HKLM\\${uninstall}`, 'InstallLocation'), 'C:\\Program Files\\Docker\\Docker');
      assert.equal(await value(`HKLM\\${uninstall}`, 'displayversion'), '4.94.0');
      const { code, error } = await machine().reg('query', `HKCU\\${uninstall}`);
      assert.deepEqual([code, error.startsWith('ERROR: ')], [1, true]);
    });
  });

  describe('with Docker Desktop for one user, in a folder of their choice', () => {
    const machine = useMachine('healthy', ({ docker }) => {
      Object.assign(docker!.install, { form: 'perUser', folder: 'D:\\Apps\\Docker Desktop' });
    });
    it('has it below HKCU', async () => {
      const { text } = await machine().reg('query', `HKCU\\${uninstall}`);
      assert.match(text, /InstallLocation {4}REG_SZ {4}D:\\Apps\\Docker Desktop\r\n/);
      assert.equal((await machine().reg('query', `HKLM\\${uninstall}`)).code, 1);
      assert.equal((await machine().docker('ps', '-q')).code, 0);
    });
  });

  describe('without Docker Desktop', () => {
    const machine = useMachine('no-docker');
    it('has no key and no program', async () => {
      for (const hive of ['HKLM', 'HKCU'])
        assert.equal((await machine().reg('query', `${hive}\\${uninstall}`)).code, 1);
      assert.deepEqual([machine().state.docker, readPipes(machine().folder)], [undefined, {}]);
    });
  });

  describe('on an old Windows', () => {
    const machine = useMachine('old-windows');
    it('tells its build', async () => {
      assert.match((await machine().reg('query', current, '/v', 'CurrentBuildNumber')).text, / 19041\r\n/);
    });
  });
});
