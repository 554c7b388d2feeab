/** Lines of a .wslconfig of which WSL understands less than its writer. */
export const faultyWslconfig: readonly string[] = [
  '# What all distros share',
  '[wsl2]',
  'memory=8 gb',
  'swapFile=C:\\Users\\dev\\swap.vhdx',
  'guiApplications=yes',
  'pageReporting=true',
  '; unused',
  'memory=4GB',
];
