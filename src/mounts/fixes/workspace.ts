import { message } from '../../text/message';
import { nameOf } from '../slashPath';
import type { ClassifiedMount } from '../mount';
import type { StepFix } from '../steps/step';

/**
 * A volume for the workspace of a dev container that mounts the project unasked. Never safe: the volume starts empty, and
 * the repository has to be cloned into it.
 */
export function workspaceVolumeFix({ kind, target }: ClassifiedMount, text: string): StepFix | null {
  // A feature or a second container may name the folder; then it is not for one edit to change.
  if (kind !== 'devcontainer-default' || !target || !/^\/[\w./-]+$/.test(target)) return null;
  const brace = /^\uFEFF?(?:\s|\/\/[^\r\n]*|\/\*[^]*?\*\/)*\{/.exec(text)?.[0].length;
  if (brace === undefined || /"workspaceMount"\s*:/.test(text)) return null;
  const next = /^(?:[\t ]*(?:\/\/[^\r\n]*)?((?:\r\n|\r|\n)[\t ]*))?/.exec(text.slice(brace));
  const separator = next?.[1] ?? ' ';
  const properties = [
    `"workspaceMount": "type=volume,source=${nameOf(target)}-workspace,target=${target}"`,
    ...(/"workspaceFolder"\s*:/.test(text) ? [] : [`"workspaceFolder": "${target}"`]),
  ];
  const isEmpty = /^(?:\s|\/\/[^\r\n]*|\/\*[^]*?\*\/)*\}/.test(text.slice(brace));
  if (isEmpty) return null;
  const newText = properties.map((property) => `${separator}${property},`).join('');
  return {
    title: message('Keep the workspace in a volume, which starts empty: clone the repository into it'),
    safe: false,
    cures: true,
    edits: [{ range: { start: brace, end: brace }, newText }],
    step: { kind: 'workspace', target },
  };
}
