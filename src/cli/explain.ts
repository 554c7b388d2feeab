import packedPages from 'packed:docs/rules';
import { ruleIds } from '../mounts/ruleIds';
import { configRuleIds } from '../wslconf/ruleIds';
import { inEnglish } from '../text/message';
import { partsOfPage } from '../text/report/rulePage';
import type { CommandContext, ExitCode } from './context';
import { UsageError } from './invocation';
import { unpackRulePages } from './rulePages';
import { formatTable } from './table';

const rules: readonly string[] = [...ruleIds, ...configRuleIds];

/**
 * `slipway explain [RULE | "TEXT"]`: the rule's page, what an error text means, or what each rule is about. The pages are built
 * into the program, so that they are there without a network.
 */
export async function explain(context: CommandContext): Promise<ExitCode> {
  const [rule, ...others] = context.invocation.operands;
  if (others.length > 0) throw new UsageError('explain takes the name of one rule, or one error text in quotes.');
  const pages = await unpackRulePages(packedPages);
  if (rule === undefined) {
    context.print(formatTable(rules.map((id) => [id, partsOfPage(pages.get(id) ?? '').summary])));
    return 0;
  }
  const page = pages.get(rule);
  if (page === undefined) return explainText(rule, context);
  context.print(page.trimEnd());
  return 0;
}

/** What is known of an error text, and what proves it on this machine. One word that is neither that nor a rule is a slip. */
async function explainText(text: string, context: CommandContext): Promise<ExitCode> {
  const { checkTitles, explainErrorText } = await import('../doctor');
  const known = explainErrorText(text);
  if (!known) {
    if (!/\s/.test(text)) throw new UsageError(`There is no rule "${text}": it is one of ${rules.join(', ')}.`);
    context.complain('Nothing is known of this text. "slipway doctor" looks at each link without it.');
    return 2;
  }
  const { check, nextStep } = known;
  context.print(
    [
      inEnglish(known.text),
      `Next: ${inEnglish(nextStep)}`,
      ...(check ? [`Proof: slipway doctor, check ${check} (${inEnglish(checkTitles[check])}).`] : []),
    ].join('\n'),
  );
  return 0;
}
