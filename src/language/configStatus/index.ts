/** What the language status tells of .wslconfig and wsl.conf: a bundle of its own, since most windows never open one of them. */
export { ConfigStatus, type ConfigStatusNeeds } from './status';
