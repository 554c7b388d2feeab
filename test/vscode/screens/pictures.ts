/** Every picture of docs/screens in the order of its page, with what is to be seen in it. */
export const pictures = {
  distros: 'Distros, Docker Desktop and Health of a machine where all is well; one distro is open',
  hover: 'What is told of a distro when the mouse rests on it',
  menu: 'The menu of a distro',
  'many-kinds': 'Running, stopped, installing, WSL 1, and those that other products keep for themselves',
  'docker-stopped': 'Docker Desktop is stopped',
  'docker-starting': 'Docker Desktop has started, and its engine is not there',
  'docker-windows-containers': 'Docker Desktop is switched to Windows containers',
  'docker-locked': 'An administrator has locked settings of Docker Desktop',
  'docker-hyperv': 'Docker Desktop runs on Hyper-V',
  'only-managed': 'No distro of your own: all belong to other products',
  'no-distro': 'WSL is there, and has no distro',
  'broken-registration': 'One registration is broken: evidence and next step',
  stale: 'A list that failed later: the last good one stays, with its time',
} as const;

export type PictureName = keyof typeof pictures;
