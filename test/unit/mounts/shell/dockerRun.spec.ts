import assert from 'node:assert/strict';
import { plainText, type ScalarText } from '../../../../src/mounts/readers/scalarText';
import { findDockerRun, isDocker, readRunArguments } from '../../../../src/mounts/shell/dockerRun';

const words = (text: string): ScalarText[] => (text === '' ? [] : text.split(' ').map(plainText));

/** A word of which nobody has read anything. */
const unread = (value: string): ScalarText => ({ ...plainText(value), shape: '$'.repeat(value.length) });

/** What is found behind `docker run`, by a caller in a distro; null where there is none. */
function argumentsIn(text: string, side: 'wsl' | 'windows' = 'wsl'): string | null {
  const found = findDockerRun(words(text), side);
  return found && found.map(({ value }) => value).join(' ');
}

interface Read {
  readonly mounts: readonly (readonly [string, string, number])[];
  readonly ports: readonly (readonly [string, number])[];
  readonly image: string | null;
  readonly isForWindows: boolean;
}

function read(written: string | readonly ScalarText[]): Read {
  const { options, ports, ...rest } = readRunArguments(typeof written === 'string' ? words(written) : written);
  return {
    mounts: options.map(({ kind, value, index }) => [kind, value.value, index] as const),
    ports: ports.map(({ value, index }) => [value.value, index] as const),
    ...rest,
  };
}

