import * as vscode from 'vscode';
import type { Report } from '../doctor/examine';
import type { Fix } from '../doctor/fix';
import { ask } from '../state/ask';
import { message } from '../text/message';
import { runInDistro } from '../wsl/run';
import { runningContainers } from './containers';
import { ProblemError, type CommandContext } from './context';
import { openDockerSettings, startDocker, stopDocker } from './docker';
import { useLinuxContainers } from './dockerLifecycle';
import { restartDockerQuestion, useDefaultContextQuestion } from './doctorQuestions';
import { inProgress, look } from './facts';
import { askModal } from './modal';
import { enableIntegration } from './integration/toggle';
import { setDefault } from './setDefault';
import { setVersion } from './setVersion';
import { stopDistro } from './stop';
import { tell } from './say';
import { openLoginShell } from './terminal';
import { typeInTerminal } from './wslSetup';

const installPage = 'https://docs.docker.com/desktop/setup/install/windows-install/';

/** Whether a fix can be offered from here. */
export function canCarryOut(fix: Fix | null, { distro }: Report): fix is Fix {
  if (fix === null) return false;
  const needsDistro = ['convertDistro', 'stopDistro', 'enableIntegration', 'useDefaultContext', 'typeCommand'].includes(
    fix.act,
  );
  return !needsDistro || distro !== null;
}

/** Carries out a fix, having asked where something ends; whether anything was done that the check can see by now. */
export async function carryOut(context: CommandContext, fix: Fix, { distro }: Report): Promise<boolean> {
  switch (fix.act) {
    case 'installDocker':
      await vscode.env.openExternal(vscode.Uri.parse(installPage, true));
      return false;
    case 'startDocker':
      return startDocker(context);
    case 'restartDocker':
      return restartDocker(context);
    case 'openDockerSettings':
      await openDockerSettings(context);
      return false;
    case 'useLinuxContainers':
      await useLinuxContainers(context);
      return true;
    case 'enableIntegration':
      await enableIntegration(context, { distro });
      return true;
    case 'updateWsl':
      typeInTerminal('wsl --update', context);
      return false;
    case 'convertDistro':
      await setVersion(context, { distro });
      return true;
    case 'stopDistro':
      await stopDistro(context, { distro });
      return true;
    case 'setDefaultDistro':
      await setDefault(context, undefined);
      return true;
    case 'useDefaultContext':
      return useDefaultContext(context, distro);
    case 'typeCommand':
      // It asks for a password, and is for its user to run.
      if (distro) openLoginShell(context, distro).sendText(fix.line, false);
      return false;
  }
}

async function restartDocker(context: CommandContext): Promise<boolean> {
  const { machine } = context;
  if (machine.platform !== 'windows') {
    await tell(message('Docker Desktop cannot be restarted from inside a distro: use its menu on Windows.'));
    return false;
  }
  const snapshot = await look(context);
  const containers = await inProgress(runningContainers(machine, snapshot));
  if (!(await askModal(restartDockerQuestion(containers?.map(({ name }) => name) ?? null)))) return false;
  return (await stopDocker(context)) && startDocker(context);
}

const contextTimeout = 20_000;

async function useDefaultContext(context: CommandContext, distro: Report['distro']): Promise<boolean> {
  if (!distro || !(await askModal(useDefaultContextQuestion(distro.name)))) return false;
  const args = ['docker', 'context', 'use', 'default'] as const;
  const command = runInDistro(distro, args, ({ status }) => (status === 0 ? true : null));
  const done = await inProgress(ask(context.machine, command, contextTimeout));
  if (done && !done.ok) throw new ProblemError(done.problem);
  return done !== null;
}
