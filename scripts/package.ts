// `npm run package`: the VSIX that users get.
import { packageVsix } from './packageVsix';

try {
  console.log(`Packaged ${packageVsix()}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