describe('readRunArguments', () => {
  describe('finds the values of -v, --mount and -p', () => {
    const cases: Readonly<Record<string, Partial<Read>>> = {
      '-v /a:/b x': { mounts: [['run-volume', '/a:/b', 1]], image: 'x' },
      '-v/a:/b x': { mounts: [['run-volume', '/a:/b', 0]], image: 'x' },
      '-v=/a:/b x': { mounts: [['run-volume', '/a:/b', 0]], image: 'x' },
      '--volume /a:/b x': { mounts: [['run-volume', '/a:/b', 1]], image: 'x' },
      '--volume=/a:/b x': { mounts: [['run-volume', '/a:/b', 0]], image: 'x' },
      '-itv /a:/b x': { mounts: [['run-volume', '/a:/b', 1]], image: 'x' },
      '-itv/a:/b x': { mounts: [['run-volume', '/a:/b', 0]], image: 'x' },
      '-diPqtv=/a:/b x': { mounts: [['run-volume', '/a:/b', 0]], image: 'x' },
      '--mount type=bind,src=/a,dst=/b x': { mounts: [['run-mount', 'type=bind,src=/a,dst=/b', 1]], image: 'x' },
      '--mount=type=bind,src=/a,dst=/b x': { mounts: [['run-mount', 'type=bind,src=/a,dst=/b', 0]], image: 'x' },
      '-p 80:80 x': { ports: [['80:80', 1]], image: 'x' },
      '-dp 80:80 x': { ports: [['80:80', 1]], image: 'x' },
      '-p80:80 x': { ports: [['80:80', 0]], image: 'x' },
      '--publish 80:80 x': { ports: [['80:80', 1]], image: 'x' },
      '--publish=80:80 x': { ports: [['80:80', 0]], image: 'x' },
      '-v /a:/b -p 1:2 --volume=/c:/d --mount type=tmpfs x': {
        mounts: [
          ['run-volume', '/a:/b', 1],
          ['run-volume', '/c:/d', 4],
          ['run-mount', 'type=tmpfs', 6],
        ],
        ports: [['1:2', 3]],
        image: 'x',
      },
      // An option that is given nothing is none.
      '-v': {},
      '--mount': {},
      '-p': {},
      '--platform': {},
      '': {},
      // Behind a letter that nobody knows there is no value.
      '-Zv x': { image: 'x' },
      '-Z x': { image: 'x' },
      // What looks like an option may be a value.
      '-e -v x': { image: 'x' },
      '--name --mount x': { image: 'x' },
      '-e-v x': { image: 'x' },
      '--env=-v x': { image: 'x' },
      '--env=--volume /a:/b': { image: '/a:/b' },
    };
    for (const [text, expected] of Object.entries(cases)) {
      it(text || 'nothing', () => {
        assert.deepEqual(read(text), { mounts: [], ports: [], image: null, isForWindows: false, ...expected });
      });
    }
  });

  it('tells where each value stands in the source', () => {
    const ranges = ['-v/a:/b', '-v=/a:/b', '--volume=/a:/b', '-itv/a:/b', '-p1:2'].map((text) => {
      const { options, ports } = readRunArguments([plainText(text)]);
      return [...options, ...ports].map(({ value }) => text.slice(value.range.start, value.range.end));
    });
    assert.deepEqual(ranges, [['/a:/b'], ['/a:/b'], ['/a:/b'], ['/a:/b'], ['1:2']]);
  });

  it('knows which options take no value', () => {
    // As `docker run --help` lists those without a type behind their name.
    for (const option of [
      ...['--detach', '--disable-content-trust', '--help', '--init', '--interactive', '--no-healthcheck'],
      ...['--oom-kill-disable', '--privileged', '--publish-all', '--quiet', '--read-only', '--rm', '--sig-proxy'],
      ...['--tty', '--use-api-socket', '-d', '-i', '-P', '-q', '-t', '-it', '-dit'],
      ...['--rm=true', '--init=false', '-d=true', '--name=x', '-ex', '-e=x'],
    ]) {
      assert.deepEqual(read(`${option} img -v /a:/b`), { mounts: [], ports: [], image: 'img', isForWindows: false });
    }
  });

  it('knows which options take the next word', () => {
    for (const option of [
      ...['-a', '-c', '-e', '-h', '-l', '-m', '-u', '-w', '-v', '-p', '-ite'],
      ...['--name', '--network', '--env', '--workdir', '--gpus', '--entrypoint', '--restart', '--cpus', '--ip'],
    ]) {
      assert.equal(read(`${option} value img -v /a:/b`).image, 'img', option);
    }
  });

  it('ends at the image, whatever stands behind it', () => {
    const plain = { mounts: [], ports: [], isForWindows: false };
    assert.deepEqual(read('img -v /a:/b -p 1:2'), { ...plain, image: 'img' });
    assert.deepEqual(read('my-img -v /a:/b'), { ...plain, image: 'my-img' });
    assert.deepEqual(read('- -v /a:/b'), { ...plain, image: '-' });
    assert.deepEqual(read('-- img -v /a:/b'), { ...plain, image: 'img' });
    assert.deepEqual(read('-- -v /a:/b'), { ...plain, image: '-v' });
    assert.deepEqual(read('--rm --'), { ...plain, image: null });
    assert.deepEqual(read('-- $X'), { ...plain, image: null });
    assert.deepEqual(read('-p 3:4 -v /c:/d -- img -v /a:/b').mounts, [['run-volume', '/c:/d', 3]]);
    assert.deepEqual(read('-p 3:4 -v /c:/d -- img -p 1:2').ports, [['3:4', 1]]);
  });

  it('goes on behind a variable, which may hold options', () => {
    for (const variable of ['$X', '${X}', '${X:-y}', '$IMAGES', '$IMAGE_OPTS', '${IMG_OPTIONS}', '$im', '$x_1']) {
      assert.deepEqual(
        read(`${variable} -v /a:/b img`),
        { mounts: [['run-volume', '/a:/b', 2]], ports: [], image: 'img', isForWindows: false },
        variable,
      );
    }
    for (const expression of ['$(opts)', '%OPTS%', '%AN_IMAGE_%', 'x$IMAGE', '$IMAGE-', '@IMAGE', '${IMAGE:{}}']) {
      assert.equal(read([unread(expression), ...words('-v /a:/b img')]).mounts.length, 1, expression);
    }
  });

  it('ends at a variable that is called for the image', () => {
    for (const variable of [
      ...['$IMAGE', '$image', '$IMG', '$MY_IMAGE', '${IMAGE}', '${BASE_IMG}', '${IMAGE:-x}', '$IMAGENAME'],
      ...['$IMAGE_NAME', '$IMAGE_TAG', '$IMAGE_ID', '$IMG_FULL', '${IMAGE_NAME:-a/b:c}'],
    ]) {
      assert.deepEqual(
        read(`-v /c:/d ${variable} -v /a:/b img`),
        { mounts: [['run-volume', '/c:/d', 1]], ports: [], image: null, isForWindows: false },
        variable,
      );
    }
    for (const expression of ['$(IMAGE)', '%IMAGE%', '%MY_IMAGE_NAME%', '%IMAGE:a=b%', '${IMAGE}$TAG', '${IMAGE}']) {
      assert.deepEqual(read([unread(expression), ...words('-v /a:/b img')]).mounts, [], expression);
    }
  });

  it('takes a text with a variable in it for the image', () => {
    for (const image of ['img:$TAG', '$REG/img', '${REG}/img', '$A$B', '${A}${B}', '$', '${A', 'x${A}', '$a.b']) {
      assert.deepEqual(read(`${image} -v /a:/b`), { mounts: [], ports: [], image, isForWindows: false }, image);
    }
    for (const shape of ['$$$$:x', 'x:$$$$', 'xxxxxx']) {
      assert.equal(read([{ ...plainText('$(a):x'), shape }, ...words('-v /a:/b')]).image, '$(a):x', shape);
    }
  });

  it('tells Windows containers by image, platform and isolation', () => {
    for (const text of [
      'mcr.microsoft.com/windows/servercore:ltsc2022',
      '-- mcr.microsoft.com/windows/nanoserver:ltsc2022',
      ...['--platform windows x', '--platform=windows/amd64 x', '--platform Windows x', '--platform windows -- x'],
      ...['--isolation hyperv x', '--isolation=process x', '--platform windows', '--platform windows $X'],
      ...['--platform windows $IMAGE'],
    ]) {
      assert.equal(read(text).isForWindows, true, text);
    }
    for (const text of [
      ...['x', '', '$X', '--platform linux x', '--platform linux/windows x', '--platform windowsx x'],
      ...['--isolation default x', '--isolation hyperv2 x', '--isolation processes x', '--isolation xprocess x'],
      ...['--isolation xhyperv x', '--name windows x', '--platform linux --name process x', 'x --platform windows'],
    ]) {
      assert.equal(read(text).isForWindows, false, text);
    }
  });
});

