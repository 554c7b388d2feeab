// `npm run publish-extension`: gives the VSIX to the marketplace. It refuses while nobody has said where the product lives.
import { spawnSync } from 'node:child_process';
import manifest from '../package.json';
import product from '../product.json';
import { packageVsix, vsce } from './packageVsix';
import { whyNotPublished } from './publishing';

const reasons = whyNotPublished(product, manifest);
if (reasons.length > 0) {
  console.error(['Nothing is published:', ...reasons].join('\n- '));
  process.exitCode = 1;
} else {
  const { status } = spawnSync(process.execPath, [vsce, 'publish', '--packagePath', packageVsix()], {
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
}
