/** The commands of limits, disks and wsl.conf as others load them: a bundle of its own, since most sessions never need it. */
export { showDisks } from './disks';
export { setLimits } from './limits';
export { reclaimSpace } from './reclaim/reclaim';
export { editWslConf } from './wslConf/edit';
export { readRunningWslConf, saveWslConf, type WslConfContent } from './wslConf/file';