describe('findDockerRun', () => {
  it('gives what stands behind run and create', () => {
    for (const call of ['docker run', 'docker create', 'docker container run', 'docker container create']) {
      assert.equal(argumentsIn(`${call} --rm x`), '--rm x');
      assert.equal(argumentsIn(call), '');
    }
  });

  it('finds none in other commands', () => {
    for (const text of [
      ...['', 'docker', 'docker ps', 'docker runs x', 'docker rerun x', 'docker container', 'docker container ls'],
      ...['docker container container run x', 'docker image run x', 'docker compose run x', 'docker recreate x'],
      ...['docker creates x', 'docker exec run x', 'podman run x', 'run x', 'echo docker run x', 'sudo', 'A=1'],
      ...['docker -D', 'docker -H', 'docker --config', 'docker-compose run x', 'sudo -u docker run x'],
    ]) {
      assert.equal(argumentsIn(text), null, text);
    }
  });

  it('goes past the options of docker itself', () => {
    for (const options of [
      ...['-D', '--debug', '--tls', '--tlsverify', '--config a', '--config=a', '--context default', '-l debug'],
      ...['--log-level debug', '--log-level=debug', '--tlscacert a', '--tlscert a', '--tlskey a', '-D --config a -D'],
      ...[
        '-c default',
        '-c desktop-linux',
        '--context=desktop-linux',
        '-H unix:///a.sock',
        '--host=npipe:////./pipe/a',
      ],
      ...[
        '--host unix:///a.sock',
        '-Hunix:///a.sock',
        '-H=unix:///a.sock',
        '-DHunix:///a.sock',
        '-cdefault',
        '-ldebug',
      ],
    ]) {
      assert.equal(argumentsIn(`docker ${options} run --rm x`), '--rm x', options);
      assert.equal(argumentsIn(`docker ${options} container run --rm x`), '--rm x', options);
      assert.equal(argumentsIn(`docker ${options} ps run x`), null, options);
    }
  });

  it('leaves out a call of an engine elsewhere', () => {
    for (const call of [
      ...['docker -H tcp://far run x', 'docker --host=tcp://far run x', 'docker --host ssh://far run x'],
      ...['docker -c far run x', 'docker --context far run x', 'docker --context=far run x', 'docker -D -c far run x'],
      ...['docker -Htcp://far run x', 'docker -H=tcp://far run x', 'docker -DH tcp://far run x', 'docker -cfar run x'],
      ...['DOCKER_HOST=tcp://far docker run x', 'DOCKER_CONTEXT=far docker run x'],
      ...['A=1 DOCKER_HOST=tcp://far sudo docker run x', 'sudo DOCKER_HOST=tcp://far docker run x'],
    ]) {
      assert.equal(argumentsIn(call), null, call);
    }
    for (const call of [
      ...['DOCKER_HOST=unix:///a.sock docker run x', 'DOCKER_HOST=npipe:////./pipe/a docker run x'],
      ...['DOCKER_HOST= docker run x', 'DOCKER_CONTEXT=default docker run x', 'DOCKER_BUILDKIT=1 docker run x'],
      ...['MY_DOCKER_HOST=tcp://far docker run x', 'DOCKER_HOST=$DOCKER_HOST docker run x', 'HOST=far docker run x'],
    ]) {
      assert.equal(argumentsIn(call), 'x', call);
    }
  });

  it('takes docker.exe in a distro for the command line of Windows', () => {
    for (const program of ['docker.exe', 'DOCKER.EXE', '/mnt/c/Docker/docker.exe']) {
      assert.equal(argumentsIn(`${program} run x`, 'wsl'), null, program);
      assert.equal(argumentsIn(`${program} run x`, 'windows'), 'x', program);
    }
    assert.equal(argumentsIn('/opt/a.exe.d/docker run x', 'wsl'), 'x');
    assert.equal(argumentsIn('docker run x', 'windows'), 'x');
  });
});

