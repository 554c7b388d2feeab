/** What `slipway --help` prints. */
export const helpText = `slipway: Docker Desktop on WSL 2, checked from the command line

  slipway scan   [path…]   findings in the compose files and devcontainer.json files named, or below the folders named
                           (default: this folder)
  slipway mounts [path…]   every mount in them, classified, slow or not
  slipway distros          the distros with state, WSL version and default; starts nothing
  slipway explain RULE     the page of a rule

  --format text|json       how to print (default text)
  --location WHERE         where the project folder lives, as its user's tools see it:
                           C:\\folder, /home/you/folder or \\\\wsl.localhost\\Distro\\folder
  --distro NAME            the distro that a Linux path of --location belongs to
  --side auto|windows|wsl  the side docker compose runs on (default auto: as the location tells)
  --stdin --filename NAME  read the text from standard input; NAME is relative to --location
  --fail-on SEVERITY       hint, info, warning or error: findings from there on give exit 1 (default warning)
  --no-color               plain text; also with NO_COLOR, and where the output is no terminal
  --help, --version

Exit: 0 nothing to report, 1 findings, 2 could not run or some input could not be read, 130 cancelled.
Results are on stdout, everything else on stderr.`;
