/** The file at the root of a repository that says how it is judged, for the editor and the command line alike. */
export const projectFileName = '.slipway.jsonc';
