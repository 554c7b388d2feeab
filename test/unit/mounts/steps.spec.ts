import assert from 'node:assert/strict';
import { parseAllDocuments } from 'yaml';
import { KnownFiles, noFiles } from '../../../src/mounts/files';
import type { Place } from '../../../src/mounts/mount';
import { gatherRelated } from '../../../src/mounts/related';
import { scanFile, stepsOfFile } from '../../../src/mounts/scanFile';
import type { FileSteps, StepFix } from '../../../src/mounts/steps/step';
import { applyEdits } from '../../../src/text/edit';
import { inEnglish } from '../../../src/text/message';
import { readSamples } from './corpus';
import { closed, Folder } from './folder';
import { places } from './places';

type Beside = ConstructorParameters<typeof Folder>[0];

async function stepsOf(text: string, beside: Beside = {}, place: Place = places.A, path = '/proj/compose.yaml') {
  const files = new Folder(beside);
  const subject = { path, text, variables: place.variables, project: null };
  const related = await gatherRelated(subject, new KnownFiles(files));
  return stepsOfFile(text, { ...place, file: path.replace('/proj/', '') }, related, path, files);
}

const kinds = ({ offered }: FileSteps): string[] => offered.map(({ step }) => step.kind);
const afterwards = (text: string, { edits }: StepFix): string => applyEdits(text, edits);

const shop = `services:
  web:
    build: .
    command: npm run dev
    volumes:
      - ./package.json:/app/package.json:ro
      - ./src:/app/src
  db:
    image: postgres:17
    volumes:
      - ./pg:/var/lib/postgresql/data
`;
const dockerfile = 'FROM node:24\nWORKDIR /app\nCOPY package.json .\nCOPY src src\nUSER node\n';
const beside = {
  '/proj/Dockerfile': dockerfile,
  '/proj/package.json': '{"scripts": {"dev": "nodemon src"}}',
};

describe('what can be done for a project that stays on its drive', () => {
  it('is what its files tell: volumes, a watch, polling', async () => {
    const steps = await stepsOf(shop, beside);
    assert.ok(steps.isSlow);
    assert.deepEqual(
      steps.offered.map(({ step }) => step).sort((a, b) => a.kind.localeCompare(b.kind)),
      [
        { kind: 'database', service: 'db', volume: 'db_data', target: '/var/lib/postgresql/data', user: null },
        { kind: 'polling', service: 'web', tool: 'nodemon', variable: 'CHOKIDAR_USEPOLLING' },
        { kind: 'watch', service: 'web', target: '/app/src', ignored: [], rebuilding: ['./package.json'] },
      ],
    );
  });

  it('is a volume for dependencies where a file asks for some, with the user who has to own it', async () => {
    const text = 'services:\n  web:\n    build: .\n    command: npm start\n    volumes: [".:/app", "./lib:/lib/app"]\n';
    const volumes = async (more: Beside, of = text): Promise<unknown[]> =>
      (await stepsOf(of, { ...beside, ...more })).offered
        .map(({ step }) => step)
        .flatMap((step) => (step.kind === 'dependencies' ? [[step.target, step.volume, step.user]] : []));
    assert.deepEqual(await volumes({}), [['/app/node_modules', 'web_node_modules', 'node']]);
    assert.deepEqual(await volumes({}, text.replace('command:', 'user: "1000"\n    command:')), [
      ['/app/node_modules', 'web_node_modules', '1000'],
    ]);
    assert.deepEqual(await volumes({ '/proj/Dockerfile': 'FROM node:24\nUSER $WHO\n' }), [
      ['/app/node_modules', 'web_node_modules', null],
    ]);
    assert.deepEqual(await volumes({ '/proj/package.json': closed }), [
      ['/app/node_modules', 'web_node_modules', 'node'],
    ]);
    const without = { '/proj/Dockerfile': dockerfile };
    assert.deepEqual(
      (await stepsOf(text, without)).offered.map(({ step }) => step.kind),
      [],
    );
  });

  it('is nothing where no mount is slow, and nothing for what a comment accepts', async () => {
    for (const place of [places.B, places.C]) {
      assert.deepEqual(await stepsOf(shop, beside, place), { isSlow: false, offered: [], taken: [] });
    }
    const accepted = `# slipway-ignore-file slow-mount, database-on-windows, no-file-events -- it has to be\n${shop}`;
    assert.deepEqual(await stepsOf(accepted, beside), { isSlow: false, offered: [], taken: [] });
    assert.deepEqual(kinds(await stepsOf('services:\n  web:\n    image: x\n')), []);
  });

  it('tells what was done', async () => {
    const text = `services:
  web:
    image: node:24
    command: npx nodemon src
    environment: { CHOKIDAR_USEPOLLING: 'true' }
    volumes: ['.:/app', 'modules:/app/node_modules', '/app/dist']
    develop: { watch: [{ action: rebuild, path: package.json }] }
volumes: { modules: {} }
`;
    const { offered, taken } = await stepsOf(text);
    assert.deepEqual(offered, []);
    assert.deepEqual(taken, [
      { kind: 'dependencies', service: 'web', target: '/app/node_modules' },
      { kind: 'dependencies', service: 'web', target: '/app/dist' },
      { kind: 'watch', service: 'web' },
      { kind: 'polling', service: 'web', variable: 'CHOKIDAR_USEPOLLING' },
    ]);
  });

  it('keeps the workspace of a dev container in a volume', async () => {
    const text = '{\n  "image": "mcr.microsoft.com/devcontainers/base:ubuntu"\n}\n';
    const steps = await stepsOf(text, {}, places.A, '/proj/.devcontainer/devcontainer.json');
    assert.deepEqual(kinds(steps), ['workspace']);
    assert.match(inEnglish(steps.offered[0]!.title), /^Keep the workspace in a volume/);
  });
});

