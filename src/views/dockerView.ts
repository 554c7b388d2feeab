import type { Disposable } from 'vscode';
import { knownValue } from '../text/observed';
import { dockerRows, shortVersion } from './dockerRows';
import { RowView } from './rowView';
import { dockerState, type Seen } from './welcome';
import type { Wording } from './wording';

/** The view of Docker Desktop. It draws snapshots and asks nobody. */
export class DockerView implements Disposable {
  readonly view = new RowView('slipway.docker');

  constructor(private readonly wording: Wording) {}

  show(seen: Seen): void {
    const shown = dockerState(seen) === 'rows' ? seen.snapshot : null;
    this.view.show(shown ? dockerRows(shown, this.wording.translate) : []);
    // Among the rows there is one that says it.
    const version = seen.snapshot && !shown ? knownValue(seen.snapshot.docker.install)?.version : undefined;
    this.view.setDescription(version ? shortVersion(version) : '');
  }

  dispose(): void {
    this.view.dispose();
  }
}
