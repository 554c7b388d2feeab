import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { DockerDesktop } from '../../../src/docker/desktop';
import type { Problem } from '../../../src/state/problem';
import { distrosState, dockerRemarks, dockerState, healthState, type Seen } from '../../../src/views/welcome';
import { readJson } from '../house/sources';
import { distro, docker, seen, snapshot, unsure } from './snapshots';
import { holds } from './when';

const failure = { command: 'wsl', exitCode: 1, output: '' };
const notWindows: Problem = { kind: 'notWindows' };
const interopOff: Problem = { kind: 'interopOff' };

function of(listed: boolean, problems: Problem[], remoteName?: string) {
  return { snapshot: snapshot({ listed, problems }), failed: false, remoteName };
}

function withDocker(change: Partial<DockerDesktop>) {
  return { snapshot: snapshot({ docker: docker(change) }), failed: false, remoteName: undefined };
}

const nothing = { snapshot: null, failed: false, remoteName: undefined };

describe('welcome text of the distros', () => {
  it('is chosen by what was observed', () => {
    assert.equal(distrosState(nothing), 'unread');
    assert.equal(distrosState({ ...nothing, failed: true }), 'failed');
    assert.equal(distrosState(of(true, [])), 'empty');
    assert.equal(distrosState(of(true, [{ kind: 'otherAccount' }])), 'otherAccount');
    assert.equal(distrosState(of(false, [{ kind: 'programMissing', program: 'wsl', command: 'wsl' }])), 'missing');
    assert.equal(distrosState(of(false, [{ kind: 'wslNotInstalled', ...failure }])), 'missing');
    assert.equal(distrosState(of(false, [interopOff])), 'interopOff');
  });

  it('tells a window of another machine from one that is not on Windows', () => {
    assert.equal(distrosState(of(false, [notWindows])), 'notWindows');
    for (const remote of ['ssh-remote', 'codespaces', 'dev-container', 'attached-container', 'tunnel']) {
      assert.equal(distrosState(of(false, [notWindows], remote)), 'remote', remote);
    }
    // An editor in a browser names its server.
    assert.equal(distrosState(of(false, [notWindows], '127.0.0.1:8080')), 'notWindows');
  });

  it('gives way to distros wherever there are some', () => {
    const seenFromServer = { snapshot: snapshot({ distros: [distro()] }), failed: false, remoteName: 'ssh-remote' };
    assert.equal(distrosState(seenFromServer), 'rows');
  });

  it('gives way to the problem where one keeps the distros from being listed', () => {
    assert.equal(distrosState(of(false, [{ kind: 'timeout', program: 'wsl', command: 'wsl', seconds: 15 }])), 'rows');
    assert.equal(distrosState(of(false, [{ kind: 'blockedByPolicy', ...failure }])), 'rows');
    const missing: Problem = { kind: 'programMissing', program: 'reg', command: 'reg' };
    assert.equal(distrosState({ ...of(false, [missing]), failed: true }), 'rows');
  });
});

describe('welcome text of Docker Desktop', () => {
  it('is chosen by what was observed', () => {
    assert.equal(dockerState(nothing), 'unread');
    assert.equal(dockerState({ ...nothing, failed: true }), 'failed');
    assert.equal(dockerState(withDocker({ install: seen(null, 'files'), running: seen(false) })), 'notInstalled');
    assert.equal(dockerState(withDocker({ running: seen(false, 'pipes') })), 'stopped');
    assert.equal(dockerState(withDocker({ mode: seen('windows') })), 'windowsContainers');
    assert.equal(dockerState(withDocker({ mode: seen('windows'), running: seen(false, 'pipes') })), 'stopped');
    assert.equal(dockerState(of(false, [notWindows])), 'notWindows');
    assert.equal(dockerState(of(false, [notWindows], 'ssh-remote')), 'remote');
    assert.equal(dockerState(of(false, [interopOff])), 'interopOff');
  });

  it('gives way to rows for whatever is not known', () => {
    assert.equal(dockerState(withDocker({})), 'rows');
    assert.equal(dockerState(withDocker({ install: unsure, running: unsure, mode: unsure })), 'rows');
    // What it is switched to says nothing while nobody knows whether it runs.
    assert.equal(dockerState(withDocker({ running: unsure, mode: seen('windows') })), 'rows');
  });

  it('is joined by who decides, and by an engine that answers in its place', () => {
    assert.deepEqual(dockerRemarks(nothing), { locked: false, otherEngine: false });
    assert.deepEqual(dockerRemarks(withDocker({ locked: ['proxy'], otherEngine: seen(true, 'pipes') })), {
      locked: true,
      otherEngine: true,
    });
    assert.deepEqual(dockerRemarks(withDocker({ otherEngine: seen(false, 'pipes') })).otherEngine, false);
  });
});

