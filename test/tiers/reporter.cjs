// mocha's spec output for the eye, and beside it the counts for test/tiers/run.ts in the file SLIPWAY_COUNTS names.
'use strict';

const { writeFileSync } = require('node:fs');
const Mocha = require('mocha');

const { EVENT_RUN_END, EVENT_TEST_FAIL, EVENT_TEST_PASS, EVENT_TEST_PENDING, EVENT_TEST_RETRY } =
  Mocha.Runner.constants;

/** The title, and what went wrong on one line that stays a line: the end of a long log is all that some readers have. */
function titleAndReason(test, error) {
  const reason = String(error?.message ?? error)
    .replace(/\s+/g, ' ')
    .trim();
  return `${test.fullTitle()}: ${reason.slice(0, 300)}`;
}

module.exports = class TierReporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const counts = { passed: 0, failed: [], skipped: [], retried: [] };
    runner.on(EVENT_TEST_PASS, () => (counts.passed += 1));
    runner.on(EVENT_TEST_PENDING, (test) => counts.skipped.push(test.fullTitle()));
    // A failed hook is reported as a failed test too, once, however many tests it kept from running.
    runner.on(EVENT_TEST_FAIL, (test, error) => counts.failed.push(titleAndReason(test, error)));
    // A test that needed a second try has passed, and nobody shall overlook that it did.
    runner.on(EVENT_TEST_RETRY, (test, error) => {
      counts.retried.push(titleAndReason(test, error));
      console.log(`retried: ${test.fullTitle()}: ${error.stack}`);
    });
    // Only at the end: a run that is cut short must not look like a finished one.
    runner.on(EVENT_RUN_END, () => writeFileSync(process.env.SLIPWAY_COUNTS, JSON.stringify(counts, undefined, 2)));
  }
};
