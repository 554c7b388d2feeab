import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listDesktopProcesses } from '../../../src/docker/processes';
import { readLibraries } from '../../../src/docker/proofImage';
import { desktopStatusCommand } from '../../../src/docker/status';
import type { Command, Output } from '../../../src/machine/command';
import { decodeText } from '../../../src/machine/decode';
import { readDriveMounts } from '../../../src/machine/driveMounts';
import { readLook } from '../../../src/projects/measure/look';
import { readDestination } from '../../../src/projects/move/destination';
import { readJournal } from '../../../src/projects/move/journal';
import { readRecord } from '../../../src/projects/move/record';
import { readMark } from '../../../src/projects/move/stagingPlaces';
import { readSums } from '../../../src/projects/move/sums';
import { mountPointOf, readMountinfo } from '../../../src/text/mountinfo';
import { readProxyAddress } from '../../../src/text/proxyAddress';
import { readBaseline } from '../../../src/text/report/baseline';
import { askStatus, askVersions } from '../../../src/wsl/about';
import { queryExcludedPorts } from '../../../src/wsl/excludedPorts';
import { listDistros, listNames } from '../../../src/wsl/list';
import { queryListeners, queryProcessImage } from '../../../src/wsl/listeners';
import { listOnline } from '../../../src/wsl/online';
import { queryPackageVersion } from '../../../src/wsl/packageVersion';
import { queryRegistry } from '../../../src/wsl/registry';
import { queryRoutes } from '../../../src/wsl/routes';
import { queryVmMemory } from '../../../src/wsl/vmMemory';
import { queryInterfaceRoutes, queryInterfaces } from '../../../src/wsl/wayOut';
import { queryWindowsFeatures } from '../../../src/wsl/windowsFeatures';
import { queryWindowsProxy } from '../../../src/wsl/windowsProxy';
import { queryWindowsRoots } from '../../../src/wsl/windowsRoots';
import { queryWindowsVersion } from '../../../src/wsl/windowsVersion';

/** What reads an answer from outside, with some that it understands. */
export interface Reader {
  readonly name: string;
  readonly samples: readonly string[];
  /** Throws where the answer breaks it. */
  readonly read: (output: Output) => unknown;
}

const fixtures = join(import.meta.dirname, '../../fixtures/wsl');
const recorded = (...beginnings: string[]): string[] =>
  readdirSync(fixtures)
    .filter((name) => name.endsWith('.txt') && beginnings.some((each) => name.startsWith(each)))
    .map((name) => decodeText(readFileSync(join(fixtures, name))));

const program = (name: string, { parse }: Command<unknown>, ...samples: string[]): Reader => ({
  name,
  samples,
  read: parse,
});
const text = (name: string, read: (text: string) => unknown, ...samples: string[]): Reader => ({
  name,
  samples,
  read: ({ stdout }) => read(Buffer.from(stdout).toString('utf8')),
});
const script = (
  name: string,
  read: (run: { status: number; stdout: Uint8Array; stderr: Uint8Array }) => unknown,
  ...samples: string[]
): Reader => ({
  name,
  samples,
  read: ({ exitCode, stdout, stderr }) => read({ status: exitCode, stdout, stderr }),
});

const registry = recorded('reg-query', 'registry-type');
const refusals = recorded('no-', 'stub', 'service', 'vm-', 'not-found', 'inbox', 'broken', 'early');
const mountinfo =
  '1 0 8:1 / / rw - ext4 /dev/sdc rw\n2 1 0:1 / /mnt/c rw - 9p C:\\134 rw,aname=drvfs;path=C:\\134;uid=1000\n3 1 0:9 /{0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f}/x /mnt/d rw shared:1 - virtiofs drvfs rw\n4 1 0:5 / /m\\040x rw - drvfs D: rw\n';
const sum = '0'.repeat(64);

