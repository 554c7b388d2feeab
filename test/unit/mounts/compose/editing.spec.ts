import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse, parseAllDocuments } from 'yaml';
import type { ComposeEditing } from '../../../../src/mounts/compose/editing';
import { applyEdits, type TextEdit } from '../../../../src/text/edit';
import { readCompose } from '../places';

type Edits = readonly TextEdit[] | null;

/** The text after the edits; null where there are none to be had. */
function after(text: string, edit: (editing: ComposeEditing) => Edits): string | null {
  const { editing } = readCompose(text);
  const edits = editing && edit(editing);
  return edits ? applyEdits(text, edits) : null;
}

const block = `services:
  web:
    image: node # the image
    environment:
      A: '1'
    volumes:
      - ./src:/app # sources

  db:
    image: postgres
    environment:
      - B=2
`;

describe('adding a variable', () => {
  const add = (text: string, service = 'web', name = 'P', value = 'true') =>
    after(text, (editing) => editing.addEnvironment(service, name, value));

  it('continues a mapping or a list', () => {
    assert.equal(add(block), block.replace("A: '1'\n", 'A: \'1\'\n      P: "true"\n'));
    assert.equal(add(block, 'db'), block.replace('- B=2\n', '- B=2\n      - P=true\n'));
  });

  it('makes the key where there is none, or nothing in it', () => {
    assert.equal(
      add('services:\n  web:\n    image: x\n'),
      'services:\n  web:\n    image: x\n    environment:\n      P: "true"\n',
    );
    assert.equal(
      add('services:\n    web:\n        environment: # none yet\n        image: x'),
      'services:\n    web:\n        environment: # none yet\n            P: "true"\n        image: x',
    );
  });

  it('keeps the style of braces', () => {
    assert.equal(add('services: {web: {image: x}}'), 'services: {web: {image: x, environment: {P: "true"}}}');
    assert.equal(add('services: {web: {environment: {A: 1}}}'), 'services: {web: {environment: {A: 1, P: "true"}}}');
    assert.equal(add('services: {web: {environment: []}}'), 'services: {web: {environment: [P=true]}}');
    assert.equal(
      add('services:\n  web:\n    environment: [\n      A=1,\n      B=2\n    ]\n'),
      'services:\n  web:\n    environment: [\n      A=1,\n      B=2,\n      P=true\n    ]\n',
    );
  });

  it('changes nothing where it is set, and refuses where it has another value', () => {
    assert.equal(add(block, 'web', 'A', '1'), block);
    assert.equal(add(block, 'db', 'B', '2'), block);
    assert.equal(add(block, 'web', 'A', '2'), null);
    assert.equal(add(block, 'db', 'B', '3'), null);
    assert.equal(add('services: {web: {environment: [P]}}'), null);
  });

  it('doubles dollars, which Compose would fill in', () => {
    assert.equal(
      add('services: {web: {image: x}}', 'web', 'P', 'a$b'),
      'services: {web: {image: x, environment: {P: "a$$b"}}}',
    );
  });
});

describe('adding a volume', () => {
  const add = (text: string, service = 'web', entry = 'deps:/app/node_modules') =>
    after(text, (editing) => editing.addVolume(service, entry));

  it('continues the list in its indentation and line ends', () => {
    assert.equal(add(block), block.replace('# sources\n', '# sources\n      - deps:/app/node_modules\n'));
    const crlf = 'services:\r\n  web:\r\n    volumes:\r\n    - ./a:/a\r\n    image: x\r\n';
    assert.equal(add(crlf), crlf.replace('./a:/a\r\n', './a:/a\r\n    - deps:/app/node_modules\r\n'));
  });

  it('stands behind the last entry, however that is written', () => {
    const long = 'services:\n  web:\n    volumes:\n      - type: bind\n        source: .\n        target: /app\n';
    assert.equal(add(long), `${long}      - deps:/app/node_modules\n`);
    const folded = 'services:\n  web:\n    volumes:\n      - >-\n        ./a:/a\n    image: x\n';
    assert.equal(add(folded), folded.replace('./a:/a\n', './a:/a\n      - deps:/app/node_modules\n'));
  });

  it('quotes what would be read otherwise', () => {
    assert.deepEqual(
      (parse(add(block, 'web', "it's: # {odd}, ")!) as { services: { web: { volumes: string[] } } }).services.web
        .volumes[1],
      "it's: # {odd}, ",
    );
  });

  it('changes nothing where it is there', () => {
    assert.equal(add(block, 'web', './src:/app'), block);
  });
});

