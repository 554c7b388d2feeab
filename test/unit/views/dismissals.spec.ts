import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Memento } from 'vscode';
import type { Problem } from '../../../src/state/problem';
import { Dismissals } from '../../../src/views/dismissals';

/** What the editor keeps for an extension, over windows and restarts. */
class Memory implements Memento {
  private readonly values = new Map<string, string>();

  readonly get = ((key: string): unknown => {
    const value = this.values.get(key);
    return value === undefined ? undefined : JSON.parse(value);
  }) as Memento['get'];

  update(key: string, value: unknown): Promise<void> {
    if (value === undefined) this.values.delete(key);
    else this.values.set(key, JSON.stringify(value));
    return Promise.resolve();
  }

  keys(): readonly string[] {
    return [...this.values.keys()];
  }
}

const fedora: Problem = { kind: 'foreignEngine', name: 'Fedora', evidence: 'one' };
const debian: Problem = { ...fedora, name: 'Debian' };

describe('dismissed problems', () => {
  it('are those of one kind about one thing, whatever the evidence of the day', async () => {
    const dismissals = new Dismissals(new Memory());
    await dismissals.dismiss(fedora);
    assert.equal(dismissals.isDismissed({ ...fedora, evidence: 'another' }), true);
    assert.equal(dismissals.isDismissed(debian), false);
    assert.equal(
      dismissals.isDismissed({
        kind: 'integrationBroken',
        name: 'Fedora',
        detail: { template: '', args: [] },
        evidence: '',
      }),
      false,
    );
  });

  it('stay dismissed over a restart, until they are shown again', async () => {
    const memory = new Memory();
    await new Dismissals(memory).dismiss(fedora);
    const later = new Dismissals(memory);
    assert.equal(later.isDismissed(fedora), true);
    await later.restoreAll();
    assert.equal(later.isDismissed(fedora), false);
    assert.deepEqual(memory.keys(), []);
  });

  it('tell their views of each change', async () => {
    const dismissals = new Dismissals(new Memory());
    let changes = 0;
    const listener = dismissals.onDidChange(() => (changes += 1));
    await dismissals.dismiss(fedora);
    await dismissals.restoreAll();
    listener.dispose();
    await dismissals.dismiss(debian);
    assert.equal(changes, 2);
  });

  it('are none where something else was kept under their name', async () => {
    const memory = new Memory();
    await memory.update('slipway.dismissedProblems', { Fedora: true });
    assert.equal(new Dismissals(memory).isDismissed(fedora), false);
  });
});
