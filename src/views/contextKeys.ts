import * as vscode from 'vscode';
import { distrosState, dockerRemarks, dockerState, healthState, type Seen } from './welcome';

/** The one place that sets the context keys by which the manifest chooses welcome texts. */
export class ContextKeys {
  private readonly set = new Map<string, string | boolean>();

  /** Sets those that changed. */
  show(seen: Seen): void {
    const { locked, otherEngine } = dockerRemarks(seen);
    this.put('slipway.distros.state', distrosState(seen));
    this.put('slipway.docker.state', dockerState(seen));
    this.put('slipway.docker.locked', locked);
    this.put('slipway.docker.otherEngine', otherEngine);
    this.put('slipway.health.state', healthState(seen));
  }

  private put(key: string, value: string | boolean): void {
    if (this.set.get(key) === value) return;
    this.set.set(key, value);
    void vscode.commands.executeCommand('setContext', key, value);
  }
}
