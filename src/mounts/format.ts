import type { Comment } from '../text/suppression';
import { mentionsHostPath } from './mentions';
import { fileKindOf, type FileKind } from './mountFileNames';
import type { Place } from './mount';
import { readComposeFile } from './readers/composeFile';
import { readDevcontainerFeature, readDevcontainerFile } from './readers/devcontainerFile';
import { readCommandSettings, readPackageFile } from './readers/jsonCommands';
import { readJsonComments } from './readers/jsonDocument';
import { readKubernetesFile } from './readers/kubernetesFile';
import type { ReadFile } from './readers/readFile';
import {
  readBatchFile,
  readMakefile,
  readPosixScript,
  readPowerShellScript,
  readScriptComments,
  readShebangScript,
} from './readers/scriptFile';
import { readYamlComments } from './readers/yamlComments';
import type { Related } from './related';

/** A kind of file that holds mounts. */
export interface Format {
  /** What begins a comment; null where there are none. */
  readonly mark: '#' | '//' | 'rem' | null;
  /** Whether only Windows runs such files, wherever they lie. */
  readonly isOfWindows?: true;
  read(text: string, place: Place, related: Related): ReadFile;
  comments(text: string): Comment[];
}

const composeFile: Format = {
  mark: '#',
  read: (text, place, { compose }) => readComposeFile(text, place, compose ?? undefined),
  comments: readYamlComments,
};

/** A compose file under a name of its own, a manifest of Kubernetes, or nothing of interest. */
const yamlFile: Format = {
  mark: '#',
  read(text, place, related) {
    if (mentionsHostPath(text)) return readKubernetesFile(text);
    return /^["']?(?:services|volumes|include)["']?\s*:|^\s*\{/m.test(text)
      ? composeFile.read(text, place, related)
      : nothing;
  },
  comments: readYamlComments,
};

const nothing: ReadFile = { mounts: [], errors: [] };

const script = { mark: '#', comments: readScriptComments } as const;

const strictJson: Format = {
  mark: null,
  read: readCommandSettings,
  comments: () => [],
};

const formats: Readonly<Record<FileKind, Format>> = {
  compose: composeFile,
  devcontainer: { mark: '//', read: readDevcontainerFile, comments: readJsonComments },
  'devcontainer-feature': { mark: '//', read: readDevcontainerFeature, comments: readJsonComments },
  yaml: yamlFile,
  posix: { ...script, read: readPosixScript },
  powershell: { ...script, isOfWindows: true, read: readPowerShellScript },
  batch: { ...script, mark: 'rem', isOfWindows: true, read: readBatchFile },
  makefile: { ...script, read: readMakefile },
  package: { ...strictJson, read: readPackageFile },
  settings: { ...strictJson, mark: '//', comments: readJsonComments },
  'strict-settings': strictJson,
};

/** A script whose name does not say so. */
const unnamedScript: Format = { ...script, read: readShebangScript };

/** The kind of a file, by its name. */
export function formatOf({ file }: Pick<Place, 'file'>): Format {
  const kind = fileKindOf(file);
  return kind === null ? unnamedScript : formats[kind];
}
