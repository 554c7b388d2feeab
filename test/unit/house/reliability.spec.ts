import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { commandIds } from '../../../src/commands/table';
import { elsewhere } from '../../simulator/reliability/elsewhere';
import { faultIds, faults } from '../../simulator/reliability/faults';
import { operations } from '../../simulator/reliability/operations';
import { outcomesOn, pageWith } from '../../simulator/reliability/page';

const page = readFileSync(new URL('../../../docs/reliability.md', import.meta.url), 'utf8');

/** The rows of the table of faults, each as its cells. */
function rows(): string[][] {
  const part = page.split('<!-- faults: made by npm run reliability -->')[1]!.split('<!-- faults end -->')[0]!;
  return part
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );
}

describe('the table of faults', () => {
  const [header, rule, ...body] = rows();

  it('has a column for each fault, and no cell without a word', () => {
    assert.deepEqual(header, ['operation', ...faultIds.map((fault) => faults[fault].title)]);
    assert.ok(rule!.every((cell) => /^-+$/.test(cell)));
    assert.ok(body.length > 0);
    for (const row of body) {
      assert.equal(row.length, faultIds.length + 1, row[0]);
      for (const cell of row) assert.match(cell, /\w/, row[0]);
    }
  });

  it('has rows of operations alone, each once', () => {
    const titles = body.map(([title]) => title);
    assert.equal(new Set(titles).size, titles.length);
    for (const title of titles)
      assert.ok(
        operations.some((each) => each.title === title),
        title,
      );
  });

  it('is the same when it is made of what it tells', () => {
    const told = outcomesOn(page);
    const shown = operations.filter(({ title }) => body.some(([name]) => name === title));
    assert.equal(
      pageWith(page, shown, (operation, fault) => told.get(`${operation}/${fault}`)!),
      page,
    );
  });

  it('tells below it what its numbers stand for, and nothing else', () => {
    const used = new Set(
      body.flat().flatMap((cell) => [...cell.matchAll(/\[(\d+)\]/g)].map(([, number]) => Number(number))),
    );
    const told = [...page.matchAll(/^(\d+)\. \S/gm)].map(([, number]) => Number(number));
    assert.deepEqual(
      [...used].sort((a, b) => a - b),
      told,
    );
  });

  it('says of a fault that cannot be why it cannot', () => {
    for (const { id, title, cannot = {} } of operations) {
      const row = body.find(([name]) => name === title);
      faultIds.forEach((fault, index) => {
        if (row) assert.equal(row[index + 1]!.startsWith('cannot be'), cannot[fault] !== undefined, `${id}/${fault}`);
      });
    }
  });
});

describe('the operations that are tried under faults', () => {
  it('stand for every command, or it is said why one needs no trial', () => {
    const covered = new Set(operations.flatMap(({ covers }) => covers));
    for (const id of commandIds) assert.equal(covered.has(id), elsewhere[id] === undefined, id);
  });

  it('have names of their own', () => {
    for (const names of [operations.map(({ id }) => id), operations.map(({ title }) => title)])
      assert.equal(new Set(names).size, names.length);
  });
});
