import type { Command, Output } from '../machine/command';
import { decodeText, nonEmptyLines } from '../machine/decode';
import { explainFailure, outputEvidence } from './failure';
import type { Evidence, Parsed } from './problem';
import { wslCommand } from './wslCommand';

/** The versions of the packaged WSL's parts, as text: most have four numbers and some a suffix. */
export interface WslVersions {
  readonly wsl: string;
  readonly kernel: string;
  readonly windows: string;
}

/** `wsl --version`: needs neither the service nor the VM, and only the packaged WSL knows it. */
export function askVersions(): Command<Parsed<WslVersions>> {
  return wslCommand(['--version'], parseVersions);
}

/** Seven lines in fixed order; labels and colons are translated, the value is the last word. */
export function parseVersions(output: Output, command: string): Parsed<WslVersions> {
  if (output.exitCode !== 0) return { ok: false, problem: explainFailure(output, command) };
  const values = nonEmptyLines(decodeText(output.stdout)).map((line) => line.trimEnd().split(/\s+/).at(-1) ?? '');
  const [wsl, kernel, , , , , windows] = values;
  if (!wsl || !kernel || !windows || !/^\d+(?:\.\d+)+/.test(wsl) || !/^\d/.test(windows)) {
    return { ok: false, problem: { kind: 'unreadableOutput', ...outputEvidence(output, command) } };
  }
  return { ok: true, value: { wsl, kernel, windows } };
}

/** What `--status` proves: only the link about virtualization, its labels have a dozen translated forms. */
export interface WslStatus {
  readonly virtualizationOff: boolean;
  readonly evidence: Evidence;
}

/** `wsl --status`: needs the service, starts nothing, and answers 0 even when no VM can run. */
export function askStatus(): Command<Parsed<WslStatus>> {
  return wslCommand(['--status'], parseStatus);
}

export function parseStatus(output: Output, command: string): Parsed<WslStatus> {
  if (output.exitCode !== 0) return { ok: false, problem: explainFailure(output, command) };
  return {
    ok: true,
    value: {
      virtualizationOff: decodeText(output.stdout).includes('aka.ms/enablevirtualization'),
      evidence: outputEvidence(output, command),
    },
  };
}
