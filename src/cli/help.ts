/** What `slipway --help` prints. */
export const helpText = `slipway: Docker Desktop on WSL 2, checked from the command line

  slipway scan   [path…]   findings in the files named, or below the folders named (default: this folder): in compose
                           files, devcontainer.json, and whatever else calls docker run or names a hostPath
  slipway fix    [path…]   carries out the fixes that are safe to apply unseen, and looks whether they hold
  slipway mounts [path…]   every mount in them, classified, slow or not
  slipway distros          the distros with state, WSL version and default; starts nothing
  slipway doctor [DISTRO]  which link between you and Docker Desktop's engine is broken, with evidence and what
                           mends it; in the default distro where none is named, which is not started without --start
  slipway explain [RULE]   the page of a rule; without one, what each rule is about
  slipway explain "TEXT"   what an error message of docker or wsl.exe means, and what proves it
  slipway path to-linux|to-windows PATH
                           the same path on the other side; --distro NAME says in which distro
  slipway config check [FILE…]
                           what WSL really does with .wslconfig or wsl.conf (default: the .wslconfig of this user; in a
                           distro its /etc/wsl.conf); starts no distro
  slipway integration enable|disable DISTRO
                           Docker Desktop's integration of a distro, on Windows: says what stops and asks first
  slipway move FOLDER DISTRO:PATH
                           copies a project from a Windows drive into a distro, compares every file; the folder stays
  slipway move --undo DISTRO:PATH
                           removes what a move wrote there and nobody has changed since; says what stays
  slipway measure [FOLDER] what a folder on a Windows drive (default: this one) costs against the Linux file system of a
                           distro (default: the default one): files, bytes, git status, events; asks first

  --format text|json|sarif how to print (default text); sarif is for scan and config,
                           and explain prints text
  --location WHERE         where the project folder lives, as its user's tools see it:
                           C:\\folder, /home/you/folder or \\\\wsl.localhost\\Distro\\folder
  --distro NAME            the distro that a Linux path of --location, or of path, belongs to; measure: that measures
  --side auto|windows|wsl  the side on which Docker is called (default auto: as the location tells)
  --engine wsl2|hyperv|windows|remote
                           the engine that runs the containers; findings are for wsl2 only (default wsl2)
  --env NAME=VALUE         a variable of compose files; it wins over .env and .slipway.jsonc (as often as needed)
  --stdin --filename NAME  read the text from standard input; NAME is relative to --location
  --fail-on SEVERITY       hint, info, warning or error: findings from there on give exit 1 (default warning)
  --baseline FILE          SARIF or JSON of an earlier scan: what is in it does not count
  --wsl-version VERSION    config: the WSL that reads the file (default: the installed one, where that is known)
  --as wslconfig|wsl.conf  config: which of the two it is (default: as its name says)
  --dry-run                fix: print what would change as a diff; move: what would be copied or removed; change nothing
  --yes                    integration, move and measure: go on without a question
  --start                  doctor, measure, and move with --undo: start the distro if it is stopped
  --include NAME           move: copy folders of that name, as node_modules, which are left out (as often as needed)
  --discard                move: remove what an unfinished move left in the distro
  --no-color               plain text; also with NO_COLOR, and where the output is no terminal
  --help, --version

Options stand before or after paths; what follows -- is a path. Below folders, what .gitignore names or .slipway.jsonc
excludes is left out; the latter holds the project's settings: rules, excludes, location, side, env.
Exit: 0 nothing to report, 1 findings, 2 could not run or some input could not be read, 130 cancelled. Of fix: 0 done or
nothing to do, 1 a file was put back since a finding was still there. Of mounts and distros: 0 or 2. Of doctor: 0 all
holds, 1 something is broken, 2 it could not be told to the end. Of integration: 0 done, 1 the old settings were put
back, 2 nothing was begun. Of move: 0 moved and compared, or taken back, 1 not to the end, 2 not started. Of
measure: 0 measured, 1 it broke off, 2 not started.
Results are on stdout, everything else on stderr.`;
