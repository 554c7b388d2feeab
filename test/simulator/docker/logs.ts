import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname, win32 } from 'node:path';
import { hostPathOf, layoutOf } from '../state/layout';
import { appendLine, readLines } from '../state/line-log';
import { userEnvironment } from '../state/user';
import type { Request } from './engine-api';

/** A request that arrived somewhere; `endpoint` is the name of the pipe, of the remote context, or `docker.proxy.sock`. */
export interface EngineRequest extends Request {
  endpoint: string;
}

/** Where Docker Desktop's backend writes its log on Windows (reference 1). */
export const backendLogPath = win32.join(
  userEnvironment.LOCALAPPDATA,
  'Docker',
  'log',
  'host',
  'com.docker.backend.exe.log',
);

/** Notes a request to an engine of this machine, or to its backend. */
export function logEngineRequest(folder: string, request: EngineRequest): void {
  appendLine(layoutOf(folder).engineLog, request);
}

/** Notes a request to the engine on another computer. */
export function logRemoteRequest(folder: string, request: EngineRequest): void {
  appendLine(layoutOf(folder).remoteLog, request);
}

/** Every request that reached Docker Desktop, in order. */
export function readEngineLog(folder: string): (EngineRequest & { at: string })[] {
  return readLines(layoutOf(folder).engineLog);
}

/** Every request that reached the engine on another computer: for most tests none is the right number. */
export function readRemoteLog(folder: string): (EngineRequest & { at: string })[] {
  return readLines(layoutOf(folder).remoteLog);
}

/** Writes a line of the backend's own log, where people look for what went wrong with an integration. */
export function logBackend(folder: string, component: string, text: string): void {
  const file = hostPathOf(folder, backendLogPath)!;
  mkdirSync(dirname(file), { recursive: true });
  appendFileSync(file, `[${new Date().toISOString()}][com.docker.backend.exe.${component}] ${text}\n`);
}
