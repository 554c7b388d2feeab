import assert from 'node:assert/strict';
import { readNetworkSettings } from '../../../src/wslconf/networking';

describe('the networking mode of .wslconfig', () => {
  for (const [text, mode] of [
    ['', 'nat'],
    ['[wsl2]\nmemory=8GB\n', 'nat'],
    ['[wsl2]\nnetworkingMode=mirrored\n', 'mirrored'],
    ['[WSL2]\r\nNetworkingMode = Mirrored # why\r\n', 'mirrored'],
    ['[experimental]\nnetworkingMode=mirrored\n', 'mirrored'],
    ['[experimental]\nnetworkingMode=nat\n[wsl2]\nnetworkingMode=mirrored\n', 'nat'],
    ['[wsl2]\nnetworkingMode=NAT\nnetworkingMode=mirrored\n', 'nat'],
    ['[wsl2]\n# networkingMode=mirrored\n', 'nat'],
    ['[other]\nnetworkingMode=mirrored\n', 'nat'],
    ['[wsl2]\nnetworkingMode=nonsense\n', 'nonsense'],
  ] as const)
    it(`${JSON.stringify(text)} is ${mode}`, () => assert.equal(readNetworkSettings(text).mode, mode));

  it('hands the proxy of Windows over unless it is told not to', () => {
    for (const [text, autoProxy] of [
      ['', true],
      ['[wsl2]\nautoProxy=false\n', false],
      ['[experimental]\nautoproxy = FALSE\n', false],
      ['[wsl2]\nautoProxy=maybe\n', true],
    ] as const)
      assert.equal(readNetworkSettings(text).autoProxy, autoProxy, text);
  });
});
