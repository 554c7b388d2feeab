import { explainProblem } from '../../state/problem';
import { message } from '../../text/message';
import type { LinkId } from '../checks';
import type { Examination, Looked } from '../examination';
import type { Answered } from '../inside/ask';
import type { Facts } from '../inside/facts';
import { unknown, type Proof, type Verdict } from '../verdict';

/** One link of the chain. What it needs: Windows alone, or programs that run in the distro. */
export interface Link {
  readonly id: LinkId;
  readonly needs: 'windows' | 'distro';
  probe(examination: Examination): Promise<Verdict>;
}

/** Nothing could be asked: what hangs is not asked again, and nothing behind it could be told either. */
export function blockedBy(asked: Exclude<Answered, { kind: 'ran' }>): Verdict {
  if (asked.kind === 'hangs') {
    return unknown(message('The distro did not answer in time, so no more was asked of it.'), [asked.proof], {
      ends: true,
      nextStep: message('Retry. If it stays like this, stop the distro, or resume a paused engine.'),
      fix: { act: 'stopDistro' },
    });
  }
  const { message: text, nextStep } = explainProblem(asked.problem);
  return unknown(text, [asked.proof], { ends: true, nextStep });
}

/** A link that is judged by what one look into the distro gave. */
export function byFacts(id: LinkId, judge: (facts: Facts, examination: Examination) => Verdict): Link {
  return {
    id,
    needs: 'distro',
    async probe(examination) {
      const looked: Looked<Facts> = await examination.facts();
      return 'blocked' in looked ? blockedBy(looked.blocked) : judge(looked.facts, examination);
    },
  };
}

/** What a script of ours saw of a thing, as the command that anybody could look with. */
export function seen(command: string, answer: string): Proof {
  return { command, answer };
}
