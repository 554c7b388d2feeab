import type { Comment } from '../text/suppression';
import { isDevcontainerFile } from './devcontainerFileNames';
import type { Place } from './mount';
import { readComposeFile } from './readers/composeFile';
import { readDevcontainerFile } from './readers/devcontainerFile';
import { readJsonComments } from './readers/jsonDocument';
import type { ReadFile } from './readers/readFile';
import { readYamlComments } from './readers/yamlComments';

/** A kind of file that holds mounts. */
interface Format {
  /** What begins a comment. */
  readonly mark: '#' | '//';
  read(text: string, place: Place): ReadFile;
  comments(text: string): Comment[];
}

const composeFile: Format = { mark: '#', read: readComposeFile, comments: readYamlComments };
const devcontainerFile: Format = { mark: '//', read: readDevcontainerFile, comments: readJsonComments };

/** The kind of a file, by its name: what is no dev container's is a compose file. */
export function formatOf({ file }: Place): Format {
  return isDevcontainerFile(file) ? devcontainerFile : composeFile;
}
