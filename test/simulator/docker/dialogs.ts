import type { Dialog, DialogKind, Docker } from '../state/docker';

const texts: Readonly<Record<DialogKind, string>> = {
  settingsUnreadable: 'Docker Desktop cannot start: its settings are unusable.',
  signInFileUnreadable: 'Docker Desktop cannot start: the file that asks for signing in is unusable.',
  signIn: 'Your organization wants you to sign in.',
  terms: 'Docker Desktop goes on when its terms are accepted.',
  update: 'An update waits to be installed.',
  wslMissing: 'WSL is not on this computer.',
  wslTooOld: 'WSL is older than Docker Desktop needs.',
  virtualization: 'No virtual machine can be started on this computer.',
  terminatedAbruptly: 'The WSL distro of Docker Desktop was terminated abruptly.',
  integrationStopped: 'The integration with a WSL distro stopped unexpectedly.',
  backendEnded: 'The backend of Docker Desktop has ended.',
};

/** Shows a window with a message, that is: notes it. `detail` says what it is about. */
export function showDialog(docker: Docker, kind: DialogKind, detail?: string): void {
  const dialog: Dialog = { at: new Date().toISOString(), kind, text: texts[kind] };
  if (detail !== undefined) dialog.text += ` ${detail}`;
  docker.dialogs.push(dialog);
}
