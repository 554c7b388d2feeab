/** Variables of Windows whose values are folders on one of its drives, where Linux has none of the name. */
export function isWindowsFolder(name: string): boolean {
  return /^(?:userprofile|(?:local)?appdata|programdata|programfiles(?:\(x86\))?|public|allusersprofile|systemroot|windir|systemdrive|onedrive\w*)$/i.test(
    name,
  );
}
