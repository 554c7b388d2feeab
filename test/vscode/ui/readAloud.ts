import type { Page } from 'playwright-core';

/** An element as a screen reader gets it from the browser. */
export interface Spoken {
  readonly role: string;
  readonly name: string;
  readonly expanded: boolean | null;
}

interface Node {
  readonly ignored: boolean;
  readonly role?: { readonly value: string };
  readonly name?: { readonly value: string };
  readonly properties?: readonly { readonly name: string; readonly value: { readonly value?: unknown } }[];
}

const told = [
  'treeitem',
  'option',
  'button',
  'link',
  'dialog',
  'alert',
  'checkbox',
  'heading',
  'listitem',
  'textbox',
  'combobox',
];

/** What of the tree of accessibility has one of the roles that are told, below the elements of a selector. */
export async function spoken(page: Page, selector: string): Promise<Spoken[]> {
  const session = await page.context().newCDPSession(page);
  try {
    await session.send('Accessibility.enable');
    const { root } = await session.send('DOM.getDocument', { depth: 0 });
    const { nodeIds } = await session.send('DOM.querySelectorAll', { nodeId: root.nodeId, selector });
    const all: Spoken[] = [];
    for (const nodeId of nodeIds) {
      const { nodes } = await session.send('Accessibility.queryAXTree', { nodeId });
      for (const { ignored, role, name, properties = [] } of nodes as readonly Node[]) {
        if (ignored || !told.includes(role?.value ?? '')) continue;
        const expanded = properties.find((each) => each.name === 'expanded')?.value.value;
        all.push({
          role: role!.value,
          name: (name?.value ?? '').replace(/\u00a0/g, ' ').trim(),
          expanded: typeof expanded === 'boolean' ? expanded : null,
        });
      }
    }
    return all;
  } finally {
    await session.detach();
  }
}

/** What is wrong with how it is read: no name, a name that says a thing twice in a row, or two of a kind that nobody can tell apart. */
export function speechFaults(all: readonly Spoken[]): string[] {
  const faults: string[] = [];
  const seen = new Set<string>();
  for (const { role, name } of all) {
    if (role !== 'listitem' && role !== 'dialog' && name === '') faults.push(`a ${role} without a name`);
    const parts = name.split(/[,·]\s*/).map((part) => part.trim().toLowerCase());
    if (parts.some((part, index) => part !== '' && part === parts[index + 1])) faults.push(`doubled: ${role} ${name}`);
    if (role === 'treeitem' || role === 'option') {
      if (seen.has(`${role} ${name}`)) faults.push(`twice: ${role} ${name}`);
      seen.add(`${role} ${name}`);
    }
  }
  return faults;
}
