import { message } from '../../text/message';
import { fail, ok, unknown, type Proof } from '../verdict';
import type { Link } from './link';

/** Switched to Windows containers it has no engine for any distro. */
export const linuxContainers: Link = {
  id: 'linux-containers',
  needs: 'windows',
  probe({ snapshot }) {
    const { mode, published } = snapshot.docker;
    const pipes: Proof = { command: 'the pipes of Windows', answer: `engines: ${published.join(', ') || 'none'}` };
    if ('unknown' in mode) return Promise.resolve(unknown(mode.unknown, [pipes]));
    const settings: Proof = { command: `containers by ${mode.source}`, answer: mode.value };
    // The pipe of the other engine proves nothing: while Docker Desktop starts it may be the first that is there.
    return Promise.resolve(
      mode.value === 'windows'
        ? fail(message('Docker Desktop is on Windows containers, so no distro has an engine.'), [settings, pipes], {
            nextStep: message(
              'Switch to Linux containers in its menu. Each side keeps its own images and containers; none is deleted.',
            ),
            fix: { act: 'useLinuxContainers' },
          })
        : ok(message('It is.'), [settings, pipes]),
    );
  },
};
