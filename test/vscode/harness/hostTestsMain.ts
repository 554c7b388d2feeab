// One run of @vscode/test-electron, in a process that can be ended as a whole: `hostTestsMain.ts ORDER`.
import { runTests, TestRunFailedError } from '@vscode/test-electron';
import { type HostTestsOrder } from './hostTests';

const order = JSON.parse(process.argv[2] ?? '') as HostTestsOrder;

runTests(order).then(
  (code) => process.exit(code),
  (error: unknown) => {
    if (!(error instanceof TestRunFailedError)) console.error(error);
    process.exit(error instanceof TestRunFailedError ? (error.code ?? 1) : 1);
  },
);
