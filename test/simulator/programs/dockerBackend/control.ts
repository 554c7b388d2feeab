import type { AppSettings } from '../../docker/ask-backend';
import { type Settings, fits, knownKey } from '../../docker/settings-keys';
import type { State } from '../../state/model';

/** The nested form in which the backend gives its settings to its window (reference 2). */
export function appSettings(settings: Settings, { distros }: State): AppSettings {
  const listed = new Set(settings.IntegratedWslDistros ?? []);
  return {
    desktop: { useWindowsContainers: settings.UseWindowsContainers ?? false },
    wslIntegration: {
      enableIntegrationWithDefaultWslDistro: settings.EnableIntegrationWithDefaultWslDistro ?? false,
      distros: distros.map(({ name }) => ({ name, enabled: listed.has(name) })),
    },
  };
}

/** The settings a request wants changed: `?change=` with JSON. Undefined unless all are known and have values that fit. */
export function settingsChange(url: URL): Settings | undefined {
  const change = JSON.parse(url.searchParams.get('change') ?? '{}') as Record<string, unknown>;
  const settings: Settings = {};
  for (const [spelling, value] of Object.entries(change)) {
    const key = knownKey(spelling);
    if (key === undefined || value === null || !fits(key, value)) return undefined;
    Object.assign(settings, { [key]: value });
  }
  return settings;
}
