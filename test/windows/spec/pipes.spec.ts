import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { windowsPipes } from '../../../src/machine/pipes';
import { underWine } from './place';

describe('named pipes', () => {
  it('are asked by name; a name that nobody publishes is absent', async () => {
    const name = `slipway-test-${process.pid}`;
    const server = createServer((request, response) => response.end(`{"path":"${request.url}"}`));
    await new Promise<void>((resolve) => server.listen(`\\\\.\\pipe\\${name}`, resolve));
    try {
      assert.deepEqual(await windowsPipes.ask(name, '/_ping', { timeout: 5000 }), {
        outcome: 'answered',
        status: 200,
        body: '{"path":"/_ping"}',
      });
      // Wine cannot list pipes, and not to know is another answer than that there is none.
      const listed = await windowsPipes.list();
      assert.deepEqual(listed?.includes(name) ?? null, underWine ? null : true);
    } finally {
      server.close();
    }
    assert.deepEqual(await windowsPipes.ask(`${name}-not`, '/_ping', { timeout: 5000 }), { outcome: 'absent' });
  });
});
