import type { Place } from '../../../src/mounts/mount';
import { composeFile } from '../../bench/inputs';
import { Random } from '../../random';
import { readSamples } from '../../unit/mounts/corpus';
import { placeAt, places } from '../../unit/mounts/places';
import { mutated } from '../mutate';

/** A text and where it stands; what is no file with mounts is read by the reader of that kind alone. */
export interface FuzzInput {
  readonly text: string;
  readonly place: Place;
}

const somewhere: readonly [Place, ...Place[]] = [
  places.A,
  places.B,
  places.C,
  places["A'"],
  placeAt(null),
  placeAt('C:\\proj', 'windows'),
  placeAt('/mnt/c/proj', 'windows'),
];

/** One text of each kind that the samples of the tests have none of, or few. */
const more: readonly (readonly [file: string, text: string])[] = [
  ['pod.yaml', 'kind: Pod\nspec:\n  containers:\n    - name: a\n      volumeMounts: [{name: v, mountPath: /x}]\n  volumes:\n    - name: v\n      hostPath: {path: /run/desktop/mnt/host/c/x}\n'], // prettier-ignore
  ['Makefile', 'V ?= -v $(CURDIR)/a:/a\nrun: # slipway-ignore-file slow-mount -- why\n\t@docker run $(V) \\\n\t  -v C:/x:/y node\n'], // prettier-ignore
  ['.vscode/tasks.json', '{"tasks": [{"type": "docker-run", "dockerRun": {"volumes": [{"localPath": "${workspaceFolder}", "containerPath": "/a"}]}}, {"command": "docker run -v C:\\\\x:/y z"}]}'], // prettier-ignore
  ['package.json', '{"scripts": {"a": "docker run -v /mnt/c/x:/y z"}}'],
  ['.mcp.json', '{"mcpServers": {"a": {"command": "docker", "args": ["run", "-v", "C:\\\\x:/y", "z"]}}}'],
  ['.env', 'export A="x ${B:-y}"\nB=\'z\'\nCOMPOSE_FILE=a.yml:b.yml\nC=${C}${A}\n'],
  ['.slipway.jsonc', '{"rules": {"slow-mount": "hint"}, "excludes": ["x/**"], "location": "C:\\\\x" /* y */}'],
];

/** What means something in one of the languages. */
const tokens = ['\n', '\r\n', '\r', ' ', '  ', '    ', '\t', '#', '# slipway-ignore-next-line slow-mount -- x\n', '-', '- ', ':', ': ', '"', "'", '`', '\\', '\\\n', '`\n', '^\n', '$', '${', '${A', '${A:-C:\\x}', '${A:-${B}}', '$(', '$(pwd)', '%cd%', '%~dp0', '{', '}', '[', ']', '(', ')', ',', '|', '|\n', '>-\n', '&a ', '*a', '<<: *a\n', '!reset ', '!!str ', '---\n', '...\n', '%YAML 1.1\n', '? ', '@', '\0', '\uFEFF', '\ud83d', '\ud83d\ude00', '\u2028', 'é', '/*', '*/', '//', '<<EOF\n', 'EOF\n', 'docker run ', '-v ', '--mount ', 'type=bind,src=', ',target=', './a:/b', 'C:\\x:/y', '"C:\\temp:/x"', '"C:\\Users:/x"', '/mnt/c/x:/y', '\\\\wsl$\\U\\x:/y', '~/x:/y', 'a:/b', ':cached', ':ro', '.:/app', 'null', 'true', '0x1', 'services:\n', 'volumes:\n', '      - ./x:/y\n', '        source: ./x\n', 'extends: {service: web, file: b.yml}\n', 'driver_opts: {o: bind, device: /x}\n', '%', '=', ';'] as const; // prettier-ignore

const seeds: readonly FuzzInput[] = [
  ...readSamples().map(({ text, place }) => ({ text, place })),
  ...more.map(([file, text]) => ({ text, place: { ...places.A, file } })),
];

/** The input with this number; the same for the same seed. */
export function fuzzInput(seed: number, index: number): FuzzInput {
  const random = new Random(Math.imul(seed, 0x9e3779b1) ^ index);
  const known = random.pick(seeds) ?? { text: '', place: places.A };
  const start = random.chance(0.1) ? { text: composeFile(1 + random.below(3), random), place: places.A } : known;
  const where = random.pick(somewhere);
  let { text } = start;
  if (random.chance(0.2)) text = text.replace(/\n/g, '\r\n');
  for (let count = random.below(6); count > 0; count -= 1) text = mutated(text, random, tokens);
  return { text, place: { ...where, file: start.place.file } };
}
