import { configuredIntegration } from '../../../src/docker/integration';
import { readPolicy } from '../../../src/docker/policy';
import { readSettings } from '../../../src/docker/settings';
import { editIntegration } from '../../../src/docker/settingsEdit';
import { judged } from '../faults';
import type { SettingsInput } from './inputs';

/** What is wrong with how a settings file is read and edited; null where nothing is. */
export function faultOf(input: SettingsInput): string | null {
  return judged(() => faultIn(input));
}

function faultIn({ text, format, policy: policyText, wish }: SettingsInput): string | null {
  const policy = policyText === null ? null : readPolicy(policyText);
  const before = readSettings(text, format);
  const isJson = jsonOf(text) !== null;
  if (isJson !== (before.status !== 'unreadable')) return `${before.status}, and JSON itself says otherwise`;
  const edit = editIntegration(text, format, policy, wish);
  if (edit.kind !== 'edited') return null;
  const after = readSettings(edit.text, format);
  if (after.status !== 'ok') return `the edited text is ${after.status}`;
  const isNamed = after.list.some((name) => name.toLowerCase() === wish.distro.name.toLowerCase());
  if (wish.by === 'list' && isNamed !== wish.on) return 'the list is not as wished';
  const { set } = configuredIntegration(wish.distro, after, policy);
  if (wish.by === 'effective' && set !== (wish.on ? 'on' : 'off')) return `the integration is ${set}`;
  if (others(edit.text) !== others(text)) return 'something else has changed';
  const again = editIntegration(edit.text, format, policy, wish);
  return again.kind === 'unchanged' ? null : `a second time it is ${again.kind}`;
}

/** What JSON itself makes of it; null for what is no object. */
function jsonOf(text: string): Record<string, unknown> | null {
  try {
    const content: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return typeof content === 'object' && content !== null && !Array.isArray(content)
      ? (content as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/** All but the two settings, in their order. */
function others(text: string): string {
  const isOurs = (key: string): boolean =>
    ['integratedwsldistros', 'enableintegrationwithdefaultwsldistro'].includes(key.toLowerCase());
  return JSON.stringify(Object.entries(jsonOf(text) ?? {}).filter(([key]) => !isOurs(key)));
}
