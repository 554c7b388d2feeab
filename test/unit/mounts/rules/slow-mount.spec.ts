import assert from 'node:assert/strict';
import { inEnglish } from '../../../../src/text/message';
import { scanText } from '../../../../src/mounts/scan';
import { composeWith, ofMounts, placeAt, places, scanShort } from '../places';

function severity(volume: string): string | null {
  const [finding] = scanShort(volume, places.B).findings;
  return finding?.rule === 'slow-mount' ? finding.severity : null;
}

function sentence(volume: string, place = places.B): string {
  return scanShort(volume, place)
    .findings.map((finding) => inEnglish(finding.message))
    .join('|');
}

describe('slow-mount', () => {
  it('warns of source trees, dependencies and caches', () => {
    const targets = [
      '/app', '/app/src', '/usr/src/app', '/var/www/html', '/workspace', '/workspaces/x', '/code', '/home/node/app',
      '/x/node_modules', '/srv/vendor', '/opt/x/.venv', '/root/.cache', '/home/gradle/.gradle', '/x/target', '/x/.git',
      '/usr/share/nginx/html', '/usr/local/app', '/usr/app/', '/opt/app', '/opt/src/x', '/root/project', '/home/dev',
    ]; // prettier-ignore
    for (const target of targets) assert.equal(severity(`/mnt/c/x:${target}`), 'warning', target);
  });

  it('informs of other folders', () => {
    for (const target of [
      '/d',
      '/host',
      '/backup',
      '/etc/nginx',
      '/import',
      '/application-data',
      '/usr/local/bin-x',
      '/opt/data',
    ]) {
      assert.equal(severity(`/mnt/c/x:${target}`), 'info', target);
    }
  });

  it('informs of settings in a home, which are small', () => {
    for (const target of ['/home/node/.ssh', '/home/vscode/.aws', '/home/u/.config/gcloud', '/root/.kube']) {
      assert.equal(severity(`/mnt/c/x:${target}`), 'info', target);
    }
  });

  it('takes samples and local copies of files for files', () => {
    for (const volume of [
      'nginx.conf.sample:/app/nginx.conf',
      'x.json.dist:/app/x.json',
      'a.conf.local:/app/a.conf.local',
    ])
      assert.equal(scanShort(`/mnt/c/p/${volume}`, places.B).findings.length, 0, volume);
  });

  it('warns of a project root whatever its target', () => {
    for (const source of ['.', '..', '../..', './']) {
      const [finding] = scanShort(`${source}:/anything`, places["A'"]).findings;
      assert.equal(finding?.severity ?? null, source === '../..' ? null : 'warning', source);
    }
  });

  it('only informs of what is read only', () => {
    assert.equal(severity('/mnt/c/x:/app:ro'), 'info');
    assert.equal(severity('/mnt/c/x:/d:ro'), 'info');
    const long = composeWith('{type: bind, source: /mnt/c/x, target: /app, read_only: true}');
    assert.equal(scanText(long, places.B).findings[0]?.severity, 'info');
  });

  it('says nothing of single files', () => {
    for (const volume of [
      '/mnt/c/x/nginx.conf:/etc/nginx/nginx.conf:ro',
      '/mnt/c/x/init.sql:/docker-entrypoint-initdb.d/1.sql',
      '/mnt/c/x/server.crt:/certs/server.crt',
      '/mnt/c/x/.env:/app/.env',
      '/mnt/c/x/package.json:/app/package.json',
      '/mnt/c/x/Makefile:/app/Makefile',
      // Files of any kind have the same ending on both sides.
      '/mnt/c/x/genesis.block:/var/orderer/first.block',
      '/mnt/c/x/.erlang.cookie:/var/lib/rabbitmq/.erlang.cookie',
      '/mnt/c/x/win11.iso:/boot.iso',
      '/mnt/c/x/plugin-3.9.0.ez:/opt/plugins/plugin-3.9.0.ez',
      // Where neither sources nor data are kept, one name tells.
      '/mnt/c/x/default-http.conf:/etc/nginx/sites-enabled/default',
      '/mnt/c/x/.gitconfig:/tmp/host-gitconfig',
      '/mnt/c/x/settings:/etc/tool/tool.toml',
    ]) {
      assert.equal(severity(volume), null, volume);
    }
  });

  it('does not take a folder for a file because one of its names has a dot', () => {
    assert.equal(severity('/mnt/c/x/conf.d:/etc/nginx/conf.d'), 'info');
    assert.equal(severity('/mnt/c/site.js:/app'), 'warning');
    assert.equal(severity('/mnt/c/x:/app/main.js'), 'warning');
  });

  it('says nothing of what is not slow', () => {
    for (const volume of ['./src:/app', '/home/u/x:/app', 'data:/app', '/var/run/docker.sock:/var/run/docker.sock']) {
      assert.equal(severity(volume), null, volume);
    }
  });

  it('names the drive, and the effect before the remedy', () => {
    assert.match(sentence('/mnt/d/x:/app'), /^Slow and without file events: .*Windows drive D:.*Linux file system\.$/);
    assert.match(sentence('.:/app', places["A'"]), /Windows drive C:/);
    assert.match(sentence('/run/desktop/mnt/host/e/x:/app', places.A), /Windows drive E:/);
    assert.match(sentence('~/x:/app', places.A), /^Slow and without file events: your Windows profile/);
  });

  it('says of a Linux name of a drive on Windows that it needs a WSL shell', () => {
    assert.match(sentence('/mnt/c/x:/app', places.A), /^Works only from a WSL shell, and slow there: .*drive C:/);
    assert.doesNotMatch(sentence('C:\\x:/app', places.A), /WSL shell/);
    assert.doesNotMatch(sentence('/mnt/c/x:/app', placeAt('C:\\proj', 'wsl')), /only from a WSL shell/);
  });

  it('carries the source and what it resolves to', () => {
    const [finding] = ofMounts(scanShort('./a:/app', places.A));
    assert.deepEqual(finding?.evidence, { source: './a', resolved: 'C:\\proj\\a' });
  });
});
