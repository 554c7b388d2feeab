import assert from 'node:assert/strict';
import { oncePerProject } from '../../../../src/mounts/rules/slowProject';
import { scanText } from '../../../../src/mounts/scan';
import { inEnglish } from '../../../../src/text/message';
import { applyEdits } from '../../../../src/text/edit';
import { composeWith, devcontainerFile, placeAt, places } from '../places';

function found(text: string, place = places.C): string[] {
  const { findings, lines } = scanText(text, place);
  return findings.map(({ rule, severity, range }) => `${rule} ${severity}@${lines.positionAt(range.start).line}`);
}

describe('unc-project', () => {
  it('is told once, at the first mount', () => {
    assert.deepEqual(found(composeWith('data:/d', './x:/app', './y:/b')), ['unc-project info@5']);
    assert.deepEqual(found(composeWith('./x:/app'), placeAt('\\\\wsl$\\Debian\\srv')), ['unc-project info@5']);
    assert.deepEqual(found('{\n  "image": "x"\n}', { ...places.C, file: devcontainerFile }), ['unc-project info@2']);
  });

  it('is not told elsewhere, nor without mounts', () => {
    for (const place of [places.B, placeAt(null)]) assert.deepEqual(found(composeWith('./x:/app'), place), []);
    assert.deepEqual(found('services: {web: {image: x}}'), []);
    assert.deepEqual(found(composeWith('{type: tmpfs, target: /x}')), []);
  });

  it('is told once for all files of a project', () => {
    const scanned = [composeWith('./x:/app'), composeWith('./y:/app')].map((text) => scanText(text, places.C));
    assert.deepEqual(
      oncePerProject(scanned).map(({ findings }) => findings.length),
      [1, 0],
    );
  });

  it('names the distro and the remedy', () => {
    const [finding] = scanText(composeWith('./x:/app'), places.C).findings;
    assert.match(inEnglish(finding!.message), /distro Ubuntu\. Reopen it in WSL\.$/);
    assert.equal(finding?.evidence.resolved, '\\\\wsl.localhost\\Ubuntu\\home\\u\\proj');
  });

  it('can be suppressed', () => {
    const text = composeWith('./x:/app');
    const fix = scanText(text, places.C).findings[0]?.suppress?.('why');
    assert.deepEqual(found(applyEdits(text, fix!.edits)), []);
  });
});
