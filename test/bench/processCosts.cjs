// Writes at the end of a process what it took into the file that SLIPWAY_COSTS names.
'use strict';

process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const costs = { processorMs: (userCPUTime + systemCPUTime) / 1000, megabytes: maxRSS / 1024 };
  require('node:fs').writeFileSync(process.env.SLIPWAY_COSTS, JSON.stringify(costs));
});
