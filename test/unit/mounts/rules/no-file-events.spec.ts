import assert from 'node:assert/strict';
import { Nearby } from '../../../../src/mounts/nearby';
import { alone } from '../../../../src/mounts/related';
import { scanText } from '../../../../src/mounts/scan';
import { applyEdits } from '../../../../src/text/edit';
import { inEnglish } from '../../../../src/text/message';
import { places } from '../places';

function service(command: string, more = '', volumes = './web:/app'): string {
  return `services:\n  web:\n    image: node\n    command: ${command}\n${more}    volumes:\n      - ${volumes}\n`;
}

/** `severity tool` of the findings; files beside are read from `files`. */
function found(text: string, files: Readonly<Record<string, string | null>> = {}, place = places["A'"]): string[] {
  const outside = { ...place, project: places.B.project };
  const known = new Map(Object.entries(files).map(([path, content]) => [`/${path}`, content]));
  return scanText(text, outside, alone, new Nearby(known))
    .findings.filter(({ rule }) => rule === 'no-file-events')
    .map(({ severity, message }) => `${severity} ${message.args[0]}`);
}

const noConfigs = (names: readonly string[]): Record<string, null> =>
  Object.fromEntries(names.flatMap((name) => [`web/${name}`, name]).map((path) => [path, null]));
const viteConfigs = noConfigs(
  ['vite', 'astro'].flatMap((name) => ['ts', 'js', 'mjs', 'mts', 'cjs'].map((ending) => `${name}.config.${ending}`)),
);