describe('declaring a volume', () => {
  const declare = (text: string) => after(text, (editing) => editing.declareVolume('deps'));

  it('continues the declarations, or makes them at the end', () => {
    assert.equal(declare(`${block}volumes:\n  data:\n`), `${block}volumes:\n  data:\n  deps:\n`);
    assert.equal(declare(`${block}volumes:\n`), `${block}volumes:\n  deps:\n`);
    assert.equal(declare(block), `${block}volumes:\n  deps:\n`);
    assert.equal(
      declare('services: {web: {image: x}}\nvolumes: {data: {}}\n'),
      'services: {web: {image: x}}\nvolumes: {data: {}, deps: {}}\n',
    );
    assert.equal(declare('{services: {web: {image: x}}}'), '{services: {web: {image: x}}, volumes: {deps: {}}}');
  });

  it('changes nothing where it is declared', () => {
    const text = `${block}volumes:\n  deps:\n`;
    assert.equal(declare(text), text);
  });

  it('goes together with an entry that ends the file', () => {
    const text = 'services:\n  web:\n    volumes:\n      - ./a:/a';
    const { editing } = readCompose(text);
    const edits = [...editing!.addVolume('web', 'deps:/d')!, ...editing!.declareVolume('deps')!];
    assert.equal(applyEdits(text, edits), `${text}\n      - deps:/d\nvolumes:\n  deps:`);
  });
});

describe('removing a mount', () => {
  const remove = (text: string, index = 0) =>
    after(text, (editing) => editing.removeMount(readCompose(text).mounts[index]!));

  it('takes its lines, and the list with the last', () => {
    const two =
      'services:\n  web:\n    volumes:\n      - ./a:/a # a\n      - type: bind\n        source: ./b\n        target: /b\n';
    assert.equal(remove(two), two.replace('      - ./a:/a # a\n', ''));
    assert.equal(remove(two, 1), two.slice(0, two.indexOf('      - type')));
    assert.equal(remove(block), block.replace('    volumes:\n      - ./src:/app # sources\n', ''));
    assert.equal(remove('services:\n  web:\n    volumes:\n      - ./a:/a\n'), null);
  });

  it('takes one comma in brackets', () => {
    const flow = "services: {web: {volumes: ['./a:/a', './b:/b']}}";
    assert.equal(remove(flow), "services: {web: {volumes: ['./b:/b']}}");
    assert.equal(remove(flow, 1), "services: {web: {volumes: ['./a:/a']}}");
  });
});

describe('what others have as well', () => {
  it('stays as it is', () => {
    const all = (text: string): Edits[] => {
      const { editing, mounts } = readCompose(text);
      return [
        editing!.addVolume('web', 'deps:/d'),
        editing!.addEnvironment('web', 'P', '1'),
        ...mounts.map((mount) => editing!.removeMount(mount)),
      ];
    };
    for (const text of [
      // An alias, a service that another merges, merged lists, items that stand elsewhere.
      "x-w: &w {volumes: ['./a:/a'], environment: {A: 1}}\nservices: {web: *w}",
      "services:\n  web: &w\n    volumes: ['./a:/a']\n    environment: {A: 1}\n  b:\n    <<: *w\n",
      "x-w: &w {volumes: ['./a:/a'], environment: {A: 1}}\nservices:\n  web:\n    <<: *w\n    image: x\n",
      "services:\n  web:\n    volumes: &v ['./a:/a']\n    environment: &e {A: 1}\n  b: {volumes: *v, environment: *e}\n",
      // Broken, or in another document as well.
      "services:\n  web:\n    volumes: ['./a:/a']\n  : [",
      "services: {web: {volumes: ['./a:/a']}}\n---\nservices: {web: {image: x}}\n",
    ]) {
      assert.ok(
        all(text).every((edits) => edits === null),
        text,
      );
    }
  });

  it('does not matter where an anchor is used by nobody', () => {
    assert.equal(
      after('services:\n  web: &w\n    image: x\n', (editing) => editing.addVolume('web', './a:/a')),
      'services:\n  web: &w\n    image: x\n    volumes:\n      - ./a:/a\n',
    );
  });
});

