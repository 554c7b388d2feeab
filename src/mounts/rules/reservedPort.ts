import { noFixes, type Finding } from '../../text/finding';
import { message } from '../../text/message';
import { describePorts, overlaps, type PortRange } from '../../text/portRange';
import type { PublishedPort } from '../publishedPort';
import { byEvidence } from '../severity';
import type { Rule } from './rule';

/**
 * A port that is published among those that Windows has reserved for its virtual networks: Docker Desktop cannot listen on it
 * there, and the container does not start (docker/for-win#3171). Nothing is said where nobody has asked Windows.
 */
export const reservedPort: Rule = {
  id: 'reserved-port',
  check: ({ place: { reservedPorts }, ports }) =>
    reservedPorts === undefined || reservedPorts.length === 0
      ? []
      : (ports?.() ?? []).flatMap((port) => findingOf(port, reservedPorts)),
};

function findingOf(port: PublishedPort, reserved: readonly PortRange[]): Finding[] {
  const isTaken = (range: PortRange): boolean =>
    port.isChoice ? range.first <= port.first && port.last <= range.last : overlaps(range, port);
  const range = reserved.find(isTaken);
  if (!range) return [];
  return [
    {
      rule: 'reserved-port',
      severity: byEvidence('warning', port),
      range: port.range,
      anchor: port.anchor,
      message: message(
        'The container does not start: port {0} is among those that Windows has reserved ({1}). Choose another one.',
        describePorts(port),
        describePorts(range),
      ),
      evidence: { source: describePorts(port), resolved: null },
      fixes: noFixes,
    },
  ];
}
