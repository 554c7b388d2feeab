import { describe, it } from 'mocha';
import { canHaveUserlands } from '../../simulator/prepare';
import type { State } from '../../simulator/state/model';
import { choosePick, notification } from '../ui/modals';
import type { SlipwayWindow } from '../ui/slipwayWindow';
import { take } from './album';
import { oneStage, restMouse, sees, withoutSideBar } from './stage';
import { pageWith } from '../ui/pages';

/** Each look into a distro is a process, and there are several. */
const longPatience = 90_000;

describe('pictures of the doctor', () => {
  const showing = oneStage({ userlands: true });

  async function examine(
    window: SlipwayWindow,
    result: string,
    name: 'doctor-healthy' | 'doctor-broken',
  ): Promise<void> {
    await sees(window, 'Distros', 'Ubuntu', 'default');
    await withoutSideBar(window, async () => {
      await window.runCommand('Slipway: Run Doctor…');
      await choosePick(window.page, 'Ubuntu');
      await notification(window.page, result).waitFor({ timeout: longPatience });
      await pageWith(window.page, result);
      await restMouse(window);
      await take(window, name, ['.part.editor']);
      await window.runCommand('Notifications: Clear All Notifications');
      await window.runCommand('View: Close All Editors');
    });
  }

  const linksDangle = ({ docker }: State): void => {
    docker!.traps = { linksDangle: true };
  };

  it('healthy', function () {
    if (!canHaveUserlands()) return this.skip();
    return showing('healthy', (window) => examine(window, 'Nothing is broken', 'doctor-healthy'));
  });

  it('a broken link', function () {
    if (!canHaveUserlands()) return this.skip();
    const broken = 'Broken: The link to docker leads nowhere';
    return showing('healthy', (window) => examine(window, broken, 'doctor-broken'), linksDangle);
  });
});
