import { Random } from '../../random';

const words = ['scan', 'config', 'check', 'move', 'measure', 'doctor', 'path', 'explain', 'integration', 'distros', 'slipway', '-', '--', '.', 'C:\\x', '/mnt/c/x', '\\\\wsl$\\U\\x', '', ' ', '\0', 'é', '--format', 'json', 'sarif', 'text', '--location', '--distro', 'Ubuntu', '--side', 'windows', '--engine', 'hyperv', '--env', 'A=b', '=b', '--env=A=', '--stdin', '--filename', '--filename=a', '--fail-on', 'error', '--baseline', '--dry-run', '--wsl-version', '2.6.1', '2.', '--as', 'wsl.conf', '--yes', '-y', '-yy', '-h', '--help', '--version', '--start', '--include', '--discard', '--undo', '--no-color', '--color', '--format=', '--__proto__', '--constructor=x', '-c', '--context', '--log-level=debug'] as const; // prettier-ignore

/** The arguments with this number; the same for the same seed. */
export function argumentsInput(seed: number, index: number): readonly string[] {
  const random = new Random(Math.imul(seed, 0x9e3779b1) ^ index);
  return Array.from({ length: random.below(8) }, () =>
    random.chance(0.05) ? random.pick(words) + random.pick(words) : random.pick(words),
  );
}
