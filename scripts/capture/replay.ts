import { decodeText, nonEmptyLines } from '../../src/machine/decode';
import type { Output } from '../../src/machine/command';
import { formOf } from './form';
import type { Capture } from './recording';
import { outputOf } from './simulated';
import { calls, type Call } from './table';

/** What became of one call. */
export interface Replayed {
  readonly id: string;
  /** What the product's parsers gave; null where nothing was answered. */
  readonly read: unknown;
  /** In what the simulator would have answered otherwise, one line each. */
  readonly differences: readonly string[];
}

/** Gives each recorded answer to the product's parsers, and compares it with what the simulator said to the same call. */
export function compare(capture: Capture, simulated: ReadonlyMap<string, Output>): readonly Replayed[] {
  return calls.map((call) => {
    const answer = outputOf(capture, call.id);
    const expected = simulated.get(call.id);
    return {
      id: call.id,
      read: answer ? call.read(answer) : null,
      differences: answer && expected ? differencesOf(call, answer, expected) : [],
    };
  });
}

function differencesOf({ compared }: Call, answer: Output, expected: Output): string[] {
  const [form, wanted] = [formOf(answer), formOf(expected)];
  const differences = (['exitCode', 'stdout', 'stderr'] as const)
    .filter((part) => form[part] !== wanted[part])
    .map((part) => `${part}: ${form[part]}; the simulator: ${wanted[part]}`);
  if (compared === 'form' || differences.length > 0) return differences;
  const [lines, wantedLines] = [answer, expected].map(({ stdout }) => nonEmptyLines(decodeText(stdout))) as [
    string[],
    string[],
  ];
  return wantedLines.flatMap((line, index) =>
    line === lines[index] ? [] : [`line ${index + 1}: "${lines[index] ?? ''}"; the simulator: "${line}"`],
  );
}

/** The result for people, a few lines for each call. */
export function describeReplay(capture: Capture, replayed: readonly Replayed[]): string[] {
  return replayed.flatMap(({ id, read, differences }) => {
    const noted = capture.answers.find((each) => each.id === id);
    if (!noted) return [`${id}: not in this folder`];
    const { answer, milliseconds } = noted;
    const outcome = 'failure' in answer ? answer.failure : `exit ${answer.exitCode}`;
    return [
      `${id}: ${outcome}, ${milliseconds} ms`,
      ...('failure' in answer ? [] : [`  read as ${JSON.stringify(read)}`]),
      ...differences.map((difference) => `  DIFFERS in ${difference}`),
    ];
  });
}
