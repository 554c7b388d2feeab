import type { ScalarText } from '../readers/scalarText';

/** Endpoints and contexts of the engine of this machine. */
const ownEndpoint = /^(?:$|unix:|npipe:)/;
const ownContext = /^(?:$|default$|desktop-linux$)/;

/** Whether a variable of the environment with this value leads docker to an engine elsewhere; null for other variables. */
export function leadsElsewhere(name: string, value: string): boolean | null {
  // What is set to itself stays as it is.
  if (value.includes(name)) return null;
  if (name === 'DOCKER_HOST') return !ownEndpoint.test(value);
  return name === 'DOCKER_CONTEXT' ? !ownContext.test(value) : null;
}

/** Whether an option of docker with this value does; false for other options. */
export function isElsewhereOption(name: string, value: string): boolean {
  if (name === '-H' || name === '--host') return !ownEndpoint.test(value);
  return (name === '-c' || name === '--context') && !ownContext.test(value);
}

/** Whether after a command docker talks to an engine elsewhere; null where the command changes nothing about it. */
export function changesEngine(words: readonly ScalarText[]): boolean | null {
  const [program = '', ...rest] = words.map(({ value }) => value);
  const isUndone = rest.some((word) =>
    /^(?:-u|--?unset|env:docker_(?:host|context)|docker_(?:host|context))$/i.test(word),
  );
  if (/^(?:unset|remove-item)$/i.test(program)) return isUndone ? false : null;
  // What these print is evaluated, by whatever means.
  if (/(?:^|[\\/])docker-machine(?:\.exe)?$/i.test(program)) return rest[0] === 'env' ? !isUndone : null;
  if (rest.includes('docker-env')) return !isUndone;
  if (!/(?:^|[\\/])docker(?:\.exe)?$/i.test(program) || rest[0] !== 'context' || rest[1] !== 'use') return null;
  return !ownContext.test(rest[2] ?? '');
}
