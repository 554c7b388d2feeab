import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Place } from '../../../../src/mounts/mount';
import { readPosixScript, readScriptComments, readShebangScript } from '../../../../src/mounts/readers/scriptFile';
import { scanText } from '../../../../src/mounts/scan';
import { applyEdits } from '../../../../src/text/edit';
import { mountedClasses, ofMounts, placeAt, places, type PlaceName } from '../places';

const classes = (text: string, file: string, place: Place): string[] => mountedClasses(text, { ...place, file });

/** The rows of the reference's table that a shell reads, by place; `win` and the like as there. */
const rows: readonly (readonly [row: number, file: string, options: string, expected: Record<PlaceName, string>])[] = [
  [75, 'run.sh', '-v $(pwd):/app', all('windows-drive', 'linux-fs', 'linux-fs', 'windows-drive')],
  [76, 'run.cmd', '-v "%cd%":/app', all('windows-drive', 'wrong-side', 'wrong-side', 'windows-drive')],
  [77, 'run.sh', '-v ~/p:/app', all('windows-drive', 'linux-fs', 'linux-fs', 'linux-fs')],
  [78, 'run.sh', '-v "~/p:/app"', all('invalid', 'invalid', 'invalid', 'invalid')],
  [79, 'run.sh', '-v pp:/app', all('named-volume', 'named-volume', 'named-volume', 'named-volume')],
  [80, 'run.sh', '-v ./p:/app', all('windows-drive', 'linux-fs', 'linux-fs', 'windows-drive')],
  [
    81,
    'run.sh',
    '--mount type=bind,source=/mnt/c/x,target=/a',
    all('windows-drive', 'windows-drive', 'windows-drive', 'windows-drive'),
  ],
  [82, 'run.sh', '--mount type=bind,src=./x,dst=/a', all('windows-drive', 'linux-fs', 'linux-fs', 'windows-drive')],
  [83, 'run.sh', '--mount type=bind,src=x,dst=/a', all('invalid', 'invalid', 'invalid', 'invalid')],
  [84, 'run.sh', '--mount src=cache,dst=/a', all('named-volume', 'named-volume', 'named-volume', 'named-volume')],
  [85, 'run.sh', '--mount dst=/a', all('anonymous', 'anonymous', 'anonymous', 'anonymous')],
  [
    86,
    'run.sh',
    `--mount 'type=bind,"source=C:\\a,b",target=/a'`,
    all('windows-drive', 'wrong-side', 'wrong-side', 'wrong-side'),
  ],
];

function all(A: string, B: string, C: string, onDrive: string): Record<PlaceName, string> {
  return { A, B, C, "A'": onDrive };
}

