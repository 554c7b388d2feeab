import { message } from '../../text/message';
import { isListedAsVersion1 } from '../apart';
import { fail, ok, unknown } from '../verdict';
import type { Link } from './link';

/** Docker Desktop works in WSL 2 distros alone. Whoever has not asked for that has a WSL 1 distro on purpose. */
export const distroVersion: Link = {
  id: 'distro-version',
  needs: 'windows',
  probe({ distro, snapshot }) {
    if (!distro) return Promise.resolve(unknown(message('No distro was chosen.'), [], { ends: true }));
    const proof = { command: 'wsl.exe -l -v', answer: `${distro.name} ${distro.state} ${distro.wslVersion}` };
    if (distro.wslVersion === 2) return Promise.resolve(ok(message('It is.'), [proof]));
    const listed = { command: "Docker Desktop's settings", answer: `IntegratedWslDistros names ${distro.name}` };
    return Promise.resolve(
      isListedAsVersion1(snapshot.docker, distro)
        ? fail(message('Integration is on for this distro, and it is WSL 1, where it cannot work.'), [proof, listed], {
            fix: { act: 'convertDistro' },
          })
        : ok(message('It is WSL 1, which has no integration, and none is set.'), [proof]),
    );
  },
};
