import { message } from '../../text/message';
import type { Container } from '../mount';
import type { FileFacts } from '../rules/rule';
import type { StepFix } from '../steps/step';
import type { Watcher } from '../watchers/table';

/** The variable by which a watcher looks for changes itself. Never safe: it costs processor time all day. */
export function pollingFix({ service }: Container, { tool, fix }: Watcher, { editing }: FileFacts): StepFix | null {
  const edits = fix && editing?.addEnvironment(service, ...fix);
  if (!fix || !edits || edits.length === 0) return null;
  return {
    title: message('Set {0}={1}: it sees changes, at the price of processor time', ...fix),
    safe: false,
    cures: true,
    edits,
    step: { kind: 'polling', service, tool, variable: fix[0] },
  };
}
