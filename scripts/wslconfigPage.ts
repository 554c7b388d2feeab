// docs/wslconfig.md, made from the table in the code: node --import tsx scripts/wslconfigPage.ts
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { inEnglish } from '../src/text/message';
import { defaultOf, needsOf } from '../src/wslconf/describe';
import { keysIn, newestRelease, sectionsOf, type ConfigKey } from '../src/wslconf/schema';

const page = fileURLToPath(new URL('../docs/wslconfig.md', import.meta.url));

const head = `# What .wslconfig and wsl.conf can say

<!-- Made from the code by scripts/wslconfigPage.ts. -->

All keys that are known of WSL up to ${newestRelease} and a little later, as Slipway completes, explains and checks them. Of a key
without a release nobody knows more than that 2.5.8 has it. How WSL reads these files, and what it does with a line that it cannot read, is told by the
pages of the rules, from [config-syntax](rules/config-syntax.md) on.
`;

const parts = [
  {
    file: 'wslconfig',
    title: '`%UserProfile%\\.wslconfig`',
    about:
      'Speaks of the VM that all WSL 2 distros share. Read when that VM starts: after `wsl --shutdown`, which ends Docker Desktop as well.',
  },
  {
    file: 'wsl.conf',
    title: '`/etc/wsl.conf`',
    about: 'Speaks of one distro. Read when it starts: after `wsl --terminate NAME`.',
  },
] as const;

/** The page as it has to be. */
export function wslconfigPage(): string {
  const sections = parts.flatMap(({ file, title, about }) => [
    `## ${title}`,
    about,
    ...sectionsOf(file).flatMap((section) => [
      `### [${section}]`,
      [
        '| key | kind | default | what it does |',
        '| --- | --- | --- | --- |',
        ...keysIn(file)
          .filter((key) => key.section === section)
          .map(row),
      ].join('\n'),
    ]),
  ]);
  return `${[head.trimEnd(), ...sections].join('\n\n')}\n`;
}

function row(key: ConfigKey): string {
  const { type, values = [], aliases = {} } = key;
  const names = [...values, ...Object.keys(aliases)].map((name) => `\`${name}\``).join(', ');
  const says = [key.about, ...needsOf(key)].map(inEnglish).join(' ');
  const cells = [`\`${key.key}\``, names === '' ? type : names, defaultOf(key, inEnglish), says];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(page, wslconfigPage());
