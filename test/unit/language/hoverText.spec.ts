import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hoverLines } from '../../../src/language/hoverText';
import type { Place } from '../../../src/mounts/mount';
import { scanText } from '../../../src/mounts/scan';
import { inEnglish } from '../../../src/text/message';
import { readMountinfo } from '../../../src/text/mountinfo';
import { composeWith, onlyMount, placeAt, places, quoted } from '../mounts/places';

/** The lines of the hover over a volume in short syntax. */
function hover(volume: string, place: Place): string[] {
  const text = composeWith(quoted(volume));
  const mount = onlyMount(scanText(text, place));
  const { start, end } = mount.source?.range ?? mount.range;
  return hoverLines(mount, place, text.slice(start, end)).map(inEnglish);
}

describe('the hover over a mount', () => {
  it('tells of a folder on a drive where it is, what it costs and its other name', () => {
    assert.deepEqual(hover('./src:/app', { ...places.A, side: 'windows' }), [
      'On Windows drive C:',
      'File system: 9p or virtiofs; which of them cannot be seen from here',
      "Each access leaves WSL's virtual machine: slow with many files. Edits on Windows reach no file watcher.",
      'Path: ` C:\\proj\\src `',
      'In a distro: ` /mnt/c/proj/src `',
    ]);
  });

  it('tells of a folder in a distro', () => {
    assert.deepEqual(hover('./src:/app', places.B), [
      'In the Linux file system of ` Ubuntu `',
      'File system: not known from here',
      'Full speed, and file watchers see every change.',
      'Path: ` /home/u/proj/src `',
      'On Windows: ` \\\\wsl.localhost\\Ubuntu\\home\\u\\proj\\src `',
    ]);
  });

  it('names the file system where the distro can be looked into', () => {
    const mountPoints = readMountinfo(
      '1 0 8:1 / / rw - ext4 /dev/sdc rw\n2 1 0:1 / /mnt/c rw - virtiofs drvfsC0 rw\n3 1 0:2 / /mnt/d rw - 9p D:\\134 rw,aname=drvfs;path=D:\\134',
    );
    const distro = { mountPoints, realPath: (path: string) => (path === '/home/u/proj/link' ? '/mnt/d/x' : path) };
    const place = { ...places.B, distro };
    assert.ok(hover('./src:/app', place).includes('File system: ` ext4 `'));
    assert.ok(hover('/mnt/c/x:/app', place).includes('File system: ` virtiofs `'));
    assert.ok(hover('./link:/app', place).includes('File system: ` 9p `'));
  });

  it('says what is not mounted, not known or not there', () => {
    const first = (volume: string, place: Place): string => hover(volume, place)[0] ?? '';
    assert.equal(first('${SRC}:/app', places.B), 'Where this leads is not known');
    assert.equal(first('C:\\x:/app', places.B), 'Nowhere: docker in a distro takes no path of Windows');
    assert.equal(
      first('/mnt/c/x:/app', { ...places.A, side: 'windows' }),
      'Nowhere: docker on Windows takes no path of a distro',
    );
    assert.equal(first('db:/data', places.B), 'In the volume ` db ` of Docker');
    assert.equal(first('/data', places.B), 'In a volume of Docker without a name');
    assert.equal(first('C:x:/app', places.B), 'Nowhere: Docker takes no such source');
    assert.equal(
      first('/run/desktop/mnt/host/c/x:/app', places.A),
      "On Windows drive C:, by Docker Desktop's own name for it",
    );
  });

  it('tells what a variable stands for', () => {
    const named = { ...places.B, variables: new Map([['SRC', './src']]) };
    assert.ok(hover('${SRC}:/app', named).includes('` ${SRC} ` stands for ` ./src `'));
    assert.ok(hover('${SRC:-./src}:/app', places.B).some((line) => line.startsWith('This is the default')));
    assert.ok(hover('./src:/app', placeAt('C:\\proj')).every((line) => !line.includes('stands for')));
  });

  it('shows what comes from a file as code, whatever stands in it', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom('`', '``', '[a](command:x)', '<b>', '$(bug)', '\n', '*', 'http://x', ' ', '\u202e', 'é'),
          {
            minLength: 1,
            maxLength: 12,
          },
        ),
        (parts) => {
          const mount = onlyMount(scanText(composeWith('/mnt/c/x:/app'), places.B));
          const nasty = { ...mount, resolved: `/mnt/c/${parts.join('')}` };
          for (const line of hoverLines(nasty, places.B, 'x').map(inEnglish)) {
            assert.doesNotMatch(line, /[\n\u202e]/);
            // Without its code nothing is left that Markdown would take for more than text.
            assert.doesNotMatch(line.replace(/(?<!`)(`+)(?!`) .*? \1(?!`)/g, ''), /[`[\]<>*]|http/);
          }
        },
      ),
    );
  });

  it('cuts off what nobody would read', () => {
    const lines = hover(`/mnt/c/${'x'.repeat(5000)}:/app`, places.B);
    assert.ok(Math.max(...lines.map(({ length }) => length)) < 400);
  });
});
