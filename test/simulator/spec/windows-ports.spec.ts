import assert from 'node:assert/strict';
import { findBackend } from '../docker/processes';
import { container } from '../scenarios/docker-parts';
import { type TestMachine, useMachine } from './machine';

async function run(machine: TestMachine, program: 'netsh' | 'netstat' | 'tasklist', ...args: string[]) {
  const { code, stdout } = await machine.run(program, args);
  return { code, text: stdout.toString(), bytes: stdout };
}
const excluded = ['interface', 'ipv4', 'show', 'excludedportrange', 'protocol=tcp'];

describe('simulator: netsh', () => {
  const machine = useMachine('healthy');
  const japanese = useMachine('healthy', (state) => Object.assign(state, { language: 'ja-JP', oemCodePage: 932 }));

  it('prints the table of excluded ports, with an asterisk at what an administrator excluded', async () => {
    const { code, text } = await run(machine(), 'netsh', ...excluded);
    assert.equal(code, 0);
    assert.equal(
      text,
      [
        '',
        'Protocol tcp Port Exclusion Ranges',
        '',
        'Start Port    End Port      ',
        '----------    --------      ',
        '      5357        5357      ',
        '     49670       49769      ',
        '     50000       50059      *',
        '',
        '* - Administered port exclusions.',
        '',
        '',
      ].join('\r\n'),
    );
  });

  it('takes short words and words without names, and tells UDP from TCP', async () => {
    const { text } = await run(machine(), 'netsh', 'int', 'ipv4', 'sh', 'exc', 'udp');
    assert.match(text, /Protocol udp/);
    assert.doesNotMatch(text, /\d/);
    const kept = await run(machine(), 'netsh', ...excluded, 'store=persistent');
    assert.deepEqual(kept.text.match(/\d+/g), ['50000', '50059']);
  });

  it('speaks the language of Windows in the code page of its console', async () => {
    const { bytes } = await run(japanese(), 'netsh', ...excluded);
    assert.match(new TextDecoder('shift_jis').decode(bytes), /プロトコル tcp[^]* 5357 {8}5357/);
  });

  it('prints interfaces with their sizes, connected or not, and routes by the index of theirs', async () => {
    const interfaces = await run(machine(), 'netsh', 'interface', 'ipv4', 'show', 'interfaces');
    assert.match(interfaces.text, /^ 17 {10}25 {8}1500 {2}connected {5}Ethernet\r$/m);
    assert.match(interfaces.text, /^ {2}1 {10}75 {2}4294967295 {2}connected/m);
    assert.match(interfaces.text, /1280 {2}disconnected/);
    const routes = await run(machine(), 'netsh', 'int', 'ipv4', 'sh', 'route');
    assert.match(routes.text, /^No {7}Manual {4}0 {4}0\.0\.0\.0\/0 {18}17 {2}192\.168\.1\.1\r$/m);
    assert.match(routes.text, /^No {7}System {4}256 {2}127\.0\.0\.0\/8 {17}1 {2}Loopback Pseudo-Interface 1\r$/m);
    const { bytes } = await run(japanese(), 'netsh', 'interface', 'ipv4', 'show', 'interfaces');
    assert.match(new TextDecoder('shift_jis').decode(bytes), /1500 {2}接続/);
  });

  it('refuses what it does not know, and does not play what it does', async () => {
    assert.deepEqual((await run(machine(), 'netsh', 'nonsense')).code, 1);
    assert.deepEqual((await run(machine(), 'netsh', ...excluded.slice(0, 4), 'protocol=x')).code, 1);
    assert.deepEqual((await run(machine(), 'netsh', 'wlan', 'show', 'profiles')).code, 86);
    assert.deepEqual(
      (await run(machine(), 'netsh', 'interface', 'ipv4', 'show', 'interfaces', 'level=verbose')).code,
      86,
    );
  });
});

describe('simulator: netstat', () => {
  const machine = useMachine('healthy', ({ windows, docker }) => {
    windows.sockets.push({ address: '127.0.0.1', port: 5432, pid: 7001, image: 'postgres.exe' });
    docker!.linux.containers.push(
      container('web', { ports: [{ container: 80, host: 8080 }] }),
      container('idle', { state: 'exited', ports: [{ container: 80, host: 8081 }] }),
    );
  });

  it('shows what listens, by whom, and Docker Desktop for the containers that run', async () => {
    const { code, text } = await run(machine(), 'netstat', '-ano');
    assert.equal(code, 0);
    assert.match(text, /^ {2}TCP {4}127\.0\.0\.1:5432 {9}0\.0\.0\.0:0 {14}LISTENING {7}7001\r$/m);
    assert.match(text, new RegExp(`0\\.0\\.0\\.0:8080 .* ${findBackend(machine().folder)!.pid}\\r$`, 'm'));
    assert.doesNotMatch(text, /8081/);
    assert.match(
      (await run(machine(), 'tasklist', '/FO', 'CSV', '/NH', '/FI', 'PID eq 7001')).text,
      /^"postgres\.exe","7001"/,
    );
  });

  it('shows one protocol, or connections alone', async () => {
    assert.doesNotMatch((await run(machine(), 'netstat', '-a', '-n', '-o', '-p', 'tcp')).text, /UDP|\[/);
    assert.doesNotMatch((await run(machine(), 'netstat', '/no')).text, /LISTENING/);
  });

  it('refuses what it does not know, and does not play what it does', async () => {
    assert.equal((await run(machine(), 'netstat', '-ank')).code, 1);
    assert.equal((await run(machine(), 'netstat', '-p', 'x', '-ano')).code, 1);
    assert.equal((await run(machine(), 'netstat', '-r')).code, 86);
  });
});
