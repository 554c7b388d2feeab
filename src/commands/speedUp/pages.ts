import type { Step } from '../../mounts/steps/step';
import { codeBlock, inlineCode, markdownText } from '../../text/markdownCode';
import { message, type Message, type Translate } from '../../text/message';

/** What is left to do after a step that was an edit, and what it gains, as Markdown; what it quotes cannot become markup. */
export function nextPage(
  title: string,
  file: string,
  step: Step,
  isNamedByOption: boolean,
  translate: Translate,
): string {
  const calls = callsFor(step);
  return [
    `# ${translate(message('What comes next: {0}', markdownText(title)))}`,
    '',
    ...nextFor(step).map((sentence, index) => `${index + 2}. ${translate(sentence)}`),
  ]
    .toSpliced(2, 0, `1. ${translate(message('Save {0}, or undo the change in its editor.', inlineCode(file)))}`)
    .concat(
      calls.length > 0 ? ['', ...codeBlock(calls.join('\n'))] : [],
      calls.length > 0 && isNamedByOption
        ? ['', translate(message('With the same -f options behind compose as the project is started with.'))]
        : [],
      ['', `## ${translate(message('What it gains'))}`, '', translate(gainOf(step)), ''],
    )
    .join('\n');
}

function nextFor(step: Step): Message[] {
  switch (step.kind) {
    case 'dependencies':
      return [
        message('Where its user is not root, and the image has no such folder of theirs, let the user own it once.'),
        message('Let the container be made anew, and install again in it: the volume starts empty.'),
      ];
    case 'database':
      return [
        message('Dump or copy the data while the old mount is still there: the volume starts empty.'),
        message('Let the container be made anew, and load the data into it.'),
      ];
    case 'watch':
      return [message('Start the project on Windows by docker compose watch, as long as you work on it.')];
    case 'polling':
      return [message('Let the container be made anew: it reads its variables when it is made.')];
    case 'workspace':
      return [
        message('Rebuild the dev container, and clone the repository into its workspace: the volume starts empty.'),
        message('Where its user is not root, let the user own the folder once.'),
      ];
  }
}

/** What is typed for it. Names that a shell would read otherwise than they stand here are left to whoever knows them. */
function callsFor(step: Step): string[] {
  if (step.kind === 'workspace') return [];
  const { service } = step;
  if (!isPlain(service)) return [];
  if (step.kind === 'watch') return [`docker compose watch ${service}`];
  const makeAnew = `docker compose up -d ${service}`;
  if (step.kind !== 'dependencies' || !isPlain(step.target) || isRoot(step.user)) return [makeAnew];
  const user = step.user !== null && isPlain(step.user) ? step.user : 'USER';
  const own = `docker compose run --rm --no-deps --user root --entrypoint chown ${service} -R ${user} ${step.target}`;
  return [own, makeAnew];
}

function isRoot(user: string | null): boolean {
  return user !== null && /^(?:root|0)(?::|$)/.test(user);
}

function isPlain(text: string): boolean {
  return /^[A-Za-z0-9_./][A-Za-z0-9_./:@-]*$/.test(text);
}

/** Of what is not measured it is said why, and nothing else is measured instead (docs/adr/0061). */
function gainOf(step: Step): Message {
  switch (step.kind) {
    case 'dependencies':
    case 'database':
      return message(
        'What a folder of the drive costs in a container against a volume can be measured before the step is taken.',
      );
    case 'workspace':
      return message('Not measured: the dev container is built anew, and nothing of it is on the drive any more.');
    case 'watch':
      return message('Not measured: Compose copies the files. Change one on Windows, and see whether it arrives.');
    case 'polling':
      return message('Not measured: the drive is as it was. Change a file on Windows, and see whether it is noticed.');
  }
}

/** What was measured of a project, as the room of measurements has written it: `after` is null until it was measured again. */
export function measuresPage(
  name: string,
  {
    virtiofs,
    volume,
  }: {
    readonly virtiofs: { readonly text: string; readonly after: { readonly fileSystem: string | null } | null } | null;
    readonly volume: string | null;
  },
  translate: Translate,
): string {
  return [
    `# ${translate(message('What was measured of {0}', inlineCode(name)))}`,
    '',
    ...(virtiofs
      ? [
          `## ${translate(message('The drive before virtiofs, and after'))}`,
          '',
          ...(virtiofs.after && virtiofs.after.fileSystem !== 'virtiofs'
            ? [translate(notInEffect(virtiofs.after.fileSystem)), '']
            : []),
          virtiofs.text,
          ...(virtiofs.after
            ? []
            : [
                translate(
                  message(
                    'Once WSL has restarted, choose the command again, then Measure Again: it is set beside this.',
                  ),
                ),
                '',
              ]),
        ]
      : []),
    ...(volume === null ? [] : [`## ${translate(message('The drive against a volume'))}`, '', volume]),
  ].join('\n');
}

function notInEffect(fileSystem: string | null): Message {
  return fileSystem === null
    ? message('It could not be seen by which file system the drive is mounted.')
    : message(
        'The drive is mounted by {0}, not by virtiofs: WSL has not restarted since, or goes on without it.',
        inlineCode(fileSystem),
      );
}
