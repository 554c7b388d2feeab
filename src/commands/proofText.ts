import { proofSteps, type Proof, type ProofStep, type ProofStepName } from '../docker/proof';
import type { Verdict } from '../docker/proofVerdict';
import { message, type Message, type Translate } from '../text/message';
import { printable } from '../text/printable';
import type { Question } from './question';
import { codeBlock, inlineCode } from '../text/markdownCode';

/** What is asked before a proof: everything that it does, and that it is taken away again. */
export function proofQuestion(name: string, starts: boolean): Question<'prove'> {
  const shown = printable(name);
  return {
    message: message('Prove in {0} that Docker Desktop works there?', shown),
    detail: [
      ...(starts ? [message('{0} does not run: it is started for this.', shown)] : []),
      message(
        'A folder is made in its home, and an image of its own cat and tail. Nothing is downloaded; only its Docker Desktop engine is used.',
      ),
      message('Two containers without a network print a file and end; a third watches a file that is then changed.'),
      message('Folder, image and containers are removed again, also when you cancel.'),
    ],
    choices: [['prove', starts ? message('Start {0} and Prove', shown) : message('Prove Docker in {0}', shown)]],
  };
}

/** What a proof showed, as a Markdown document; what it quotes cannot become markup. */
export function proofText(
  name: string,
  time: string,
  { steps }: Proof,
  leftBehind: readonly string[],
  translate: Translate,
): string {
  return [
    `# ${translate(message('Docker in {0}', inlineCode(name)))}`,
    '',
    translate(message('Tried at {0}.', time)),
    '',
    `| ${[message('Step'), message('Verdict'), message('What was seen')].map(translate).join(' | ')} |`,
    '| --- | --- | --- |',
    ...steps.map((step) => row(step, translate)),
    '',
    ...(leftBehind.length === 0
      ? []
      : [
          translate(message('Not removed, and yours to remove:')),
          '',
          ...leftBehind.map((each) => `- ${inlineCode(each)}`),
          '',
        ]),
    ...steps.flatMap((step) => evidenceOf(step, translate)),
  ].join('\n');
}

function row({ name, verdict, detail }: ProofStep, translate: Translate): string {
  const cells = [translate(titles[name]), translate(verdicts[verdict]), inlineCode(translate(detail))];
  return `| ${cells.map((cell) => cell.replace(/\|/g, '\\|')).join(' | ')} |`;
}

function evidenceOf({ name, evidence }: ProofStep, translate: Translate): string[] {
  return evidence === '' ? [] : [`## ${translate(titles[name])}`, '', ...codeBlock(evidence), ''];
}

/** The sentence for who looks at the editor alone. */
export function proofSummary(name: string, { steps }: Proof): Message {
  const count = steps.filter(({ verdict }) => verdict === 'ok').length;
  const failed = steps.find(({ verdict }) => verdict === 'failed');
  return failed || count < proofSteps.length
    ? message('Docker in {0}: {1} of {2} steps are proved.', printable(name), count, proofSteps.length)
    : message('Docker in {0}: proved.', printable(name));
}

const titles: Readonly<Record<ProofStepName, Message>> = {
  engine: message("Docker Desktop's engine answers"),
  run: message('A container runs'),
  bind: message("A container sees this distro's files"),
  event: message('A container is told of changes'),
};

const verdicts: Readonly<Record<Verdict, Message>> = {
  ok: message('proved'),
  failed: message('failed'),
  notTested: message('not tested'),
};
