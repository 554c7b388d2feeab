import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits } from '../../../src/text/edit';
import type { Finding } from '../../../src/text/finding';
import { fixAll, safeFixOf } from '../../../src/text/fixAll';
import type { WslConfigFile } from '../../../src/wslconf/scan';
import { allKeys } from '../../../src/wslconf/schema';
import { asSize, readSize } from '../../../src/wslconf/values';
import { check } from './checks';

/** The text after the first fix of the first finding. */
function fixed(text: string, file: WslConfigFile = 'wslconfig', index = 0): string {
  const [finding] = check(text, file).findings;
  return applyEdits(text, finding?.fixes()[index]?.edits ?? []);
}

const rows: readonly (readonly [before: string, after: string, file?: WslConfigFile])[] = [
  ['; x\n', '# x\n'],
  ['  // x\n', '  # x\n'],
  ['[ wsl2 ]\n', '[wsl2]\n'],
  ['[wsl-2]\n', '[wsl2]\n'],
  ['[wsl2\n', '[wsl2]\n'],
  ['[wsl2] ; x # y\n', '[wsl2] # x # y\n'],
  ['[expermental !]\n', '[experimental]\n'],
  ['[wsl2]\nmemory: 8GB\n', '[wsl2]\nmemory=8GB\n'],
  ['[wsl2]\nmemory 8GB\n', '[wsl2]\nmemory=8GB\n'],
  ['[wsl2]\nwhatever 8GB\n', '[wsl2]\n# whatever 8GB\n'],
  ['[wsl2]\nvmSwitch="a b  \n', '[wsl2]\nvmSwitch="a b"  \n'],
  ['[wsl2]\nswapFile=C:\\Users\\me\\\\x # D:\\y\n', '[wsl2]\nswapFile=C:\\\\Users\\\\me\\\\x # D:\\y\n'],
  ['[wsl2]\nswapFile="C:\\Program Files\\"\n', '[wsl2]\nswapFile="C:\\\\Program Files\\\\"\n'],
  ['[wsl2]\nswapFile=C:\\temp\\new\n', '[wsl2]\nswapFile=C:\\\\temp\\\\new\n'],
  ['[wsl2]\nswapFile=C:\\x\\', '[wsl2]\nswapFile=C:\\\\x\\\\'],
  ['[wsl2]\nswapFile=C:\\\\x\\\nmemory=1GB', '[wsl2]\nswapFile=C:\\\\x\\\\\nmemory=1GB'],
  ['[boot]\ncommand=echo \\$A \\$B\n', '[boot]\ncommand=echo \\\\$A \\$B\n', 'wsl.conf'],
  ['[wsl2]\nmemroy=8GB\n', '[wsl2]\nmemory=8GB\n'],
  ['[wls2]\nmemory=8GB\n', '[wsl2]\nmemory=8GB\n'],
  ['[vm]\nmemory=8GB\nswap=0\n', '[wsl2]\nmemory=8GB\nswap=0\n'],
  ['memory=8GB\r\n', '[wsl2]\r\nmemory=8GB\r\n'],
  ['[wsl2]\nsparseVhd=false\nswap=0\n', '[wsl2]\n[experimental]\nsparseVhd=false\n[wsl2]\nswap=0\n'],
  ['[wsl2]\nsparseVhd=false\n', '[wsl2]\n[experimental]\nsparseVhd=false\n'],
  ['[wsl2]\nswap=0\nswap=1 \\\nGB # x\n', '[wsl2]\nswap=0\n# swap=1 \\\n# GB # x\n'],
  ['[wsl2]\nmemory="8 gb"\n', '[wsl2]\nmemory=8GB\n'],
  ['[wsl2]\ngpuSupport=Yes\n', '[wsl2]\ngpuSupport=true\n'],
  ['[wsl2]\nprocessors=010\n', '[wsl2]\nprocessors=10\n'],
  ['[wsl2]\nvmIdleTimeout=5000ms\n', '[wsl2]\nvmIdleTimeout=5000\n'],
  ['[experimental]\nautoMemoryReclaim=drop-cache\n', '[experimental]\nautoMemoryReclaim=DropCache\n'],
  ['[experimental]\nautoMemoryReclaim=gradual # x\n', '[experimental]\nautoMemoryReclaim=DropCache # x\n'],
  ['[wsl2]\nkernelCommandLine=a#b c \n', '[wsl2]\nkernelCommandLine="a#b c" \n'],
  ['[wsl2]\npageReporting=true\n', '[wsl2]\n# pageReporting=true\n'],
];