describe('no-file-events', () => {
  it('finds programs that wait for events', () => {
    for (const [command, tool] of [
      ['nodemon app.js', 'nodemon'],
      ['npx nodemon --inspect app.js', 'nodemon'],
      ['node_modules/.bin/nodemon', 'nodemon'],
      ['vite', 'Vite'],
      ['vite --host 0.0.0.0', 'Vite'],
      ['vite dev', 'Vite'],
      ['yarn vite', 'Vite'],
      ['pnpm exec vite --port 80', 'Vite'],
      ['astro dev --host', 'Vite'],
      ['nuxt dev', 'Nuxt'],
      ['nuxi dev', 'Nuxt'],
      ['next dev', 'Next.js'],
      ['next dev --turbopack', 'Next.js'],
      ['webpack serve', 'webpack'],
      ['webpack --mode development --watch', 'webpack'],
      ['react-scripts start', 'react-scripts'],
      ['vue-cli-service serve', 'Vue CLI'],
      ['ng serve --host 0.0.0.0', 'Angular'],
      ['tsc --watch', 'TypeScript'],
      ['tsc -p . -w', 'TypeScript'],
      ['nest start --watch', 'Nest'],
      ['ts-node-dev --respawn src/index.ts', 'ts-node-dev'],
      ['tsx watch src/index.ts', 'tsx'],
      ['node --watch app.js', 'Node.js'],
      ['watchmedo auto-restart -- celery worker', 'watchmedo'],
      ['gunicorn --reload --reload-engine inotify app', 'Gunicorn'],
      ['air -c .air.toml', 'air'],
      ['cargo watch -x run', 'cargo-watch'],
      ['hugo server -D', 'Hugo'],
      ['bundle exec jekyll serve', 'Jekyll'],
      ['bundle exec guard', 'Guard'],
      ['sh -c "npm ci && npx nodemon app.js"', 'nodemon'],
      ['["sh", "-c", "cd /app; exec nodemon"]', 'nodemon'],
      ['["dumb-init", "nodemon", "app.js"]', 'nodemon'],
      ['NODE_ENV=development nodemon app.js', 'nodemon'],
      ['npx concurrently "npx tsc -w" "node dist"', 'TypeScript'],
    ] as const) {
      const [first, ...others] = found(service(command));
      assert.deepEqual([first?.split(' ').slice(1).join(' '), others], [tool, []], command);
    }
  });

  it('finds those that a Dockerfile starts, where the service leaves it to its image', () => {
    const built = (more = ''): string =>
      `services:\n  web:\n    build: { context: web, target: dev }\n${more}    volumes:\n      - ./web:/app\n`;
    const dockerfile = (...lines: readonly string[]): Record<string, string | null> => ({
      'web/Dockerfile': ['FROM node AS base', 'WORKDIR /app', ...lines, 'FROM nginx', ''].join('\n'),
      ...viteConfigs,
      'web/package.json': '{ "scripts": { "dev": "vite" } }',
    });
    const dev = dockerfile('FROM base AS dev', 'CMD ["npm", "run", "dev"]');
    assert.deepEqual(found(built(), dev), ['warning Vite']);
    assert.deepEqual(found(built(), dockerfile('FROM base AS dev', 'ENTRYPOINT npx nodemon -w .')), ['hint nodemon']);
    assert.deepEqual(
      found(built(), {
        ...dockerfile('FROM base AS dev', 'ENTRYPOINT npx nodemon -w .'),
        ...noConfigs(['nodemon.json']),
      }),
      ['warning nodemon'],
    );
    assert.deepEqual(found(built('    command: node app.js\n'), dev), []);
    assert.deepEqual(found(built('    entrypoint: tini\n'), dev), []);
    assert.deepEqual(found(built('    environment: [CHOKIDAR_USEPOLLING=1]\n'), dev), []);
    assert.deepEqual(
      found(built(), dockerfile('ENV CHOKIDAR_USEPOLLING=true', 'FROM base AS dev', 'CMD npm run dev')),
      [],
    );
    assert.deepEqual(
      found(
        built('    environment: [CHOKIDAR_USEPOLLING=0]\n'),
        dockerfile('ENV CHOKIDAR_USEPOLLING=true', 'FROM base AS dev', 'CMD npm run dev'),
      ),
      ['warning Vite'],
    );
    assert.deepEqual(found(built(), dockerfile('CMD npm run dev')), []);
    assert.deepEqual(found(built(), {}), []);
  });

  it('says nothing of programs that do not watch, or look for themselves', () => {
    for (const command of [
      'node app.js', 'vite build', 'vite preview', 'next start', 'next build', 'webpack', 'webpack --mode production', 'tsc', 'tsc -p .',
      'nest start', 'ng build', 'hugo', 'npm start', 'npm run dev', 'yarn dev', 'make dev', 'cargo run', 'sh -c "echo nodemon"',
      'uvicorn main:app --reload', 'fastapi dev', 'python manage.py runserver', 'flask run --debug', 'gunicorn --reload app',
      'mkdocs serve', 'dotnet watch', 'esbuild --watch', 'air-quality', 'echo vite', 'sleep infinity', 'npm install nodemon',
      '["echo", "nodemon app.js"]', '', '[]', '"\'"',
    ]) assert.deepEqual(found(service(command)), [], command); // prettier-ignore
  });

  it('says nothing where it polls by an option or a variable', () => {
    for (const command of [
      'nodemon -L app.js',
      'nodemon --legacy-watch',
      'ng serve --poll 2000',
      'ng serve --poll=2000',
      'watchmedo auto-restart --debug-force-polling',
      'cargo watch --poll -x run',
      'CHOKIDAR_USEPOLLING=1 nodemon',
      'npx cross-env CHOKIDAR_USEPOLLING=true vite',
      'env WATCHPACK_POLLING=true next dev',
    ])
      assert.deepEqual(found(service(command)), [], command);
    for (const variable of ['CHOKIDAR_USEPOLLING: "true"', 'CHOKIDAR_USEPOLLING: 1', 'CHOKIDAR_USEPOLLING: ${POLL}'])
      assert.deepEqual(found(service('vite', `    environment:\n      ${variable}\n`)), [], variable);
    for (const variable of ['CHOKIDAR_USEPOLLING: "false"', 'CHOKIDAR_USEPOLLING: ""', 'WATCHPACK_POLLING: "true"'])
      assert.equal(found(service('vite', `    environment:\n      ${variable}\n`)).length, 1, variable);
  });

  it('reads the scripts of the package, beside the sources or above them', () => {
    const scripts = JSON.stringify({
      scripts: { dev: 'vite --host', 'dev:all': 'npm run dev', start: 'node app.js', loop: 'npm run loop' },
    });
    const nested = service('npm run dev', '', './web/src:/app/src');
    assert.equal(found(service('npm run dev'), { 'web/package.json': scripts }).length, 1);
    assert.equal(found(service('yarn dev:all'), { 'web/package.json': scripts }).length, 1);
    assert.equal(found(nested, { 'web/src/package.json': null, 'web/package.json': scripts }).length, 1);
    for (const command of ['npm start', 'npm run loop', 'npm run other', 'npm run constructor'])
      assert.deepEqual(found(service(command), { 'web/package.json': scripts }), [], command);
    for (const broken of ['', '{', 'null', '[]', '{"scripts": 1}', '{"scripts": {"dev": {}}}', '\u0000'])
      assert.deepEqual(found(service('npm run dev'), { 'web/package.json': broken }), [], broken);
  });

  it('asks for a package only where one is needed', () => {
    const wanted = (command: string): string[] => [...scanText(service(command), places.A).wanted];
    assert.deepEqual(wanted('npm run dev'), ['/web/package.json']);
    assert.deepEqual(wanted('node app.js'), []);
    assert.deepEqual([...scanText(service('npm run dev'), places.B).wanted], []);
  });

  it('says nothing where the configuration polls, and less where nobody has read it', () => {
    assert.deepEqual(found(service('vite'), viteConfigs), ['warning Vite']);
    assert.deepEqual(found(service('vite')), ['hint Vite']);
    const configured = { ...viteConfigs, 'web/vite.config.ts': 'server: { watch: { usePolling: true } }' };
    assert.deepEqual(found(service('vite'), configured), []);
    const not = { ...viteConfigs, 'web/vite.config.ts': 'server: { watch: { usePolling: false } }' };
    assert.deepEqual(found(service('vite'), not), ['warning Vite']);
    assert.deepEqual(found(service('vite', '    env_file: .env\n'), viteConfigs), ['hint Vite']);
  });

  it('is one finding for a service, at its sources', () => {
    const text = `services:\n  web:\n    command: nodemon\n    volumes:\n      - ./conf:/etc/app\n      - ./lib:/lib2\n      - ./web:/app\n`;
    const finding = scanText(text, places.A).findings.find(({ rule }) => rule === 'no-file-events');
    assert.equal(finding?.evidence.source, './web');
    const elsewhere = `services:\n  web:\n    command: nodemon\n    volumes:\n      - ./conf:/etc/app\n      - ./node_modules:/app/node_modules\n`;
    assert.ok(!scanText(elsewhere, places.A).findings.some(({ rule }) => rule === 'no-file-events'));
  });

  it('is a hint where the project is at fault, and is not there in a distro', () => {
    const severities = (place: typeof places.A): string[] =>
      scanText(service('tsx watch a.ts'), place)
        .findings.filter(({ rule }) => rule === 'no-file-events')
        .map(({ severity }) => severity);
    assert.deepEqual(severities(places.A), ['hint']);
    assert.deepEqual(severities(places.B), []);
    assert.deepEqual(found(service('tsx watch a.ts')), ['warning tsx']);
  });

  it('says which changes are not seen', () => {
    const sentence = (place: typeof places.A): string =>
      scanText(service('nodemon'), place)
        .findings.filter(({ rule }) => rule === 'no-file-events')
        .map(({ message }) => inEnglish(message))
        .join();
    assert.match(sentence(places.A), /^nodemon does not see changes here/);
    assert.match(sentence(places["A'"]), /^nodemon does not see what Windows programs change here/);
  });

  it('offers the variable that makes it poll', () => {
    const text = service('nodemon app.js');
    const finding = scanText(text, places.A).findings.find(({ rule }) => rule === 'no-file-events');
    const [fix] = finding!.fixes();
    assert.ok(fix && !fix.safe && fix.cures);
    const result = applyEdits(text, fix.edits);
    assert.match(result, /CHOKIDAR_USEPOLLING/);
    assert.ok(!scanText(result, places.A).findings.some(({ rule }) => rule === 'no-file-events'), result);
    const without = scanText(service('node --watch a.js'), places.A).findings.find(
      ({ rule }) => rule === 'no-file-events',
    );
    assert.deepEqual(without?.fixes(), []);
  });
});
