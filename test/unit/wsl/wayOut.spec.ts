import assert from 'node:assert/strict';
import { readAddress } from '../../../src/text/ipv4';
import { parseInterfaceRoutes, parseInterfaces, wayOutTo } from '../../../src/wsl/wayOut';

const output = (text: string, exitCode = 0) => ({
  exitCode,
  stdout: Buffer.from(text, 'latin1'),
  stderr: Buffer.alloc(0),
});

const interfaces = `
Idx     Met         MTU          State                Name
---  ----------  ----------  ------------  ---------------------------
  1          75  4294967295  connected     Loopback Pseudo-Interface 1
 24          35        1500  nicht verbunden  Wi-Fi 5 20
 8            1        1350  \u0083\u008a\u0083     VPN\r
`;

const routes = `
Veröff.  Typ       Met  Präfix                    Idx  Gateway/Schnittstellenname
-------  --------  ---  ------------------------  ---  ------------------------
Nein     Manuell   0    0.0.0.0/0                  24  192.168.1.1
Nein     Von Hand  10   0.0.0.0/0                   8  10.8.0.1
Nein     System    256  10.0.0.0/8                  8  Name 0 1.2.3.4/5 6 VPN
Nein     System    256  127.0.0.0/8                 1  Loopback Pseudo-Interface 1
`;

describe('the way out of Windows', () => {
  const known = parseInterfaces(output(interfaces))!;
  const ways = parseInterfaceRoutes(output(routes))!;
  const mtuTo = (address: string, more: string = ''): number | undefined =>
    wayOutTo(readAddress(address)!, [...ways, ...(parseInterfaceRoutes(output(more)) ?? [])], known)?.mtu;

  it('is read by the form of the lines, whatever the words and names', () => {
    assert.deepEqual(known, [
      { index: 1, metric: 75, mtu: 4_294_967_295 },
      { index: 24, metric: 35, mtu: 1500 },
      { index: 8, metric: 1, mtu: 1350 },
    ]);
    assert.deepEqual(
      ways.map(({ bits, metric, index }) => [bits, metric, index]),
      [
        [0, 0, 24],
        [0, 10, 8],
        [8, 256, 8],
        [8, 256, 1],
      ],
    );
  });

  it('is that of the closest route, then of the least sum of metrics', () => {
    assert.equal(mtuTo('192.0.2.1'), 1350);
    assert.equal(mtuTo('10.1.2.3'), 1350);
    assert.equal(mtuTo('127.0.0.1'), 4_294_967_295);
    assert.equal(mtuTo('192.0.2.1', 'No  Manual  9000  128.0.0.0/1  24  192.168.1.1\n'), 1500);
    // Through an interface that nobody knows leads nothing.
    assert.equal(mtuTo('192.0.2.1', 'No  Manual  0  192.0.2.0/24  99  192.168.1.1\n'), 1350);
    assert.equal(wayOutTo(readAddress('192.0.2.1')!, ways.slice(2), known), null);
  });

  it('is not known where the tables are empty, or the program failed', () => {
    assert.equal(parseInterfaces(output('\nIdx  Met  MTU\n')), null);
    assert.equal(parseInterfaces(output(interfaces, 1)), null);
    assert.equal(parseInterfaceRoutes(output('')), null);
    assert.equal(parseInterfaceRoutes(output(routes, 1)), null);
  });
});
