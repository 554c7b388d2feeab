import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { redactAddresses, redaction } from '../../../src/commands/redact';
import type { Report } from '../../../src/doctor/examine';
import { reportAsMarkdown } from '../../../src/doctor/reportMarkdown';
import { fail, ok } from '../../../src/doctor/verdict';
import { inEnglish, message } from '../../../src/text/message';

const hostile = '`](command:evil) <b> **x** \u202e\n# shop';
const report = (answer: string): Report => {
  const broken = {
    id: 'endpoint',
    verdict: fail(message('DOCKER_HOST sends docker to {0}, where no engine of this distro is.', answer), [
      { command: `printenv ${answer}`, answer },
    ]),
  } as const;
  return {
    at: '2026-11-01T10:00:00.000Z',
    distro: null,
    dockerVersion: '4.94.0',
    result: 'fail',
    broken,
    links: [{ id: 'docker-running', verdict: ok(message('It runs.')) }, broken],
    beside: [],
  };
};

describe('a report of the doctor', () => {
  it('lets nothing from the machine become markup', () => {
    const text = reportAsMarkdown(report(hostile), {
      translate: inEnglish,
      redact: (each) => each,
      time: (iso) => iso,
    });
    const outsideCode = text.replace(/^(`{3,})\n[^]*?\n\1$/gm, '');
    assert.doesNotMatch(outsideCode, /(?<!\\)\]\(command:|(?<!\\)<b>|^# shop/m);
    assert.match(text, /^- ✗ \*\*docker calls the engine of this distro\*\*/m);
    assert.match(text, /desktop-feedback/);
  });

  it('is copied without names, addresses, hosts and proxies', () => {
    const redact = redaction([{ name: 'acme-shop', kind: 'user' }], ['jdoe']);
    const secret =
      'ssh://jdoe:pw@build.acme.example:22 acme-shop 10.1.2.3 fe80::1c2d:3e4f /home/jdoe/x C:\\Users\\jdoe http://proxy.acme.example:8080';
    const text = reportAsMarkdown(report(secret), {
      translate: inEnglish,
      redact: (each) => redact(redactAddresses(each)),
      time: (iso) => iso,
    });
    assert.doesNotMatch(text, /acme|jdoe|10\.1\.2\.3|fe80|pw@|proxy\.|1c2d/);
    assert.match(text, /user-distro-1/);
  });
});

describe('addresses in a report', () => {
  const kept = [
    'https://github.com/docker/for-win/issues/1',
    'tcp://localhost:2375',
    '127.0.0.1',
    'at 10:42:07',
    'unix:///var/run/docker.sock',
    '\\\\wsl.localhost\\Ubuntu',
    '\\\\.\\pipe\\docker_engine',
    'docker:998:dev',
    'drwxr-xr-x',
  ];
  for (const text of kept) it(`keeps ${text}`, () => assert.equal(redactAddresses(text), text));

  const taken: readonly (readonly [string, string])[] = [
    ['http://u:p@proxy.corp:3128/x', 'http://<host>:3128/x'],
    ['tcp://10.0.0.7:2375', 'tcp://<host>:2375'],
    ['nameserver 192.168.65.7', 'nameserver <address>'],
    ['\\\\fileserver\\share', '\\\\<host>\\share'],
    ['addr 2001:db8:0:1::17 up', 'addr <address> up'],
  ];
  for (const [text, shown] of taken) it(`takes out ${text}`, () => assert.equal(redactAddresses(text), shown));
});
