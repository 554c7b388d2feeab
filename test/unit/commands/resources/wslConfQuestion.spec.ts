import assert from 'node:assert/strict';
import { wslConfQuestion, type WslConfAsked } from '../../../../src/commands/resources/wslConf/question';
import { inEnglish } from '../../../../src/text/message';

const detail = (asked: Partial<WslConfAsked>): string[] =>
  wslConfQuestion({ name: 'Ubuntu', before: '', after: '', ...asked }).detail.map(inEnglish);

describe('the question before wsl.conf is written', () => {
  it('names what counts before and afterwards, as WSL reads it', () => {
    const before = '[boot]\nsystemd=false\nsystemd=true\n[user]\ndefault=dev\n';
    const after = '[boot]\nsystemd=true\n[interop]\nenabled=false\n';
    assert.deepEqual(detail({ before, after }).slice(0, 3), [
      '[boot] systemd: false becomes true.',
      '[user] default: the line is taken out (it says dev).',
      '[interop] enabled: false is added.',
    ]);
  });

  it('says where WSL stops reading, and that what is behind does not count', () => {
    const asked = detail({ before: '[boot]\nsystemd=true\n', after: '; bad\n[boot]\nsystemd=true\n' });
    assert.deepEqual(asked.slice(0, 2), [
      '[boot] systemd: the line is taken out (it says true).',
      'WSL stops reading at line 1: nothing from there on counts.',
    ]);
  });

  it('tells comments alone from settings, and a new file from an old one', () => {
    assert.match(detail({ before: '[boot]\n', after: '# why\n[boot]\n' })[0]!, /^No setting changes/);
    assert.ok(detail({ before: null }).includes('The file is made: /etc/wsl.conf'));
    assert.ok(detail({ before: '' }).includes('A copy of what is there now is kept beside it.'));
  });

  it('counts what is more than anybody reads, and lets no name or value draw anything', () => {
    const many = Array.from({ length: 30 }, (_, index) => `k${'x'.repeat(index)}=1\n`).join('');
    assert.ok(detail({ before: '', after: `[boot]\n${many}` }).includes('And more settings: 18.'));
    const [hostile] = detail({ before: '', after: '[boot]\ncommand=a\u202Eb\n' });
    assert.ok(!hostile!.includes('\u202E'), hostile);
  });
});
