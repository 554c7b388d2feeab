/** A file whose every change has to turn a test red, and the fewest specs that hold all it promises. */
export interface Subject {
  readonly file: string;
  /** Patterns below `test/unit`. */
  readonly specs: readonly string[];
}

const mounts = (file: string, ...specs: string[]): Subject => ({
  file: `src/mounts/${file}`,
  specs: specs.map((spec) => `mounts/${spec}`),
});

// The runner knows no braces in patterns.
const rules = (...ids: string[]): string[] => ids.map((id) => `rules/${id}.spec.ts`);
const readers = (...names: string[]): string[] => names.map((name) => `readers/${name}.spec.ts`);

/** What decides over somebody's files or settings: the grammars of mounts, interpolation, classification, the edits of settings. */
export const subjects: readonly Subject[] = [
  mounts('csvRecord.ts', 'csvRecord.spec.ts', 'mountOption.spec.ts', 'fixes.spec.ts'),
  mounts('shortSyntax.ts', 'shortSyntax.spec.ts'),
  mounts('mountOption.ts', 'mountOption.spec.ts'),
  mounts('drivePath.ts', 'drivePath.spec.ts', 'fixes.spec.ts'),
  mounts(
    'target.ts',
    'target.spec.ts',
    ...rules('slow-mount', 'looks-like-bind', 'no-file-events', 'database-on-windows'),
  ),
  mounts('compose/volumeItem.ts', 'compose/volumeItem.spec.ts', ...readers('composeFile', 'sourceRanges')),
  mounts('shell/dockerRun.ts', 'shell/dockerRun.spec.ts', 'shell/programIndex.spec.ts'),
  mounts('interpolate.ts', 'interpolate.spec.ts', 'dotenv.spec.ts'),
  mounts(
    'classify.ts',
    'classify.spec.ts',
    'liveDistro.spec.ts',
    'compose/volumeItem.spec.ts',
    ...readers('kubernetesFile', 'devcontainerFile', 'scriptFile'),
  ),
  mounts(
    'locate.ts',
    'locate.spec.ts',
    'classify.spec.ts',
    'liveDistro.spec.ts',
    ...readers('kubernetesFile', 'devcontainerFile', 'scriptFile'),
  ),
  { file: 'src/docker/settingsFile.ts', specs: ['docker/settingsFile.spec.ts', 'docker/settings.spec.ts'] },
  { file: 'src/docker/settingsEdit.ts', specs: ['docker/settingsEdit.spec.ts', 'docker/change.spec.ts'] },
  { file: 'src/wslconf/setKey.ts', specs: ['wslconf/setKey.spec.ts'] },
];
