import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export type Theme = 'light' | 'dark' | 'hc-light' | 'hc-dark';

/** What the editor calls each theme. */
export const themes: Readonly<Record<Theme, string>> = {
  light: 'Default Light Modern',
  dark: 'Default Dark Modern',
  'hc-light': 'Default High Contrast Light',
  'hc-dark': 'Default High Contrast',
};

export interface SettingsOptions {
  theme?: Theme;
  workspaceTrust?: boolean;
  /** The product's own settings, or any other. */
  extra?: Readonly<Record<string, unknown>>;
}

/** Writes the user's settings: nothing that greets, advises or covers what is to be seen. */
export async function writeSettings(dataDir: string, options: SettingsOptions = {}): Promise<void> {
  const settings = {
    'workbench.startupEditor': 'none',
    'workbench.colorTheme': themes[options.theme ?? 'light'],
    'window.autoDetectColorScheme': false,
    'window.autoDetectHighContrast': false,
    'workbench.secondarySideBar.defaultVisibility': 'hidden',
    'workbench.tips.enabled': false,
    'workbench.welcomePage.walkthroughs.openOnInstall': false,
    'workbench.enableExperiments': false,
    'chat.disableAIFeatures': true,
    'telemetry.telemetryLevel': 'off',
    'update.mode': 'none',
    'extensions.autoCheckUpdates': false,
    'extensions.ignoreRecommendations': true,
    'git.openRepositoryInParentFolders': 'never',
    'security.workspace.trust.enabled': options.workspaceTrust ?? false,
    ...options.extra,
  };
  await mkdir(join(dataDir, 'User'), { recursive: true });
  await writeFile(join(dataDir, 'User', 'settings.json'), JSON.stringify(settings, undefined, 2));
}

/** Writes the settings of a folder, or of a file with several: those of the user are read once by an editor in a browser. */
export async function writeFolderSettings(path: string, settings: Readonly<Record<string, unknown>>): Promise<void> {
  if (path.endsWith('.code-workspace')) {
    const workspace = JSON.parse(await readFile(path, 'utf8')) as object;
    return writeFile(path, JSON.stringify({ ...workspace, settings }, undefined, 2));
  }
  await mkdir(join(path, '.vscode'), { recursive: true });
  await writeFile(join(path, '.vscode', 'settings.json'), JSON.stringify(settings, undefined, 2));
}
