import type { Message } from '../text/message';
import type { ChangeRefusal } from './change/refusal';

/** What can be wrong with Docker Desktop, or keep something from being done with it. Files as Windows writes them. */
export type DockerProblem =
  | { readonly kind: 'dockerNotInstalled' }
  /** Nothing can be told from the settings, so integration is unknown. */
  | { readonly kind: 'dockerSettingsUnreadable'; readonly file: string; readonly reason: string }
  /** Values of types they must not have: Docker Desktop refuses to start on them. Keys as written. */
  | { readonly kind: 'dockerSettingsInvalid'; readonly file: string; readonly keys: readonly string[] }
  /** A byte order mark, which Docker Desktop's parser takes for a broken file. */
  | { readonly kind: 'dockerSettingsBom' | 'dockerPolicyBom'; readonly file: string }
  | { readonly kind: 'dockerPolicyUnreadable'; readonly file: string; readonly reason: string }
  /** Remote-WSL, `code .` and Dev Containers end up in a distro that is nobody's to work in. */
  | { readonly kind: 'engineDistroIsDefault'; readonly name: string }
  /** Integration is on and Docker Desktop runs, and a probe found that `docker` does not work in the distro. */
  | { readonly kind: 'integrationBroken'; readonly name: string; readonly detail: Message; readonly evidence: string }
  /** Integration is on, and an engine of the distro's own answers there. */
  | { readonly kind: 'foreignEngine'; readonly name: string; readonly evidence: string }
  /** A change of the integration was not begun. */
  | { readonly kind: 'integrationRefused'; readonly name: string; readonly refusal: ChangeRefusal }
  /** Asked from inside a distro, where nobody sees whether Docker Desktop has ended. */
  | { readonly kind: 'integrationFromInside'; readonly name: string; readonly on: boolean }
  | { readonly kind: 'engineNotAnswering' | 'dockerStillRuns'; readonly seconds: number };
