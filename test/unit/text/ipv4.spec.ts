import assert from 'node:assert/strict';
import { BlockList } from 'node:net';
import fc from 'fast-check';
import { describeSubnet, maskedSubnet, overlap, readAddress, readSubnet } from '../../../src/text/ipv4';

describe('addresses of IPv4', () => {
  it('are read in dotted form', () => {
    assert.equal(readAddress('172.17.0.1'), 0xac110001);
    assert.equal(readAddress('255.255.255.255'), 0xffffffff);
    for (const text of ['', '1.2.3', '1.2.3.256', '1.2.3.4.5', 'x', 'On-link'])
      assert.equal(readAddress(text), null, text);
  });

  it('begin alike as a mask or a number of bits says', () => {
    for (const [address, mask, subnet] of [
      ['0.0.0.0', '0.0.0.0', '0.0.0.0/0'],
      ['172.17.5.9', '255.255.0.0', '172.17.0.0/16'],
      ['172.29.16.0', '255.255.240.0', '172.29.16.0/20'],
      ['255.255.255.255', '255.255.255.255', '255.255.255.255/32'],
      ['128.0.0.0', '128.0.0.0', '128.0.0.0/1'],
    ] as const)
      assert.equal(describeSubnet(maskedSubnet(address, mask)!), subnet);
    assert.equal(describeSubnet(readSubnet('192.168.65.7/24')!), '192.168.65.0/24');
    for (const mask of ['255.0.255.0', '0.0.0.255', 'x']) assert.equal(maskedSubnet('1.2.3.4', mask), null, mask);
    for (const text of ['1.2.3.4', '1.2.3.4/33', 'fd00::/64', '/8']) assert.equal(readSubnet(text), null, text);
  });

  it('overlap where Node says that one holds the first address of the other', () => {
    const subnet = fc.record({
      // Near each other, or they never would.
      address: fc
        .tuple(fc.constantFrom(10, 172, 192), fc.constantFrom(16, 17, 168), fc.nat(3), fc.nat(255))
        .map((parts) => parts.join('.')),
      bits: fc.integer({ min: 1, max: 32 }),
    });
    fc.assert(
      fc.property(subnet, subnet, (one, other) => {
        const holds = (list: typeof one, first: string): boolean => {
          const block = new BlockList();
          block.addSubnet(list.address, list.bits);
          return block.check(first);
        };
        const [left, right] = [
          readSubnet(`${one.address}/${one.bits}`)!,
          readSubnet(`${other.address}/${other.bits}`)!,
        ];
        const [firstLeft, firstRight] = [left, right].map((each) => describeSubnet(each).split('/')[0]!);
        assert.equal(overlap(left, right), holds(one, firstRight!) || holds(other, firstLeft!));
      }),
    );
  });
});
