/**
 * The commands of limits, disks, image stores, wsl.conf and of what a drive costs as others load them: a bundle of its own, since most
 * sessions never need it.
 */
export { measureFolder, measureProject } from '../measureProject';
export { speedUpProject } from '../speedUp/speedUp';
export { showDisks } from './disks';
export { showImageStores } from './imageStores';
export { setLimits } from './limits';
export { reclaimSpace } from './reclaim/reclaim';
export { editWslConf } from './wslConf/edit';
export { readRunningWslConf, saveWslConf, type WslConfContent } from './wslConf/file';