describe('the fixes in .wslconfig and wsl.conf', () => {
  for (const [before, after, file] of rows)
    it(`make ${JSON.stringify(after)} of ${JSON.stringify(before)}`, () => assert.equal(fixed(before, file), after));

  it('are all made at once, also behind the line at which WSL stops', () => {
    const text = `${Array.from({ length: 12 }, (_, index) => `; ${index}`).join('\n')}\n[boot]\nsystemd=on\n`;
    const { findings, fixable } = check(text, 'wsl.conf');
    assert.equal(findings.length, 1);
    const { edits } = fixAll(fixable);
    assert.equal(applyEdits(text, edits), text.replaceAll(';', '#').replace('on', 'true'));
  });

  it('never switch a kernel of one’s own on unseen', () => {
    for (const key of ['kernel', 'kernelModules', 'systemDistro']) {
      const [finding] = check(`[wsl2]\n${key}=C:\\Users\\x\n`).findings;
      assert.ok(finding && finding.fixes().length > 0 && safeFixOf(finding) === null, key);
    }
  });

  it('guess no section unseen', () => {
    const isSafe = (text: string): boolean => check(text).findings.some((finding) => safeFixOf(finding) !== null);
    assert.deepEqual(['[expermental !]\n', '[ex-perimental]\n'].map(isSafe), [false, true]);
  });

  it('write sizes that WSL reads as what was meant', () => {
    for (const [written, meant] of Object.entries({
      '8gb': '8GB',
      '8 GB': '8GB',
      '1.5GB': '1536MB',
      '8GiB': '8GB',
      '512m': '512MB',
      '0.25g': '256MB',
      '1,5GB': '1536MB',
      '7 bytes': '7',
    }))
      // prettier-ignore
      assert.equal(asSize(written), meant);
    for (const written of ['50%', '', 'GB', '0.3B', '8 XB', '1.2.3GB', '99999999999999999GB']) assert.equal(asSize(written), null); // prettier-ignore
    assert.equal(readSize('1536MB'), 1.5 * 1024 ** 3);
  });

  /** Lines as people write them, and worse. */
  const line = fc.oneof(
    { weight: 6, arbitrary: fc.tuple(fc.constantFrom(...allKeys.map(({ key }) => key), 'memroy', 'x', 'my-key'), fc.constantFrom('=', ' = ', ': ', ' '), fc.constantFrom('8GB', '8 gb', '1.5GB', 'true', 'yes', '010', '60s', 'C:\\Users\\me', 'C:\\temp', 'C:\\\\a', '"a', '"a b"', 'a#b', 'Mirrored', 'gradual', 'ü', '', '"C:\\x\\"', 'a\\')).map((parts) => parts.join('')) }, // prettier-ignore
    { weight: 2, arbitrary: fc.constantFrom('[wsl2]', '[experimental]', '[boot]', '[automount]', '[ wsl2 ]', '[wsl-2', '[wls2]', '[foo]', '[=', '[general] ; x') }, // prettier-ignore
    { weight: 1, arbitrary: fc.constantFrom('', '# c', '; c', '// c', '# slipway-ignore-next-line config-bad-value -- x', '# slipway-ignore-file config-syntax -- x') }, // prettier-ignore
    { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
  );
  const text = fc
    .tuple(fc.array(line, { maxLength: 8 }), fc.constantFrom('\n', '\r\n'))
    .map(([lines, end]) => lines.join(end));
  const file = fc.constantFrom<WslConfigFile>('wslconfig', 'wsl.conf');
  const wsl = fc.constantFrom(null, '1.0.0', '2.5.8', '2.6.2.0', '2.9.4.0', '3.1');

  it('and their places lie in the text, and each fix edits lines of its finding alone', () => {
    fc.assert(
      fc.property(text, file, wsl, (written, kind, release) => {
        const { findings, lines, unread } = check(written, kind, release);
        for (const { range, anchor, fixes, evidence } of findings) {
          assert.ok(anchor <= range.start && range.start <= range.end && range.end <= written.length);
          assert.ok(!/^\s|\s$/.test(evidence.source));
          const first = lines.positionAt(anchor).line;
          let last = lines.positionAt(range.end).line;
          // A backslash at its end makes the next line a part of it.
          while (lines.lineText(last).endsWith('\\')) last += 1;
          for (const { edits } of fixes())
            for (const { range: edited, newText } of edits) {
              const from = lines.positionAt(edited.start).line;
              assert.ok(from >= first && lines.positionAt(edited.end).line <= last, JSON.stringify([written, edited]));
              assert.notEqual(written.slice(edited.start, edited.end), newText);
            }
        }
        if (unread) assert.ok(unread.start < unread.end && unread.end === written.length);
      }),
      { numRuns: 400 },
    );
  });

  it('are gone with their finding where they say so, and the safe ones come to an end', () => {
    fc.assert(
      fc.property(text, file, wsl, (written, kind, release) => {
        const { findings, lines } = check(written, kind, release);
        for (const { rule, range, anchor, fixes } of findings) {
          const behind = written.length - lines.lineStart(lines.positionAt(range.end).line + 1);
          for (const { edits, cures } of fixes()) {
            const after = applyEdits(written, edits);
            // All around its own lines is as it was.
            const isThere = (other: Finding): boolean =>
              other.rule === rule && other.range.start >= anchor && other.range.start < after.length - behind;
            const left = check(after, kind, release).findings.filter(isThere);
            assert.ok(!cures || left.length === 0, JSON.stringify([written, edits, rule]));
          }
        }
        let [now, rounds] = [written, 0];
        for (;;) {
          const { edits } = fixAll(check(now, kind, release).fixable);
          if (edits.length === 0) break;
          now = applyEdits(now, edits);
          rounds += 1;
          assert.ok(rounds < 10, JSON.stringify(written));
        }
      }),
      { numRuns: 400 },
    );
  });
});
