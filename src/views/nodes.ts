import type { Problem } from '../state/problem';
import type { Distro } from '../wsl/distro';

/** What a row of the tree stands for. */
export type TreeNode =
  | { readonly type: 'distro'; readonly distro: Distro }
  | { readonly type: 'problem'; readonly problem: Problem }
  | { readonly type: 'detail'; readonly of: Problem; readonly role: 'nextStep' | 'evidence' };
