import assert from 'node:assert/strict';
import { isLocal, readProxyAddress } from '../../../src/text/proxyAddress';

describe('the address of a proxy', () => {
  for (const [text, shown] of [
    ['proxy.example:8080', 'http://proxy.example:8080'],
    ['http://proxy.example:8080/', 'http://proxy.example:8080'],
    ['http://me:p%40ss@proxy.example:8080', 'http://proxy.example:8080'],
    ['me:secret@proxy.example:8080', 'http://proxy.example:8080'],
    ['HTTPS://proxy.example', 'https://proxy.example:443'],
    ['socks5://127.0.0.1:7890', 'socks5://127.0.0.1:7890'],
    ['[::1]:3128', 'http://[::1]:3128'],
    [' 10.1.2.3 ', 'http://10.1.2.3:80'],
  ] as const)
    it(`${text.trim()} is ${shown}`, () => assert.equal(readProxyAddress(text)?.shown, shown));

  for (const text of ['', ' ', 'http://', 'proxy.example:99999', 'DIRECT none', 'odd://x'])
    it(`${JSON.stringify(text)} is none`, () => assert.equal(readProxyAddress(text), null));

  it('is local by its names alone', () => {
    const local = (text: string): boolean => isLocal(readProxyAddress(text)!);
    assert.deepEqual(['localhost:1', '127.0.0.1:1', '127.9.9.9:1', '[::1]:1', 'LOCALHOST:1'].map(local), [
      true,
      true,
      true,
      true,
      true,
    ]);
    assert.deepEqual(['localhost.example:1', '10.0.0.1:1', '127.example:1'].map(local), [false, false, false]);
  });
});
