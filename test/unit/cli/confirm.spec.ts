import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { agree } from '../../../src/cli/confirm';
import type { CommandContext } from '../../../src/cli/context';

/** A call without a terminal: what it answers, and what it says. */
async function asked(yes: boolean): Promise<readonly [answer: string, said: readonly string[]]> {
  const said: string[] = [];
  const context = {
    invocation: { yes },
    signal: new AbortController().signal,
    complain: (line: string) => said.push(line),
  } as unknown as CommandContext;
  const there = Object.getOwnPropertyDescriptor(process.stdin, 'isTTY');
  Object.defineProperty(process.stdin, 'isTTY', { value: false, configurable: true });
  try {
    return [await agree(context, 'Do it?'), said];
  } finally {
    if (there) Object.defineProperty(process.stdin, 'isTTY', there);
    else Reflect.deleteProperty(process.stdin, 'isTTY');
  }
}

describe('a question of the command line', () => {
  it('is not asked where the call says yes already', async () => assert.deepEqual(await asked(true), ['agreed', []]));

  it('says why nothing is done where nobody is there to answer', async () => {
    const [answer, said] = await asked(false);
    assert.equal(answer, 'declined');
    assert.match(said.join('\n'), /nobody is there to ask\. Say --yes/);
  });
});
