import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { whyNotPublished } from '../../../scripts/publishing';

describe('publishing', () => {
  const addresses = {
    repository: 'https://example.com/slipway.git',
    bugs: 'https://example.com/slipway/issues',
    homepage: 'https://example.com/slipway',
  };

  it('is refused while product.json is empty', () => {
    assert.deepEqual(whyNotPublished({ repository: '', bugs: '', homepage: '' }, {}), [
      'product.json says no repository.',
      'product.json says no bugs.',
      'product.json says no homepage.',
    ]);
  });

  it('is refused while the manifest says something else, or an address is none', () => {
    const { repository, bugs, homepage } = addresses;
    const stated = { repository: { type: 'git', url: repository }, bugs: { url: bugs }, homepage };
    assert.deepEqual(whyNotPublished(addresses, stated), []);
    assert.deepEqual(whyNotPublished(addresses, { ...stated, homepage: repository }), [
      `package.json does not say the homepage that product.json says: ${homepage}`,
    ]);
    assert.deepEqual(whyNotPublished({ ...addresses, bugs: 'slipway' }, stated), [
      'The bugs of product.json is no https address.',
    ]);
  });
});
