import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the simulator's own sources. */
export const simulatorFolder = fileURLToPath(new URL('.', import.meta.url));

/** The root of the project. */
export const projectFolder = resolve(simulatorFolder, '../..');
