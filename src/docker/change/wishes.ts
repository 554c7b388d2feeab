import type { Distro } from '../../wsl/distro';
import type { DockerPolicy } from '../policy';
import type { SettingsFormat } from '../settings';
import { editIntegration, type EditRefusal, type IntegrationWish, type SettingChange } from '../settingsEdit';

/** What is wanted of one distro, of which everything is known that can be known without starting it. */
export interface DistroWish extends IntegrationWish {
  readonly distro: Distro;
}

/** What becomes of a settings text by several wishes. The text is the old one where there was nothing to do. */
export type WishedEdit =
  | { readonly kind: 'refused'; readonly name: string; readonly refusal: EditRefusal }
  | {
      readonly kind: 'wished';
      readonly text: string;
      readonly changes: readonly SettingChange[];
      /** Distros that the flag for the default distro integrates all the same. */
      readonly byFlag: readonly string[];
    };

/** Carries out one wish after the other on a text. */
export function editByWishes(
  text: string,
  format: SettingsFormat,
  policy: DockerPolicy | null,
  wishes: readonly IntegrationWish[],
): WishedEdit {
  let wished: Exclude<WishedEdit, { kind: 'refused' }> = { kind: 'wished', text, changes: [], byFlag: [] };
  for (const wish of wishes) {
    const edit = editIntegration(wished.text, format, policy, wish);
    const { name } = wish.distro;
    if (edit.kind === 'refused') return { kind: 'refused', name, refusal: edit.refusal };
    wished = {
      kind: 'wished',
      text: edit.kind === 'edited' ? edit.text : wished.text,
      changes: edit.kind === 'edited' ? [...wished.changes, ...edit.changes] : wished.changes,
      byFlag: edit.byFlag ? [...wished.byFlag, name] : wished.byFlag,
    };
  }
  return wished;
}
