import type { EngineImage } from '../../../docker/engineUse';
import { message, type Message } from '../../../text/message';
import { bytesText } from '../../../views/bytes';
import { nameList, type Question } from '../../question';
import { sizeOf } from './steps';

const kept = (): Message => message('Containers and volumes are kept.');
const whose = (): Message =>
  message("It is Docker Desktop's engine on this computer that is asked, whatever contexts say.");
const notYet = (): Message =>
  message('The room becomes free inside the data disk. Its file shrinks only when it is compacted.');

export function buildCacheQuestion(bytes: number, language: string): Question<'delete'> {
  return {
    message: message('Delete the build cache that is not in use?'),
    detail: [
      message(
        'The engine counts {0}. Builds that would have used it take longer the next time.',
        bytesText(bytes, language),
      ),
      kept(),
      notYet(),
      whose(),
    ],
    choices: [['delete', message('Delete Build Cache')]],
  };
}

export function danglingQuestion(images: readonly EngineImage[], language: string): Question<'delete'> {
  return {
    message: message('Delete the images without a name ({0})?', images.length),
    detail: [
      message('Newer builds have taken their names. The engine counts {0}.', bytesText(sizeOf(images), language)),
      kept(),
      notYet(),
      whose(),
    ],
    choices: [['delete', message('Delete Images')]],
  };
}

export function imagesQuestion(
  images: readonly EngineImage[],
  devContainers: readonly string[],
  language: string,
): Question<'delete'> {
  return {
    message: message('Delete the images that you picked ({0})?', images.length),
    detail: [
      message('They go: {0}.', nameList(images.map(({ names }) => names.join(' ')))),
      message('The engine counts {0}. What was built here has to be built again.', bytesText(sizeOf(images), language)),
      kept(),
      ...(devContainers.length === 0
        ? []
        : [message('Stopped dev containers stay with their images: {0}.', nameList(devContainers))]),
      notYet(),
      whose(),
    ],
    choices: [['delete', message('Delete Images')]],
  };
}

/** Asks before Docker Desktop is quit. `containers` is how many run; null where the engine did not tell. */
export function quitQuestion(containers: number | null): Question<'quit'> {
  return {
    message: message('Quit Docker Desktop?'),
    detail: [
      containers === null
        ? message("Docker Desktop's engine ends; how many containers run on it is not known.")
        : message("Docker Desktop's engine ends. Containers that run on it now: {0}.", containers),
    ],
    choices: [['quit', message('Quit Docker Desktop')]],
  };
}
