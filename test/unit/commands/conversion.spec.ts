import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { conversionQuestion, type DiskRoom } from '../../../src/commands/conversion';
import type { DistroEnd } from '../../../src/commands/distroEnd';
import { asked } from './questions';

const end: DistroEnd = { name: 'Ubuntu', isRunning: true, isIntegrated: true, containers: ['web'], window: null };
const room: DiskRoom = { drive: 'C:', size: '23.4 GB', free: '110 GB', isTight: false };

describe('asking before a conversion', () => {
  it('names what stops, the time, the room, and the act', () => {
    const { message, detail, buttons } = asked(conversionQuestion(end, 1, room));
    assert.equal(message, 'Convert Ubuntu to WSL 1?');
    assert.deepEqual(buttons, ['Convert Ubuntu to WSL 1']);
    for (const part of [
      /All programs and terminals in Ubuntu end/,
      /proxy/,
      /may fail: web/,
      /minutes to hours and cannot be cancelled cleanly/,
      /about 23\.4 GB more, the size of its disk: 110 GB is free on C:/,
      /export it first/,
    ]) {
      assert.match(detail, part);
    }
  });

  it('says what WSL 1 cannot do, and not so the other way', () => {
    assert.match(asked(conversionQuestion(end, 1, room)).detail, /does not work in a WSL 1 distro/);
    assert.doesNotMatch(asked(conversionQuestion(end, 2, room)).detail, /WSL 1/);
  });

  it('of a stopped distro stops nothing', () => {
    const { detail } = asked(conversionQuestion({ ...end, isRunning: false, containers: [] }, 2, room));
    assert.doesNotMatch(detail, /programs|proxy|containers/);
  });

  it('tells the room as far as it is known, and that it is tight', () => {
    const detailWith = (given: DiskRoom | null): string => asked(conversionQuestion(end, 2, given)).detail;
    assert.match(detailWith(null), /how much is free could not be read/);
    assert.match(detailWith({ ...room, size: null }), /space of the distro again: 110 GB is free on C:/);
    assert.match(detailWith({ ...room, isTight: true }), /too little, and the conversion would fail/);
    assert.doesNotMatch(detailWith(room), /too little/);
  });
});
