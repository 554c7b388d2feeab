import { unusedSuppression } from '../../text/suppression';
import type { Rule } from './rule';
import { slowMount } from './slowMount';
import { slowProject } from './slowProject';
import { wrongSide } from './wrongSide';

export const rules: readonly Rule[] = [slowMount, wrongSide];

/** The ids of all rules that have a page and may stand in a suppression. */
export const ruleIds: readonly string[] = [...rules.map((rule) => rule.id), slowProject, unusedSuppression];
