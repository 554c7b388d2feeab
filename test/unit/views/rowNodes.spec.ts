import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { makeRow, type Row } from '../../../src/views/row';
import { reconcile, type RowNode } from '../../../src/views/rowNodes';

function row(id: string, description = '', children: Row[] = []): Row {
  return makeRow({ id, label: id, description, children, open: children.length === 0 ? 'leaf' : 'collapsed' });
}

function idsOf(nodes: readonly RowNode[]): string[] {
  return nodes.map((node) => node.row.id);
}

describe('putting new rows into a tree', () => {
  const before = () => reconcile([], [row('a', '', [row('a.1')]), row('b')]).nodes;

  it('redraws nothing where nothing changed', () => {
    const { moved, changed } = reconcile(before(), [row('a', '', [row('a.1')]), row('b')]);
    assert.deepEqual([moved, idsOf(changed)], [false, []]);
  });

  it('redraws the one row that changed, by the node that the editor knows', () => {
    const old = before();
    const { nodes, moved, changed } = reconcile(old, [row('a', '', [row('a.1')]), row('b', 'new')]);
    assert.deepEqual([moved, idsOf(changed)], [false, ['b']]);
    assert.equal(changed[0], old[1]);
    assert.equal(nodes[1]!.row.description, 'new');
  });

  it('redraws a child alone where its parent is as it was', () => {
    const { changed } = reconcile(before(), [row('a', '', [row('a.1', 'new')]), row('b')]);
    assert.deepEqual(idsOf(changed), ['a.1']);
  });

  it('redraws a parent whose children come or go', () => {
    const { moved, changed } = reconcile(before(), [row('a', '', [row('a.1'), row('a.2')]), row('b')]);
    assert.deepEqual([moved, idsOf(changed)], [false, ['a']]);
  });

  it('redraws the level where rows come, go or move, and keeps the nodes of those that stay', () => {
    const old = before();
    const { nodes, moved } = reconcile(old, [row('b'), row('c'), row('a')]);
    assert.equal(moved, true);
    assert.deepEqual([nodes[0], nodes[2]], [old[1], old[0]]);
  });

  it('hands what a row stands for to commands, as it is now', () => {
    const problem = { kind: 'interopOff' } as const;
    const { nodes } = reconcile(before(), [row('a', '', [row('a.1')]), { ...row('b'), subject: { problem } }]);
    assert.equal(nodes[1]!.problem, problem);
  });

  it('ends with the rows it was given, whatever was there before, and tells of each difference', () => {
    const leaf = fc.record({ id: fc.constantFrom('x', 'y', 'z'), text: fc.constantFrom('', 'new') });
    const leaves = fc.uniqueArray(leaf, { selector: ({ id }) => id });
    const level = fc.uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('', 'new'), leaves), {
      selector: ([id]) => id,
    });
    const rows = level.map((all) =>
      all.map(([id, text, below]) =>
        row(
          id,
          text,
          below.map((child) => row(`${id}.${child.id}`, child.text)),
        ),
      ),
    );
    const drawn = (nodes: readonly RowNode[]): unknown => nodes.map((node) => [node.row, drawn(node.children)]);
    fc.assert(
      fc.property(rows, rows, (first, second) => {
        const old = reconcile([], first).nodes;
        const { nodes, moved, changed } = reconcile(old, second);
        assert.deepEqual(drawn(nodes), drawn(reconcile([], second).nodes));
        assert.equal(!moved && changed.length === 0, JSON.stringify(first) === JSON.stringify(second));
      }),
    );
  });
});
