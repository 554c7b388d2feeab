import * as vscode from 'vscode';
import { sortDistros } from '../state/distroOrder';
import type { Distro } from '../wsl/distro';
import { readDistroOrder } from './settings';

/** Distros as the user wants them to stand, in the views and in lists to choose from. */
export function inChosenOrder<D extends Distro>(distros: readonly D[]): D[] {
  return sortDistros(distros, readDistroOrder(), vscode.env.language);
}
