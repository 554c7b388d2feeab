import type { Problem } from '../state/problem';
import { printable } from '../text/printable';
import type { Distro } from '../wsl/distro';

/** A codicon, with the editor's colour for it; null is the colour of text. */
export interface RowIcon {
  readonly name: string;
  readonly color: string | null;
}

/** A row of a view as plain data: what is drawn, read aloud, and told by its tooltip. Views are lists of these. */
export interface Row {
  /** Unique in its view, and the same for as long as it stands for the same thing: selection and expansion hang on it. */
  readonly id: string;
  readonly label: string;
  /** Empty where the label says all. */
  readonly description: string;
  readonly icon: RowIcon | null;
  /** For the menus' `when` clauses. */
  readonly contextValue: string;
  readonly accessibleLabel: string;
  /** Label and value of each line of the tooltip. Values come from the machine and are not to be trusted as markup. */
  readonly facts: readonly (readonly [string, string])[];
  /** Sentences below those lines. */
  readonly notes: readonly string[];
  /** How it stands when it is first drawn; `leaf` has no children. */
  readonly open: 'leaf' | 'collapsed' | 'expanded';
  readonly children: readonly Row[];
  /** What commands that are called on the row work with. */
  readonly subject: RowSubject;
  /** What a click does beyond selecting: only ever going to look at something else. */
  readonly command: RowCommand | null;
}

/** What a row stands for; commands get it as their argument. */
export interface RowSubject {
  readonly distro?: Distro;
  readonly problem?: Problem;
  /** The absolute path of a folder of that distro. */
  readonly folder?: string;
  /** The address of a page of documentation. */
  readonly page?: string;
}

export interface RowCommand {
  readonly id: string;
  readonly title: string;
}

/**
 * A row of which only what differs from a plain one is given; it is read aloud as it is written. Names in it come from the
 * machine: none of them turns the direction of writing, or hides.
 */
export function makeRow(given: Pick<Row, 'id' | 'label'> & Partial<Row>): Row {
  const { children = [], facts = [], notes = [] } = given;
  const [label, description] = [printable(given.label), printable(given.description ?? '')];
  const spoken = given.accessibleLabel ?? (description === '' ? label : `${label}, ${description}`);
  return {
    icon: null,
    contextValue: '',
    open: children.length > 0 ? 'collapsed' : 'leaf',
    children,
    subject: {},
    command: null,
    ...given,
    label,
    description,
    accessibleLabel: printable(spoken),
    facts: facts.map(([name, value]) => [name, printableLines(value)]),
    notes: notes.map(printableLines),
  };
}

/** What a program printed may have several lines. */
function printableLines(text: string): string {
  return text.split(/\r?\n/).map(printable).join('\n');
}
