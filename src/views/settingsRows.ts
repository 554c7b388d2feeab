import { win32 } from 'node:path';
import type { SettingsReading, PolicyReading } from '../docker/settingsFile';
import { message, type Message, type Translate } from '../text/message';
import { printable } from '../text/printable';
import { makeRow, type Row, type RowIcon } from './row';

const gear: RowIcon = { name: 'gear', color: null };
const warning: RowIcon = { name: 'warning', color: 'problemsWarningIcon.foreground' };

/** The row of Docker Desktop's settings file, with what is wrong with it. */
export function settingsRows(reading: SettingsReading, translate: Translate): Row[] {
  const label = translate(message('Settings'));
  if (reading.kind === 'absent') {
    const description = translate(message('no file was found'));
    return [makeRow({ id: 'settings', label, description, icon: gear, contextValue: 'settings' })];
  }
  const fault = faultOf(reading);
  return [
    makeRow({
      id: 'settings',
      label,
      description: [win32.basename(reading.file), ...(fault ? [translate(fault)] : [])].join(' · '),
      icon: fault ? warning : gear,
      contextValue: 'settings',
      facts: [[translate(message('File')), reading.file]],
    }),
  ];
}

function faultOf(reading: Exclude<SettingsReading, { kind: 'absent' }>): Message | null {
  if (reading.kind === 'failed') return message('cannot be read');
  const { status, issues } = reading.settings;
  switch (status) {
    case 'ok':
      return null;
    case 'repairable':
      return message('begins with a byte order mark');
    case 'unreadable':
      return message('cannot be read');
    case 'invalid':
      return issues.some(({ kind }) => kind === 'type' || kind === 'non-string-entry')
        ? message('holds values of wrong types')
        : message('holds something twice');
  }
}

/** The row of what an administrator has locked, with the keys below; none where nothing is locked. */
export function policyRows(reading: PolicyReading, translate: Translate): Row[] {
  if (reading.kind === 'absent') return [];
  const label = translate(message('Decided by your administrator'));
  const facts = [[translate(message('File')), reading.file]] as const;
  const plain = { id: 'policy', label, contextValue: 'policy', facts };
  if (reading.kind === 'failed') {
    return [makeRow({ ...plain, description: translate(message('cannot be read')), icon: warning })];
  }
  const keys = Object.keys(reading.policy.locked);
  if (keys.length === 0) return [];
  return [
    makeRow({
      ...plain,
      description: translate(message('locked settings: {0}', keys.length)),
      icon: { name: 'lock', color: null },
      notes: [translate(message('It counts where you are signed in to Docker Desktop with a Business plan.'))],
      children: keys.map((key) =>
        makeRow({
          id: `policy.${key}`,
          label: printable(key),
          icon: { name: 'key', color: null },
          contextValue: 'policy.key',
        }),
      ),
    }),
  ];
}
