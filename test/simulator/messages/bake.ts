import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../places';
import { type MessageKey, ownMessages } from './own';

interface SharedMessages {
  messages: Record<string, Record<string, string>>;
  system: Record<string, string | Record<string, string>>;
  inbox: { notInstalled: { 'en-US': string }; vmpMissing: { 'en-US': string[] } };
}

/** The shared folder with the real sentences, or undefined where there is none. */
export function sharedFolder(): string | undefined {
  const folder = process.env['SLIPWAY_SHARED'] ?? join(projectFolder, '..', 'shared');
  return existsSync(join(folder, 'data', 'wsl-messages.json')) ? folder : undefined;
}

/**
 * Writes `<language>.json` files with the sentences the programs use, so that a process reads one small file and never
 * searches. Without a shared folder there is only our own English.
 */
export function bakeMessages(target: string, shared: string | undefined): void {
  mkdirSync(target, { recursive: true });
  if (shared === undefined) {
    writeFileSync(join(target, 'en-US.json'), JSON.stringify(ownMessages, null, 1));
    return;
  }
  const data = JSON.parse(readFileSync(join(shared, 'data', 'wsl-messages.json'), 'utf8')) as SharedMessages;
  for (const language of Object.keys(data.messages)) {
    const baked: Record<string, string> = { ...ownMessages };
    for (const key of Object.keys(ownMessages) as MessageKey[]) {
      const sentence = data.messages[language]?.[key] ?? systemSentence(data, key, language);
      if (sentence !== undefined) baked[key] = sentence;
    }
    // Windows speaks these two in its own language; only English is known of them.
    baked['inboxNotInstalled'] = data.inbox.notInstalled['en-US'];
    baked['inboxVirtualMachinePlatform'] = data.inbox.vmpMissing['en-US'][0]!;
    const recorded = join(shared, 'fixtures', 'wsl', 'reg-query-missing.stderr.txt');
    if (existsSync(recorded)) baked['regNotFound'] = readFileSync(recorded, 'utf8').trimEnd();
    writeFileSync(join(target, `${language}.json`), JSON.stringify(baked, null, 1));
  }
}

function systemSentence(data: SharedMessages, key: string, language: string): string | undefined {
  const sentences = data.system[key];
  return typeof sentences === 'object' ? (sentences[language] ?? sentences['en-US']) : undefined;
}