describe('mounts of docker run in scripts', () => {
  for (const [row, file, options, expected] of rows) {
    it(`row ${row}: ${options} in ${file}`, () => {
      const text = `docker run --rm ${options} img\n`;
      for (const [name, place] of Object.entries(places)) {
        const { mounts } = scanText(text, { ...place, file });
        assert.deepEqual(
          mounts.map((mount) => mount.class),
          [expected[name as PlaceName]],
          name,
        );
      }
    });
  }

  const inDistro: Readonly<Record<string, string[]>> = {
    'docker run -v /mnt/c/a:/b x': ['/mnt/c/a -> windows-drive'],
    'docker create --volume=/mnt/c/a:/b x': ['/mnt/c/a -> windows-drive'],
    'docker container run --volume /mnt/c/a:/b x': ['/mnt/c/a -> windows-drive'],
    'docker run -itv /mnt/c/a:/b x': ['/mnt/c/a -> windows-drive'],
    'docker run -itv/mnt/c/a:/b x': ['/mnt/c/a -> windows-drive'],
    'docker run -v=/mnt/c/a:/b x': ['/mnt/c/a -> windows-drive'],
    'docker --log-level debug -D run -v /mnt/c/a:/b x': ['/mnt/c/a -> windows-drive'],
    'docker --context desktop-linux run -v /mnt/c/a:/b x': ['/mnt/c/a -> windows-drive'],
    'sudo -E -u root docker run -v /mnt/c/a:/b x': ['/mnt/c/a -> windows-drive'],
    'A=1 B=2 exec docker run -v /mnt/c/a:/b x': ['/mnt/c/a -> windows-drive'],
    'if ! docker run -v /mnt/c/a:/b x; then docker run -v /mnt/d/a:/b y; fi': [
      '/mnt/c/a -> windows-drive',
      '/mnt/d/a -> windows-drive',
    ],
    'ID=$(docker run -v /mnt/c/a:/b x)': ['/mnt/c/a -> windows-drive'],
    'echo `docker run -v /mnt/c/a:/b x`': ['/mnt/c/a -> windows-drive'],
    'RUN="docker run -v /mnt/c/a:/b x"': ['/mnt/c/a -> windows-drive'],
    'alias n=\'docker run -v "$PWD":/b x\'': ['$PWD -> linux-fs'],
    'bash -c "docker run -v \\"/mnt/c/a\\":/b x"': ['/mnt/c/a -> windows-drive'],
    'f() { docker run -v /mnt/c/a:/b x "$@"; }': ['/mnt/c/a -> windows-drive'],
    'docker run "${OPTS[@]}" -v /mnt/c/a:/b x': ['/mnt/c/a -> windows-drive'],
    'docker run -e A=b --name n -p 1:2 -w /w --network host -v /mnt/c/a:/b x': ['/mnt/c/a -> windows-drive'],
    'docker run -v "$HOME/p":/b -v ${HOME}:/c x': ['$HOME/p -> linux-fs', '${HOME} -> linux-fs'],
    'docker run -v "${PWD}"/a:/b -v `pwd`/c:/d -v $PWD:/e x': [
      '${PWD}"/a -> linux-fs',
      '`pwd`/c -> linux-fs',
      '$PWD -> linux-fs',
    ],
    'docker run -v "$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)":/b x': [
      '$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd) -> linux-fs',
    ],
    'docker run -v $A/b:/c -v ${X:-/mnt/c/a}:/d -v /mnt/c/$A:/e x': [
      '$A/b -> unknown',
      '${X:-/mnt/c/a} -> windows-drive',
      '/mnt/c/$A -> unknown',
    ],
    'A=/mnt/c/a\ndocker run -v $A/b:/c x': ['$A/b -> windows-drive'],
    'A=/mnt/c/a\nA=/home\ndocker run -v $A/b:/c x': ['$A/b -> unknown'],
    'A=${1:-/mnt/c/a}\ndocker run -v $A/b:/c x': ['$A/b -> unknown'],
    'cd "$(dirname "$0")/.."\ndocker run -v ./a:/b -v $PWD:/c x': ['./a -> linux-fs', '$PWD -> linux-fs'],
    'cd /tmp && docker run -v $PWD:/c -v ./a:/b x': ['$PWD -> unknown', './a -> unknown'],
    '(cd /tmp && tar c) ; docker run -v $PWD:/c x': ['$PWD -> linux-fs'],
    'pushd /tmp; popd; docker run -v $PWD:/c x': ['$PWD -> linux-fs'],
    // Words that variables hold.
    '$SUDO docker run -v /mnt/c/a:/b x': ['/mnt/c/a -> windows-drive'],
    '"${DOCKER}" run -v /mnt/c/a:/b x': ['/mnt/c/a -> windows-drive'],
    'D=docker\nD="sudo docker"\n$D run -v /mnt/c/a:/b x': ['/mnt/c/a -> windows-drive'],
    'D=podman\n$D run -v /mnt/c/a:/b x': [],
    'S=\n$S docker run -v /mnt/c/a:/b x': ['/mnt/c/a -> windows-drive'],
    'O="-v /mnt/c/a:/b --rm"\ndocker run $O x\ndocker run $O y': ['/mnt/c/a -> windows-drive'],
    'O="-v /mnt/c/a:/b"\n[ -d d ] && O="$O -v /mnt/d/a:/c"\ndocker run -it $O x': [
      '/mnt/c/a -> windows-drive',
      '/mnt/d/a -> windows-drive',
    ],
    'O=(-v "/mnt/c/a:/b"\n  # why\n  --mount type=bind,src="$PWD",dst=/c)\nO+=(-v dd:/d)\ndocker run "${O[@]}" x': [
      '/mnt/c/a -> windows-drive',
      '$PWD -> linux-fs',
      'dd -> named-volume',
    ],
    'O=(-v /mnt/c/a:/b)\ndocker run ${O[@]+"${O[@]}"} x': ['/mnt/c/a -> windows-drive'],
    'C=(docker run)\nC+=(-v /mnt/c/a:/b)\n"${C[@]}"': ['/mnt/c/a -> windows-drive'],
    'O=(-v /mnt/c/a:/b)\npodman run "${O[@]}" x': [],
    'I=x\ndocker run $I -v /mnt/c/a:/b': [],
    'A=/mnt/c\nA+=/d\ndocker run -v $A:/b x': ['$A -> unknown'],
    'A+=/d\ndocker run -v $A:/b x': ['$A -> unknown'],
    'V=/mnt/c/a:/b\ndocker run -v $V x': ['$V -> windows-drive'],
    // Folders that are asked for in a longer way.
    'R="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." &> /dev/null && pwd -P)"\ndocker run -v "$R/a:/b" x': [
      '$R/a -> linux-fs',
    ],
    'R=$( cd -- "$( dirname -- "$0" )" >/dev/null 2>&1; pwd )\nP=$(dirname "$R")\nQ="$(cd "$R/../a" && pwd)"\ndocker run -v $P:/b -v $Q:/c x':
      ['$P -> linux-fs', '$Q -> linux-fs'],
    'docker run -v "$(realpath ../a)":/b -v $(dirname "$(readlink -f "$0")")/a:/c -v $(realpath $1):/d x': [
      '$(realpath ../a) -> linux-fs',
      '$(dirname "$(readlink -f "$0")")/a -> linux-fs',
      '$(realpath $1) -> unknown',
    ],
    'docker run -v /$HOME:/b -v /$(pwd)/a:/c x': ['/$HOME -> linux-fs', '/$(pwd)/a -> linux-fs'],
    'N=share\ndocker run -v /$N/a:/b x': ['/$N/a -> linux-fs'],
    // Programs that run others.
    'timeout -k 5 30s docker run -v /mnt/c/a:/b x': ['/mnt/c/a -> windows-drive'],
    'find . | xargs -I {} docker run -v /mnt/c/a:/b x {}': ['/mnt/c/a -> windows-drive'],
    'script -qc "docker run -v /mnt/c/a:/b x"': ['/mnt/c/a -> windows-drive'],
    // An engine elsewhere, until that is taken back.
    'export DOCKER_HOST=tcp://h:2375\ndocker run -v /mnt/c/a:/b x\nunset DOCKER_HOST\ndocker run -v /mnt/d/a:/b x': [
      '/mnt/d/a -> windows-drive',
    ],
    'eval "$(docker-machine env m)"\ndocker run -v /mnt/c/a:/b x\neval $(docker-machine env -u)\ndocker run -v /mnt/d/a:/b x':
      ['/mnt/d/a -> windows-drive'],
    'eval $(minikube -p p docker-env)\ndocker run -v /mnt/c/a:/b x': [],
    'docker_host="${DOCKER_HOST:-}"\nexport DOCKER_HOST=${DOCKER_HOST:-x}\ndocker run -v /mnt/c/a:/b x': [
      '/mnt/c/a -> windows-drive',
    ],
    'docker context use far\ndocker run -v /mnt/c/a:/b x': [],
    'export DOCKER_HOST=unix:///var/run/docker.sock\ndocker run -v /mnt/c/a:/b x': ['/mnt/c/a -> windows-drive'],
    // What is no call of docker run here, or one of the other side's command line.
    'docker.exe run -v C:/a:/b x': [],
    '# docker run -v /mnt/c/a:/b x': [],
    'echo "docker run -v /mnt/c/a:/b x"': [],
    'echo docker run -v /mnt/c/a:/b x': [],
    'cat <<E\ndocker run -v /mnt/c/a:/b x\nE': [],
    'ssh host docker run -v /mnt/c/a:/b x': [],
    'docker -H ssh://host run -v /mnt/c/a:/b x': [],
    'docker --context build run -v /mnt/c/a:/b x': [],
    'DOCKER_HOST=tcp://h docker run -v /mnt/c/a:/b x': [],
    'docker run x -v /mnt/c/a:/b': [],
    'docker run -e "X=-v /mnt/c/a:/b" --label -v x /mnt/c/a:/b': [],
    'docker exec -v /mnt/c/a:/b x': [],
    'docker build -v /mnt/c/a:/b x': [],
    'podman run -v /mnt/c/a:/b x': [],
    'docker run --platform windows/amd64 -v /mnt/c/a:/b x': ['/mnt/c/a -> none'],
    'docker run -v /mnt/c/a:/b mcr.microsoft.com/windows/servercore:ltsc2022': ['/mnt/c/a -> none'],
    'docker run -v /mnt/c/a:C:\\\\b x': ['/mnt/c/a -> none'],
    'docker run -v /mnt/c/a:/b golang:1.24-nanoserver': ['/mnt/c/a -> none'],
    // Windows in a container of Linux.
    'docker run -v /mnt/c/a:/storage dockurr/windows': ['/mnt/c/a -> windows-drive'],
  };
  for (const [text, expected] of Object.entries(inDistro)) {
    it(JSON.stringify(text), () => assert.deepEqual(classes(text, 'run.sh', places.B), expected));
  }

  it('are read in PowerShell', () => {
    const text = [
      'docker run --rm `',
      '  -v "${PWD}:/a" -v $PWD/b:/c -v "$($PWD.Path)/d:/e" -v $PSScriptRoot\\f:/g `',
      '  -v "$env:USERPROFILE\\h:/i" -v C:\\j:/k -v "$PWD:/l" -v $x:/m -v ~/n:/o img',
    ].join('\r\n');
    assert.deepEqual(classes(text, 'run.ps1', places.A), [
      '${PWD} -> windows-drive',
      '$PWD/b -> windows-drive',
      '$($PWD.Path)/d -> windows-drive',
      '$PSScriptRoot\\f -> windows-drive',
      '$env:USERPROFILE\\h -> windows-drive',
      'C:\\j -> windows-drive',
      // A colon behind a name makes it a scope, so PowerShell does not find the folder here.
      '$PWD -> unknown',
      '$x -> unknown',
      '~/n -> invalid',
    ]);
  });

  it('are read where PowerShell keeps arguments and folders in variables', () => {
    const text = [
      '$root="$PSScriptRoot/.."',
      '[string]$data = Join-Path $PSScriptRoot "data"',
      '$here = (Get-Location).Path',
      '$up = Split-Path -Parent $MyInvocation.MyCommand.Definition',
      '$out = Get-ChildItem',
      '$docker = @(',
      "  'run', '--rm'",
      '  "-v", "C:\\a:/a"',
      ')',
      '$docker += "-v", "${here}:/h"',
      'docker @docker img',
      'docker run -v "${root}:/r" -v "${data}:/d" -v "${up}:/u" -v "${out}:/o" img',
      '$cmd = "docker run -v C:\\b:/b img"',
      'Invoke-Expression $cmd',
      '$id = docker run --mount type=bind,source=C:\\c,target=/c img',
      // One argument, whatever is in it.
      '$one = "-v C:\\e:/e"',
      'docker run $one img',
      '$env:DOCKER_HOST = "ssh://far"',
      'docker run -v C:\\d:/d img',
    ].join('\r\n');
    assert.deepEqual(classes(text, 'run.ps1', places.A), [
      'C:\\a -> windows-drive',
      '${here} -> windows-drive',
      '${root} -> windows-drive',
      '${data} -> windows-drive',
      '${up} -> windows-drive',
      '${out} -> unknown',
      'C:\\b -> windows-drive',
      'C:\\c -> windows-drive',
      '$one -> named-volume',
    ]);
  });

  it('are read where cmd.exe has no word between two commands', () => {
    const text = [
      'set "DOCKER=docker"',
      'set OPTS=-v C:\\a:/a',
      'set OPTS=%OPTS% -v C:\\b:/b',
      '%DOCKER% run %OPTS% img',
      'start "" /b docker run -v C:\\c:/c img',
      'cmd /c docker run -v C:\\d:/d img',
      "for /f %%i in ('docker run -d -v C:\\e:/e img') do set ID=%%i",
      'set SHARE=share',
      'docker run -v /%SHARE%/y:/f img',
    ].join('\r\n');
    assert.deepEqual(classes(text, 'run.bat', places.A), [
      'C:\\a -> windows-drive',
      'C:\\b -> windows-drive',
      'C:\\c -> windows-drive',
      'C:\\d -> windows-drive',
      'C:\\e -> windows-drive',
      '/%SHARE%/y -> wrong-side',
    ]);
  });

  it('are read where a makefile keeps them in variables', () => {
    const text = [
      'ENGINE ?= docker',
      'OPTS = --rm -v /mnt/c/a:/a',
      'OPTS += -v $(CURDIR)/b:/b',
      'RUN = docker run -v /mnt/c/c:/c',
      't:',
      '\t$(ENGINE) run $(OPTS) img',
      '\t$(SUDO) $(RUN) -v $(abspath ..):/d img',
      '',
    ].join('\n');
    assert.deepEqual(classes(text, 'Makefile', places.B), [
      '/mnt/c/a -> windows-drive',
      '$(CURDIR)/b -> linux-fs',
      '/mnt/c/c -> windows-drive',
      '$(abspath ..) -> linux-fs',
    ]);
  });

  it('of Windows run on Windows, and need not be judged where nobody knows the machine', () => {
    const text = 'docker run -v /mnt/c/a:/b -v /home/u:/c -v /etc/localtime:/etc/localtime x';
    const found = (place: Place): string[] =>
      ofMounts(scanText(text, { ...place, file: 'run.bat' })).map(({ rule }) => rule);
    assert.deepEqual(found(places.A), ['wrong-side', 'wrong-side']);
    assert.deepEqual(found(placeAt(null)), ['slow-mount']);
  });

  it('follow variables of batch files and of makefiles', () => {
    assert.deepEqual(
      classes('set "D=C:\\x y"\r\nset E=%~dp0\r\ndocker run -v "%D%":/a -v %E%b:/c -v %F%:/d x', 'r.bat', places.A),
      ['%D% -> windows-drive', '%E%b -> windows-drive', '%F% -> unknown'],
    );
    const recipe =
      'D := /mnt/c/d\nE ?= /mnt/c/e\nt:\n\tdocker run -v $(D):/d -v $(E):/e -v $(CURDIR)/x:/x -v $$PWD:/y i\n';
    assert.deepEqual(classes(recipe, 'Makefile', places.B), [
      '$(D) -> windows-drive',
      '$(E) -> windows-drive',
      '$(CURDIR)/x -> linux-fs',
      '$$PWD -> linux-fs',
    ]);
  });

  it('are read in a file without an ending if its first line names a shell', () => {
    const text = 'docker run -v /mnt/c/a:/b x\n';
    assert.equal(readShebangScript(`#!/usr/bin/env bash\n${text}`, places.B).mounts.length, 1);
    assert.equal(readShebangScript(`#!/usr/bin/python3\n${text}`, places.B).mounts.length, 0);
    assert.equal(readShebangScript(text, places.B).mounts.length, 0);
  });
});

