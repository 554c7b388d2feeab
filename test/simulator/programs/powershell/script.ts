/** The one kind of statement that is played: a query for CIM objects, a choice of their properties, and JSON. */
export interface Query {
  className: string;
  filter: Condition | undefined;
  /** As they were asked for; undefined for all. */
  properties: string[] | undefined;
  compress: boolean;
}

/** A WQL condition. */
export type Condition =
  | { kind: 'compare'; property: string; operator: string; value: string | number | boolean | null }
  | { kind: 'and' | 'or'; left: Condition; right: Condition }
  | { kind: 'not'; operand: Condition };

interface Token {
  /** A quoted text is never a parameter, a pipe or a semicolon. */
  quoted: boolean;
  text: string;
}

/** Reads a script of such statements with semicolons between them; undefined for any other. */
export function parseScript(script: string): Query[] | undefined {
  const tokens = tokenize(script);
  if (!tokens) return undefined;
  const statements: Token[][] = [[]];
  for (const token of tokens) {
    if (!token.quoted && token.text === ';') statements.push([]);
    else statements.at(-1)!.push(token);
  }
  const queries = statements.map(parseStatement);
  return queries.every((query) => query !== undefined) ? queries : undefined;
}

function parseStatement(tokens: Token[]): Query | undefined {
  const stages: Token[][] = [[]];
  for (const token of tokens) {
    if (!token.quoted && token.text === '|') stages.push([]);
    else stages.at(-1)!.push(token);
  }
  const [get, ...rest] = stages;
  const json = rest.pop();
  const select = rest.pop();
  if (!get || !json || rest.length > 0) return undefined;
  const source = parseGet(get);
  const compress = parseJson(json);
  const properties = select && parseSelect(select);
  if (!source || compress === undefined || (select && !properties)) return undefined;
  return { ...source, properties, compress };
}

function parseGet(tokens: Token[]): Pick<Query, 'className' | 'filter'> | undefined {
  const values = parameters(tokens, 'get-ciminstance', { classname: 'value', filter: 'value' }, 'classname');
  const className = values?.get('classname');
  if (className === undefined || !values) return undefined;
  const text = values.get('filter');
  if (text === undefined) return { className, filter: undefined };
  const filter = parseCondition(text);
  return filter && { className, filter };
}

function parseSelect(tokens: Token[]): string[] | undefined {
  const names = parameters(tokens, 'select-object', { property: 'value' }, 'property')?.get('property');
  return names?.split(',').map((name) => name.trim());
}

function parseJson(tokens: Token[]): boolean | undefined {
  const values = parameters(tokens, 'convertto-json', { compress: 'switch', depth: 'value' }, undefined);
  return values && values.has('compress');
}

/** The parameters of one command by their lower-case names, which may be shortened; one value may lack its name. */
function parameters(
  [command, ...tokens]: Token[],
  name: string,
  known: Record<string, 'value' | 'switch'>,
  positional: string | undefined,
): Map<string, string> | undefined {
  if (command?.text.toLowerCase() !== name) return undefined;
  const values = new Map<string, string>();
  for (let token = tokens.shift(); token; token = tokens.shift()) {
    let key = positional;
    if (!token.quoted && token.text.startsWith('-')) {
      const short = token.text.slice(1).toLowerCase();
      key = Object.keys(known).find((each) => short !== '' && each.startsWith(short));
      if (key !== undefined && known[key] === 'switch') {
        values.set(key, '');
        continue;
      }
      token = tokens.shift();
    }
    if (key === undefined || token === undefined || values.has(key)) return undefined;
    values.set(key, token.text);
  }
  return values;
}

/** Words, texts in single or double quotes, pipes, semicolons; a list with commas is one word. Undefined for anything stranger. */
function tokenize(script: string): Token[] | undefined {
  const tokens: Token[] = [];
  const pattern = /\s*(?:([|;])|"((?:[^"`$]|"")*)"|'((?:[^']|'')*)'|([\w.-]+(?:\s*,\s*[\w.-]+)*))/y;
  const text = script.trim();
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text);
    if (!match) return undefined;
    const [, sign, double, single, word] = match;
    if (double !== undefined) tokens.push({ quoted: true, text: double.replaceAll('""', '"') });
    else if (single !== undefined) tokens.push({ quoted: true, text: single.replaceAll("''", "'") });
    else tokens.push({ quoted: false, text: (sign ?? word)! });
  }
  return tokens;
}

/** A WQL condition of comparisons, AND, OR, NOT and parentheses; undefined where it is none. */
function parseCondition(text: string): Condition | undefined {
  const words = text.match(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|<=|>=|<>|!=|[=<>()]|[\w.-]+|\S/g) ?? [];
  let at = 0;
  const is = (word: string): boolean => words[at]?.toLowerCase() === word && ++at > 0;
  const either = (): Condition | undefined => joined('or', () => joined('and', single));
  function joined(kind: 'and' | 'or', operand: () => Condition | undefined): Condition | undefined {
    let left = operand();
    while (left && is(kind)) {
      const right = operand();
      left = right && { kind, left, right };
    }
    return left;
  }
  function single(): Condition | undefined {
    if (is('not')) {
      const operand = single();
      return operand && { kind: 'not', operand };
    }
    if (is('(')) {
      const inner = either();
      return is(')') ? inner : undefined;
    }
    const [property, operator, literal] = [words[at], words[at + 1], words[at + 2]];
    at += 3;
    const value = literal === undefined ? undefined : valueOf(literal);
    if (!/^[A-Za-z_]\w*$/.test(property ?? '') || !/^(?:=|<>|!=|<=?|>=?|like)$/i.test(operator ?? '')) return undefined;
    if (value === undefined) return undefined;
    return { kind: 'compare', property: property!, operator: operator!.toLowerCase(), value };
  }
  const condition = either();
  return at === words.length ? condition : undefined;
}

function valueOf(literal: string): string | number | boolean | null | undefined {
  if (/^['"]/.test(literal)) return literal.slice(1, -1).replace(/\\(.)/g, '$1');
  if (/^-?\d+(?:\.\d+)?$/.test(literal)) return Number(literal);
  const word = literal.toLowerCase();
  if (word === 'true' || word === 'false') return word === 'true';
  return word === 'null' ? null : undefined;
}