describe('any edit', () => {
  it('leaves a file that says what it said, and the new thing', () => {
    const name = fc.constantFrom('web', 'db-1', 'a.b');
    const style = fc.constantFrom('block', 'flow', 'compact');
    const texts = fc
      .record({
        service: name,
        style,
        volumes: fc.constantFrom(null, [], ['./a:/a'], ['./a:/a', 'b:/b']),
        environment: fc.constantFrom<null | string[] | Record<string, string>>(null, {}, { A: '1' }, ['A=1', 'B']),
        comment: fc.boolean(),
        ending: fc.constantFrom('', '\n', '\n\n'),
        crlf: fc.boolean(),
      })
      .map(({ service, style: written, volumes, environment, comment, ending, crlf }) => {
        const note = comment ? ' # note' : '';
        const dash = written === 'compact' ? '    - ' : '      - ';
        const body =
          written === 'flow'
            ? [
                `    {image: x, ${[
                  ...(volumes ? [`volumes: ${JSON.stringify(volumes)}`] : []),
                  ...(environment ? [`environment: ${JSON.stringify(environment)}`] : []),
                ].join(', ')}}${note}`,
              ]
            : [
                `    image: x${note}`,
                ...(volumes ? [`    volumes:${note}`, ...volumes.map((each) => `${dash}${each}${note}`)] : []),
                ...(environment ? [`    environment:${note}`] : []),
                ...(Array.isArray(environment)
                  ? environment.map((each) => `${dash}${each}${note}`)
                  : Object.entries(environment ?? {}).map(([key, value]) => `      ${key}: '${value}'${note}`)),
              ];
        const text = ['services:', `  ${service}:${note}`, ...body, `  other: {image: y}${note}`].join('\n') + ending;
        return { service, text: crlf ? text.replace(/\n/g, '\r\n') : text };
      });
    fc.assert(
      fc.property(texts, fc.boolean(), ({ service, text }, isVariable) => {
        const { editing } = readCompose(text);
        const ofService = isVariable
          ? editing!.addEnvironment(service, 'NEW', 'a b')!
          : editing!.addVolume(service, 'deps:/d')!;
        const edits = [...ofService, ...editing!.declareVolume('deps')!];
        const changed = applyEdits(text, edits);
        const [document] = parseAllDocuments(changed);
        assert.deepEqual(document && 'errors' in document ? document.errors : null, [], changed);
        interface Parsed {
          services: Record<
            string,
            { volumes?: string[] | null; environment?: string[] | Record<string, string> | null }
          >;
          volumes?: Record<string, unknown>;
        }
        const [before, now] = [parse(text), parse(changed)] as [Parsed, Parsed];
        const [old, fresh] = [before.services[service]!, now.services[service]!];
        const added = { volumes: isVariable ? [] : ['deps:/d'], environment: isVariable ? { NEW: 'a b' } : {} };
        assert.deepEqual(fresh.volumes ?? [], [...(old.volumes ?? []), ...added.volumes]);
        assert.deepEqual(
          fresh.environment ?? {},
          Array.isArray(old.environment)
            ? [...old.environment, ...Object.entries(added.environment).map((pair) => pair.join('='))]
            : { ...old.environment, ...added.environment },
        );
        assert.deepEqual(Object.keys(now.volumes ?? {}), ['deps']);
        assert.deepEqual(now.services['other'], before.services['other']);
        // Nothing but insertions, in the line ends of the file.
        assert.ok(edits.every(({ range }) => text.slice(range.start, range.end).trim() === ''));
        if (text.includes('\r\n')) assert.doesNotMatch(changed, /[^\r]\n/);
        assert.deepEqual(readCompose(changed).editing!.declareVolume('deps'), []);
      }),
      { numRuns: 300 },
    );
  });
});
