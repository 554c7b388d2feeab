/** The folder of Windows; the default is where nearly every machine has it. */
export function systemRoot(env: NodeJS.ProcessEnv = process.env): string {
  return env['SystemRoot'] ?? 'C:\\Windows';
}
