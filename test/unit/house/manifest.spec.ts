import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { commandIds, linkOnlyCommands } from '../../../src/commands/table';
import { configRuleIds } from '../../../src/wslconf/ruleIds';
import { readJson, readText, root, sourceFiles } from './sources';

interface Manifest {
  readonly version: string;
  readonly engines: { readonly vscode: string; readonly node: string };
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly dependencies?: unknown;
  readonly repository?: unknown;
  readonly extensionKind: readonly string[];
  readonly capabilities: Readonly<Record<string, { readonly supported: unknown; readonly description: string }>>;
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly icon?: string }[];
    readonly menus: Readonly<
      Record<string, readonly { readonly command: string; readonly when?: string; readonly group?: string }[]>
    >;
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly viewsWelcome: readonly { readonly view: string; readonly contents: string; readonly when: string }[];
    readonly walkthroughs: readonly { readonly steps: readonly { readonly description: string }[] }[];
  };
}

const manifest = readJson('package.json') as Manifest;
const { commands, menus, viewsWelcome, walkthroughs } = manifest.contributes;
/** Commands of the editor itself; it makes those two of each view. */
const editorCommands = new Set([
  'vscode.newWindow',
  'workbench.action.terminal.new',
  'workbench.trust.manage',
  'slipway.docker.removeView',
  'slipway.health.focus',
  'slipway.distros.focus',
  'slipway.docker.focus',
]);
const menuEntries = Object.values(menus).flat();

describe('manifest', () => {
  it('declares exactly the commands of the table', () => {
    assert.deepEqual(
      commands.map(({ command }) => command),
      [...commandIds],
    );
  });

  it('has menus for declared commands only, and each command is reachable', () => {
    const ids = new Set<string>(commandIds);
    assert.deepEqual(
      menuEntries.filter(({ command }) => !ids.has(command)),
      [],
    );
    const hidden = menus['commandPalette']?.filter(({ when }) => when === 'false').map(({ command }) => command);
    assert.deepEqual(hidden, [...linkOnlyCommands]);
  });

  it('gives every inline action an icon, a place among three, and a second way in', () => {
    const context = menus['view/item/context'] ?? [];
    for (const { command, group } of context.filter((entry) => entry.group?.startsWith('inline'))) {
      assert.match(group ?? '', /^inline@[123]$/);
      assert.ok(commands.find((other) => other.command === command)?.icon, `${command} has no icon`);
      const elsewhere = menuEntries.some((entry) => entry.command === command && !entry.group?.startsWith('inline'));
      assert.ok(elsewhere, `${command} is only inline`);
    }
  });

  it('is in the menus of its own views only: without a view an entry shows in those of everybody', () => {
    for (const menu of ['view/title', 'view/item/context']) {
      for (const { command, when = '' } of menus[menu] ?? []) assert.match(when, /^view == slipway\.\w+\b/, command);
    }
  });

  it('matches context values with anchored patterns', () => {
    for (const { when = '' } of menus['view/item/context'] ?? []) {
      const pattern = /viewItem =~ \/(.+?)\/(?: |$)/.exec(when)?.[1];
      assert.ok(pattern === undefined || pattern.startsWith('^'), when);
    }
  });

  it('offers nothing but looking for the distros of other products', () => {
    for (const { command, when = '' } of menus['view/item/context'] ?? []) {
      const pattern = /viewItem =~ \/(.+?)\/(?: |$)/.exec(when)?.[1];
      // Without a condition on the row an entry would stand in every menu.
      assert.ok(pattern ?? when.includes('viewItem == problem'), `${command}: ${when}`);
      if (pattern) assert.doesNotMatch('foreign.running', new RegExp(pattern), command);
    }
  });

  it('has commands in welcome texts and in the walkthrough that exist', () => {
    const texts = readJson('package.nls.json') as Record<string, string>;
    const steps = walkthroughs.flatMap((walkthrough) => walkthrough.steps.map(({ description }) => description));
    for (const contents of [...viewsWelcome.map((welcome) => welcome.contents), ...steps]) {
      const text = texts[contents.replaceAll('%', '')] ?? '';
      for (const [, command = ''] of text.matchAll(/\(command:([^)?]+)(?:\?[^)]*)?\)/g)) {
        assert.ok(commandIds.some((id) => id === command) || editorCommands.has(command), `${contents}: ${command}`);
      }
    }
  });

  it('says where and how far it runs, with reasons', () => {
    assert.deepEqual(manifest.extensionKind, ['ui', 'workspace']);
    const texts = readJson('package.nls.json') as Record<string, string>;
    for (const kind of ['untrustedWorkspaces', 'virtualWorkspaces']) {
      const { supported, description = '' } = manifest.capabilities[kind] ?? {};
      assert.equal(supported, 'limited');
      assert.match(texts[description.replaceAll('%', '')] ?? '', /\w+ .+\./);
    }
  });

  it('compiles against the oldest editor it claims to run in', () => {
    const claimed = /\d+\.\d+/.exec(manifest.engines.vscode)?.[0];
    assert.equal(/^~(\d+\.\d+)/.exec(manifest.devDependencies['@types/vscode'] ?? '')?.[1], claimed);
    assert.equal(manifest.dependencies, undefined, 'everything is bundled');
  });

  it('invents no address: product.json holds them', () => {
    const addresses = readJson('product.json') as Record<string, string>;
    assert.deepEqual(Object.keys(addresses), ['repository', 'bugs', 'homepage']);
    if (addresses['repository'] === '') assert.equal(manifest.repository, undefined);
  });

  it('agrees with the lockfile on its version, and its changelog has a place for what comes', () => {
    const lock = readJson('package-lock.json') as { readonly version: string };
    assert.equal(lock.version, manifest.version);
    assert.match(readText('CHANGELOG.md'), /^## Unreleased$/m);
  });
});

describe('lockfile and texts', () => {
  it('name no address that packages were fetched from', () => {
    assert.doesNotMatch(readText('package-lock.json'), /"resolved"/);
  });
});

describe('house', () => {
  it('has a page for each rule, and no other', () => {
    const rules = readdirSync(join(root, 'src/mounts/rules'))
      .filter((name) => name !== 'index.ts' && name !== 'rule.ts')
      .map((name) => name.replace(/\.ts$/, '').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
    const files = readdirSync(join(root, 'docs/rules')).filter((name) => name.endsWith('.md'));
    const pages = files.map((name) => name.replace(/\.md$/, ''));
    assert.deepEqual(pages.sort(), [...rules, 'unused-suppression', ...configRuleIds].sort());
  });

  it('lets only the extension and the editor folders import the editor', () => {
    const allowed = /^src\/(?:(?:extension|window|api)\.ts|(?:host|views|commands|language)\/)/;
    const importers = sourceFiles().filter((file) => /from 'vscode'/.test(readText(file)));
    assert.deepEqual(
      importers.filter((file) => !allowed.test(file)),
      [],
    );
    assert.ok(existsSync(join(root, 'src/extension.ts')));
  });
});
