import type { Problem } from '../state/problem';
import type { Distro } from '../wsl/distro';
import type { Row } from './row';

/**
 * A row in a tree. The editor knows a row by this very object and redraws the one it was given, so that a changed row is
 * put into its old node. Commands called on the row get it as argument.
 */
export class RowNode {
  children: RowNode[] = [];

  constructor(public row: Row) {}

  get distro(): Distro | undefined {
    return this.row.subject.distro;
  }

  get folder(): string | undefined {
    return this.row.subject.folder;
  }

  get problem(): Problem | undefined {
    return this.row.subject.problem;
  }

  get page(): string | undefined {
    return this.row.subject.page;
  }
}

/** What putting new rows into old nodes came to. */
export interface Reconciled {
  readonly nodes: RowNode[];
  /** Whether rows came, went or moved at this level, so that the level has to be drawn anew. */
  readonly moved: boolean;
  /** The topmost nodes that are to be redrawn, each with what is below it. */
  readonly changed: readonly RowNode[];
}

/** Puts rows into the nodes of the same ids, which are changed, and tells what has to be redrawn. */
export function reconcile(before: readonly RowNode[], rows: readonly Row[]): Reconciled {
  const known = new Map(before.map((node) => [node.row.id, node]));
  const changed: RowNode[] = [];
  const nodes = rows.map((row) => {
    const node = known.get(row.id) ?? new RowNode(row);
    const looksOther = looks(node.row) !== looks(row);
    const below = reconcile(node.children, row.children);
    node.row = row;
    node.children = below.nodes;
    if (looksOther || below.moved) changed.push(node);
    else changed.push(...below.changed);
    return node;
  });
  const moved = nodes.length !== before.length || nodes.some((node, index) => node !== before[index]);
  return { nodes, moved, changed };
}

/** Everything of a row that is seen or matched by a menu; its children are rows of their own. */
function looks(row: Row): string {
  return JSON.stringify({ ...row, children: null, subject: null });
}
