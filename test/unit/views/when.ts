import assert from 'node:assert/strict';

type Value = string | boolean | undefined;

/** Whether a `when` clause of the forms that our manifest uses holds under these context keys. Any other form fails. */
export function holds(when: string, keys: Readonly<Record<string, Value>>): boolean {
  return when.split(' && ').every((term) => termHolds(term, keys));
}

function termHolds(term: string, keys: Readonly<Record<string, Value>>): boolean {
  const match = /^(!?)([\w.]+)(?: (==|!=|=~) (?:'(\w+)'|\/(.+)\/))?$/.exec(term) ?? assert.fail(term);
  const [, not, key = '', operator, word, pattern = ''] = match;
  const value = keys[key];
  switch (operator) {
    case '==':
      return value === word;
    case '!=':
      return value !== word;
    case '=~':
      return typeof value === 'string' && new RegExp(pattern).test(value);
    case undefined:
      return Boolean(value) === (not === '');
    default:
      return assert.fail(term);
  }
}
