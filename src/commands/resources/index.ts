/** The commands of limits and disks as others load them: a bundle of its own, since most sessions never need it. */
export { showDisks } from './disks';
export { setLimits } from './limits';
export { reclaimSpace } from './reclaim/reclaim';