describe('welcome text of health', () => {
  it('is there only where nothing can be seen', () => {
    assert.equal(healthState(nothing), 'unread');
    assert.equal(healthState({ ...nothing, failed: true }), 'failed');
    assert.equal(healthState(of(true, [])), 'rows');
    assert.equal(healthState(of(false, [notWindows])), 'notWindows');
    assert.equal(healthState(of(false, [notWindows], 'codespaces')), 'remote');
  });
});

describe('welcome texts in the manifest', () => {
  const { contributes } = readJson('package.json') as {
    contributes: { viewsWelcome: { view: string; when: string; contents: string }[] };
  };
  const texts = readJson('package.nls.json') as Record<string, string>;
  const away = ['notWindows', 'remote', 'interopOff'];
  const states: Readonly<Record<string, readonly string[]>> = {
    distros: ['empty', 'otherAccount', 'missing', 'failed', ...away],
    docker: ['failed', 'notInstalled', 'stopped', 'windowsContainers', ...away],
    health: ['failed', ...away],
  };

  for (const [view, wanted] of Object.entries(states)) {
    it(`exist for every state in which the view of ${view} is empty, one each`, () => {
      const key = `slipway.${view}.state`;
      for (const state of wanted) {
        const entries = contributes.viewsWelcome.filter(({ when }) => choosesBy(when, key, state));
        assert.equal(entries.length, 1, state);
        assert.equal(entries[0]!.view, `slipway.${view}`);
      }
      for (const state of ['rows', 'unread']) {
        assert.ok(!contributes.viewsWelcome.some(({ when }) => choosesBy(when, key, state)), state);
      }
    });
  }

  it('have one button at most, and no more than two sentences beside it', () => {
    for (const { contents } of contributes.viewsWelcome) {
      const lines = (texts[contents.replaceAll('%', '')] ?? '').split('\n');
      const buttons = lines.filter((line) => /^\[[^\]]+\]\([^)]+\)$/.test(line));
      assert.ok(lines[0] && !buttons.includes(lines[0]), `${contents} says nothing first`);
      assert.ok(buttons.length <= 1 && lines.length <= 3, contents);
    }
  });
});

