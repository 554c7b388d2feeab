import type { Command } from '../machine/command';
import { readRegistryKeys, registryText } from '../machine/regQuery';

const packageKey = 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Lxss\\Msi';

/**
 * The version of the packaged WSL as its installer noted it, without starting anything. Null where it notes none: the WSL
 * inside Windows, a release from before the installer, or a registry that did not answer.
 */
export function queryPackageVersion(): Command<string | null> {
  return {
    program: 'reg',
    args: ['query', packageKey],
    parse: ({ exitCode, stdout }) => {
      const [key] = exitCode === 0 ? readRegistryKeys(stdout) : [];
      const version = key ? registryText(key, 'Version') : null;
      return version !== null && /^\d+(?:\.\d+)+$/.test(version) ? version : null;
    },
  };
}
