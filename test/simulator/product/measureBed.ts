import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020';
import { readJson } from '../../unit/house/sources';
import type { TestMachine } from '../spec/machine';
import { endOf, startSlipway, type Ended } from './product';

const validate = new Ajv2020({ strict: true, allowUnionTypes: true, formats: { 'date-time': true } }).compile(
  readJson('docs/schema/measure.schema.json') as object,
);

interface Side {
  readonly path: string;
  readonly event: { readonly seen: string; readonly unknown: string | null };
  readonly containerEvent: { readonly seen: string; readonly unknown: string | null };
}

/** What `slipway measure --format json` prints, as far as tests look at it. */
export interface MeasureOutput {
  readonly outcome: string;
  readonly distro: string | null;
  readonly result: {
    readonly at: string;
    readonly rounds: number;
    readonly drive: Side;
    readonly linux: Side;
    readonly work: readonly {
      readonly name: string;
      readonly drive: { readonly median: number } | null;
      readonly linux: { readonly median: number } | null;
      readonly ratio: number | null;
      readonly spread: {
        readonly low: number;
        readonly high: number;
        readonly rounds: number;
        readonly confidence: number;
      } | null;
      readonly unknown: string | null;
    }[];
  } | null;
  readonly left: readonly string[];
  readonly problem: { readonly kind: string } | null;
}

/** The JSON of a run, which is valid. */
export function outputOf({ stdout, stderr }: Ended): MeasureOutput {
  const output: unknown = JSON.parse(stdout || 'null');
  assert.ok(validate(output), `${JSON.stringify(validate.errors)}\n${stdout}${stderr}`);
  return output as MeasureOutput;
}

/** A folder on a drive to be measured, with a file of its user's, and what a measurement has in it and in a home. */
export class MeasuredFolder {
  readonly onWindows = 'C:\\projects\\measured';

  constructor(private readonly machine: () => TestMachine) {}

  get path(): string {
    return join(this.machine().prepared.drives['C']!, 'projects', 'measured');
  }

  home(distro = 'Ubuntu'): string {
    return join(this.machine().folder, 'distros', distro, 'home/dev');
  }

  make(): void {
    mkdirSync(this.path, { recursive: true });
    writeFileSync(join(this.path, 'mine.txt'), 'mine');
  }

  /** The folders of measurements that are there. */
  traces(distro = 'Ubuntu'): string[] {
    return [this.path, this.home(distro)].flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => name.startsWith('.slipway'))
        .map((name) => join(folder, name)),
    );
  }

  start(...args: string[]): ChildProcess {
    return startSlipway(this.machine(), ['measure', '--format', 'json', this.onWindows, ...args]);
  }

  async measure(...args: string[]): Promise<Ended> {
    return endOf(this.start(...args));
  }
}
