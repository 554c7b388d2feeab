import { existsSync, watch } from 'node:fs';
import { basename } from 'node:path';
import { layoutOf } from '../state/layout';
import type { State } from '../state/model';
import { readState } from '../state/store';

/** Where the host tells nothing of changes, they are seen this much later. */
const pollMilliseconds = 200;

/** Tells of changes of the machine's state, and of the end of the machine itself. */
export class StateWatch {
  private readonly listeners = new Set<(state: State) => void>();

  /** @param onGone called when the state folder is gone: whoever watches has nothing left to live for. */
  constructor(
    private readonly folder: string,
    private readonly onGone: () => never,
  ) {
    const { state } = layoutOf(folder);
    watch(folder, (_event, name) => {
      if (name === basename(state)) this.look();
    }).on('error', () => undefined); // The poll goes on.
    setInterval(() => this.look(), pollMilliseconds);
  }

  /** Calls back with the state after each change; also now and then without one. */
  listen(listener: (state: State) => void): void {
    this.listeners.add(listener);
  }

  /** Waits until the state is as asked for. */
  async until(condition: (state: State) => boolean): Promise<void> {
    if (condition(readState(this.folder))) return;
    await new Promise<void>((resolve) => {
      const listener = (state: State): void => {
        if (!condition(state)) return;
        this.listeners.delete(listener);
        resolve();
      };
      this.listeners.add(listener);
    });
  }

  private look(): void {
    if (!existsSync(layoutOf(this.folder).state)) this.onGone();
    const state = readState(this.folder);
    for (const listener of [...this.listeners]) listener(state);
  }
}
