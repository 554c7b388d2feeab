/** The environment of the machine's user on Windows. */
export const userEnvironment = {
  USERPROFILE: 'C:\\Users\\dev',
  USERNAME: 'dev',
  HOMEDRIVE: 'C:',
  HOMEPATH: '\\Users\\dev',
  APPDATA: 'C:\\Users\\dev\\AppData\\Roaming',
  LOCALAPPDATA: 'C:\\Users\\dev\\AppData\\Local',
  TEMP: 'C:\\Users\\dev\\AppData\\Local\\Temp',
  ProgramFiles: 'C:\\Program Files',
  ProgramData: 'C:\\ProgramData',
  SystemRoot: 'C:\\Windows',
  COMPUTERNAME: 'SIMULATED',
};
