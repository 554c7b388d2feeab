import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { withoutIcons, withoutLinks } from '../../../src/host/plainText';

describe('texts with names from the machine', () => {
  it('make no link in a notification', () => {
    const hostile = 'Ubuntu [click](command:workbench.action.terminal.new) [x](https://example.com)';
    assert.doesNotMatch(withoutLinks(hostile), /\]\(/);
    assert.equal(withoutLinks(hostile).replaceAll('\u200b', ''), hostile);
    assert.equal(
      withoutLinks('WSL failed with E_UNEXPECTED (again) [sic].'),
      'WSL failed with E_UNEXPECTED (again) [sic].',
    );
  });

  it('draw no icon in a pick', () => {
    assert.equal(withoutIcons('$(reboot) Ubuntu'), '\\$(reboot) Ubuntu');
    assert.equal(withoutIcons('cost $5 (net)'), 'cost $5 (net)');
  });
});
