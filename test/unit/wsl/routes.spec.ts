import assert from 'node:assert/strict';
import { describeSubnet } from '../../../src/text/ipv4';
import { parseRoutes } from '../../../src/wsl/routes';

const read = (text: string, exitCode = 0): unknown =>
  parseRoutes({ exitCode, stdout: Buffer.from(text, 'latin1'), stderr: Buffer.alloc(0) })?.map(
    (route) => `${describeSubnet(route)} ${route.gateway ?? '-'} ${route.from}`,
  ) ?? null;

describe('the routes of Windows', () => {
  it('are read by the form of their lines, whatever the words', () => {
    assert.deepEqual(
      read(`===========
 17...e4 a4 71 00 00 01 ......Adapter 10.0.0.1 5
===========
IPv4-Routentabelle
     Netzwerkziel    Netzwerkmaske          Gateway    Schnittstelle Metrik
          0.0.0.0          0.0.0.0      192.168.1.1     192.168.1.23     25
      192.168.1.0    255.255.255.0   Auf Verbindung     192.168.1.23    281
       172.18.0.0      255.255.0.0         \u0083\u008a\u0083 \u0093       172.18.0.9     35\r
St\u00e4ndige Routen:
  Netzwerkadresse          Netzmaske  Gatewayadresse  Metrik
       10.20.0.0      255.255.0.0     192.168.1.254       1
       10.30.0.0      255.255.0.0     192.168.1.254  Standard
`),
      ['0.0.0.0/0 192.168.1.1 192.168.1.23', '192.168.1.0/24 - 192.168.1.23', '172.18.0.0/16 - 172.18.0.9'],
    );
  });

  it('are not known where there are none, or the program failed', () => {
    assert.equal(read('IPv4 Route Table\n  None\n'), null);
    assert.equal(read('0.0.0.0 0.0.0.0 10.0.0.1 10.0.0.2 25\n', 1), null);
  });
});
