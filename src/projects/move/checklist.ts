import { message, type Message } from '../../text/message';
import { printable } from '../../text/printable';
import type { SourceTree } from '../../machine/sourceTree';
import type { MovePlan } from './plan';

/** How the remotes of a repository are reached, which takes something of each side that does not move along. */
interface Remotes {
  readonly ssh: boolean;
  readonly https: boolean;
}

const mostOfConfig = 256 * 1024;

/** What is left to do for whoever moved a project: only what concerns it. */
export async function checklistOf(plan: MovePlan, tree: SourceTree): Promise<Message[]> {
  const { survey, containers, request } = plan;
  const remotes = survey.isRepository ? await remotesOf(tree) : null;
  const list: (Message | false)[] = [
    message('The old folder is as it was: delete it yourself once all works in the new one.'),
    survey.leftOut.total > 0 &&
      message('Install or build again what was left out: {0}.', namesOf(survey.leftOut.first.map(({ path }) => path))),
    containers !== null &&
      containers.length > 0 &&
      message(
        'Run "docker compose down" in the old folder (without -v, so that volumes stay), then "docker compose up" in the new one.',
      ),
    remotes !== null &&
      message(
        'Git in the distro has settings of its own: see that "git config user.name" and user.email are set there.',
      ),
    remotes?.ssh === true && message('A remote is reached by SSH: the distro needs a key of its own, or your agent.'),
    remotes?.https === true &&
      message(
        'A remote is reached by HTTPS: set credential.helper in the distro, for example to the one of Git for Windows.',
      ),
    survey.worktrees > 0 &&
      message(
        'The repository lists worktrees by paths of Windows: "git worktree prune" in the new folder forgets them.',
      ),
    /[\\/]OneDrive(?: - [^\\/]+)?[\\/]/i.test(request.windowsPath)
      ? message(
          'The new folder is not in OneDrive any more: nothing of it is synchronised or can be restored from there.',
        )
      : message(
          'Backups of Windows, as File History, do not reach into a distro: push your work, or export the distro.',
        ),
  ];
  return list.filter((each) => each !== false);
}

/** By the addresses that the repository's own settings name. */
async function remotesOf(tree: SourceTree): Promise<Remotes> {
  const read = await tree.readSteady('.git/config');
  const text = read.kind === 'ok' && read.content.length <= mostOfConfig ? read.content.toString('utf8') : '';
  const urls = [...text.matchAll(/^\s*url\s*=\s*(\S+)/gm)].map(([, url = '']) => url);
  return {
    ssh: urls.some((url) => /^ssh:\/\/|^[^/:]+@[^/:]+:/.test(url)),
    https: urls.some((url) => /^https?:\/\//.test(url)),
  };
}

const namedAtMost = 5;

function namesOf(paths: readonly string[]): string {
  const names = paths.slice(0, namedAtMost).map(printable).join(', ');
  return paths.length > namedAtMost ? `${names}, …` : names;
}
