import { message, type Message, type Translate } from '../text/message';
import type { ConfigKey } from './schema';

/**
 * What is told of a key to whoever asks, in Markdown: what it does, what holds without it, and what it needs. Nothing of it
 * comes from a file.
 */
export function describeKey(key: ConfigKey, translate: Translate): string[] {
  const { file, section, about, home, gone, isIdle } = key;
  const lines = [
    translate(about),
    [translate(message('Default: {0}', defaultOf(key, translate))), ...valuesOf(key, translate)].join(' · '),
    needsOf(key)
      .map((need) => translate(need))
      .join(' '),
    // Installations read this one as they begin.
    key.key === 'distributionInstallPath' || gone !== undefined || isIdle === true || home !== undefined
      ? ''
      : translate(
          file === 'wslconfig'
            ? message('A change counts once all of WSL was shut down and starts again.')
            : message('A change counts once the distro was stopped and starts again.'),
        ),
  ].filter((line) => line !== '');
  return [`**${section}.${key.key}** (${key.type})`, ...lines];
}

/** What holds without a key: code where it could be written, words where the machine decides. */
export function defaultOf({ fallback, unit }: ConfigKey, translate: Translate): string {
  if (typeof fallback !== 'string') return translate(fallback);
  if (fallback === '') return translate(message('nothing'));
  return `\`${fallback}\`${unit === undefined ? '' : ` ${unit}`}`;
}

function valuesOf({ values, aliases = {}, least, most }: ConfigKey, translate: Translate): string[] {
  const code = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');
  if (values) return [translate(message('Values: {0}', code([...values, ...Object.keys(aliases)])))];
  if (least === undefined) return [];
  return [
    most === undefined
      ? translate(message('At least {0}', code([least])))
      : translate(message('From {0} to {1}', code([least]), code([most]))),
  ];
}

/** What a key needs, in sentences, and what else is to be known before it is set. */
export function needsOf(key: ConfigKey): Message[] {
  const { since, after, valuesSince = {}, requires, windows, isWsl2Only, isExperimental, isDocumented } = key;
  return [
    ...(since === undefined ? [] : [message('Since WSL {0}.', since)]),
    ...(after === undefined ? [] : [message('Came after WSL {0}.', after)]),
    ...Object.entries(valuesSince).map(([value, release]) => message('{0} since WSL {1}.', value, release)),
    ...(windows === undefined ? [] : [message('Needs Windows {0}.', windows)]),
    ...(requires === undefined ? [] : [message('Counts beside {0} only.', requires)]),
    ...(isWsl2Only === true ? [message('WSL 1 ignores it.')] : []),
    ...(isExperimental === true ? [message('An experiment of WSL.')] : []),
    ...(isDocumented ? [] : [message('Microsoft does not document it.')]),
  ];
}
