import type { Output } from '../machine/command';
import { decodeText, nonEmptyLines } from '../machine/decode';
import type { Evidence, PlainWslProblemKind, WslErrorCode, WslProblem } from './problem';

const codePattern = /(?:^|\s)((?:Wsl|Wslg|Bash|WslConfig)(?:\/[A-Za-z]+)*)\/([A-Z][A-Z0-9_]+|0x[0-9a-fA-F]{1,8})\s*$/gm;
/** What releases before the packaged WSL print instead, in front of the sentence or alone: `Error: 0x800701bc`. */
const bareCodePattern = /(?:^|[\s:\uFF1A])(0x[0-9a-fA-F]{3,8})(?![0-9A-Za-z])/m;
const guidPattern = /\{[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\}/;
const propertyPattern =
  /\b(?:DistributionName|BasePath|State|Version|Flags|DefaultUid|VhdFileName|PackageFamilyName|KernelCommandLine|DefaultEnvironment)\b/;
const evidenceLength = 400;

/** Symbols and the hexadecimal forms that older releases print for them. */
const kindByCode: Readonly<Record<string, PlainWslProblemKind>> = {
  WSL_E_WSL_OPTIONAL_COMPONENT_REQUIRED: 'optionalComponentMissing',
  WSL_E_WSL1_NOT_SUPPORTED: 'optionalComponentMissing',
  '0x80040303': 'optionalComponentMissing',
  '0x80040321': 'optionalComponentMissing',
  '0x8007019e': 'optionalComponentMissing',
  '0x19e': 'optionalComponentMissing',
  HCS_E_HYPERV_NOT_INSTALLED: 'virtualizationOff',
  HCS_E_SERVICE_NOT_AVAILABLE: 'virtualizationOff',
  WSL_E_VIRTUAL_MACHINE_PLATFORM_REQUIRED: 'virtualizationOff',
  '0x8004032d': 'virtualizationOff',
  '0x80370102': 'virtualizationOff',
  '0x80370114': 'virtualizationOff',
  ERROR_SERVICE_DOES_NOT_EXIST: 'serviceMissing',
  ERROR_SERVICE_DISABLED: 'serviceMissing',
  REGDB_E_CLASSNOTREG: 'serviceMissing',
  '0x80070424': 'serviceMissing',
  '0x80070422': 'serviceMissing',
  '0x80040154': 'serviceMissing',
  ERROR_ACCESS_DISABLED_BY_POLICY: 'blockedByPolicy',
  '0x800704ec': 'blockedByPolicy',
  WSL_E_DISTRO_NOT_FOUND: 'distroNotFound',
  '0x80040302': 'distroNotFound',
  '0x800701bc': 'kernelUpdateNeeded',
  '0x1bc': 'kernelUpdateNeeded',
};

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
  const text = decodeText(output.stdout);
  const evidence = outputEvidence(output, command);
  const error = findErrorCode(text);
  if (error) {
    if (error.path.includes('ReadDistroConfig')) return { kind: 'brokenRegistration', ...brokenKey(text), ...evidence };
    const kind = kindByCode[error.code] ?? kindByCode[error.code.toLowerCase()];
    if (kind) return { kind, ...evidence };
    return { kind: 'wslError', error, ...evidence };
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

function shorten(stdout: string, stderr: string): string {
  const lines = [...nonEmptyLines(stdout), ...nonEmptyLines(stderr)];
  const text = lines.join('\n').replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, '\uFFFD');
  return text.length > evidenceLength ? `${text.slice(0, evidenceLength)}…` : text;
}

/** What was run and what came back, short enough to be shown. */
export function outputEvidence(output: Output, command: string): Evidence {
  const { exitCode, stdout, stderr } = output;
  return { command, exitCode, output: shorten(decodeText(stdout), decodeText(stderr)) };
}
