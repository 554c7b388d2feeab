import type { Finding, Fix, ReadError, Severity } from '../finding';
import type { Translate } from '../message';
import type { LineIndex } from '../range';
import { partsOfPage } from './rulePage';
import type { FileFindings } from './findings';
import { reportRange } from './place';

/** Where a file is for whoever reads the log. */
export interface ArtifactLocation {
  readonly uri: string;
  readonly uriBaseId?: string;
}

/** A rule with its page, whose first paragraph says what is wrong. */
export interface RulePage {
  readonly id: string;
  readonly page: string;
  /** The page's address; absent where it has none. */
  readonly address?: string;
}

export interface SarifOptions {
  readonly translate: Translate;
  readonly version: string;
  readonly rules: readonly RulePage[];
  /** The folder that relative addresses start at, as an address that ends with a slash. */
  readonly root: string;
  readonly locate: (file: string) => ArtifactLocation;
  readonly exitCode: number;
  /** The fingerprints of the findings of each file, in their order. */
  readonly fingerprints: ReadonlyMap<Finding, string>;
}

/** The folder that relative addresses start at, and under which name a finding's fingerprint stands. */
export const rootId = '%SRCROOT%';
export const fingerprintName = 'slipwayFinding/v1';
export const toolName = 'Slipway';

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note', hint: 'note' };

/** The output of `slipway scan --format sarif`: a log after SARIF 2.1.0 (OASIS). */
export function findingsAsSarif(
  files: readonly FileFindings[],
  errors: readonly ReadError[],
  options: SarifOptions,
): string {
  const { root, version, rules, exitCode, locate } = options;
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: toolName, version, semanticVersion: version, language: 'en', rules: rules.map(descriptor) },
        },
        invocations: [
          {
            executionSuccessful: errors.length === 0,
            exitCode,
            toolExecutionNotifications: errors.map((error) => notification(error, locate)),
          },
        ],
        originalUriBaseIds: { [rootId]: { uri: root } },
        columnKind: 'utf16CodeUnits',
        results: files.flatMap((file) => file.findings.map((finding) => result(file, finding, options))),
      },
    ],
  };
  return JSON.stringify(log, null, 2);
}

function descriptor({ id, page, address }: RulePage): unknown {
  const { summary, details } = partsOfPage(page);
  return {
    id,
    shortDescription: { text: summary },
    fullDescription: { text: details },
    help: { text: page, markdown: page },
    ...(address === undefined ? {} : { helpUri: address }),
  };
}

function notification({ file, line, message }: ReadError, locate: SarifOptions['locate']): unknown {
  const region = line === undefined ? {} : { region: { startLine: line } };
  return {
    level: 'error',
    message: { text: message },
    locations: [{ physicalLocation: { artifactLocation: locate(file), ...region } }],
  };
}

/** SARIF counts lines and columns as the other outputs do. */
function result({ file, lines }: FileFindings, finding: Finding, options: SarifOptions): unknown {
  const { translate, locate, rules, fingerprints } = options;
  const artifactLocation = locate(file);
  const related = (finding.related ?? []).map(({ path, line, message }, id) => ({
    id,
    message: { text: translate(message) },
    physicalLocation: { artifactLocation: locate(path), region: { startLine: line } },
  }));
  const fixes = finding.fixes().map((fix) => fixOf(fix, artifactLocation, lines, translate));
  return {
    ruleId: finding.rule,
    ruleIndex: rules.findIndex(({ id }) => id === finding.rule),
    level: levels[finding.severity],
    message: { text: translate(finding.message) },
    locations: [{ physicalLocation: { artifactLocation, region: reportRange(finding.range, lines) } }],
    ...(related.length > 0 ? { relatedLocations: related } : {}),
    partialFingerprints: { [fingerprintName]: fingerprints.get(finding) },
    ...(fixes.length > 0 ? { fixes } : {}),
    properties: { severity: finding.severity, source: finding.evidence.source },
  };
}

function fixOf(
  { title, edits, safe }: Fix,
  artifactLocation: ArtifactLocation,
  lines: LineIndex,
  translate: Translate,
): unknown {
  const replacements = edits.map(({ range, newText }) => ({
    deletedRegion: reportRange(range, lines),
    ...(newText === '' ? {} : { insertedContent: { text: newText } }),
  }));
  return {
    description: { text: translate(title) },
    artifactChanges: [{ artifactLocation, replacements }],
    properties: { safe },
  };
}
