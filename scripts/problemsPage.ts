// docs/problems.md, made from the table in the code: node --import tsx scripts/problemsPage.ts
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { explainProblem, type Problem } from '../src/state/problem';
import { inEnglish, type Message } from '../src/text/message';
import { wslErrorCodes } from '../src/wsl/errorCodes';
import { sampleProblems } from './problemSamples';

const root = new URL('../', import.meta.url);
const page = fileURLToPath(new URL('docs/problems.md', root));

const head = `# What Slipway says of problems

<!-- Made from the code by scripts/problemsPage.ts. -->

Each kind of problem with its name in \`slipway distros --format json\`, the sentences of people's language, and the error codes
of WSL that lead to it. Names and numbers are samples. A code in no list is told as \`wslError\`.
`;

/** The page as it has to be. */
export function problemsPage(): string {
  const japanese = JSON.parse(readFileSync(new URL('l10n/bundle.l10n.ja.json', root), 'utf8')) as Record<
    string,
    string
  >;
  const inJapanese = ({ template, args }: Message): string =>
    inEnglish({ template: japanese[template] ?? template, args });
  const sections = [...sampleProblems].map(([kind, samples]) =>
    [`## \`${kind}\``, ...tellings(samples, inJapanese), ...codesOf(kind)].join('\n\n'),
  );
  return `${[head.trimEnd(), ...sections].join('\n\n')}\n`;
}

/** Each telling once in both languages: samples may differ in their names alone. */
function tellings(samples: readonly Problem[], inJapanese: (text: Message) => string): string[] {
  const told = new Map<string, string>();
  for (const sample of samples) {
    const { message, nextStep } = explainProblem(sample);
    const key = `${message.template}\n${nextStep.template}`;
    if (told.has(key)) continue;
    told.set(
      key,
      [`- ${inEnglish(message)} ${inEnglish(nextStep)}`, `- ${inJapanese(message)}${inJapanese(nextStep)}`].join('\n'),
    );
  }
  return [[...told.values()].join('\n')];
}

function codesOf(kind: string): string[] {
  const codes = wslErrorCodes
    .filter(([, , of]) => of === kind)
    .flatMap(([symbol, number]) => [symbol, number === null ? null : `0x${number.toString(16)}`])
    .filter((code) => code !== null);
  return codes.length === 0 ? [] : [`Codes: ${codes.map((code) => `\`${code}\``).join(', ')}`];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(page, problemsPage());
