import { Failure, NotPlayed } from './failure';

/** Go names fields otherwise than JSON does in a few places. */
const jsonNames: Readonly<Record<string, string>> = {
  APIVersion: 'ApiVersion',
  MinAPIVersion: 'MinAPIVersion',
  ID: 'Id',
};

/**
 * Fills a Go template: text, `{{.A.B}}`, `{{.}}` and `{{json .A}}`. The word `json` alone means the whole as JSON.
 * @throws Failure for a field that is not there, NotPlayed for anything more.
 */
export function fillTemplate(template: string, value: unknown): string {
  if (template === 'json') return JSON.stringify(value);
  return template.replace(/\{\{(.*?)\}\}/g, (_, inner: string) => {
    const [, json, path] = /^\s*(json\s+)?(\.(?:\w+(?:\.\w+)*)?)\s*$/.exec(inner) ?? [];
    if (path === undefined) throw new NotPlayed(`the template {{${inner}}}`);
    const found = path
      .split('.')
      .filter(Boolean)
      .reduce<unknown>((object, name) => field(object, name, path), value);
    return json === undefined && typeof found === 'string' ? found : JSON.stringify(found);
  });
}

function field(object: unknown, name: string, path: string): unknown {
  const fail = (why: string): never => {
    throw new Failure(`template: :1:3: executing "" at <${path}>: ${why}`);
  };
  if (typeof object !== 'object' || object === null) return fail('nil pointer evaluating');
  const record = object as Record<string, unknown>;
  const key = [name, jsonNames[name]].find((each) => each !== undefined && Object.hasOwn(record, each));
  return key === undefined ? fail(`can't evaluate field ${name}`) : record[key];
}
