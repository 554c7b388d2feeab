import type { Command } from '../machine/command';
import { leadElsewhere } from './otherEngine';

/** What Docker Desktop says of itself, in its own word: `running`, `paused`, … */
export interface DesktopStatus {
  readonly word: string;
  readonly printed: string;
}

/** `docker desktop status`, which knows of a paused engine; null where it does not tell. It is unknown before 4.37. */
export function desktopStatusCommand(): Command<DesktopStatus | null> {
  return {
    program: 'docker',
    args: ['desktop', 'status', '--format', 'json'],
    withoutEnv: leadElsewhere,
    parse: ({ stdout }) => {
      const printed = Buffer.from(stdout).toString('utf8').trim();
      try {
        const content: unknown = JSON.parse(printed);
        const word = typeof content === 'object' && content !== null && 'Status' in content ? content.Status : null;
        return typeof word === 'string' ? { word, printed } : null;
      } catch {
        return null;
      }
    },
  };
}
