import { logVmStart } from '../../state/vm-log';
import { WslError, inContext } from './errors';
import type { Session } from './session';

/** Brings the WSL 2 virtual machine up, unless it is. */
export function bringUpVirtualMachine(session: Session): void {
  const warnings = inContext('CreateVm', () =>
    session.change((state) => {
      if (state.vmUp) return [];
      if (!state.virtualization) {
        const error = new WslError('HCS_E_HYPERV_NOT_INSTALLED', session.say('MessageEnableVirtualization'));
        error.addContext('HCS');
        throw error;
      }
      if (state.vmCrash !== undefined) {
        const trace = session.say('MessageWSL2CrashedStackTrace', state.vmCrash);
        throw new WslError('WSL_E_VM_CRASHED', `${session.say('MessageWSL2Crashed')}\r\n${trace}`);
      }
      state.vmUp = true;
      logVmStart(session.folder, state);
      return state.startWarnings;
    }),
  );
  // Only the process that brings the machine up says these.
  for (const warning of warnings) session.warn(warning);
}
