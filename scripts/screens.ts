// `npm run screens`: the pictures of docs/screens, from the packaged extension in a real VS Code over a simulated machine.
// `npm run screens -- WORD` makes those alone whose title contains the word.
import { join } from 'node:path';
import Mocha from 'mocha';
import { projectRoot } from '../test/vscode/harness/paths';
import { writePage } from '../test/vscode/screens/album';
import { ensureSystemPackages } from './systemPackages';

const [word] = process.argv.slice(2);
const [need] = ensureSystemPackages(['browser', 'japaneseFonts', 'processList']);
if (need) {
  console.error(`The pictures need ${need.title}; install it with: ${need.install}`);
  process.exit(2);
}
const mocha = new Mocha({ timeout: 600_000, retries: 1, ...(word !== undefined && { fgrep: word }) });
for (const subject of ['views', 'findings', 'questions', 'doctor', 'moving', 'windows', 'tour'])
  mocha.addFile(join(projectRoot, 'test', 'vscode', 'screens', `${subject}.ts`));
await mocha.loadFilesAsync();
const failures = await new Promise<number>((resolve) => {
  // At once, since the end is many minutes away.
  mocha.run(resolve).on('retry', (_, { stack, message }) => console.error(stack ?? message));
});
await writePage();
process.exit(failures === 0 ? 0 : 1);
