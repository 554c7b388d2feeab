import assert from 'node:assert/strict';
import { oncePerProject } from '../../../../src/mounts/rules/slowProject';
import { scanText } from '../../../../src/mounts/scan';
import { applyEdits } from '../../../../src/text/edit';
import { inEnglish } from '../../../../src/text/message';
import { composeWith, devcontainerFile, placeAt, places } from '../places';

/** `rule severity@line` of each finding. */
function found(text: string, place = places.A): string[] {
  const { findings, lines } = scanText(text, place);
  return findings.map(({ rule, severity, range }) => `${rule} ${severity}@${lines.positionAt(range.start).line}`);
}

describe('slow-project', () => {
  it('is one notice at the first mount of the project, and hints on the lines', () => {
    assert.deepEqual(found(composeWith('db:/db', './src:/d', './lib:/app', '.:/work')), [
      'slow-project warning@6',
      'slow-mount hint@6',
      'slow-mount hint@7',
      'slow-mount hint@8',
    ]);
  });

  it('is as severe as the worst of them', () => {
    assert.deepEqual(found(composeWith('./a:/d', './b:/e')).slice(0, 1), ['slow-project info@5']);
    assert.deepEqual(found(composeWith('./a:/app:ro')).slice(0, 1), ['slow-project info@5']);
    assert.deepEqual(found(composeWith('./a:/d', './b:/var/www')).slice(0, 1), ['slow-project warning@5']);
  });

  it('speaks of all that moves with the project, by whichever name', () => {
    for (const volume of ['./x:/app', '..:/app', 'C:\\proj\\x:/app', 'c:/PROJ:/app', '/mnt/c/proj/x:/app']) {
      assert.deepEqual(found(composeWith(volume)), ['slow-project warning@5', 'slow-mount hint@5'], volume);
    }
  });

  it('leaves other folders of a drive as they are', () => {
    for (const volume of ['C:\\other:/app', 'C:\\project:/app', '/mnt/d/x:/app', '~/x:/app']) {
      assert.deepEqual(found(composeWith(volume)), ['slow-mount warning@5'], volume);
    }
  });

  it('is of projects on a drive only, seen from Windows or from a distro', () => {
    const text = composeWith('./x:/app');
    for (const location of ['/mnt/c/proj', '\\\\wsl.localhost\\Ubuntu\\mnt\\c\\proj']) {
      assert.deepEqual(found(text, placeAt(location)), ['slow-project warning@5', 'slow-mount hint@5'], location);
    }
    for (const location of ['/home/u/proj', null]) {
      assert.deepEqual(found(text, placeAt(location)), [], String(location));
    }
    assert.deepEqual(found(composeWith('/mnt/c/proj:/app'), places.B), ['slow-mount warning@5']);
  });

  it('is silent when only single files are mounted, or what an override takes away', () => {
    assert.deepEqual(found(composeWith('./nginx.conf:/etc/nginx/nginx.conf')), []);
  });

  it('names the drive, the effect before the remedy, and the project', () => {
    const [finding] = scanText(composeWith('./x:/app'), { ...places.A, project: placeAt('C:\\proj').folder }).findings;
    assert.match(
      inEnglish(finding!.message),
      /^Slow and without file events: .*Windows drive C:.*Linux file system\.$/,
    );
    assert.deepEqual(finding?.evidence, { source: './x', resolved: 'C:\\proj' });
  });

  describe('of a dev container', () => {
    const place = { ...places.A, file: devcontainerFile };

    it('stands where the container is chosen, for information: nobody wrote the mount', () => {
      assert.deepEqual(found('{\n  "name": "x",\n  "image": "y"\n}', place), ['slow-project info@3']);
      assert.deepEqual(found('{\n  "build": {}\n}', place), ['slow-project info@2']);
      assert.deepEqual(found('{\n  "name": "x"\n}', place), ['slow-project info@1']);
    });

    it('is not there without the mount, nor in a distro', () => {
      assert.deepEqual(found('{"dockerComposeFile": "compose.yaml"}', place), []);
      assert.deepEqual(found('{"workspaceMount": "", "image": "x"}', place), []);
      for (const other of [places.B, placeAt(null)]) {
        assert.deepEqual(found('{"image": "x"}', { ...other, file: devcontainerFile }), []);
      }
    });

    it('warns of the whole project, by whichever name and wherever it is mounted', () => {
      for (const source of ['${localWorkspaceFolder}', 'C:\\\\proj', '/mnt/c/proj', '.']) {
        const text = `{ "workspaceMount": "type=bind,source=${source},target=/w", "workspaceFolder": "/w" }`;
        assert.deepEqual(found(text, place), ['slow-project warning@1', 'slow-mount hint@1'], source);
      }
    });

    it('is one with the mounts that are written', () => {
      const text =
        '{\n  "mounts": [\n    "type=bind,source=${localWorkspaceFolder}/x,target=/app"\n  ],\n  "image": "y"\n}';
      assert.deepEqual(found(text, place), ['slow-project warning@3', 'slow-mount hint@3']);
    });

    it('is suppressed by comments of its syntax', () => {
      assert.deepEqual(found('// slipway-ignore-file slow-project -- why\n{"image": "x"}', place), []);
      assert.deepEqual(found('{\n  /* slipway-ignore-next-line slow-project */\n  "image": "x"\n}', place), []);
      assert.deepEqual(found('// slipway-ignore-file slow-projects\n{"image": "x"}', place).length, 2);
      const text = '{\r\n  "image": "x"\r\n}';
      const fix = scanText(text, place).findings[0]?.suppress?.('why');
      const suppressed = applyEdits(text, fix?.edits ?? []);
      assert.equal(suppressed, '{\r\n  // slipway-ignore-next-line slow-project -- why\r\n  "image": "x"\r\n}');
      assert.deepEqual(found(suppressed, place), []);
    });
  });

  it('is suppressed for the file, and the hints stay', () => {
    const text = `# slipway-ignore-file slow-project -- why\n${composeWith('./x:/app')}`;
    assert.deepEqual(found(text), ['slow-mount hint@6']);
  });

  it('does not count a mount that is accepted itself', () => {
    assert.deepEqual(found(`# slipway-ignore-file slow-mount -- why\n${composeWith('./x:/app')}`), []);
    const second = composeWith('aa:/b\n      # slipway-ignore-next-line slow-mount -- why', './x:/app', './y:/d');
    assert.deepEqual(found(second), ['slow-project info@8', 'slow-mount hint@8']);
  });

  it('lets a hint be suppressed though the notice follows it', () => {
    const text = composeWith('aa:/b', './x:/app', './y:/d');
    const { findings } = scanText(text, places.A);
    const hint = findings.find(({ rule }) => rule === 'slow-mount');
    const fix = hint?.suppress?.('why');
    assert.ok(fix);
    assert.deepEqual(found(applyEdits(text, fix.edits)), ['slow-project info@8', 'slow-mount hint@8']);
  });
});

describe('oncePerProject', () => {
  const one = scanText(composeWith('./x:/d'), places.A);
  const other = scanText(composeWith('./x:/app'), places.A);
  const elsewhere = scanText(composeWith('./x:/d'), placeAt('D:\\proj'));
  const rules = (files: readonly { readonly findings: readonly { rule: string; severity: string }[] }[]): string[] =>
    files.map(({ findings }) => findings.map(({ rule, severity }) => `${rule} ${severity}`).join());

  it('lets the first file speak for a project, as loud as the worst', () => {
    assert.deepEqual(rules(oncePerProject([one, other, elsewhere])), [
      'slow-project warning,slow-mount hint',
      'slow-mount hint',
      'slow-project info,slow-mount hint',
    ]);
  });

  it('keeps what it was given besides', () => {
    assert.deepEqual(oncePerProject([{ name: 'x', ...elsewhere }]), [{ name: 'x', ...elsewhere }]);
  });
});
