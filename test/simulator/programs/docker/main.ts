import { noteProcess } from '../../state/processes';
import { readState } from '../../state/store';
import { notPartOfSimulator, runProgram } from '../program';
import { writeAll } from '../output';
import { Client } from './client';
import { context } from './context-commands';
import { type Choice, contextName } from './contexts';
import { desktop, hasPlugin } from './desktop';
import { type Call, act, info, inspect, ps, version } from './engine-commands';
import { Failure, NotPlayed } from './failure';
import { composeVersion } from './plugins';
import { type World, distroWorld, insideMachine, windowsWorld } from './world';

type Print = (text: string) => void;

const engineCommands: Readonly<Record<string, (call: Call) => Promise<void>>> = {
  version,
  info,
  ps,
  inspect,
  start: (call) => act('start', call),
  stop: (call) => act('stop', call),
  restart: (call) => act('restart', call),
};

/** What the real command line knows and the simulator does not play. */
const notPlayed = new Set(
  (
    'attach build builder buildx commit compose config container cp create debug diff events exec export help history ' +
    'image images import init kill load login logout logs manifest model network node pause plugin port pull push ' +
    'rename rm rmi run save search secret service stack stats swarm system tag top trust unpause update volume wait'
  ).split(' '),
);

if (process.argv[2] === insideMachine) {
  void run(distroWorld(), process.argv.slice(3), printTo(1), printTo(2)).then((code) => process.exit(code));
} else {
  void runProgram('docker', ({ folder, args, output }) => {
    // An engine may never answer, and then this process stays.
    noteProcess(folder, process.pid, 'docker');
    const print =
      (descriptor: 1 | 2): Print =>
      (text) =>
        output.write(descriptor, Buffer.from(text));
    return run(windowsWorld(folder), args, print(1), print(2));
  });
}

async function run(world: World, args: string[], print: Print, complain: Print): Promise<number> {
  try {
    await dispatch(world, args, print);
    return 0;
  } catch (error) {
    if (error instanceof NotPlayed) {
      complain(`docker ${error.message} is not part of this simulator\n`);
      return notPartOfSimulator;
    }
    if (!(error instanceof Failure)) throw error;
    complain(`${error.message}\n`);
    return error.status;
  }
}

async function dispatch(world: World, args: string[], print: Print): Promise<void> {
  const { choice, rest } = readChoice(args);
  const [command, ...words] = rest;
  if (command === '--version') {
    print('Docker version 29.5.0, build 5eed5ee\n');
    return;
  }
  if (command === 'compose' && world.os === 'linux' && words[0] === 'version') {
    print(composeVersion(world));
    return;
  }
  if (command === 'context') {
    print(context(world, choice, words));
    return;
  }
  if (command === 'desktop' && hasDesktop(world)) {
    print(await desktop(world.folder!, words));
    return;
  }
  const engineCommand = command !== undefined && Object.hasOwn(engineCommands, command) && engineCommands[command];
  if (engineCommand) {
    const client = new Client(world, choice);
    return engineCommand({ args: words, client, context: () => contextName(world, choice), os: world.os, print });
  }
  if (command === undefined || notPlayed.has(command)) throw new NotPlayed(command ?? 'without arguments');
  throw new Failure(`docker: unknown command: docker ${command}\n\nRun 'docker --help' for more information`);
}

// In a distro the plugin would need Docker Desktop's own backend socket, which is not played.
function hasDesktop({ folder }: World): boolean {
  if (folder === undefined) throw new NotPlayed('desktop inside a distro');
  const { docker } = readState(folder);
  return docker !== undefined && hasPlugin(docker);
}

/** The options in front of the command. */
function readChoice(args: string[]): { choice: Choice; rest: string[] } {
  const choice: Choice = { host: undefined, context: undefined };
  const rest = [...args];
  const names: Record<string, keyof Choice> = {
    '-H': 'host',
    '--host': 'host',
    '-c': 'context',
    '--context': 'context',
  };
  while (rest[0]?.startsWith('-')) {
    const [option = '', ...joined] = rest.shift()!.split('=');
    if (option === '--version' && rest.length === 0) return { choice, rest: [option] };
    if (option === '--version' || option === '-v' || option === '--help') throw new NotPlayed(option);
    const name = names[option];
    if (name === undefined) {
      throw new Failure(
        `unknown flag: ${option}\n\nUsage:  docker [OPTIONS] COMMAND [ARG...]\n\nRun 'docker --help' for more information`,
        125,
      );
    }
    const value = joined.length > 0 ? joined.join('=') : rest.shift();
    if (value === undefined) throw new Failure(`flag needs an argument: ${option}`, 125);
    choice[name] = value;
  }
  return { choice, rest };
}

function printTo(descriptor: 1 | 2): Print {
  return (text) => void writeAll(descriptor, Buffer.from(text));
}
