import packedPages from 'packed:docs/rules';
import { ruleIds } from '../mounts/ruleIds';
import { configRuleIds } from '../wslconf/ruleIds';
import { partsOfPage } from '../text/report/rulePage';
import type { CommandContext, ExitCode } from './context';
import { UsageError } from './invocation';
import { unpackRulePages } from './rulePages';
import { formatTable } from './table';

const rules: readonly string[] = [...ruleIds, ...configRuleIds];

/**
 * `slipway explain [RULE]`: the rule's page, or what each rule is about. The pages are built into the program, so that they are
 * there without a network.
 */
export async function explain(context: CommandContext): Promise<ExitCode> {
  const [rule, ...others] = context.invocation.operands;
  if (others.length > 0) throw new UsageError('explain takes the name of one rule.');
  const pages = await unpackRulePages(packedPages);
  if (rule === undefined) {
    context.print(formatTable(rules.map((id) => [id, partsOfPage(pages.get(id) ?? '').summary])));
    return 0;
  }
  const page = pages.get(rule);
  if (page === undefined) throw new UsageError(`There is no rule "${rule}": it is one of ${rules.join(', ')}.`);
  context.print(page.trimEnd());
  return 0;
}
