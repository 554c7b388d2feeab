import { checkConfig, type CheckedConfig } from '../../../src/wslconf/check';
import type { WslConfigFile } from '../../../src/wslconf/scan';

/** Checks a text as one of the two files, for a release of WSL if one is named. */
export function check(text: string, file: WslConfigFile = 'wslconfig', wsl: string | null = null): CheckedConfig {
  return checkConfig({ text, file, wsl, hasMark: false });
}

/** `line rule severity "range"` of each finding. */
export function outline(text: string, file: WslConfigFile = 'wslconfig', wsl: string | null = null): string[] {
  const { findings, lines } = check(text, file, wsl);
  return findings.map(({ rule, severity, range }) => {
    const { line } = lines.positionAt(range.start);
    return `${line} ${rule.replace(/^config-/, '')} ${severity} ${text.slice(range.start, range.end)}`;
  });
}
