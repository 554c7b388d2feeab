import { readYamlInSteps, type YamlFile } from '../readers/yamlDocument';
import { atOnce, type InSteps } from '../readers/yamlParse';
import { ComposeDocument } from './composeDocument';
import type { EnvFile } from './environment';
import type { ComposeLayer } from './layer';
import type { ComposeProject } from './references';

/** A compose file that has been parsed. */
export interface ParsedCompose {
  readonly text: string;
  readonly yaml: YamlFile;
  readonly documents: readonly ComposeDocument[];
}

/** @param earlier the file as it was before a change: only what has changed is parsed */
export function parseCompose(text: string, earlier: ParsedCompose | null = null): ParsedCompose {
  return atOnce(parseComposeInSteps(text, earlier));
}

/** The same in steps. */
export function* parseComposeInSteps(text: string, earlier: ParsedCompose | null): InSteps<ParsedCompose> {
  const yaml = yield* readYamlInSteps(text, earlier?.yaml ?? null);
  return { text, yaml, documents: yaml.documents.map((document) => new ComposeDocument(document)) };
}

/** What takes part in the meaning of a compose file besides its own text. */
export interface ComposeSurroundings {
  /** The file as it was when the others were looked for; null when nobody looked. */
  readonly parsed: ParsedCompose | null;
  /** Its path, as the layers have theirs. */
  readonly path: string;
  /** The project that it is read in; null when nobody looked. */
  readonly project: ComposeProject | null;
  /** The files that are laid under it and over it, each the weakest first. */
  readonly before: readonly ComposeLayer[];
  readonly after: readonly ComposeLayer[];
  /** The files that its services extend, by the name that is written. */
  readonly extended: ReadonlyMap<string, ComposeLayer>;
  /** The strongest first. */
  readonly envFiles: readonly EnvFile[];
}

/** A compose file by itself. */
export const noSurroundings: ComposeSurroundings = {
  parsed: null,
  path: '',
  project: null,
  before: [],
  after: [],
  extended: new Map(),
  envFiles: [],
};
