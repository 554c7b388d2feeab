import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { silentLog } from '../../../src/machine/log';
import { openMachine } from '../../../src/machine/machine';
import { writeMachine } from './standIn';
import { useFolder } from './temporary';

const folder = useFolder();

describe('the pipes of a described machine', () => {
  it('are those its file names at that moment', async () => {
    const file = writeMachine(folder(), { pipes: { dockerBackendApiServer: join(folder(), 'a.sock') } });
    const { pipes } = openMachine(silentLog, { SLIPWAY_MACHINE: file });
    assert.deepEqual(await pipes.list(), ['dockerBackendApiServer']);
    writeMachine(folder());
    assert.deepEqual(await pipes.list(), []);
  });

  it('are absent, published without anybody behind them, or answered', async () => {
    const socket = join(folder(), 'a.sock');
    const file = writeMachine(folder(), { pipes: { there: socket } });
    const { pipes } = openMachine(silentLog, { SLIPWAY_MACHINE: file });
    assert.deepEqual(await pipes.ask('other', '/', { timeout: 1000 }), { outcome: 'absent' });
    assert.deepEqual(await pipes.ask('toString', '/', { timeout: 1000 }), { outcome: 'absent' });
    assert.equal((await pipes.ask('there', '/', { timeout: 1000 })).outcome, 'refused');
    const server = createServer((request, response) => response.writeHead(418).end(request.url));
    await new Promise<void>((resolve) => server.listen(socket, resolve));
    const answer = await pipes.ask('there', '/x', { timeout: 5000 });
    server.close();
    assert.deepEqual(answer, { outcome: 'answered', status: 418, body: '/x' });
  });
});
