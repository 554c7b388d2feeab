import * as vscode from 'vscode';
import { inDisplayLanguage as translate } from '../../host/translate';
import { isVmSeenRunning } from '../../state/pendingConfig';
import { askResources, type Resources } from '../../state/resources';
import type { Snapshot } from '../../state/snapshot';
import { applyEdits } from '../../text/edit';
import { message } from '../../text/message';
import { knownValue } from '../../text/observed';
import { limitName, limitText } from '../../views/limitText';
import { limitSettings, readLimits, type LimitName, type Limits } from '../../wslconf/limits';
import { setKey } from '../../wslconf/setKey';
import { ProblemError, type CommandContext } from '../context';
import { inProgress, look } from '../facts';
import { limitPicks } from './limitPicks';
import { limitsQuestion } from './limitQuestion';
import { readOwnLimit, type NumberLimit, type OwnLimit } from './ownLimit';
import { changesOf, type SettingChange } from './settingChange';
import { askModal } from '../modal';
import { tell } from '../say';
import { tellWritten, writeConfig } from './writeConfig';

type Readable = Resources & { readonly limits: Limits };

/**
 * Sets what WSL's virtual machine may take: choices within what this computer has, shown as they will stand in the file, then
 * written into it with all else left alone, and read back.
 */
export async function setLimits(context: CommandContext): Promise<void> {
  const snapshot = await look(context);
  const resources = await inProgress(askResources(context.machine));
  if (resources === null) return;
  const { file, limits } = resources;
  if (file.kind === 'failed' || limits === null) {
    const reason = file.kind === 'failed' ? file.reason : '';
    throw new ProblemError({ kind: 'wslConfigUnreadable', file: file.file, reason });
  }
  const before = file.kind === 'read' ? file.text : null;
  const after = await chooseText(before ?? '', { ...resources, limits }, snapshot);
  if (after === undefined) return;
  const changes = changesBetween(before ?? '', after);
  const runs = isVmSeenRunning(snapshot);
  const { badLines } = limits;
  const asked = { file: file.file, isNew: before === null, changes, badLines, runs };
  if (!(await askModal(limitsQuestion(asked)))) return;
  await tellWritten(await writeConfig(context, file.file, before, after));
}

/** Lets values be chosen, one limit after the other, until they are to be written. Undefined when the user cancelled. */
async function chooseText(before: string, resources: Readable, snapshot: Snapshot): Promise<string | undefined> {
  let text = before;
  for (;;) {
    const facts = { ...resources, limits: readLimits(text) };
    const name = await pickLimit(facts, changesBetween(before, text).length, snapshot);
    if (name === undefined || name === 'write') return name && text;
    const value = await pickValue(name, facts);
    if (value === undefined) continue;
    const result = setKey(text, 'wslconfig', { ...limitSettings[name], value });
    if (result.kind === 'refused') {
      throw new ProblemError({ kind: 'wslConfigTangled', file: resources.file.file });
    }
    text = applyEdits(text, result.edits);
  }
}

async function pickLimit(
  facts: Readable,
  changed: number,
  { docker }: Snapshot,
): Promise<LimitName | 'write' | undefined> {
  const { language } = vscode.env;
  const items = (Object.keys(limitSettings) as LimitName[]).map((name) => ({
    label: translate(limitName(name)),
    description: limitText(name, facts, language).map(translate).join(' · '),
    name: name,
  }));
  const write = {
    label: translate(message('Write to .wslconfig…')),
    description: translate(message('Changed: {0}', changed)),
  };
  const settings = docker.settings.kind === 'read' ? docker.settings.settings.hyperVLimits : [];
  const hasSliders = settings.length > 0 && knownValue(docker.backend) !== 'hyperv';
  const picked = await vscode.window.showQuickPick(
    changed > 0 ? [{ ...write, name: 'write' as const, iconPath: new vscode.ThemeIcon('save') }, ...items] : items,
    {
      title: translate(message('Limits of WSL 2')),
      placeHolder: translate(
        hasSliders
          ? message("Docker Desktop's own limits have no effect on WSL 2. Change which one?")
          : message('Change which one?'),
      ),
    },
  );
  return picked?.name;
}

async function pickValue(name: LimitName, facts: Readable): Promise<string | null | undefined> {
  const picks = limitPicks(name, facts, vscode.env.language);
  if (picks.length === 0) {
    await tell(message('WSL {0} cannot give memory back: 1.3.10 and later can.', facts.wsl ?? ''));
    return undefined;
  }
  const items = picks.map(({ label, detail, isCurrent, value }) => ({
    label: translate(label),
    description: isCurrent ? translate(message('now')) : '',
    ...(detail === null ? {} : { detail: translate(detail) }),
    choice: { value },
  }));
  const own = { label: translate(message('Another value…')), description: '', choice: null };
  const title = translate(limitName(name));
  const picked = await vscode.window.showQuickPick(name === 'reclaim' ? items : [...items, own], { title });
  return picked?.choice === null && name !== 'reclaim' ? typeValue(name, facts, title) : picked?.choice?.value;
}

async function typeValue(name: NumberLimit, { hardware }: Readable, title: string): Promise<string | undefined> {
  const read = (typed: string): OwnLimit => readOwnLimit(name, typed, hardware, vscode.env.language);
  const typed = await vscode.window.showInputBox({
    title,
    placeHolder: name === 'processors' ? '4' : '6GB',
    validateInput: (text) => {
      const own = read(text);
      return own.kind === 'refused' ? translate(own.reason) : undefined;
    },
  });
  const own = typed === undefined ? null : read(typed);
  return own?.kind === 'value' ? own.value : undefined;
}

/** How what the file says of the limits differs between two texts. */
function changesBetween(before: string, after: string): readonly SettingChange[] {
  return changesOf(before, after, 'wslconfig', Object.values(limitSettings));
}
