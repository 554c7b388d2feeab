import assert from 'node:assert/strict';
import { scanText } from '../../../src/mounts/scan';
import { applyEdits } from '../../../src/text/edit';
import { inEnglish } from '../../../src/text/message';
import type { Place } from '../../../src/mounts/mount';
import { composeWith, devcontainerFile, ofMounts, placeAt, places, quoted } from './places';

/** What the first fix of a volume's only finding makes of the volume; null when there is no fix. */
function fixed(volume: string, place: Place): string | null {
  const text = composeWith(volume);
  const findings = ofMounts(scanText(text, place));
  assert.equal(findings.length, 1, volume);
  const [fix] = findings[0]!.fixes();
  if (!fix) return null;
  const result = applyEdits(text, fix.edits);
  const before = composeWith('').trimEnd();
  assert.ok(result.startsWith(before));
  const again = scanText(result, place).findings.flatMap(({ fixes }) => fixes());
  assert.deepEqual(again, [], 'a fix leaves nothing to fix');
  return result.slice(before.length).trim();
}

describe('the relative path fix', () => {
  it('writes a folder of the project relative to the file', () => {
    assert.equal(fixed('C:\\proj\\src:/app', places.A), './src:/app');
    assert.equal(fixed('c:/proj/a/b/:/app:ro', places.A), './a/b:/app:ro');
    assert.equal(fixed('/mnt/c/proj:/app', places.A), '.:/app');
    assert.equal(fixed('/mnt/c/proj/src:/app', places["A'"]), './src:/app');
    assert.equal(fixed('C:\\proj\\src:/app', places["A'"]), './src:/app');
    assert.equal(
      fixed('{type: bind, source: /mnt/c/proj, target: /app}', places["A'"]),
      '{type: bind, source: ., target: /app}',
    );
  });

  it('keeps the quotes', () => {
    assert.equal(fixed("'C:\\proj\\it''s:/app'", places.A), "'./it''s:/app'");
    assert.equal(fixed('"C:\\\\proj\\\\say \\"x\\":/app"', places.A), '"./say \\"x\\":/app"');
  });

  it('is not offered for what lies elsewhere, or cannot be compared', () => {
    for (const volume of [
      'C:\\projects\\src:/app',
      'C:\\:/app',
      'D:\\proj\\src:/app',
      'C:\\PROJ\\src:/app',
      'C:\\proj\\..\\x:/app',
    ]) {
      assert.equal(fixed(volume, places.A), null, volume);
    }
    assert.equal(fixed('./src:/app', places.A), null);
    assert.equal(fixed('C:\\proj\\src:/app', placeAt(null)), null);
  });

  it('is not offered where the value cannot be written in the same quotes', () => {
    assert.equal(fixed("C:\\proj\\it's:/app", places.A), null);
  });

  it('is not offered for text over several lines', () => {
    assert.equal(fixed('"C:\\\\proj\\\\a\n          b:/app"', places.A), null);
  });

  it('writes into a block of one line', () => {
    assert.equal(fixed('>-\n        C:\\proj\\src:/app', places.A), '>-\n        ./src:/app');
  });

  it('says what it writes', () => {
    const { findings } = scanText(composeWith('C:\\proj\\src:/app'), places.A);
    assert.deepEqual(
      findings.flatMap(({ fixes }) => fixes().map(({ title, safe }) => [inEnglish(title), safe])),
      [['Write ./src, which works from Windows and from WSL', true]],
    );
  });
});

describe('the fix of a dev container', () => {
  /** What the first fix makes of the source of a mount, and whether it is safe; null when there is none. */
  function rewritten(source: string, place: Place): [string, boolean] | null {
    const text = JSON.stringify({ mounts: [`type=bind,source=${source},target=/app`], workspaceMount: '' });
    const [finding] = ofMounts(scanText(text, { ...place, file: devcontainerFile }));
    const [fix] = finding?.fixes() ?? [];
    if (!fix) return null;
    const { mounts } = JSON.parse(applyEdits(text, fix.edits)) as { mounts: [string] };
    return [mounts[0].replace(/^type=bind,source=|,target=\/app$/g, ''), fix.safe];
  }

  it('names the project by its variable, which means the same on both sides', () => {
    assert.deepEqual(rewritten('C:\\proj\\src', places.A), ['${localWorkspaceFolder}/src', true]);
    assert.deepEqual(rewritten('C:\\proj', places["A'"]), ['${localWorkspaceFolder}', true]);
  });

  it('names a drive as the distro does', () => {
    assert.deepEqual(rewritten('C:\\Users\\x', places.B), ['/mnt/c/Users/x', false]);
  });

  it('is not offered for what was written with a variable or relative', () => {
    for (const source of ['${localWorkspaceFolder}/src', '${localWorkspaceFolder}', './src']) {
      assert.equal(rewritten(source, places.A), null, source);
    }
  });
});

