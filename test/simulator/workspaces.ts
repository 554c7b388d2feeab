import { join } from 'node:path';
import { writeFiles } from './files';
import { distroRootOf, layoutOf } from './state/layout';

/** Writes the sample projects: one on drive C, and one inside Ubuntu where there is one. */
export function writeWorkspaces(folder: string, hasUbuntu: boolean): void {
  writeFiles(join(layoutOf(folder).drives, 'C/Users/dev'), {
    ...shop,
    'data/import.csv': 'sku,stock\n1001,12\n',
    'assets/logo.svg':
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="3"/></svg>\n',
  });
  if (hasUbuntu) writeFiles(join(distroRootOf(folder, 'Ubuntu'), 'home/dev'), api);
}

const shop = {
  'shop/compose.yaml': `# A shop on drive C: web, database and cache.
services:
  web:
    build: .
    command: node --watch src/server.js
    ports:
      - '8080:8080'
    environment:
      DATABASE_URL: postgres://shop:shop@db:5432/shop
      CACHE_URL: redis://cache:6379
    volumes:
      - ./src:/app/src
      - ./package.json:/app/package.json:ro
      - /mnt/c/Users/dev/shop/config:/etc/shop
    depends_on:
      - db
      - cache

  db:
    image: postgres:17
    environment:
      POSTGRES_USER: shop
      POSTGRES_PASSWORD: shop
    volumes:
      - db-data:/var/lib/postgresql/data
      - type: bind
        source: ./db/init
        target: /docker-entrypoint-initdb.d
        read_only: true

  cache:
    image: redis:8
    command: redis-server --save ""

volumes:
  db-data:
`,
  'shop/Dockerfile': 'FROM node:24\nWORKDIR /app\nCOPY package.json .\nCOPY src src\nCMD ["node", "src/server.js"]\n',
  'shop/package.json': '{ "name": "shop", "private": true }\n',
  'shop/src/server.js': "require('node:http').createServer((_, response) => response.end('shop')).listen(8080);\n",
  'shop/config/shop.json': '{ "currency": "EUR" }\n',
  'shop/db/init/01-tables.sql': 'create table article (sku integer primary key, stock integer not null);\n',
};

const api = {
  'api/compose.yaml': `# An API inside the distro; two of its binds reach back to drive C.
services:
  api:
    build: .
    ports:
      - '3000:3000'
    volumes:
      - ./src:/app/src
      - ./migrations:/app/migrations:ro
      - C:\\Users\\dev\\data:/data
      - /mnt/c/Users/dev/assets:/srv/assets

  worker:
    build: .
    command: node src/worker.js
    volumes:
      - ./src:/app/src
      - jobs:/var/lib/jobs

volumes:
  jobs:
`,
  'api/Dockerfile': 'FROM node:24\nWORKDIR /app\nCOPY src src\nCMD ["node", "src/api.js"]\n',
  'api/src/api.js': "require('node:http').createServer((_, response) => response.end('api')).listen(3000);\n",
  'api/src/worker.js': 'setInterval(() => undefined, 60_000);\n',
  'api/migrations/001.sql': 'create table job (id integer primary key, done boolean not null);\n',
};
