import type { Output } from '../machine/command';
import { decodeText, nonEmptyLines } from '../machine/decode';
import { kindOfCode } from './errorCodes';
import type { Evidence, WslErrorCode, WslProblem } from './problem';

const codePattern = /(?:^|\s)((?:Wsl|Wslg|Bash|WslConfig)(?:\/[A-Za-z]+)*)\/([A-Z][A-Z0-9_]+|0x[0-9a-fA-F]{1,8})\s*$/gm;
/** What releases before the packaged WSL print instead, in front of the sentence or alone: `Error: 0x800701bc`. */
const bareCodePattern = /(?:^|[\s:\uFF1A])(0x[0-9a-fA-F]{3,8})(?![0-9A-Za-z])/m;
const guidPattern = /\{[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\}/;
const propertyPattern =
  /\b(?:DistributionName|BasePath|State|Version|Flags|DefaultUid|VhdFileName|PackageFamilyName|KernelCommandLine|DefaultEnvironment)\b/;
const evidenceLength = 400;

/**
 * The error code that ends a text of wsl.exe, or the bare number of an old release; null when there is neither. The
 * label before it is translated and not looked at.
 */
export function findErrorCode(text: string): WslErrorCode | null {
  const last = [...text.matchAll(codePattern)].at(-1);
  if (last?.[1] && last[2]) return { path: last[1].split('/'), code: last[2] };
  const bare = bareCodePattern.exec(text)?.[1];
  return bare === undefined ? null : { path: [], code: bare.toLowerCase() };
}

/**
 * Tells what a failed call of wsl.exe means. Decided by error code, by the links that stand in the message in every
 * language, and by exit code; the sentences are translated and prove nothing. Errors are on stdout.
 */
export function explainFailure(output: Output, command: string): WslProblem {
  return explainText(decodeText(output.stdout), outputEvidence(output, command));
}

/** The same for a text of wsl.exe's own that something else stood in front of. */
export function explainText(text: string, evidence: Evidence): WslProblem {
  const error = findErrorCode(text);
  if (error) {
    const kind = kindOfCode(error);
    if (kind === null) return { kind: 'wslError', error, ...evidence };
    if (kind === 'distroNotFound' && text.includes('aka.ms/apdevguide')) {
      return { kind: 'distroOfOtherAccount', ...evidence };
    }
    return kind === 'brokenRegistration' ? { kind, ...brokenKey(text), ...evidence } : { kind, ...evidence };
  }
  if (text.includes('aka.ms/wslinstall')) return { kind: 'wslNotInstalled', ...evidence };
  // The inbox WSL prints these without a code.
  if (text.includes('aka.ms/wsl2kernel')) return { kind: 'kernelUpdateNeeded', ...evidence };
  if (text.includes('aka.ms/enablevirtualization')) return { kind: 'virtualizationOff', ...evidence };
  return { kind: 'unexpectedExit', ...evidence };
}

/** The key and the value it lacks: found by their shape, since some translations have the two the wrong way round. */
function brokenKey(text: string): { id: string | null; property: string | null } {
  return {
    id: guidPattern.exec(text)?.[0] ?? null,
    property: propertyPattern.exec(text)?.[0] ?? null,
  };
}

/** What was printed, short enough to be shown, without empty lines and anything that steers a terminal. */
export function shortenEvidence(printed: string): string {
  const text = nonEmptyLines(printed)
    .join('\n')
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, '\uFFFD');
  return text.length > evidenceLength ? `${text.slice(0, evidenceLength)}…` : text;
}

/** What was run and what came back. */
export function outputEvidence(output: Output, command: string): Evidence {
  const { exitCode, stdout, stderr } = output;
  return { command, exitCode, output: shortenEvidence(`${decodeText(stdout)}\n${decodeText(stderr)}`) };
}
