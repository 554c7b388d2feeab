import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Random } from '../random';

/** Whatever is measured, everybody measures the same: a change of this number makes old figures worthless. */
const seed = 20_260_401;

const images = [
  'node:20-alpine',
  'postgres:16',
  'redis:7',
  'nginx:1.27',
  'php:8.3-fpm',
  'python:3.12',
  'mysql:8.4',
] as const;
const names = [
  'web',
  'api',
  'worker',
  'db',
  'cache',
  'proxy',
  'mail',
  'search',
  'queue',
  'cron',
  'docs',
  'admin',
] as const;
const commands = [
  'npm run dev',
  '["npm", "start"]',
  'python -m app --reload',
  'php-fpm',
  'redis-server --save 60 1',
] as const;
const volumes = [
  './src:/app',
  './config/nginx.conf:/etc/nginx/nginx.conf:ro',
  'data:/var/lib/data',
  '${DATA:-./data}:/var/lib/postgresql/data',
  'C:/work/shared:/shared',
  '/app/node_modules',
  '"./public:/usr/share/nginx/html:cached"',
  '~/.ssh/id_ed25519:/root/.ssh/id_ed25519:ro',
] as const;

/** A service as people write them, with a dozen to two dozen lines. */
export function service(name: string, random: Random): string {
  const lines = [`  ${name}:`];
  if (random.chance(0.6)) lines.push(`    image: ${random.pick(images)}`);
  else lines.push('    build:', '      context: .', `      dockerfile: docker/${name}.Dockerfile`);
  if (random.chance(0.2)) lines.push('    # Waits for what it needs.');
  if (random.chance(0.6)) lines.push('    restart: unless-stopped');
  if (random.chance(0.5)) lines.push(`    command: ${random.pick(commands)}`);
  if (random.chance(0.7)) {
    lines.push('    environment:');
    for (let count = 1 + random.below(5); count > 0; count -= 1)
      lines.push(`      SETTING_${count}: "${name}-${random.below(1e6)}"`);
  }
  if (random.chance(0.5)) lines.push('    ports:', `      - "${8000 + random.below(999)}:80"`);
  if (random.chance(0.8)) {
    lines.push('    volumes:');
    for (let count = 1 + random.below(3); count > 0; count -= 1) {
      if (random.chance(0.85)) lines.push(`      - ${random.pick(volumes)}`);
      else lines.push('      - type: bind', `        source: ./data/${name}`, '        target: /data', '        read_only: true'); // prettier-ignore
    }
  }
  if (random.chance(0.4)) lines.push('    depends_on:', '      - db');
  if (random.chance(0.3))
    lines.push(
      '    healthcheck:',
      `      test: ["CMD", "curl", "-f", "http://localhost:${8000 + random.below(999)}/health"]`,
      '      interval: 30s',
      '      retries: 3',
    );
  if (random.chance(0.3)) lines.push('    networks: [backend]');
  return `${lines.join('\n')}\n`;
}

/** A compose file with that many services. */
export function composeFile(services: number, random: Random): string {
  const parts = ['# The stack of this project.\nname: shop\n\nservices:\n'];
  for (let index = 0; index < services; index += 1) {
    parts.push(service(`${random.pick(names)}-${index}`, random), random.chance(0.3) ? '\n' : '');
  }
  parts.push('\nvolumes:\n  data:\n\nnetworks:\n  backend:\n    driver: bridge\n');
  return parts.join('');
}

/** One file with at least that many lines. */
export function longComposeFile(lines: number): string {
  const random = new Random(seed);
  for (let services = Math.floor(lines / 20); ; services += 10) {
    const text = composeFile(services, new Random(random.below(2 ** 31)));
    if (text.split('\n').length >= lines) return text;
  }
}

/** Writes compose files into folders of their own; gives their paths. */
export function writeComposeFiles(folder: string, count: number): string[] {
  const random = new Random(seed);
  return Array.from({ length: count }, (_, index) => {
    const path = join(folder, `team-${index % 20}`, `project-${index}`, 'compose.yaml');
    write(path, composeFile(1 + random.below(12), random));
    return path;
  });
}

/** Writes a tree in which each folder has five files, of which some hold mounts; gives the paths of those that do. */
export function writeTree(folder: string, folders: number): string[] {
  const random = new Random(seed + 1);
  return Array.from({ length: folders }, (_, index) => {
    const own = join(folder, `area-${index % 40}`, `part-${index}`);
    write(join(own, 'README.md'), `# Part ${index}\n`);
    write(join(own, 'index.ts'), `export const part = ${index};\n`.repeat(20));
    write(join(own, '.env'), `DATA=./data-${index}\n`);
    write(join(own, 'setup.sh'), `#!/bin/sh\nset -e\ndocker run --rm -v ./data:/data:ro alpine:3.20 ls /data\n`);
    write(join(own, 'compose.yaml'), composeFile(1 + random.below(4), random));
    return [join(own, 'setup.sh'), join(own, 'compose.yaml')];
  }).flat();
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
