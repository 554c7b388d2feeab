import { docker, settingsText, usualSettings, withDocker } from './docker-parts';
import { type Scenario, blankState, distro, dockerDesktop, register } from './parts';

export const japanese: Scenario = {
  name: 'japanese',
  description: 'Windows in Japanese, code page 932; a distro with a Japanese name and one with blanks in it',
  hasWsl: true,
  state: () => {
    const distros = [
      distro(0x60000001, 'Ubuntu'),
      distro(0x20000002, '開発環境', { basePath: 'D:\\仮想ディスク\\開発環境' }),
      distro(0x30000003, 'My Distro 22'),
      distro(0x50000005, 'docker-desktop', dockerDesktop),
    ];
    const state = register(blankState('japanese'), distros, ['Ubuntu', 'docker-desktop']);
    withDocker(state, docker(), settingsText(usualSettings));
    return { ...state, language: 'ja-JP', oemCodePage: 932 };
  },
};
