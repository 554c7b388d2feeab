import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { findPrograms, packArgs, readLibraries } from '../../../src/docker/proofImage';
import { judgeEvent, judgeRun, watchesByEvents } from '../../../src/docker/proofVerdict';

describe('the image of a proof', () => {
  it('is made of programs where they are', () => {
    assert.deepEqual(findPrograms('/bin/cat\n/usr/bin/tail\n/bin/tail\n'), { cat: '/bin/cat', tail: '/usr/bin/tail' });
    assert.ok('template' in findPrograms('/usr/bin/cat\n'));
  });

  it('has the libraries that ldd names, of glibc and of musl, each once', () => {
    const glibc = [
      '/usr/bin/cat:',
      '\tlinux-vdso.so.1 (0x00007fcb876af000)',
      '\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007fcb874af000)',
      '\t/lib64/ld-linux-x86-64.so.2 (0x00007fcb876b1000)',
      '/usr/bin/tail:',
      '\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f5bf834d000)',
    ].join('\n');
    assert.deepEqual(readLibraries(glibc), ['/lib/x86_64-linux-gnu/libc.so.6', '/lib64/ld-linux-x86-64.so.2']);
    const musl = '\t/lib/ld-musl-x86_64.so.1 (0x7f01)\n\tlibc.musl-x86_64.so.1 => /lib/ld-musl-x86_64.so.1 (0x7f01)\n';
    assert.deepEqual(readLibraries(musl), ['/lib/ld-musl-x86_64.so.1']);
    assert.deepEqual(readLibraries('\tnot a dynamic executable\n'), []);
  });

  it('is none where a library is missing, or named so that it could be an option or lead elsewhere', () => {
    for (const line of ['libx.so => not found', 'libx.so => /lib/../etc/x (0x1)', 'libx.so => /-x/lib (0x1)']) {
      assert.ok('template' in readLibraries(`\t${line}\n`), line);
    }
  });

  it('is packed by paths from the root, links followed', () => {
    const own = { folder: '/home/a b', name: 'token' };
    const line = ['tar', '-c', '-h', '-f', '/home/a b/i.tar', '-C', '/', 'bin/cat', '-C', '/home/a b', 'token'];
    assert.deepEqual(packArgs('/home/a b/i.tar', ['/bin/cat'], own), line);
  });
});

describe('verdicts of a proof', () => {
  const ended = (status: number | null, stdout = '', stderr = ''): Parameters<typeof judgeRun>[0] => ({
    status,
    stdout,
    stderr,
  });

  it('tell a container that cannot start its program from a docker that fails', () => {
    assert.equal(judgeRun(ended(0, 'x\n'), 'x').verdict, 'ok');
    assert.equal(judgeRun(ended(0, 'y\n'), 'x').verdict, 'failed');
    assert.equal(judgeRun(ended(null), 'x').verdict, 'failed');
    assert.equal(judgeRun(ended(125, '', 'no such file or directory'), 'x').verdict, 'failed');
    assert.equal(judgeRun(ended(127), 'x').verdict, 'notTested');
    const library = 'cat: error while loading shared libraries: libc.so.6: cannot open shared object file';
    assert.equal(judgeRun(ended(1, '', library), 'x').verdict, 'notTested');
    assert.equal(judgeRun(ended(1, '', 'cat: I/O error'), 'x').verdict, 'failed');
  });

  it('take a watch for one only where the kernel lists it', () => {
    assert.equal(watchesByEvents('pos:\t0\nflags:\t00\ninotify wd:1 ino:23c0d9 sdev:fe00000 mask:2\n'), true);
    assert.equal(watchesByEvents('pos:\t0\nflags:\t00\nmnt_id:\t17\n'), false);
    assert.deepEqual([judgeEvent(true).verdict, judgeEvent(false).verdict], ['ok', 'failed']);
  });
});
