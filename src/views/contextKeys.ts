import * as vscode from 'vscode';
import { setupOf, type WindowPlace } from './setup';
import { distrosState, dockerRemarks, dockerState, healthState, type Seen } from './welcome';

/** The one place that sets the context keys by which the manifest chooses welcome texts and steps of the walkthrough. */
export class ContextKeys {
  private readonly set = new Map<string, string | boolean | undefined>();

  /** Sets those that changed. */
  show(seen: Seen, place: WindowPlace): void {
    const { locked, otherEngine } = dockerRemarks(seen);
    this.put('slipway.distros.state', distrosState(seen));
    this.put('slipway.docker.state', dockerState(seen));
    this.put('slipway.docker.locked', locked);
    this.put('slipway.docker.otherEngine', otherEngine);
    this.put('slipway.health.state', healthState(seen));
    const setup: Readonly<Record<string, string>> = { ...setupOf(seen.snapshot, place) };
    for (const [step, state] of Object.entries(setup)) {
      // Unknown is what a key says that was never set, so that the walkthrough is whole before this runs.
      this.put(`slipway.setup.${step}`, state === 'unknown' ? undefined : state);
    }
  }

  /** Has what is done ticked in the walkthrough, by a key that is true for an instant only: see WalkthroughTicks. */
  tick(): void {
    this.put('slipway.setup.tick', true);
    this.put('slipway.setup.tick', false);
  }

  private put(key: string, value: string | boolean | undefined): void {
    if (this.set.get(key) === value) return;
    this.set.set(key, value);
    void vscode.commands.executeCommand('setContext', key, value);
  }
}
