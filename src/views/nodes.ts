import type { Problem } from '../state/problem';
import type { Distro } from '../wsl/distro';

/** What a row of the tree stands for. */
export type TreeNode =
  /** The editor redraws the very object it was given, so that a changed distro is put into its old node. */
  | { readonly type: 'distro'; distro: Distro }
  | { readonly type: 'problem'; readonly problem: Problem }
  | { readonly type: 'nextStep'; readonly of: Problem }
  | { readonly type: 'evidence'; readonly of: Problem; readonly line: string; readonly index: number };