describe('develop.watch in place of a mount', () => {
  const watchOf = async (text: string, more: Beside = {}, place = places.A): Promise<string | null> => {
    const fix = (await stepsOf(text, { ...beside, ...more }, place)).offered.find(({ step }) => step.kind === 'watch');
    return fix ? afterwards(text, fix) : null;
  };

  it('takes the place of the mount, also of the last line of its service', async () => {
    assert.equal(
      await watchOf(shop),
      shop.replace(
        '      - ./src:/app/src\n',
        `    develop:
      watch:
        - action: sync
          path: ./src
          target: /app/src
        - action: rebuild
          path: ./package.json
`,
      ),
    );
    const before = shop.replace('    build: .\n    command: npm run dev\n', '').replace('ro\n', 'ro\n').replace(
      '      - ./src:/app/src\n',
      '      - ./src:/app/src\n    build: .\n',
    ); // prettier-ignore
    assert.match((await watchOf(before))!, /package\.json:ro\n {4}build: \.\n {4}develop:\n {6}watch:\n {8}- action/);
  });

  it('keeps line ends, and takes a list away with its only mount', async () => {
    const text = 'services:\r\n  web:\r\n    build: .\r\n    volumes:\r\n      - .:/app\r\n';
    const all = { '/proj/Dockerfile': 'FROM node:24\nWORKDIR /app\nCOPY . .\nCMD ["npm", "run", "dev"]' };
    assert.equal(
      await watchOf(text, all),
      'services:\r\n  web:\r\n    build: .\r\n    develop:\r\n      watch:\r\n        - action: sync\r\n          path: ./\r\n' +
        '          target: /app\r\n          ignore: [node_modules/]\r\n        - action: rebuild\r\n          path: ./package.json\r\n',
    );
    assert.equal(await watchOf(text.trimEnd(), all), (await watchOf(text, all))?.trimEnd());
  });

  it('is not offered where the image may lack the files, or nobody can tell', async () => {
    const isOffered = async (more: Beside, text = shop): Promise<boolean> => (await watchOf(text, more)) !== null;
    assert.ok(await isOffered({}));
    for (const copies of [
      '',
      'COPY src /srv',
      'COPY src/lib src',
      'COPY s*c src',
      'COPY --from=x src src',
      'COPY $A src',
    ])
      assert.ok(!(await isOffered({ '/proj/Dockerfile': `FROM node:24\nWORKDIR /app\n${copies}\n` })), copies);
    for (const copies of [
      'COPY . .',
      'COPY . /app',
      'COPY ./src/ ./src/',
      'ADD ["src", "/app/src"]',
      'COPY --chown=node . .',
    ])
      assert.ok(await isOffered({ '/proj/Dockerfile': `FROM node:24\nWORKDIR /app\n${copies}\n` }), copies);
    for (const line of ['src', '/src/', '*', '**', 's*', 'src/*', '**/src'])
      assert.ok(!(await isOffered({ '/proj/.dockerignore': `# x\n${line}\n` })), line);
    for (const line of ['node_modules', '*.log', '**/*.log', '**/dist', '!src', 'src/gen', 'docs/*'])
      assert.ok(await isOffered({ '/proj/.dockerignore': `${line}\n` }), line);
    assert.ok(!(await isOffered({ '/proj/.dockerignore': closed })));
    assert.ok(!(await isOffered({ '/proj/Dockerfile': closed })));
    assert.ok(!(await isOffered({}, shop.replace('build: .', 'image: node:24'))));
    assert.ok(!(await isOffered({}, shop.replace('./src:', '${SRC}:'))));
    assert.ok(!(await isOffered({}, shop.replace('command:', 'develop: {}\n    command:'))));
    // Of two services with one mount only one would get it.
    assert.ok(!(await isOffered({}, `${shop}  more:\n    extends: web\n`)));
  });

  it('is not offered to whoever calls Compose in a distro, where it would hear of nothing', async () => {
    assert.equal(await watchOf(shop, {}, places["A'"]), null);
    assert.equal(await watchOf(shop, {}, { ...places.A, side: 'wsl' }), null);
  });
});

