import type { Engine } from '../../docker/engine';
import { desktopEngine } from '../../docker/engine';
import { type Answer, type Request, answer, notReady } from '../../docker/engine-api';
import { logEngineRequest } from '../../docker/logs';
import { changePipes, pipeNames, socketOf } from '../../docker/pipes';
import { type ServedSocket, endServer, serve } from '../../docker/sockets';
import type { StateWatch } from '../../docker/watch';
import type { State } from '../../state/model';
import { changeState, readState } from '../../state/store';

export type EngineOs = 'linux' | 'windows';

/** The pipes and sockets at which Docker Desktop answers. */
export class Endpoints {
  private readonly served = new Map<string, ServedSocket>();

  constructor(
    private readonly folder: string,
    private readonly watch: StateWatch,
  ) {}

  /** Publishes the backend's own pipe. */
  async publishBackend(reply: (request: Request) => Promise<Answer>): Promise<void> {
    await this.serve(pipeNames.backend, socketOf(this.folder, pipeNames.backend), reply);
    changePipes(this.folder, (pipes) => (pipes[pipeNames.backend] = socketOf(this.folder, pipeNames.backend)));
  }

  /** Publishes the pipes of an engine; they answer 500 until the state says that it runs. */
  async publishEngine(os: EngineOs): Promise<void> {
    const names: string[] = [pipeNames[os], pipeNames.usual];
    for (const name of names) await this.serveEngine(name, socketOf(this.folder, name), os);
    const inactive = pipeNames[os === 'linux' ? 'windows' : 'linux'];
    if (readState(this.folder).docker?.traps.inactivePipe) names.push(inactive);
    changePipes(this.folder, (pipes) => {
      for (const name of names) pipes[name] = socketOf(this.folder, name);
    });
  }

  /** Serves the engine at a socket that is no pipe. */
  async serveEngine(name: string, socket: string, os: EngineOs): Promise<void> {
    await this.serve(name, socket, (request) => this.askEngine(os, request));
  }

  /** Takes everything away but the backend's own pipe. */
  async withdrawEngine(): Promise<void> {
    const engineNames = [pipeNames.linux, pipeNames.windows, pipeNames.usual];
    changePipes(this.folder, (pipes) => {
      for (const name of engineNames) Reflect.deleteProperty(pipes, name);
    });
    await this.end([...this.served.keys()].filter((name) => name !== pipeNames.backend));
  }

  /** Takes the last pipe away. */
  async withdrawBackend(): Promise<void> {
    changePipes(this.folder, (pipes) => Reflect.deleteProperty(pipes, pipeNames.backend));
    await this.end([...this.served.keys()]);
  }

  private async serve(name: string, socket: string, reply: (request: Request) => Promise<Answer>): Promise<void> {
    const logged = (request: Request): Promise<Answer> => {
      logEngineRequest(this.folder, { endpoint: name, ...request });
      return reply(request);
    };
    this.served.set(name, await serve(socket, logged));
  }

  private async end(names: string[]): Promise<void> {
    await Promise.all(
      names.map(async (name) => {
        const served = this.served.get(name);
        this.served.delete(name);
        if (served) await endServer(served);
      }),
    );
  }

  private async askEngine(os: EngineOs, request: Request): Promise<Answer> {
    if (readState(this.folder).docker?.engine !== 'running') return notReady;
    await this.watch.until(({ docker }) => !docker?.paused && !docker?.traps.engineHangs);
    if (request.method !== 'POST' && request.method !== 'DELETE')
      return answer(engineIn(readState(this.folder), os), request);
    return changeState(this.folder, (state) => answer(engineIn(state, os), request));
  }
}

function engineIn({ docker, versions }: State, os: EngineOs): Engine {
  const kernel = os === 'linux' ? `${versions.kernel.replace(/-\d+$/, '')}-microsoft-standard-WSL2` : versions.windows;
  return desktopEngine(docker!, os, kernel);
}
