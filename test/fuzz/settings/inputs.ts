import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SettingsFormat } from '../../../src/docker/settings';
import type { IntegrationWish } from '../../../src/docker/settingsEdit';
import { Random } from '../../random';
import { mutated } from '../mutate';

/** A settings file of Docker Desktop, what an administrator decides, and what is wanted of a distro. */
export interface SettingsInput {
  readonly text: string;
  readonly format: SettingsFormat;
  readonly policy: string | null;
  readonly wish: IntegrationWish;
}

const folder = join(import.meta.dirname, '../../fixtures/docker-settings');
const samples = readdirSync(folder)
  .filter((name) => /^[0h]\d.*\.json$/.test(name))
  .map((name) => readFileSync(join(folder, name), 'utf8'));
const small = ['{}', '{\r\n}', '{"IntegratedWslDistros": ["Debian"]}', '{"integratedWslDistros":[],"enableIntegrationWithDefaultWslDistro":true}', '{\n\t"IntegratedWslDistros": [\n\t\t"Ubuntu",\n\t\t"debian"\n\t]\n}'] as const; // prettier-ignore

const tokens = ['\n', '\r\n', ' ', '\t', ',', ':', '"', '\\', '\\u0041', '{', '}', '[', ']', '{}', '[]', 'null', 'true', 'false', '1', '-1.5e3', '//x\n', '/**/', '\uFEFF', '\0', 'é', '"Debian"', '"DEBIAN",', '"Ubuntu",', '"IntegratedWslDistros":', '"integratedWslDistros":["Ubuntu"],', '"EnableIntegrationWithDefaultWslDistro":true,', '"WslEngineEnabled":true,', '"a":1,', '"__proto__":{},', '"locked":true,'] as const; // prettier-ignore
const policies = ['{"IntegratedWslDistros":{"locked":true,"value":["Debian"]}}', '{"enableIntegrationWithDefaultWslDistro":{"locked":true,"value":false}}', '{"wslEngineEnabled":{"locked":true,"value":true}}'] as const; // prettier-ignore

/** The input with this number; the same for the same seed. */
export function settingsInput(seed: number, index: number): SettingsInput {
  const random = new Random(Math.imul(seed, 0x9e3779b1) ^ index);
  let text = (random.chance(0.6) ? random.pick(small) : random.pick(samples)) ?? '';
  for (let count = random.below(5); count > 0; count -= 1) text = mutated(text, random, tokens);
  let policy: string | null = random.chance(0.2) ? random.pick(policies) : null;
  if (policy !== null && random.chance(0.5)) policy = mutated(policy, random, tokens);
  const name = random.pick(['Debian', 'Ubuntu', 'a "b"\\', 'é'] as const);
  return {
    text,
    format: random.pick(['store', 'legacy'] as const),
    policy,
    wish: {
      distro: { name, isDefault: random.chance(0.5), wslVersion: 2, kind: 'user' },
      on: random.chance(0.5),
      by: random.pick(['effective', 'list'] as const),
    },
  };
}
