import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { linuxPlatform, type LinuxSigns } from '../../../src/machine/platform';

const bare: LinuxSigns = {
  kernel: '6.8.0-45-generic\n',
  hasSockets: false,
  hasSession: false,
  hasContainerMark: false,
};
const wsl2 = { ...bare, kernel: '6.6.87.2-microsoft-standard-WSL2\n' };

const cases: readonly (readonly [title: string, signs: LinuxSigns, platform: 'wsl' | 'other'])[] = [
  ['a session in WSL 2', { ...wsl2, hasSockets: true, hasSession: true }, 'wsl'],
  ['a session in WSL 1', { ...bare, kernel: '4.4.0-19041-Microsoft\n', hasSession: true }, 'wsl'],
  ['a service in WSL 2, whose environment names nothing', { ...wsl2, hasSockets: true }, 'wsl'],
  ['a kernel of one’s own in WSL 2', { ...bare, hasSockets: true, hasSession: true }, 'wsl'],
  [
    'a distro imported from `docker export`',
    { ...wsl2, hasSockets: true, hasSession: true, hasContainerMark: true },
    'wsl',
  ],
  ['a container on Docker Desktop', { ...wsl2, hasContainerMark: true }, 'other'],
  ['a container that was given the name of a distro', { ...wsl2, hasSession: true, hasContainerMark: true }, 'other'],
  ['a container without a mark on that kernel', wsl2, 'other'],
  ['a Linux', bare, 'other'],
  ['a Linux whose environment came from a distro', { ...bare, hasSession: true }, 'other'],
  ['a container on a Linux', { ...bare, hasContainerMark: true }, 'other'],
  ['a Linux that does not tell its kernel', { ...bare, kernel: '', hasSession: true }, 'other'],
];

describe('the platform of a Linux', () => {
  for (const [title, signs, platform] of cases) {
    it(`is ${platform} for ${title}`, () => assert.equal(linuxPlatform(signs), platform));
  }
});