describe('isDocker', () => {
  it('knows the ways to call it', () => {
    for (const word of [
      ...['docker', 'docker.exe', 'Docker.EXE', '/usr/bin/docker', './docker', 'C:\\Docker\\docker.exe', '\\docker'],
      ...['$(Q)docker', '${Q}docker', '$(SUDO_1)docker', '$DOCKER', '${DOCKER}', '$(DOCKER)', '%DOCKER%', '$docker'],
      ...[
        '$DOCKER_CMD',
        '${DOCKER_BIN}',
        '$(DOCKER_EXE)',
        '%DOCKER_CLI%',
        '$DOCKER_COMMAND',
        '$dockercmd',
        '$dockerBin',
      ],
      ...['${E:-docker}', '${E-docker}', '${E:=docker}', '${E=docker}', '${E_1:-"docker"}', "${E:-'docker'}"],
      ...['$(which docker)', '`which docker`', '$(command -v docker)', '`command -v docker`', '$(command  -v  docker)'],
      ...['$(shell which docker)', '$(shell  command -v docker)', '$(which  docker)'],
    ]) {
      assert.equal(isDocker(plainText(word)), true, word);
    }
  });

  it('knows what is none', () => {
    assert.equal(isDocker(undefined), false);
    for (const word of [
      ...[
        '',
        'podman',
        'dockerd',
        'mydocker',
        'docker-compose',
        'docker.exes',
        'docker.sh',
        'dockerXexe',
        'docker/run',
      ],
      ...['x$(Q)docker', '$(Q)dockers', '$(Q)/dockers', '$()docker', '$Qdocker', '$(a-b)docker', '$(Q)xdocker'],
      ...[
        '$DOCKER_IMAGE',
        '$MY_DOCKER',
        '$DOCKERS',
        'x$DOCKER',
        '%MY_DOCKER%',
        '$DOCKER__CMD',
        '${DOCKER}/x',
        'DOCKER%x',
      ],
      ...[
        '${E:-podman}',
        '${E:-dockerd}',
        '${E:+docker}',
        '${E:-docker}x',
        'x${E:-docker}',
        '${E:-"docker\'}',
        '${:-docker}',
      ],
      ...['${E::-docker}', '${E?docker}', '${E:-mydocker}'],
      ...['$(which podman)', 'x$(which docker)', '$(which docker)x', '$(whichdocker)', '$(which docker-compose)'],
      ...['$(command docker)', '$(command-v docker)', '$(command -vdocker)', '$(shellwhich docker)', '$(type docker)'],
      ...['$(which  podman docker)', '$(command -v -x docker)'],
    ]) {
      assert.equal(isDocker(plainText(word)), false, word);
    }
  });
});
