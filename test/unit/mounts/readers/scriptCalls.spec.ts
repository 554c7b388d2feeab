import assert from 'node:assert/strict';
import type { Place } from '../../../../src/mounts/mount';
import { scanText } from '../../../../src/mounts/scan';
import { mountedClasses, places } from '../places';

const classes = (text: string, file: string, place: Place): string[] => mountedClasses(text, { ...place, file });

describe('calls of docker run that scripts wrap', () => {
  const inDistro: Readonly<Record<string, string[]>> = {
    'E=${E:-docker}\n$E run -v /mnt/c/a:/b x\n"$E" run -v /mnt/d/a:/b x': [
      '/mnt/c/a -> windows-drive',
      '/mnt/d/a -> windows-drive',
    ],
    '${E:-docker} run -v /mnt/c/a:/b x\n"${F:=docker}" run -v /mnt/d/a:/b x': [
      '/mnt/c/a -> windows-drive',
      '/mnt/d/a -> windows-drive',
    ],
    '${E:-podman} run -v /mnt/c/a:/b x': [],
    '"$(command -v docker)" run -v /mnt/c/a:/b x\nD=`which docker`\n$D run -v /mnt/d/a:/b x': [
      '/mnt/c/a -> windows-drive',
      '/mnt/d/a -> windows-drive',
    ],
    // What is put before a call: a dry run, attempts, a line in a log.
    '$DRY docker run -v /mnt/c/a:/b x\n"${PRE[@]}" docker run -v /mnt/d/a:/b x': [
      '/mnt/c/a -> windows-drive',
      '/mnt/d/a -> windows-drive',
    ],
    'DRY=echo\n$DRY docker run -v /mnt/c/a:/b x': [],
    '$ECHO docker run -v /mnt/c/a:/b x': [],
    'retry 3 docker run -v /mnt/c/a:/b x\nrun_cmd sudo docker run -v /mnt/d/a:/b x': [
      '/mnt/c/a -> windows-drive',
      '/mnt/d/a -> windows-drive',
    ],
    'npx cross-env A=1 docker run -v /mnt/c/a:/b x\nnpx -p y env-cmd -f .env docker run -v /mnt/d/a:/b x': [
      '/mnt/c/a -> windows-drive',
      '/mnt/d/a -> windows-drive',
    ],
    'ionice -c 3 docker run -v /mnt/c/a:/b x\nparallel -j 2 docker run -v /mnt/d/a:/b x ::: a b': [
      '/mnt/c/a -> windows-drive',
      '/mnt/d/a -> windows-drive',
    ],
    'npx linter docker run -v /mnt/c/a:/b x': [],
    'step() {\n  echo "$1"\n  shift\n  "$@"\n}\nstep "The database" docker run -v /mnt/c/a:/b x': [
      '/mnt/c/a -> windows-drive',
    ],
    'function traced { set -x; time "$@"; }\ntraced docker run -v /mnt/c/a:/b x': ['/mnt/c/a -> windows-drive'],
    'function f { docker run -v /mnt/c/a:/b x; }\nfunction g() { docker run -v /mnt/d/a:/b x; }': [
      '/mnt/c/a -> windows-drive',
      '/mnt/d/a -> windows-drive',
    ],
    'say() { echo "$@"; }\nsay docker run -v /mnt/c/a:/b x': [],
    'run() { ssh far "$@"; }\nrun docker run -v /mnt/c/a:/b x': [],
    'unknown docker run -v /mnt/c/a:/b x': [],
    'print docker run -v /mnt/c/a:/b x': [],
    'f() {\n  local -a O=(--rm -v /mnt/c/a:/b)\n  local P=(-v pp:/p)\n  docker run "${O[@]}" "${P[@]}" x\n}': [
      '/mnt/c/a -> windows-drive',
      'pp -> named-volume',
    ],
    'readonly O=(-v /mnt/c/a:/b)\ndocker run "${O[@]}" x': ['/mnt/c/a -> windows-drive'],
    'set -- -v /mnt/c/a:/b\n[ -d d ] && set -- "$@" -v /mnt/d/a:/c\ndocker run --rm "$@" x': [
      '/mnt/c/a -> windows-drive',
      '/mnt/d/a -> windows-drive',
    ],
    'set -- x\ndocker run -v /mnt/c/a:/b "$@"': ['/mnt/c/a -> windows-drive'],
    'docker run -v //$PWD:/d x': ['//$PWD -> linux-fs'],
    'docker run -v "$(cygpath -w "$PWD")":/b x': ['$(cygpath -w "$PWD") -> linux-fs'],
    'docker run -v /mnt/c/a:/b $IMAGE -v /mnt/d/a:/b': ['/mnt/c/a -> windows-drive'],
    'docker run -v /mnt/c/a:/b "${BASE_IMAGE:-x}" -v /mnt/d/a:/b': ['/mnt/c/a -> windows-drive'],
    'docker run $OPTS -v /mnt/c/a:/b x': ['/mnt/c/a -> windows-drive'],
  };
  for (const [text, expected] of Object.entries(inDistro)) {
    it(JSON.stringify(text), () => assert.deepEqual(classes(text, 'run.sh', places.B), expected));
  }

  it('keep their path in the container where a shell of Windows fills it in', () => {
    for (const [text, expected] of [
      ['docker run -v "$PWD:$PWD" -v $(pwd)/a:$(pwd)/a/b x', 'windows-drive'],
      ['docker run --mount type=bind,src=$PWD,dst=$PWD x', 'windows-drive'],
      // There somebody wrote it.
      ['docker run -v "$PWD:C:/a" x', 'none'],
      ['docker run -v C:/a:C:/a x', 'none'],
    ] as const) {
      const { mounts } = scanText(text, { ...places.A, file: 'run.sh' });
      assert.deepEqual([...new Set(mounts.map((mount) => mount.class))], [expected], text);
    }
    assert.deepEqual(classes('docker run -v //$PWD:/a x', 'run.sh', places.A), ['//$PWD -> windows-drive']);
  });

  it('are read where PowerShell calculates paths among the arguments', () => {
    const text = String.raw`$root = $(Get-Location).Path
$slashed = $PWD.Path.Replace('\', '/')
$here = (Resolve-Path ".\data").Path
docker run --name (New-Guid) -v "${'$'}{root}:/a" -v "${'$'}{slashed}:/b" -v "${'$'}{here}:/c" img
docker run -v ((Get-Location).Path + '\d:/d') -v $($PWD.Path -replace '\\', '/'):/e -v C:\f:/f img
docker run -v "$(Resolve-Path .):/g" -v "$(pwd | Select-Object -ExpandProperty Path)/h:/h" img
$list = @('-v', ($root + ':/i'), '-v', (Get-It))
docker run @list img
# What a command gave before is no reason to miss the next one.
$id = $(docker run -v C:\j:/j img)
[string]$id = docker run -v C:\k:/k img
Invoke-Native docker run -v C:\l:/l img
Write-Host docker run -v C:\m:/m img
if (docker ps) { docker run -v C:\n:/n img }`;
    const { mounts } = scanText(text, { ...places.A, file: 'run.ps1' });
    const onDrive = (...names: string[]): string[][] => names.map((name) => [`/${name}`, 'windows-drive']);
    assert.deepEqual(
      mounts.map(({ target, class: found }) => [target, found]),
      [
        ...onDrive('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'),
        ['(Get-It)', 'unknown'],
        ...onDrive('j', 'k', 'l', 'n'),
      ],
    );
    const [sum] = mounts.filter(({ target }) => target === '/d');
    assert.equal(text.slice(sum!.source!.range.start, sum!.source!.range.end), String.raw`(Get-Location).Path + '\d`);
    assert.equal(sum!.source!.write('/x'), null);
  });

  it('are read in makefiles behind a rule, with what make tells of itself', () => {
    const text = [
      't:',
      '\t$(DRY) docker run -v $(ROOT)/a:/a -v $(TOP)b:/b -v $(SHELLS)/c:/c img',
      'u: t ; $(Q)docker run -v /mnt/c/d:/d img',
      'ROOT := $(shell dirname $(realpath $(firstword $(MAKEFILE_LIST))))',
      'TOP := $(dir $(abspath $(lastword $(MAKEFILE_LIST))))',
      'SHELLS ?= $(shell cd .. && pwd)',
      '',
    ].join('\n');
    const { mounts } = scanText(text, { ...places.B, file: 'Makefile' });
    assert.deepEqual(
      mounts.map(({ resolved }) => resolved),
      ['/home/u/proj/a', '/home/u/proj/b', '/home/u/c', '/mnt/c/d'],
    );
  });

  it('are looked for within bounds', () => {
    const end = '\ndocker run -v /mnt/c/a:/b x\n';
    for (const [file, text] of [
      ['run.sh', `${'a(){\n'.repeat(40_000)}z docker run -v /mnt/c/a:/b x`],
      ['run.sh', 'z docker run -v /mnt/c/a:/b x\n'.repeat(10_000)],
      ['run.sh', `function${' '.repeat(100_000)}\nz docker run -v a:/b x`],
      ['run.sh', `$(docker ${'$x docker '.repeat(20_000)}${end}`],
      ['run.ps1', `${'docker run ('.repeat(20_000)}${end}`],
      ['run.ps1', `docker run (${' '.repeat(50_000)}-replace ${'| select '.repeat(5000)})${end}`],
      ['run.ps1', `docker run ${'(a + "b")'.repeat(10_000)}${end}`],
      ['Makefile', `${'a:'.repeat(200_000)};${end}`],
      ['Makefile', `A ?= ${'$(dir $(shell dirname '.repeat(5000)}${end}`],
      [
        'pod.yaml',
        `kind: Pod\nhostPath: {path: /x}\n${'image:'.repeat(50_000)}\n${'- '.repeat(500)}${': '.repeat(50_000)}`,
      ],
    ] as const) {
      const started = performance.now();
      scanText(text, { ...places.B, file });
      assert.ok(performance.now() - started < 3000, `${file}: ${text.slice(0, 30)}`);
    }
  });
});
