import { changeState } from '../state/store';
import { showDialog } from './dialogs';
import { dropPipes } from './pipes';
import { endContainers } from './store';

/** What is left when the backend was killed: Windows has taken its pipes away, and the engine went with it. */
export function noteLostBackend(folder: string): void {
  dropPipes(folder);
  changeState(folder, ({ docker }) => {
    if (!docker || docker.dialogs.at(-1)?.kind === 'backendEnded') return;
    endContainers(docker.linux, 255);
    endContainers(docker.windows, 255);
    Object.assign(docker, { engine: 'off', sessionId: '' });
    showDialog(docker, 'backendEnded');
  });
}
