import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Makes the sample project one as Git for Windows has it, with what is left out of a move, and so many modules. */
export function makeWindowsProject(project: string, modules: number): void {
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), text);
  };
  for (let at = 0; at < modules; at += 1)
    write(`src/modules/${at % 50}/${at}.js`, `export default ${at};\n`.repeat(40));
  write('node_modules/left/index.js', '');
  write('.gitattributes', '*.js text\n');
  write('.gitignore', 'node_modules\n');
  write('src/lines.js', 'one;\r\n');
  write('run', 'no shebang\n');
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
  const set = ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'safe.directory=*', '-c', 'gc.auto=0'];
  const git = (...args: string[]): void =>
    void execFileSync('git', [...set, ...args], { cwd: project, env, stdio: 'pipe' });
  git('init', '-q');
  for (const setting of ['core.fileMode false', 'core.symlinks false', 'core.ignoreCase true']) {
    git('config', ...setting.split(' '));
  }
  git('add', '-A');
  git('update-index', '--chmod=+x', 'run');
  git('commit', '-qm', 'first');
  execFileSync('chmod', ['-R', 'a+rwX', project]);
}
