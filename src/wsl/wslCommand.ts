import type { Command, Output } from '../machine/command';

/**
 * A call of wsl.exe. `WSL_UTF8` asks for UTF-8 (older releases ignore it), `WSL_DISABLE_WARNINGS` keeps warnings about
 * the configuration out of stderr.
 */
export function wslCommand<T>(args: readonly string[], parse: (output: Output, command: string) => T): Command<T> {
  return {
    program: 'wsl',
    args,
    env: { WSL_UTF8: '1', WSL_DISABLE_WARNINGS: '1' },
    parse: (output) => parse(output, `wsl.exe ${args.join(' ')}`),
  };
}
