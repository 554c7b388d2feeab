import * as vscode from 'vscode';
import { readFile } from './host/documentFiles';
import { inDisplayLanguage as translate } from './host/translate';
import type { FileChecker } from './language/fileChecker';
import type { Machine } from './machine/machine';
import { healthProblems } from './state/health';
import { snapshotAsData } from './state/snapshotData';
import type { SnapshotStore } from './state/store';
import { readErrorsIn } from './text/readErrors';
import { findingsAsData } from './text/report/json';

/**
 * What other extensions get: `await vscode.extensions.getExtension('slipway.slipway-wsl')?.activate()`. Data of the same form as the
 * command line prints, of its own for each call. What may break whoever uses it raises `version`; see docs/api.md.
 */
export interface SlipwayApi {
  readonly version: 1;
  /**
   * The distros and Docker Desktop, as docs/schema/distros.schema.json describes them: what is shown now, or a first look where
   * nobody has looked yet. Starts no distro. Null where nothing could be seen.
   */
  readonly snapshot: () => Promise<object | null>;
  /**
   * The findings in one file, as it is being edited or else on its disk, as docs/schema/scan.schema.json describes them. A file that
   * cannot be read is an error in there.
   * @throws TypeError for anything but a Uri
   */
  readonly scan: (uri: vscode.Uri) => Promise<object>;
}

/** Makes the interface for other extensions. */
export function makeApi(machine: Machine, store: SnapshotStore, checker: FileChecker): SlipwayApi {
  return {
    version: 1,
    async snapshot() {
      if (!store.current) await store.refresh();
      const { current } = store;
      const problems = current ? [...current.problems, ...healthProblems(current)] : [];
      return current && snapshotAsData(current, { versions: null, virtualizationOff: null, problems: [] }, problems);
    },
    async scan(uri: unknown) {
      if (!(uri instanceof vscode.Uri)) throw new TypeError('scan takes the Uri of a file.');
      const file = uri.toString();
      const read = await readFile(uri, machine);
      if (read.kind !== 'ok') {
        const reason = read.kind === 'wouldStart' ? `That would start ${read.distro}.` : read.reason;
        return findingsAsData([], [{ file, message: reason }], translate);
      }
      const text = read.value;
      const language = vscode.workspace.textDocuments.find((open) => open.uri.toString() === file)?.languageId ?? null;
      const isWorthIt = checker.isWorthChecking(uri, text, language);
      const checked = isWorthIt ? await checker.check(uri, text, await checker.surroundingsOf(uri)) : null;
      if (!checked) return findingsAsData([], [], translate);
      const { findings, lines, errors } = checked.scanned;
      return findingsAsData([{ file, text, findings, lines }], readErrorsIn(file, errors, lines), translate);
    },
  };
}