describe('reading a script', () => {
  it('is bounded, also where variables are made of each other', () => {
    const doubling = Array.from({ length: 60 }, (_, index) => `A${index + 1}=$A${index}$A${index}`).join('\n');
    const nested = 'sh -c "docker run '.repeat(2000);
    for (const text of [
      `A0=/mnt/c/x\n${doubling}\ndocker run -v $A60:/x y`,
      nested,
      'docker run -v $(docker '.repeat(5000),
      `docker run ${'-v /mnt/c/a:/b '.repeat(5000)}x`,
      'docker run -v /mnt/c/a:/b x\n'.repeat(5000),
      `docker run ${'-v "$PWD/x":/y'.repeat(3000)}`,
      `${'O="$O -v /mnt/c/a:/b"\nO+=($O "${O[@]}")\n'.repeat(1000)}${'docker run $O x\n'.repeat(1000)}`,
      `R=$(dirname ${'"$(dirname '.repeat(3000)}`,
      `R=$(cd ${' '.repeat(20_000)}x${'>/dev/null '.repeat(3000)}`,
    ]) {
      const started = performance.now();
      readPosixScript(text, places.B);
      assert.ok(performance.now() - started < 3000, text.slice(0, 40));
    }
  });
});

describe('the range of a source in a script', () => {
  const path = fc
    .string({ unit: fc.constantFrom('a', 'é', '日', '𝒳', '/', '.', ' ', '-'), minLength: 1, maxLength: 8 })
    .map((rest) => `/mnt/c/${rest}x`);
  const shapes: readonly ((path: string) => string)[] = [
    (p) => `docker run -v '${p}':/a x`,
    (p) => `docker run -v '${p}:/a' x`,
    (p) => `docker run "-v${p}:/a" x`,
    (p) => `docker run --volume="${p}:/a:ro" x`,
    (p) => `é 𝒳\nsudo docker run \\\n  --mount 'type=bind,source=${p},target=/a' x`,
    (p) => `A="docker run -v '${p}':/a x"`,
  ];

  it('is exact, and what is written there is read again', () => {
    fc.assert(
      fc.property(path, path, fc.constantFrom(...shapes), (before, after, shape) => {
        const text = shape(before);
        const { source } = readPosixScript(text, places.B).mounts[0]!;
        assert.equal(text.slice(source!.range.start, source!.range.end), before);
        const newText = source!.write(after);
        assert.ok(newText !== null);
        assert.equal(applyEdits(text, [{ range: source!.range, newText }]), shape(after));
      }),
    );
  });

  it('cannot be rewritten where quotes would break it', () => {
    const { source } = readPosixScript('docker run -v /mnt/c/a:/b x', places.B).mounts[0]!;
    assert.equal(source!.write('/a b'), null);
    assert.equal(source!.write('/a-b'), '/a-b');
  });
});