describe('the matrix of what a view without rows says', () => {
  const { contributes } = readJson('package.json') as {
    contributes: { viewsWelcome: { view: string; when: string; contents: string }[] };
  };
  const texts = readJson('package.nls.json') as Record<string, string>;
  const missing: Problem = { kind: 'programMissing', program: 'wsl', command: 'wsl' };
  const installPage = 'https://docs.docker.com/desktop/setup/install/windows-install/';
  const elsewhere = 'vscode.newWindow';
  const retry = 'slipway.distros.refresh';
  const stopped = withDocker({ running: seen(false, 'pipes') });
  const failedOnce = { ...nothing, failed: true };
  /** What was seen, in a folder that is trusted or not; then of each view its texts, and what the one button does. */
  const matrix: readonly (readonly [
    string,
    Seen,
    boolean,
    readonly (readonly [string, readonly string[], string | null])[],
  ])[] = [
    [
      'nobody has looked yet',
      nothing,
      true,
      [
        ['distros', [], null],
        ['docker', [], null],
        ['health', [], null],
      ],
    ],
    [
      'not Windows, nor inside WSL',
      of(false, [notWindows]),
      true,
      [
        ['distros', ['notWindows'], null],
        ['docker', ['docker.notWindows'], null],
        ['health', ['health.away'], 'slipway.workspace.check'],
      ],
    ],
    [
      'a window of a server, a codespace or a container',
      of(false, [notWindows], 'codespaces'),
      true,
      [
        ['distros', ['remote'], elsewhere],
        ['docker', ['docker.remote'], elsewhere],
        ['health', ['health.away'], 'slipway.workspace.check'],
      ],
    ],
    [
      'inside a distro without interop',
      of(false, [interopOff]),
      true,
      [
        ['distros', ['interopOff'], retry],
        ['docker', ['docker.interopOff'], retry],
        ['health', ['health.away'], 'slipway.workspace.check'],
      ],
    ],
    [
      'WSL is not installed',
      of(false, [missing]),
      true,
      [
        ['distros', ['missing'], 'slipway.wsl.install'],
        ['health', [], null],
      ],
    ],
    ['WSL has no distro', of(true, []), true, [['distros', ['empty'], 'slipway.wsl.listOnline']]],
    [
      'the distros are those of another account',
      of(true, [{ kind: 'otherAccount' }]),
      true,
      [['distros', ['otherAccount'], retry]],
    ],
    [
      'nothing answered at all',
      failedOnce,
      true,
      [
        ['distros', ['failed'], retry],
        ['docker', ['docker.failed'], retry],
        ['health', ['health.failed'], retry],
      ],
    ],
    [
      'Docker Desktop is not installed',
      withDocker({ install: seen(null, 'files') }),
      true,
      [['docker', ['docker.notInstalled'], installPage]],
    ],
    [
      '… and another engine answers',
      withDocker({ install: seen(null, 'files'), otherEngine: seen(true, 'pipes') }),
      true,
      [['docker', ['docker.notInstalled', 'docker.otherEngine'], installPage]],
    ],
    ['Docker Desktop is stopped', stopped, true, [['docker', ['docker.stopped'], 'slipway.docker.start']]],
    [
      '… and its settings are locked',
      withDocker({ running: seen(false, 'pipes'), locked: ['proxy'] }),
      true,
      [['docker', ['docker.stopped', 'docker.locked'], 'slipway.docker.start']],
    ],
    [
      'Windows containers',
      withDocker({ mode: seen('windows') }),
      true,
      [['docker', ['docker.windowsContainers'], 'slipway.docker.useLinuxContainers']],
    ],
    [
      'the settings are locked, and Docker Desktop runs',
      withDocker({ locked: ['proxy'] }),
      true,
      [['docker', [], null]],
    ],
    // On Windows the view has rows, and one of them says it.
    [
      'an untrusted folder, away from Windows',
      of(false, [notWindows]),
      false,
      [
        ['distros', ['notWindows'], null],
        ['health', ['health.away', 'health.restricted'], 'slipway.workspace.check'],
      ],
    ],
    [
      'an untrusted folder, and nothing answered',
      failedOnce,
      false,
      [['health', ['health.failed', 'health.restricted'], retry]],
    ],
  ];

  for (const [title, state, isTrusted, views] of matrix) {
    it(title, () => {
      const { locked, otherEngine } = dockerRemarks(state);
      const keys = {
        isWorkspaceTrusted: isTrusted,
        'slipway.distros.state': distrosState(state),
        'slipway.docker.state': dockerState(state),
        'slipway.docker.locked': locked,
        'slipway.docker.otherEngine': otherEngine,
        'slipway.health.state': healthState(state),
      };
      for (const [view, names, action] of views) {
        const shown = contributes.viewsWelcome.filter(
          (each) => each.view === `slipway.${view}` && holds(each.when, keys),
        );
        assert.deepEqual(
          shown.map(({ contents }) => contents),
          names.map((name) => `%welcome.${name}%`),
          view,
        );
        const [main = ''] = shown.map(({ contents }) => texts[contents.replaceAll('%', '')] ?? '');
        const [, button = null] = /^\[[^\]]+\]\((?:command:)?([^)?]+)[^)]*\)$/m.exec(main) ?? [];
        assert.equal(button, action, view);
      }
    });
  }

  it('every text is in it', () => {
    const named = new Set(matrix.flatMap(([, , , views]) => views.flatMap(([, names]) => names)));
    assert.deepEqual(
      [...named].map((name) => `%welcome.${name}%`).sort(),
      contributes.viewsWelcome.map(({ contents }) => contents).sort(),
    );
  });
});

/** Whether a text is there for a state, among those chosen by that key alone. */
function choosesBy(when: string, key: string, state: string): boolean {
  const [, equal] = new RegExp(`^${key} == '(\\w+)'$`).exec(when) ?? [];
  const [, pattern] = new RegExp(`^${key} =~ /(.+)/$`).exec(when) ?? [];
  return equal === state || (pattern !== undefined && new RegExp(pattern).test(state));
}