export const readers: readonly [Reader, ...Reader[]] = [
  program('wsl -l -v', listDistros(), ...recorded('list-v', 'stub'), ...refusals),
  program('wsl -l -q', listNames(), ...recorded('list-q'), ...refusals),
  program('wsl -l -o', listOnline(), 'NAME            FRIENDLY NAME\nUbuntu          Ubuntu\nkali-linux      Kali Linux Rolling\n'),
  program('wsl --version', askVersions(), ...recorded('version')),
  program('wsl --status', askStatus(), ...recorded('status', 'stub')),
  program('reg query Lxss', queryRegistry(), ...registry),
  program('reg query CurrentVersion', queryWindowsVersion(), 'HKEY_LOCAL_MACHINE\\X\n    CurrentBuild    REG_SZ    26100\n    UBR    REG_DWORD    0x7d8\n'),
  program('reg query proxy', queryWindowsProxy(), 'HKEY_CURRENT_USER\\X\n    ProxyEnable    REG_DWORD    0x1\n    ProxyServer    REG_SZ    http=a:80;https=b:443\n    ProxyOverride    REG_SZ    <local>;*.corp\n'),
  program('reg query roots', queryWindowsRoots('computer'), 'HKEY_LOCAL_MACHINE\\X\\0123456789ABCDEF0123456789ABCDEF01234567\n    Blob    REG_BINARY    190000000100000010000000AABB20000000010000000400000030820122\n', ...registry),
  program('reg query package', queryPackageVersion(), 'HKEY_LOCAL_MACHINE\\X\n    Version    REG_SZ    2.6.1.0\n', ...registry),
  program('netstat', queryListeners(), '  TCP    0.0.0.0:135     0.0.0.0:0      LISTENING       1234\r\n  TCP    [::]:445        [::]:0         ABHÖREN         4\r\n'),
  program('tasklist pid', queryProcessImage(4), '"System","4","Services","0","144 K"\r\n'),
  program('tasklist vmmem', queryVmMemory(), '"vmmemWSL","4","Services","0","1.234.567 K"\r\n"vmmem","5","Services","0","12 K"\r\n'),
  program('tasklist docker', listDesktopProcesses(), '"com.docker.backend.exe","4","Console","1","8 K"\r\n'),
  program('route print', queryRoutes(), '          0.0.0.0          0.0.0.0      192.168.1.1    192.168.1.20     25\r\n       172.17.0.0      255.255.0.0         On-link        172.17.0.1    271\r\n'),
  program('netsh interfaces', queryInterfaces(), '  1          75  4294967295  connected     Loopback\r\n 12          25        1400  verbunden     VPN\r\n'),
  program('netsh routes', queryInterfaceRoutes(), 'No       Manual    0    0.0.0.0/0                  12  192.168.1.1\r\nNein     System    256  172.17.0.0/16             12  VPN\r\n'),
  program('netsh excluded ports', queryExcludedPorts(), '\r\nStart    End\r\n-----    ---\r\n   80    80\r\n 5357  5357 *\r\n\r\n* - x\r\n'),
  program('PowerShell features', queryWindowsFeatures(), '{"HypervisorPresent":true,"TotalPhysicalMemory":17179869184}\r\n[{"Name":"VirtualMachinePlatform","InstallState":1}]\r\n'),
  program('docker desktop status', desktopStatusCommand(), '{"Status":"running"}\n'),
  text('mountinfo', (printed) => [readDriveMounts(printed), mountPointOf('/mnt/c/x', readMountinfo(printed))], mountinfo),
  text('ldd', readLibraries, '\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f)\n\t/lib64/ld-linux-x86-64.so.2 (0x00007f)\n'),
  text('proxy', readProxyAddress, 'http://user:pass@proxy.corp:8080', '[::1]:3128', 'socks5://10.0.0.1:1080/'),
  text('baseline', (printed) => readBaseline(printed, (file) => file), '{"version":1,"findings":[{"file":"a","rule":"b","source":"c"}]}', '{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"slipway"}},"results":[{"locations":[{"physicalLocation":{"artifactLocation":{"uri":"a%20b"}}}],"partialFingerprints":{"slipway/v1":"x"}}]}]}'),
  text('record of a move', readRecord, `{"version":1,"distro":{"name":"U"},"folder":"/a","source":"C:\\\\a","include":[],"moved":"x","inode":"1","made":["/a"],"wasThere":false,"entries":2}\n["d","x"]\n["f","x/y",3,"${sum}",true]\n`),
  text('journal of a move', readJournal, `["a",1,2.5,"${sum}"]\n["b/c",0,1,"${sum}"]\n`),
  text('mark of a move', readMark, '{"version":1,"source":"C:\\\\a","destination":"/a"}\n'),
  text('sha256sum', (printed) => readSums(printed, ['a', 'b\\c']), `${sum}  a\n\\${sum}  b\\\\c\n`),
  script('the script at a destination', readDestination, `state=new\0above=/\0real=/home\0mounts=${mountinfo}\0writable=yes\0free=123\0has=tar\0tar=tar (GNU tar) 1.3\0`),
  script('the script at a drive', readLook, `drive=/mnt/c\0linux=/home\0mounts=${mountinfo}\0left=/x\0end=\0`),
]; // prettier-ignore
