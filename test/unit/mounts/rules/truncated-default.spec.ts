import assert from 'node:assert/strict';
import { scanText } from '../../../../src/mounts/scan';
import { devcontainerFile, placeAt, places } from '../places';

function found(source: string, place = places.A): string[] {
  const text = JSON.stringify({ workspaceMount: '', mounts: [`type=bind,source=${source},target=/w`] });
  const { findings } = scanText(text, { ...place, file: devcontainerFile });
  return findings.map(({ rule, severity, range, message }) =>
    rule === 'truncated-default' ? `${severity} ${text.slice(range.start, range.end)} > ${message.args[0]}` : rule,
  );
}

describe('truncated-default', () => {
  it('finds defaults that end at a colon, and says what is left', () => {
    for (const place of [...Object.values(places), placeAt(null)]) {
      const own = found('${localEnv:SRC:C:\\proj}', place).filter((rule) => rule !== 'unc-project');
      assert.deepEqual(own, ['warning C:\\\\proj > C']);
    }
    assert.deepEqual(found('${env:SRC:D:/x}/y'), ['warning D:/x > D']);
    assert.deepEqual(found('${localEnv:SRC:/c/x:y}', places.B), ['warning /c/x:y > /c/x']);
  });

  it('says nothing of defaults without one', () => {
    for (const source of ['${localEnv:SRC:proj}', '${localEnv:SRC}', '${localEnv:SRC:}', '${localWorkspaceFolder}/x'])
      assert.ok(!found(source, places.B).some((rule) => rule.startsWith('warning')), source);
  });
});