describe('what a fix claims', () => {
  function claim(volume: string, place: Place): { safe: boolean; cures: boolean } | undefined {
    const [fix] = ofMounts(scanText(composeWith(volume), place))[0]?.fixes() ?? [];
    return fix && { safe: fix.safe, cures: fix.cures };
  }
  const named = (file: string, folder = 'C:\\proj') => ({ ...placeAt(folder), file });

  it('is safety only where relative paths surely start at the folder of the file', () => {
    const volume = 'C:\\proj\\src:/app';
    for (const file of ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml']) {
      assert.equal(claim(volume, named(file))?.safe, true, file);
      assert.equal(claim(volume, named(file.replace('.', '.override.')))?.safe, true, file);
    }
    for (const file of ['compose.prod.yaml', 'docker-compose-dev.yml', 'stack.yml', 'compose.override.prod.yaml']) {
      assert.equal(claim(volume, named(file))?.safe, false, file);
    }
  });

  it('is no safety below .devcontainer, where the files are named elsewhere', () => {
    for (const folder of ['C:\\proj\\.devcontainer', 'C:\\proj\\.devcontainer\\api', '/mnt/c/proj/.devcontainer']) {
      const volume = folder.startsWith('/') ? `${folder}/src:/app` : `${folder}\\src:/app`;
      assert.equal(claim(volume, named('compose.yaml', folder))?.safe, false, folder);
    }
  });

  it('is no safety where the automount root is assumed', () => {
    assert.deepEqual(claim('C:\\Users\\x:/app', places.B), { safe: false, cures: true });
  });

  it('is a cure where the finding is gone afterwards, and not where a mount stays slow', () => {
    assert.deepEqual(claim('C:\\proj\\src:/app', places.A), { safe: true, cures: false });
    assert.deepEqual(claim('C:\\proj\\src:/app', places["A'"]), { safe: true, cures: true });
    assert.deepEqual(claim('/mnt/c/proj/src:/app', placeAt('C:\\proj', 'windows')), { safe: true, cures: true });
  });
});

describe('the other side fix', () => {
  it('names the drive as the distro does', () => {
    assert.equal(fixed('C:\\Users\\u\\x:/app', places.B), '/mnt/c/Users/u/x:/app');
    assert.equal(fixed("'D:/x y:/app'", places.C), "'/mnt/d/x y:/app'");
    assert.equal(fixed('C:\\x:/app', placeAt('/home/u', null, '/')), '/c/x:/app');
  });

  it('names the drive as Windows does', () => {
    const windows = placeAt('D:\\proj', 'windows');
    assert.equal(fixed('/mnt/c/x:/app', windows), 'C:/x:/app');
    assert.equal(fixed('/mnt/c:/app', windows), 'C:/:/app');
  });

  it('names what is in the distro as the distro does', () => {
    assert.equal(fixed(quoted('\\\\wsl$\\Ubuntu\\home\\u\\x:/app'), places.B), "'/home/u/x:/app'");
    assert.equal(fixed(quoted('\\\\wsl.localhost\\ubuntu\\mnt\\c\\x:/app'), places.C), "'/mnt/c/x:/app'");
  });

  it('knows the other names of a drive', () => {
    for (const source of [
      '/c/work',
      '//c/work',
      '/run/desktop/mnt/host/c/work',
      '/mnt/host/c/work',
      '/host_mnt/c/work',
    ])
      assert.equal(fixed(`${source}:/app`, places.B), '/mnt/c/work:/app', source);
  });

  it('writes a relative path with slashes, which is safe', () => {
    assert.equal(fixed('.\\src\\x:/app', places.B), './src/x:/app');
    assert.equal(fixed('..\\x:/app', places.C), '../x:/app');
    const [fix] = scanText(composeWith('.\\src:/app'), places.B).findings[0]!.fixes();
    assert.ok(fix?.safe && fix.cures);
  });

  it('is not offered for what has no name there', () => {
    assert.equal(fixed('/home/u/x:/app', placeAt('C:\\proj', 'windows')), null);
    assert.equal(fixed(quoted('\\\\wsl$\\Debian\\home:/app'), places.B), null);
  });
});
