import assert from 'node:assert/strict';
import { plainText, type ScalarText } from '../../../../src/mounts/readers/scalarText';
import { programIndex } from '../../../../src/mounts/shell/dockerRun';

const words = (text: string): ScalarText[] => (text === '' ? [] : text.split(' ').map(plainText));

describe('programIndex', () => {
  /** Programs that run what follows, with options of theirs that take the next word, and some that take none. */
  const runners: Readonly<Record<string, readonly [valued: string, switches: string]>> = {
    sudo: [
      '-u -g -h -p -C -r -t -T -U -D -R -Eu -nHu --user --group --host --prompt --chdir --chroot --close-from --role --type --command-timeout --other-user',
      '-E -n -S -i -k -uroot -ugit -gdocker -u=x --user=root --preserve-env --users --xuser --close-from=3',
    ],
    env: ['-u -S -C --unset --chdir --split-string', '-i -0 -v -uX --ignore-environment --unset=X --chdir=a'],
    nice: ['-n --adjustment', '-n5 -5 --adjustment=5'],
    time: ['-f -o --format --output', '-p -v -a -f%e --output=a --outputs'],
    exec: ['-a', '-c -l -cl -ax'],
    command: ['', '-p'],
    'cross-env': ['', '-x'],
    'cross-env-shell': ['', '-x'],
    dotenv: ['-e -c -v', '-o -- -e.env'],
    'env-cmd': [
      '-f --file -e --environments -r --rc-file',
      '-x --silent --no-override --file=.env --files --xfile -ea --use-rc-file',
    ],
    npx: ['-p --package', '-y --yes --no-install --package=x --packages -px'],
    nohup: ['', '--'],
    winpty: ['', '-Xallow-non-tty'],
    call: ['', '-x'],
    eval: ['', '--'],
    doas: ['-u -C', '-n -s -L -uroot'],
    caffeinate: ['-t -w', '-d -i -m -s -u -t5'],
    ionice: ['-c -n --class --classdata', '-t -c3 -n7'],
    parallel: ['-j -n -N --jobs', '-k -j2 --jobs=2 --job --jobsx --dry-run -X'],
    unbuffer: ['', '-p'],
    setsid: ['', '-w -f -c --wait'],
    'start-process': ['', '-NoNewWindow -Wait'],
    stdbuf: ['-i -o -e --input --output --error', '-oL -eL --output=L'],
    timeout: ['-k -s --kill-after --signal', '-v --foreground --preserve-status -k5 --signal=KILL'],
    watch: ['-n -q --interval --equexit', '-d -t -b -n2 --interval=2'],
    xargs: [
      '-a -E -I -L -n -P -s -d --arg-file --delimiter --max-args --max-procs --max-chars --process-slot-var',
      '-0 -r -t -p -x -I{} -n1 -P4 --no-run-if-empty',
    ],
  };
  const list = (text: string): string[] => text.split(' ').filter((each) => each !== '');

  for (const [runner, [valued, switches]] of Object.entries(runners)) {
    it(`goes past ${runner} and its options`, () => {
      assert.equal(programIndex(words(`${runner} docker run x`)), 1);
      assert.equal(programIndex(words(`${runner.toUpperCase()} docker run x`)), 1);
      assert.equal(programIndex(words(`x${runner} docker run x`)), 0);
      for (const option of list(valued)) {
        assert.equal(programIndex(words(`${runner} ${option} value docker run x`)), 3, option);
        // Nothing but the end of its name is the same.
        assert.equal(programIndex(words(`${runner} --like${option} docker run x`)), 2, option);
      }
      for (const option of list(switches)) {
        assert.equal(programIndex(words(`${runner} ${option} docker run x`)), 2, option);
      }
      assert.equal(programIndex(words(`${runner} -`)), null);
    });
  }

  it('goes past words of a shell, assignments and times', () => {
    for (const word of [
      ...['if', 'then', 'else', 'elif', 'while', 'until', 'do', '!', '{', '=', '+=', 'coproc'],
      ...['A=1', 'A=', '_a1=b=c', 'A+=1', 'A?=1', 'a=$(x)', '5', '10s', '1.5m', '2h', '1d'],
      ...['$SUDO', '${SUDO}', '$(SUDO)', '$MY_SUDO_CMD', '$sudo'],
    ]) {
      // `if` of cmd.exe stands at the beginning.
      assert.equal(programIndex(words(`! ${word} podman run x`)), 2, word);
    }
    for (const word of [
      ...['fi', 'done', '}', '==', '-=', '1A=1', 'a-b=1', '-A=1', 'A-=1', 'A??=1', '5x', 's', '10ss', 'x5', '5 s'],
      ...['$SUDO-x', '$X$SUDO', '$X', '$-SUDO', 'x$SUDO', '$X=1', '$(SUDO))', ''],
    ]) {
      assert.equal(programIndex([...words('!'), plainText(word), ...words('podman run x')]), 1, word);
    }
    assert.equal(programIndex(words('A=1 B=2')), null);
    assert.equal(programIndex([]), null);
  });

  it('goes past a variable in front of docker that prints nothing', () => {
    for (const variable of ['$X', '${DRY_RUN:-}', '$(X)', '$X_1']) {
      assert.equal(programIndex(words(`${variable} docker run x`)), 1, variable);
      assert.equal(programIndex(words(`${variable} podman run x`)), 0, variable);
    }
    for (const variable of ['$ECHO', '${echo}', '$PRINT', '$(printf)', '$MY_ECHO']) {
      assert.equal(programIndex(words(`${variable} docker run x`)), 0, variable);
    }
    assert.equal(programIndex(words('X docker run x')), 0);
    assert.equal(programIndex(words('$X')), 0);
  });

  it('goes past what PowerShell sets', () => {
    for (const set of ['$x =', '$env:X =', '$x +=', '$script:x_1 =']) {
      assert.equal(programIndex(words(`${set} podman run x`)), 2, set);
    }
    for (const other of ['$x ==', '$x -eq', '$x.y =', '$x.y$z =', '$x[0] =', '$x =y', '$x +', '$ =', 'x =']) {
      assert.equal(programIndex(words(`${other} podman run x`)), 0, other);
    }
  });

  it('goes past the name of a function', () => {
    assert.equal(programIndex(words('function f { docker run x')), 3);
    assert.equal(programIndex(words('function docker { podman run x')), 3);
    assert.equal(programIndex(words('function f')), null);
    assert.equal(programIndex(words('functions f { docker run x')), 0);
  });

  it('finds docker behind the conditions and options of cmd.exe', () => {
    for (const call of [
      ...['if exist a', 'IF not exist a', 'if %X%==1', 'start /b', 'START', 'cmd /c', 'cmd.exe /d /c', 'CMD.EXE /c'],
    ]) {
      assert.equal(programIndex(words(`${call} docker run x`)), words(call).length, call);
    }
    assert.equal(programIndex(words('if podman run x')), 1);
    assert.equal(programIndex(words('start podman run x')), 0);
    assert.equal(programIndex(words('other /c docker run x')), 0);
    assert.equal(programIndex(words('cmd /c sudo docker run x')), 3);
  });
});
