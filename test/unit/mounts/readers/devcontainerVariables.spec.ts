import assert from 'node:assert/strict';
import type { Variable } from '../../../../src/mounts/interpolate';
import {
  devcontainerValues,
  fillDevcontainerText,
  truncatedDefaultIn,
} from '../../../../src/mounts/readers/devcontainerVariables';
import { plainText } from '../../../../src/mounts/readers/scalarText';
import { scanText } from '../../../../src/mounts/scan';
import { readConformance } from '../conformance';
import { devcontainerFile, placeAt, places } from '../places';

interface Case {
  readonly template: string;
  readonly stage?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly localWorkspaceFolder?: string;
  readonly containerWorkspaceFolder?: string;
  readonly expect?: string;
}

describe('variables of devcontainer.json', () => {
  it('become what the reference makes of them, in every row of its tests', function () {
    const cases = readConformance('devcontainer-substitution.json') as readonly Case[] | null;
    if (!cases) return this.skip();
    let checked = 0;
    for (const { template, stage, env = {}, expect, ...own } of cases) {
      // Those of the container are known once it runs, and then only.
      if (stage !== undefined) {
        assert.ok(fill(template).value.includes(/\$\{\w+/.exec(template)![0]), template);
        continue;
      }
      checked += 1;
      const environment = (name: string): Variable => ({
        kind: 'value',
        parts: [{ kind: { is: 'text' }, text: env[name] ?? '' }],
        origin: null,
      });
      const unset = (name: string): Variable => (name in env ? environment(name) : { kind: 'unset', isFolder: false });
      const values = {
        localWorkspaceFolder: '/foo/bar',
        containerWorkspaceFolder: '/baz/blue',
        environment: unset,
        ...own,
      };
      const text = plainText(template);
      const { value } = fillDevcontainerText(text, values);
      // What is not set and has no default is empty to the tools; here it may be set elsewhere, and stays.
      const read = value.replace(/\$\{localEnv:\w+\}/g, '');
      assert.equal(read, expect, template);
    }
    assert.ok(checked >= 8);
  });

  function fill(template: string, place = places.B) {
    const text = fillDevcontainerText(plainText(template), devcontainerValues(null, false, place));
    return text.part(0, text.value.length);
  }

  it('take a default up to its next colon, and tell of the rest', () => {
    const template = 'source=${localEnv:SRC:C:\\proj},target=/w';
    const cut = truncatedDefaultIn(plainText(template), devcontainerValues(null, false, places.A));
    assert.deepEqual(
      [cut?.taken, cut?.written, template.slice(cut?.range.start, cut?.range.end)],
      ['C', 'C:\\proj', 'C:\\proj'],
    );
    assert.equal(fill(template).value, 'source=C,target=/w');
    const known = { ...places.A, variables: new Map([['SRC', 'D:\\x']]) };
    assert.equal(truncatedDefaultIn(plainText(template), devcontainerValues(null, false, known)), null);
    assert.equal(fill(template, known).value, 'source=D:\\x,target=/w');
    for (const whole of ['${localEnv:A}', '${localEnv:A:/x}', '${localEnv:A:}', '${other:a:b:c}', '${localEnv']) {
      assert.equal(truncatedDefaultIn(plainText(whole), devcontainerValues(null, false, places.A)), null, whole);
    }
  });

  it('name the homes of both sides', () => {
    const classOf = (source: string, place = places.A): string => {
      const text = JSON.stringify({ mounts: [`source=${source},target=/x,type=bind`], workspaceMount: '' });
      const { mounts } = scanText(text, { ...place, file: devcontainerFile });
      return mounts.find(({ via }) => via === 'mounts[0]')!.class;
    };
    const both = '${localEnv:HOME}${localEnv:USERPROFILE}/.ssh';
    assert.deepEqual([classOf(both), classOf(both, places.B)], ['windows-drive', 'linux-fs']);
    assert.deepEqual(
      [classOf('${env:USERPROFILE}/x'), classOf('${env:USERPROFILE}/x', places.B)],
      ['windows-drive', 'unknown'],
    );
    assert.deepEqual([classOf('${localEnv:HOME}/x'), classOf('${localEnv:HOME}/x', places.B)], ['unknown', 'linux-fs']);
    assert.equal(classOf('${env:HomeDrive}${env:HomePath}'), 'windows-drive');
    assert.deepEqual(
      [classOf('${localEnv:HOME}/${x}'), classOf('${localEnv:HOME}/${x}', places.B)],
      ['unknown', 'unknown'],
    );
    assert.deepEqual([classOf('${localEnv:PWD}/x'), classOf('${localEnv:PWD}/x', places.B)], ['unknown', 'unknown']);
    assert.equal(classOf(both, placeAt(null)), 'unknown');
  });

  it('mark what follows from a default, at the text of the default', () => {
    const text = JSON.stringify({ mounts: ['type=bind,source=${localEnv:D:/mnt/c/d}/e,target=/x'] });
    const mount = scanText(text, { ...places.B, file: devcontainerFile }).mounts.find(
      ({ via }) => via === 'mounts[0]',
    )!;
    assert.deepEqual([mount.class, mount.viaDefault, mount.source?.value], ['windows-drive', true, '/mnt/c/d/e']);
    assert.ok(text.slice(mount.source!.range.start, mount.source!.range.end).includes('/mnt/c/d'));
  });

  it('leave the names of volumes what they are', () => {
    const text = JSON.stringify({
      mounts: ['source=cache-${devcontainerId},target=/x,type=volume'],
      workspaceMount: '',
    });
    assert.ok(
      scanText(text, { ...places.B, file: devcontainerFile }).mounts.some((mount) => mount.class === 'named-volume'),
    );
  });
});

describe('what else a dev container mounts', () => {
  it('is what its initializeCommand calls, in all three forms', () => {
    const run = 'docker run -v ${localWorkspaceFolder}/a:/a x';
    for (const initializeCommand of [run, run.split(' '), { first: 'true', second: run }, { second: run.split(' ') }]) {
      const text = JSON.stringify({
        initializeCommand,
        postCreateCommand: run,
        workspaceMount: '',
        dockerComposeFile: 'c.yml',
      });
      for (const [place, expected] of [
        [places.A, 'windows-drive'],
        [places.B, 'linux-fs'],
      ] as const) {
        const { mounts } = scanText(text, { ...place, file: devcontainerFile });
        assert.deepEqual(
          mounts.map((mount) => [mount.via, mount.class]),
          [['initializeCommand', expected]],
        );
      }
    }
  });

  it('is what its own features bring along', () => {
    const text = JSON.stringify({
      id: 'x',
      mounts: [{ type: 'bind', source: '/mnt/c/x', target: '/x' }, 'source=v,target=/y,type=volume'],
      runArgs: ['-v', '/mnt/c/no:/x'],
    });
    const { mounts } = scanText(text, { ...places.B, file: '.devcontainer/x/devcontainer-feature.json' });
    assert.deepEqual(
      mounts.map((mount) => mount.class),
      ['windows-drive', 'named-volume'],
    );
  });
});
