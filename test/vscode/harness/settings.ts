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

/** Whether a path is that of the file which lists the folders of a window. */
export function isWorkspace(path: string): boolean {
  return path.endsWith('.code-workspace');
}

/** Writes the settings of a folder, or of the workspace of several: those of the user are read once by an editor in a browser. */
export async function writeFolderSettings(opened: string, settings: Readonly<Record<string, unknown>>): Promise<void> {
  if (isWorkspace(opened)) {
    const workspace = JSON.parse(await readFile(opened, 'utf8')) as Record<string, unknown>;
    return writeFile(opened, JSON.stringify({ ...workspace, settings }, undefined, 2));
  }
  await mkdir(join(opened, '.vscode'), { recursive: true });
  await writeFile(join(opened, '.vscode', 'settings.json'), JSON.stringify(settings, undefined, 2));
}
