// The door of `npm test`, `npm start` and most of `npm run`. It needs no package and runs on any Node from 18, because
// it is what installs the packages, the newer Node of the project among them, before anything else of ours is loaded.
'use strict';

const { spawn, spawnSync } = require('node:child_process');
const { existsSync, readFileSync } = require('node:fs');
const { constants } = require('node:os');
const path = require('node:path');
const { pathToFileURL } = require('node:url');

const root = path.join(__dirname, '..');
const modules = path.join(root, 'node_modules');

/** What each task runs; `null` only gets the packages ready. */
const tasks = {
  prepare: null,
  test: 'test/tiers/run.ts',
  start: 'scripts/start.ts',
  package: 'scripts/package.ts',
  'publish-extension': 'scripts/publish.ts',
  simulate: 'test/simulator/simulate.ts',
  bench: 'test/bench/run.ts',
  fuzz: 'test/fuzz/run.ts',
  mutate: 'test/mutation/run.ts',
  capture: 'scripts/capture.ts',
  screens: 'scripts/screens.ts',
  reliability: 'test/simulator/reliability/run.ts',
  soak: 'test/simulator/reliability/soak.ts',
};

/** The project's own Node, wherever its package puts it on this platform. */
function projectNode() {
  const names = process.platform === 'win32' ? ['node.exe'] : ['node'];
  return names.map((name) => path.join(modules, 'node', 'bin', name)).find((file) => existsSync(file));
}

function packagesIn(lockfile) {
  try {
    return JSON.parse(readFileSync(lockfile, 'utf8')).packages || {};
  } catch {
    return undefined;
  }
}

/**
 * Whether node_modules holds exactly what package-lock.json names. npm writes its own record at the end of an install,
 * so an interrupted one has none. Packages for other platforms are optional, and absent from the record.
 */
function upToDate() {
  const wanted = packagesIn(path.join(root, 'package-lock.json'));
  const present = packagesIn(path.join(modules, '.package-lock.json'));
  if (!wanted || !present || !projectNode()) return false;
  const missing = Object.keys(wanted).some((name) => {
    if (name === '') return false;
    if (!present[name]) return !wanted[name].optional;
    return present[name].version !== wanted[name].version || present[name].integrity !== wanted[name].integrity;
  });
  return !missing && Object.keys(present).every((name) => wanted[name]);
}

function install() {
  console.log('Installing the packages of package-lock.json (npm ci)…');
  const result = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    // On Windows npm is a .cmd file, which only a shell starts. Every argument is a constant above.
    shell: process.platform === 'win32',
  });
  if (result.error) console.error(result.error.message);
  if (result.status !== 0) process.exit(result.status || 1);
}

function run(script, args) {
  const tsx = path.join(modules, 'tsx', 'dist', 'loader.mjs');
  const env = { ...process.env };
  // Windows spells it Path; writing a second spelling beside it would leave the outcome to chance.
  const key = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') || 'PATH';
  env[key] = path.join(modules, '.bin') + path.delimiter + (env[key] || '');
  const child = spawn(projectNode(), ['--import', pathToFileURL(tsx).href, path.join(root, script), ...args], {
    env,
    stdio: 'inherit',
  });
  // Wait for the child to end what it started; leaving first would orphan it.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    console.error(`The project's Node could not be started: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : code));
}

const [task, ...args] = process.argv.slice(2);
if (!Object.hasOwn(tasks, task || '')) {
  console.error(`usage: node scripts/boot.cjs ${Object.keys(tasks).join('|')} [argument…]`);
  process.exit(2);
}
if (!upToDate()) install();
if (tasks[task]) run(tasks[task], args);
