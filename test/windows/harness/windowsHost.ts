/** Where programs of Windows run: Wine, or the Windows this is. */
export interface WindowsHost {
  readonly isWine: boolean;
  /** A folder for what is kept from run to run, on the same drive as `folder`. */
  readonly store: string;
  /** A folder on a drive of Windows that is ours alone, made anew in each run, as this process opens it. */
  readonly folder: string;
  /** node.exe, as this process opens it. */
  readonly nodeExe: string;
  /** A path of this process as programs of Windows write it. */
  inside(path: string): string;
  /** Starts a program of Windows; both its streams are shown as they come. @returns its exit code */
  run(program: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<number>;
  /** Ends whatever still runs there. */
  close(): Promise<void>;
}
