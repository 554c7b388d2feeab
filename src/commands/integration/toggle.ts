import { inDisplayLanguage as translate } from '../../host/translate';
import { message } from '../../text/message';
import { isAtLeast } from '../../text/versionOrder';
import { knownValue } from '../../text/observed';
import { printable } from '../../text/printable';
import { ProblemError, type CommandContext } from '../context';
import { confirmStill, findAgain, readAgain } from '../facts';
import { askModal } from '../modal';
import { resolveDistro } from '../pickDistro';
import { tell } from '../say';
import { applyForMe, factsOf } from './apply';
import { watchWhileSet } from './gentle';
import { gentleQuestion } from './questions';
import { clearUpInterrupted } from './recover';

/** From here on Docker Desktop applies a change of its integration without a restart (docker-desktop.md, section 3). */
const gentleSince = '4.43';

export function enableIntegration(context: CommandContext, argument: unknown): Promise<void> {
  return toggle(context, argument, true);
}

export function disableIntegration(context: CommandContext, argument: unknown): Promise<void> {
  return toggle(context, argument, false);
}

/**
 * Switches the integration of a distro: in Docker Desktop's own window where that stops nothing, or by writing its settings
 * with it stopped, which is the only way while it does not run.
 */
async function toggle(context: CommandContext, argument: unknown, on: boolean): Promise<void> {
  const { machine } = context;
  const target = await resolveDistro(context, argument, {
    placeholder: on
      ? translate(message('Switch Docker integration on for which distro?'))
      : translate(message('Switch Docker integration off for which distro?')),
    isCandidate: ({ wslVersion }) => wslVersion === 2,
    destroys: true,
  });
  if (!target) return;
  if (!(await clearUpInterrupted(context))) return;
  context.store.forgetInstall();
  const snapshot = await readAgain(context);
  const distro = findAgain(snapshot, target);
  const { docker } = snapshot;
  const name = printable(distro.name);
  if ('value' in docker.install && docker.install.value === null) {
    throw new ProblemError({ kind: 'dockerNotInstalled' });
  }
  if (knownValue(distro.integration.set) === (on ? 'on' : 'off')) {
    return void tell(
      on ? message('Integration is on for {0} already.', name) : message('Integration is off for {0} already.', name),
    );
  }
  refuseWhatCannotBe(snapshot, distro);

  const { version } = factsOf(snapshot);
  const canApply = machine.platform === 'windows';
  const runs = knownValue(docker.running) === true;
  const wish = { distro, on, by: 'effective' } as const;
  if (runs && (!canApply || (version !== null && isAtLeast(version, gentleSince) === true))) {
    const choice = await askModal(gentleQuestion({ name: distro.name, isDefault: distro.isDefault, on }, canApply));
    if (!choice) return;
    const now = await confirmStill(context, distro);
    if (choice === 'show') return watchWhileSet(context, { ...wish, distro: now });
  }
  if (!canApply) throw new ProblemError({ kind: 'integrationFromInside', name: distro.name, on });
  const title = on
    ? message("Switch Docker Desktop's integration on for {0}?", name)
    : message("Switch Docker Desktop's integration off for {0}?", name);
  await applyForMe(context, snapshot, [wish], title);
}

/** What neither way can do: Docker Desktop itself would not let its user. */
function refuseWhatCannotBe(
  { docker }: { readonly docker: Parameters<typeof factsOf>[0]['docker'] },
  { name, wslVersion }: { readonly name: string; readonly wslVersion: 1 | 2 },
): void {
  const refuse = (kind: 'wsl1' | 'hyperv' | 'windowsContainers'): never => {
    throw new ProblemError({ kind: 'integrationRefused', name, refusal: { kind } });
  };
  if (wslVersion === 1) refuse('wsl1');
  if (knownValue(docker.backend) === 'hyperv') refuse('hyperv');
  if (knownValue(docker.mode) === 'windows') refuse('windowsContainers');
}
