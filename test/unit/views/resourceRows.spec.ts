import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Resources } from '../../../src/state/resources';
import { defaultReclaim } from '../../../src/state/resources';
import { queryVmMemory } from '../../../src/wsl/vmMemory';
import { readSettings } from '../../../src/docker/settings';
import { resourceRow, type ResourceFacts } from '../../../src/views/resourceRows';
import { readLimits } from '../../../src/wslconf/limits';
import { at, docker, seen, wording } from './snapshots';

function resources(text: string | null, change: Partial<Resources> = {}): Resources {
  return {
    file: text === null ? { kind: 'absent', file: 'C:\\.wslconfig' } : { kind: 'read', file: 'C:\\.wslconfig', text },
    limits: readLimits(text ?? ''),
    hardware: { memory: 16 * 1024 ** 3, processors: 8 },
    wsl: '2.6.1.0',
    vm: { process: 'vmmemWSL', bytes: 1024 ** 3 },
    ...change,
  };
}

function rows(found: Resources | null, change: Partial<ResourceFacts> = {}): string[] {
  const row = resourceRow({ resources: found, pending: null, docker: docker(), ...change }, wording);
  return [row, ...row.children].map(({ label, description }) => `${label}: ${description}`);
}

describe('the rows of what bounds WSL', () => {
  it('say nothing before somebody has opened them', () => assert.deepEqual(rows(null), ['Resources of WSL 2: ']));

  it('tell defaults, limits, mistakes and what is in use', () => {
    assert.deepEqual(rows(resources(null)).slice(1), [
      'Memory: 8 GB at most · default',
      'Processors: 8 of 8 · default',
      'Swap: 2 GB at most · default',
      'Memory reclaim: drops caches when idle · default',
      'In use now: 1 GB',
    ]);
    assert.deepEqual(rows(resources('[wsl2]\nmemory=6gb\nprocessors=4\nswap=0')).slice(1, 4), [
      'Memory: 8 GB at most · default, the file has a mistake',
      'Processors: 4 of 8 · set in .wslconfig',
      'Swap: off · set in .wslconfig',
    ]);
  });

  it('leave unknown what cannot be seen', () => {
    const away = resources(null, { hardware: { memory: null, processors: null }, wsl: null, vm: undefined });
    assert.deepEqual(rows(away).slice(1), [
      'Memory: half of this computer · default',
      'Processors: all of this computer · default',
      'Swap: a quarter of the memory · default',
      'Memory reclaim: unknown · default',
      'In use now: unknown',
    ]);
    const failed = resources(null, { file: { kind: 'failed', file: 'C:\\x', reason: 'no' }, limits: null, vm: null });
    assert.deepEqual(rows(failed).slice(1), ['.wslconfig: cannot be read', 'In use now: WSL 2 does not run']);
  });

  it('mark a change that waits, and call it certain only when it is', () => {
    const sure = rows(null, { pending: { since: at, isSure: true } });
    assert.deepEqual(sure, [
      'Resources of WSL 2: takes effect after WSL restarts',
      'Changed 09:30: takes effect after WSL restarts',
    ]);
    assert.match(rows(null, { pending: { since: at, isSure: false } })[0] ?? '', /may wait for a restart/);
  });

  it("speak of Docker Desktop's own limits only where its settings hold some and it runs on WSL 2", () => {
    const settings = {
      kind: 'read',
      file: 'C:\\s',
      settings: readSettings('{"memoryMiB": 4096, "Cpus": 2}', 'store'),
    } as const;
    const told = (found: string[]): boolean => found.some((row) => row.includes('no effect'));
    assert.ok(told(rows(resources(null), { docker: docker({ settings }) })));
    assert.ok(!told(rows(resources(null), { docker: docker({ settings, backend: seen('hyperv') }) })));
    assert.ok(!told(rows(resources(null))));
    assert.deepEqual(settings.settings.hyperVLimits, ['memoryMiB', 'Cpus']);
  });
});

describe('the default of memory reclaim', () => {
  it('goes by the release', () => {
    assert.deepEqual(['2.6.1.0', '2.1.3', '2.0.9', '1.3.10', '1.3.9'].map(defaultReclaim), [
      'dropCache',
      'dropCache',
      'disabled',
      'disabled',
      'unavailable',
    ]);
    assert.equal(defaultReclaim(null), null);
  });
});

describe('the process of the virtual machine', () => {
  const parse = (text: string, exitCode = 0): unknown =>
    queryVmMemory().parse({ exitCode, stdout: Buffer.from(text, 'latin1'), stderr: new Uint8Array() });

  it('is read in any country, and WSL’s own before another', () => {
    assert.deepEqual(parse('"vmmem","5","Services","0","10 K"\r\n"vmmemWSL","9","Services","0","1,822,740 K"\r\n'), {
      process: 'vmmemWSL',
      bytes: 1_822_740 * 1024,
    });
    assert.deepEqual(parse('"vmmem","5","Dienste","0","1.822.740 K"\r\n'), {
      process: 'vmmem',
      bytes: 1_822_740 * 1024,
    });
    assert.deepEqual(parse('"vmmemWSL","5","Services","0","1\xff822\xff740 Ko"\r\n'), {
      process: 'vmmemWSL',
      bytes: 1_822_740 * 1024,
    });
    assert.equal(parse('INFO: No running task matches the criteria.\r\n'), null);
    assert.equal(parse('"vmmemWSL","5","Services","0","N/A"\r\n'), null);
    assert.equal(parse('"vmmemWSL","5","Services","0","7 K"', 1), null);
  });
});
