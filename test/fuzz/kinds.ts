import { faultOf as answerFault } from './answers/check';
import { answer } from './answers/inputs';
import { faultOf as argumentsFault } from './arguments/check';
import { argumentsInput } from './arguments/inputs';
import { faultOf as mountFault } from './mounts/check';
import { fuzzInput as mountInput } from './mounts/inputs';
import { faultOf as settingsFault } from './settings/check';
import { settingsInput } from './settings/inputs';
import { faultOf as wslconfFault } from './wslconf/check';
import { wslconfInput } from './wslconf/inputs';

/** What texts are generated, and what has to be true of any of them. */
export interface FuzzKind {
  /** The input with this number, the same for the same seed: where it stands, and its text. */
  readonly shown: (seed: number, index: number) => { readonly about: unknown; readonly text: string };
  /** What is wrong with how that input is read; null where nothing is. */
  readonly faultOf: (seed: number, index: number) => string | null;
}

export const kindNames = ['mounts', 'wslconf', 'answers', 'settings', 'arguments'] as const;
export type KindName = (typeof kindNames)[number];

export const kinds: Readonly<Record<KindName, FuzzKind>> = {
  mounts: {
    shown: (seed, index) => {
      const { place, text } = mountInput(seed, index);
      return { about: place, text };
    },
    faultOf: (seed, index) => mountFault(mountInput(seed, index)),
  },
  wslconf: {
    shown: (seed, index) => {
      const { text, ...about } = wslconfInput(seed, index);
      return { about, text };
    },
    faultOf: (seed, index) => wslconfFault(wslconfInput(seed, index)),
  },
  answers: {
    shown: (seed, index) => {
      const { reader, output } = answer(seed, index);
      const [text, errors] = [output.stdout, output.stderr].map((bytes) => Buffer.from(bytes).toString('latin1'));
      return { about: [reader.name, output.exitCode, errors], text: text ?? '' };
    },
    faultOf: (seed, index) => answerFault(answer(seed, index)),
  },
  settings: {
    shown: (seed, index) => {
      const { text, ...about } = settingsInput(seed, index);
      return { about, text };
    },
    faultOf: (seed, index) => settingsFault(settingsInput(seed, index)),
  },
  arguments: {
    shown: (seed, index) => ({ about: null, text: JSON.stringify(argumentsInput(seed, index)) }),
    faultOf: (seed, index) => argumentsFault(argumentsInput(seed, index)),
  },
};
