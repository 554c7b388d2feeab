import assert from 'node:assert/strict';
import { mentionsHostPath } from '../../../../src/mounts/mentions';
import { readKubernetesFile } from '../../../../src/mounts/readers/kubernetesFile';
import { scanText } from '../../../../src/mounts/scan';
import { places } from '../places';

const pod = (path: string, kind = 'Pod'): string => `apiVersion: v1
kind: ${kind}
spec:
  containers:
    - name: db
      image: mysql
      volumeMounts:
        - name: logs
          mountPath: /var/log/app
        - { name: data, mountPath: /var/lib/mysql, readOnly: true }
  volumes:
    - name: data
      hostPath:
        path: ${path}
        type: DirectoryOrCreate
`;

describe('hostPath in manifests of Kubernetes', () => {
  const rows: Readonly<Record<string, string>> = {
    '/run/desktop/mnt/host/c/p': 'docker-internal',
    '/host_mnt/c/p': 'docker-internal',
    '/mnt/c/p': 'wrong-side',
    'C:\\p': 'wrong-side',
    "'C:/p'": 'wrong-side',
    '/var/log': 'unknown',
    '/mnt/cache': 'unknown',
    '/mnt/data/c': 'unknown',
    '/c/p': 'unknown',
    '/run/desktop/mnt/host/wsl/x': 'unknown',
    '{{ .Values.path }}': 'unknown',
  };
  for (const [path, expected] of Object.entries(rows)) {
    it(`${path} is ${expected} wherever the manifest lies`, () => {
      const text = pod(path);
      for (const [name, place] of Object.entries(places)) {
        const { mounts, errors } = scanText(text, { ...place, file: 'pod.yaml' });
        assert.deepEqual(errors, [], name);
        const found = mounts.map((mount) => mount.class);
        assert.ok(
          path.startsWith('{{') ? found.length === 0 : found[0] === expected && found.length === 1,
          `${name}: ${found.join()}`,
        );
      }
    });
  }

  it('knows the place in the container, and where the path stands', () => {
    const text = pod("'/mnt/c/p q'");
    const [mount] = readKubernetesFile(text).mounts;
    assert.deepEqual(
      [mount!.target, mount!.readOnly, mount!.via],
      ['/var/lib/mysql', true, 'spec.volumes[0].hostPath'],
    );
    assert.equal(text.slice(mount!.source!.range.start, mount!.source!.range.end), '/mnt/c/p q');
  });

  it('is found at any depth, in lists and in several documents, each once', () => {
    const text = `kind: List
items:
  - kind: Deployment
    spec: {template: {spec: {containers: [], volumes: [&v {name: a, hostPath: {path: /mnt/c/a}}, *v]}}}
---
kind: PersistentVolume
spec: {hostPath: {path: /mnt/c/b}}
---
kind: CronJob
spec: {jobTemplate: {spec: {template: {spec: {volumes: [{name: c, hostPath: {path: /mnt/c/c}}]}}}}}
---
hostPath: {path: /mnt/c/no}
`;
    assert.deepEqual(
      readKubernetesFile(text).mounts.map(({ source }) => source?.value),
      ['/mnt/c/a', '/mnt/c/b', '/mnt/c/c'],
    );
  });

  it('is judged where a comment or a name speaks of Windows', () => {
    for (const line of ['# On Windows: the drive C\n', 'metadata: { name: from-windows }\n']) {
      const { mounts } = scanText(`${line}${pod('/run/desktop/mnt/host/c/p')}`, { ...places.A, file: 'pod.yaml' });
      assert.deepEqual(
        mounts.map((mount) => mount.class),
        ['docker-internal'],
        line,
      );
    }
  });

  it('is left alone for nodes that run Windows, and in files of another kind', () => {
    const windows = `${pod('C:\\p')}  nodeSelector:\n    kubernetes.io/os: windows\n`;
    const onWindows = [
      windows,
      `${pod('C:\\p')}  os: { name: windows }\n`,
      `${pod('C:\\p')}  securityContext:\n    windowsOptions: {}\n`,
      pod('C:\\p').replace(/^spec:$/m, 'spec:\n  image: mcr.microsoft.com/windows/nanoserver:ltsc2022'),
    ];
    for (const text of onWindows) {
      assert.deepEqual(scanText(text, { ...places.B, file: 'pod.yaml' }).findings, [], text);
    }
    for (const text of [
      'hostPath: /x\n',
      'kind: Cluster\nnodes:\n  - extraMounts:\n      - hostPath: /mnt/c/x\n',
      '# hostPath: kind: x\n',
      '',
    ]) {
      assert.deepEqual(readKubernetesFile(text), { mounts: [], errors: [] }, text);
    }
    assert.equal(mentionsHostPath('kind: A\nspec: {}\n'), false);
  });

  it('may be broken', () => {
    for (const text of [
      pod('"C:\\p"'),
      pod('['),
      pod('x').slice(0, 150),
      `kind: a\nx: &a\n  hostPath: {path: /mnt/c/x}\n  y: *a\n`,
      pod('x').replace('kind', '\tkind'),
    ]) {
      assert.deepEqual(readKubernetesFile(text).errors, []);
    }
  });

  it('leaves compose files under names of their own to their reader', () => {
    const compose = 'services:\n  web:\n    volumes: [/mnt/c/x:/y]\n';
    assert.equal(scanText(compose, { ...places.B, file: 'stack.yml' }).mounts.length, 1);
    assert.deepEqual(scanText('a: [\n', { ...places.B, file: 'values.yaml' }).errors, []);
  });
});
