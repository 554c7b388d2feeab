import type { DockerDesktop } from '../docker/desktop';
import { issueCodes } from '../docker/issueCodes';
import { inEnglish } from '../text/message';
import type { Observed } from '../text/observed';
import type { AboutWsl } from './about';
import { explainProblem, type Problem } from './problem';
import type { IntegratedDistro, Snapshot } from './snapshot';

/**
 * A snapshot for other programs, with what is known of WSL beside it and with problems: what `slipway distros --format json`
 * prints. The schema is docs/schema/distros.schema.json.
 */
export function snapshotAsData(snapshot: Snapshot, about: AboutWsl, problems: readonly Problem[]): object {
  return {
    version: 1,
    at: snapshot.at,
    wsl: {
      version: about.versions?.wsl ?? null,
      kernel: about.versions?.kernel ?? null,
      windows: about.versions?.windows ?? null,
      defaultVersion: snapshot.defaultVersion,
      virtualizationOff: about.virtualizationOff,
    },
    docker: dockerAsData(snapshot.docker),
    distros: snapshot.distros.map((distro) => ({
      name: distro.name,
      id: distro.id,
      state: distro.state,
      wslVersion: distro.wslVersion,
      default: distro.isDefault,
      kind: distro.kind,
      disk: distro.disk,
      integration: integrationAsData(distro),
    })),
    problems: problems.map((problem) => {
      const { message, nextStep, evidence } = explainProblem(problem);
      return { kind: problem.kind, message: inEnglish(message), nextStep: inEnglish(nextStep), evidence };
    }),
  };
}

function dockerAsData(docker: DockerDesktop): unknown {
  const { settings } = docker;
  const read = settings.kind === 'read' ? settings.settings : null;
  return {
    install: observedAsData(docker.install),
    running: observedAsData(docker.running),
    backend: observedAsData(docker.backend),
    mode: observedAsData(docker.mode),
    published: docker.published,
    settings: {
      status: read?.status ?? settings.kind,
      file: settings.kind === 'absent' ? null : settings.file,
      format: read?.format ?? null,
      defaultFlag: read?.defaultFlag ?? null,
      list: read?.list ?? [],
      editable: docker.editable,
      issues: issueCodes(docker),
    },
    locked: docker.locked,
  };
}

function integrationAsData({ integration }: IntegratedDistro): unknown {
  const { set, setBy, seen } = integration;
  return { set: observedAsData(set), setBy, seen: observedAsData(seen) };
}

function observedAsData(observed: Observed<unknown>): unknown {
  return 'unknown' in observed ? { unknown: inEnglish(observed.unknown) } : observed;
}
