import assert from 'node:assert/strict';
import { scanText } from '../../../../src/mounts/scan';
import { inEnglish } from '../../../../src/text/message';
import { applyEdits } from '../../../../src/text/edit';
import { ofMounts, placeAt, places, scanShort } from '../places';

/** `rule severity` of each finding about a volume of a service with this image. */
function found(image: string, volume: string, place = places.B): string[] {
  const text = `services:\n  db:\n    image: ${image}\n    volumes:\n      - ${volume}\n`;
  return ofMounts(scanText(text, place)).map(({ rule, severity }) => `${rule} ${severity}`);
}

const warned = ['database-on-windows warning'];

describe('database-on-windows', () => {
  it('takes the place of slow-mount, also in a project on a drive', () => {
    assert.deepEqual(found('mysql:8', '/mnt/c/x:/var/lib/mysql'), warned);
    assert.deepEqual(found('mysql:8', './x:/var/lib/mysql', places.A), warned);
    assert.deepEqual(found('mysql:8', './x:/var/lib/mysql', places["A'"]), warned);
  });

  it('knows where databases keep their data, whatever the image is called', () => {
    for (const target of [
      '/var/lib/mysql', '/var/lib/mysql/', '/var/lib/postgresql/data', '/var/lib/postgresql', '/var/lib/postgresql/17/docker',
      '/data/db', '/var/opt/mssql', '/var/opt/mssql/data', '/usr/share/elasticsearch/data', '/usr/share/opensearch/data',
      '/bitnami/postgresql', '/bitnami/mariadb/data', '/bitnami/kafka', '/bitnami/redis-cluster/data', '/var/lib/clickhouse', '/var/lib/influxdb2', '/var/lib/cassandra',
      '/var/lib/rabbitmq', '/opt/couchdb/data', '/opt/oracle/oradata', '/firebird/data',
    ]) assert.deepEqual(found('my/own', `/mnt/c/x:${target}`), warned, target); // prettier-ignore
  });

  it('takes a folder that others use as well only from an image that it knows', () => {
    for (const image of ['redis', 'redis:7-alpine', 'docker.io/library/redis@sha256:00', 'valkey/valkey:8', 'neo4j:5'])
      assert.deepEqual(found(image, '/mnt/c/x:/data'), warned, image);
    assert.deepEqual(found('bitnami/postgresql', '/mnt/c/x:/bitnami'), warned);
    for (const image of ['minio/minio', 'node', 'redis-commander', 'bitnami/wordpress'])
      assert.deepEqual(found(image, '/mnt/c/x:/data'), ['slow-mount info'], image);
    assert.deepEqual(found('redis', '/mnt/c/x:/data/import'), ['slow-mount info']);
  });

  it('says nothing of settings, scripts and files', () => {
    for (const target of [
      '/etc/mysql/conf.d',
      '/docker-entrypoint-initdb.d',
      '/var/lib/mysql-files',
      '/usr/share/elasticsearch/plugins',
      '/var/lib/clickhouse/user_scripts',
    ])
      assert.deepEqual(found('mysql', `/mnt/c/x:${target}`), ['slow-mount info'], target);
    assert.deepEqual(found('mysql', '/mnt/c/x.cnf:/var/lib/mysql/my.cnf'), []);
    assert.deepEqual(found('rabbitmq', '/mnt/c/.erlang.cookie:/var/lib/rabbitmq/.erlang.cookie'), []);
  });

  it('says nothing of what is not slow', () => {
    for (const volume of ['./x:/var/lib/mysql', '/home/u/x:/data/db', 'db:/var/lib/postgresql/data'])
      assert.deepEqual(found('mysql', volume), [], volume);
    assert.deepEqual(found('mysql', './x:/var/lib/mysql', placeAt(null)), []);
  });

  it('only informs of what is read only', () => {
    assert.deepEqual(found('mysql', '/mnt/c/x:/var/lib/mysql:ro'), ['database-on-windows info']);
  });

  it('names the effect before the remedy', () => {
    const [finding] = scanShort('/mnt/c/x:/var/lib/mysql', places.B).findings;
    assert.match(inEnglish(finding!.message), /^This database may .*named volume\.$/);
  });

  it('offers a volume that starts empty, and says so', () => {
    const text = 'services:\n  db:\n    image: mysql\n    volumes:\n      - /mnt/c/x:/var/lib/mysql\n';
    const [fix] = scanText(text, places.B).findings[0]!.fixes();
    assert.ok(fix && !fix.safe && fix.cures);
    assert.match(inEnglish(fix.title), /starts empty: copy the data first/);
    const result = applyEdits(text, fix.edits);
    assert.match(result, /^ {6}- db_data:\/var\/lib\/mysql$/m);
    assert.match(result, /^volumes:\n {2}db_data:/m);
    assert.deepEqual(scanText(result, places.B).findings, []);
  });
});
