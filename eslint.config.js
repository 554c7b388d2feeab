import tseslint from 'typescript-eslint';

/** Which folders of src each folder may import, besides itself. Imports go down only; see ARCHITECTURE.md. */
const mayImport = {
  text: [],
  machine: ['text'],
  wsl: ['text', 'machine'],
  docker: ['text', 'machine', 'wsl'],
  state: ['text', 'machine', 'wsl', 'docker', 'wslconf'],
  mounts: ['text'],
  wslconf: ['text'],
  doctor: ['text', 'machine', 'wsl', 'docker', 'state', 'wslconf'],
  projects: ['text', 'machine', 'wsl', 'docker', 'state', 'mounts', 'wslconf'],
  cli: ['text', 'machine', 'wsl', 'docker', 'state', 'doctor', 'mounts', 'wslconf', 'projects'],
  host: ['text', 'machine', 'wsl', 'docker', 'state', 'doctor', 'mounts', 'wslconf', 'projects'],
  views: ['text', 'machine', 'wsl', 'docker', 'state', 'doctor', 'mounts', 'wslconf', 'projects', 'host'],
  language: ['text', 'machine', 'wsl', 'docker', 'state', 'doctor', 'mounts', 'wslconf', 'projects', 'host'],
  commands: [
    'text',
    'machine',
    'wsl',
    'docker',
    'state',
    'doctor',
    'mounts',
    'wslconf',
    'projects',
    'host',
    'views',
    'language',
  ],
};
const editorFolders = ['host', 'views', 'language', 'commands'];
/** The outside world: only machine/ reaches for it. */
const sideEffects = ['child_process', 'fs', 'fs/promises', 'net', 'http', 'https', 'os'].flatMap((name) => [
  name,
  `node:${name}`,
]);

function importRule(folder, allowed) {
  const forbidden = Object.keys(mayImport).filter((name) => name !== folder && !allowed.includes(name));
  return {
    files: [`src/${folder}/**/*.ts`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            ...(editorFolders.includes(folder)
              ? []
              : [{ name: 'vscode', message: 'Only the editor folders know the editor.' }]),
            ...(folder === 'machine'
              ? []
              : ['ignore', ...sideEffects].map((name) => ({
                  name,
                  message: 'The outside is reached through machine/ only.',
                }))),
          ],
          patterns: [
            {
              regex: `^(?:\\.\\./)+(?:${forbidden.join('|')})(?:/|$)`,
              message: 'Imports go down only: see ARCHITECTURE.md.',
            },
          ],
        },
      ],
    },
  };
}

export default tseslint.config(
  { ignores: ['dist/', '.build/', '.vscode-test/', 'node_modules/', '**/*.cjs', 'test/fixtures/'] },
  ...tseslint.configs.strictTypeChecked.map((config) => ({ ...config, files: ['**/*.ts'] })),
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  { files: ['src/cli/**', 'scripts/**', 'test/**'], rules: { 'no-console': 'off' } },
  {
    // mocha's functions return promises that mocha awaits; expectations read loosely typed answers.
    files: ['test/**/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  ...Object.entries(mayImport).map(([folder, allowed]) => importRule(folder, allowed)),
);
