import slowMount from '../../docs/rules/slow-mount.md';
import slowProject from '../../docs/rules/slow-project.md';
import unusedSuppression from '../../docs/rules/unused-suppression.md';
import wrongSide from '../../docs/rules/wrong-side.md';
import type { CommandContext, ExitCode } from './context';
import { UsageError } from './invocation';

/** The pages of the rules, built into the program so that they are there without a network. */
const pages: ReadonlyMap<string, string> = new Map([
  ['slow-mount', slowMount],
  ['wrong-side', wrongSide],
  ['slow-project', slowProject],
  ['unused-suppression', unusedSuppression],
]);

/** `slipway explain RULE`: the rule's page. */
export function explain(context: CommandContext): Promise<ExitCode> {
  const [rule, ...others] = context.invocation.operands;
  const page = rule === undefined || others.length > 0 ? undefined : pages.get(rule);
  if (page === undefined) throw new UsageError(`explain takes the name of one rule: ${[...pages.keys()].join(', ')}.`);
  context.print(page.trimEnd());
  return Promise.resolve(0);
}