describe('comments of scripts', () => {
  it('suppress findings, in the form of the language', () => {
    const files: Readonly<Record<string, string>> = {
      'run.sh': '# slipway-ignore-next-line slow-mount -- known\n',
      'run.ps1': '  # slipway-ignore-next-line slow-mount\n',
      'run.bat': 'REM slipway-ignore-next-line slow-mount -- known\r\n',
      'run.cmd': ':: slipway-ignore-file slow-mount\n',
      Makefile: '# slipway-ignore-file slow-mount\nt:\n\t',
    };
    for (const [file, comment] of Object.entries(files)) {
      const text = `${comment}docker run -v D:/data:/x i\n`;
      const place = { ...places.A, file };
      assert.deepEqual(scanText(text, place).findings, [], file);
      assert.notDeepEqual(scanText(text.replace('slipway', 'no'), place).findings, [], file);
    }
  });

  it('are offered above the whole call', () => {
    const text = 'docker run \\\n  -v D:/data:/x i\n';
    const [finding] = scanText(text, { ...places.A, file: 'run.sh' }).findings;
    const fix = finding!.suppress?.('why');
    assert.equal(applyEdits(text, fix!.edits), `# slipway-ignore-next-line slow-mount -- why\n${text}`);
    const inPackage = '{"scripts": {"a": "docker run -v D:/data:/x i"}}';
    const [strict] = scanText(inPackage, { ...places.A, file: 'package.json' }).findings;
    assert.equal(strict!.suppress?.('why'), null);
  });

  it('stand where they stand', () => {
    const text = 'a # b\r\n  # c d\r\nrem e\n';
    assert.deepEqual(
      readScriptComments(text).map(({ text: comment, range }) => [comment, text.slice(range.start, range.end)]),
      [
        [' c d', '  # c d'],
        [' e', 'rem e'],
      ],
    );
  });
});
