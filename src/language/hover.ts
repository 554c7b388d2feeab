import * as vscode from 'vscode';
import { inDisplayLanguage as translate } from '../host/translate';
import type { ClassifiedMount } from '../mounts/mount';
import { message } from '../text/message';
import type { TextRange } from '../text/range';
import { toRange } from './asDiagnostic';
import type { MountDiagnostics } from './diagnostics';
import { hoverLines } from './hoverText';
import { loadMounts } from './loadMounts';
import { mountSelector } from './mountDocuments';

/** Tells of the mount under the pointer where it lives and what that costs. */
export function registerHover(diagnostics: MountDiagnostics): vscode.Disposable {
  return vscode.languages.registerHoverProvider(mountSelector, {
    provideHover: (document, position) => provide(diagnostics, document, position),
  });
}

async function provide(
  diagnostics: MountDiagnostics,
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.Hover | null> {
  const checked = await diagnostics.checkedOf(document);
  if (!checked) return null;
  const { scanned, place } = checked;
  const at = mountAt(scanned.mounts, document.offsetAt(position));
  if (!at) return null;
  const { mount, range } = at;
  const written = document.getText(toRange(mount.source?.range ?? mount.range, scanned.lines));
  const [title, ...rest] = hoverLines(mount, place, written).map(translate);
  // Not trusted and without HTML: what comes from files stands in it as code.
  const text = new vscode.MarkdownString([`**${title ?? ''}**`, ...rest].join('\n\n'));
  const { slowWithProject } = await loadMounts();
  return new vscode.Hover(slowWithProject(place)(mount) ? [text, measureLink()] : text, toRange(range, scanned.lines));
}

/** A text of its own, since it may call one command (docs/adr/0054): nothing from files stands in it or goes along with the call. */
function measureLink(): vscode.MarkdownString {
  const command = 'slipway.project.measure';
  const link = new vscode.MarkdownString(
    `[${translate(message("Measure What This Project's Drive Costs…"))}](command:${command})`,
  );
  link.isTrusted = { enabledCommands: [command] };
  return link;
}

/** The mount whose text is nearest around an offset, and the part of it to mark: its source, or all of it. */
function mountAt(
  mounts: readonly ClassifiedMount[],
  offset: number,
): { readonly mount: ClassifiedMount; readonly range: TextRange } | null {
  const holds = ({ start, end }: TextRange): boolean => start <= offset && offset <= end;
  const around = mounts.flatMap((mount) => {
    const ranges = mount.source ? [mount.source.range, mount.range] : [mount.range];
    return ranges.filter(holds).map((range) => ({ mount, range }));
  });
  const size = ({ range }: { readonly range: TextRange }): number => range.end - range.start;
  return around.sort((a, b) => size(a) - size(b))[0] ?? null;
}