describe('each step of each sample', () => {
  const seen = new Set<string>();
  const always: Beside = new Proxy({}, { get: (_, path: string) => contentOf(path) });
  const contentOf = (path: string): string | undefined =>
    path.endsWith('Dockerfile')
      ? 'FROM node:24\nWORKDIR /app\nCOPY . .\nCOPY . /usr/src/app\nCOPY . /workspace\nCMD ["npx", "vite", "dev"]\n'
      : path.endsWith('/package.json')
        ? '{"scripts": {"dev": "vite dev"}}'
        : undefined;

  for (const {
    name,
    text,
    place: { file },
  } of readSamples()) {
    it(name, async () => {
      for (const place of [places.A, places["A'"]]) {
        const path = `/proj/${file}`;
        const steps = await stepsOf(text, always, place, path);
        if (!steps.isSlow) assert.deepEqual([steps.offered, steps.taken], [[], []]);
        for (const fix of steps.offered) {
          seen.add(fix.step.kind);
          const result = afterwards(text, fix);
          const what = `${inEnglish(fix.title)}\n${result}`;
          if (/\.ya?ml$/.test(file)) {
            const errors = (of: string): number => parseAllDocuments(of, { customTags: [] }).flatMap(({ errors }) => errors).length; // prettier-ignore
            assert.ok(errors(result) <= errors(text), what);
          }
          // What is not of the step stands there as before: the mount at most has changed or gone.
          const kept = new Set(result.split(/\r?\n/));
          const lost = text.split(/\r?\n/).filter((line) => !kept.has(line));
          assert.ok(
            lost.every((line) => /^\s*(?:- |volumes:|(?:type|source|target|read_only):)/.test(line)),
            what,
          );
          const again = await stepsOf(result, always, place, path);
          assert.ok(!again.offered.some(({ step }) => JSON.stringify(step) === JSON.stringify(fix.step)), what);
          const [before, after] = await Promise.all(
            [text, result].map((of) => scanFile(of, { ...place, file }, { base: null, compose: null, isComplete: true }, path, noFiles)),
          ); // prettier-ignore
          assert.ok(after!.errors.length <= before!.errors.length, what);
        }
      }
    });
  }

  it('are of many kinds', () => {
    assert.deepEqual([...seen].sort(), ['database', 'dependencies', 'polling', 'watch', 'workspace']);
  });
});
