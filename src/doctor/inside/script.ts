/**
 * What is run in a distro by `sh -c`: constants. What differs comes as arguments, and each answer goes out as a name and a
 * value, both ended by NUL, so that no value can be taken for another. Everything in them is POSIX, and what a small distro
 * lacks leaves its answer out.
 */
const say = `say() { printf '%s\\000%s\\000' "$1" "$2"; }
marks() {
  m=
  [ -L "$2" ] && m=$m,link
  [ -e "$2" ] && m=$m,there
  [ -d "$2" ] && m=$m,folder
  [ -f "$2" ] && m=$m,file
  [ -S "$2" ] && m=$m,socket
  [ -s "$2" ] && m=$m,filled
  [ -x "$2" ] && m=$m,run
  [ -w "$2" ] && m=$m,write
  say "$1" "$m"
}
begin() { printf '\\000%s\\000' slipway; }
`;

/**
 * Where the folder is mounted that all distros share, by a table of mounts: at its usual place, or below another folder of the
 * drives, which WSL puts it beside. Nothing where it is not.
 */
export const sharedMountFunction = `shared_mount() {
  line=$({ grep " $1 " "$2" || grep ' - tmpfs ' "$2" | grep '^[^ ]* [^ ]* [^ ]* / [^ ]*/wsl '; } | head -n 1)
  line=\${line#* * * * }
  printf '%s' "\${line%% *}"
}
`;

/** Arguments: the link to docker, the usual place of the shared folder, the socket, the name of the proxy's program. */
export const factsScript = `${say}${sharedMountFunction}begin
say time "$(date +%s)"
say uptime "$(cat /proc/uptime)"
say uid "$(id -u)"
say user "$(id -un)"
say groups "$(id -nG)"
say docker-group "$(getent group docker || grep '^docker:' /etc/group)"
marks cli "$1"
say cli.to "$(readlink "$1")"
say cli.end "$(readlink -f "$1")"
mount=$(shared_mount "$2" /proc/self/mountinfo)
say mount "$mount"
shared=\${mount:-$2}/docker-desktop
marks shared "$shared"
marks tools "$shared/cli-tools/usr/bin/docker"
marks program "$shared/$4"
marks proxy-socket "$shared/shared-sockets/guest-services/docker.proxy.sock"
marks socket "$3"
say socket.to "$(readlink "$3")"
say socket.stat "$(stat -L -c '%F %a %U %G' "$3")"
for tool in su groupadd usermod whoami; do command -v $tool >/dev/null || say lacks $tool; done
[ -e /proc/sys/fs/binfmt_misc/register ] && say binfmt there
for entry in /proc/sys/fs/binfmt_misc/WSLInterop*; do [ -f "$entry" ] && say interop "$(head -n 1 "$entry")"; done
say init "$(cat /proc/1/comm)"
say listens "$(grep -i ':0947 [0-9A-F:]* 0A ' /proc/net/tcp /proc/net/tcp6)"
say networking "$(wslinfo --networking-mode)"
say mtu "$(cat /sys/class/net/eth0/mtu)"
for file in $(grep -l -e "$4" -e dockerd -e '[.]vscode-server' /proc/[0-9]*/cmdline); do
  [ -r "$file" ] || continue
  say process "\${file%/cmdline}"
  say process.words "$(tr '\\000' '\\n' <"$file")"
  say process.stat "$(cat "\${file%/cmdline}/stat")"
  say process.status "$(grep -e '^Uid:' -e '^Groups:' "\${file%/cmdline}/status")"
done
`;

/** No arguments. It is run by the login shell, so that PATH and variables are those that its user has. */
export const loginScript = `${say}begin
say path "$PATH"
for name in DOCKER_HOST DOCKER_CONTEXT DOCKER_CONFIG https_proxy HTTPS_PROXY http_proxy HTTP_PROXY; do
  eval "[ -n \\"\\\${$name-}\\" ] && say variable.$name \\"\\$$name\\""
done
case $https_proxy$HTTPS_PROXY$http_proxy$HTTP_PROXY in
*localhost*|*127.*|*::1*) say listening "$(grep -h ' 0A ' /proc/net/tcp /proc/net/tcp6 | head -n 1000)" ;;
esac
config=\${DOCKER_CONFIG:-$HOME/.docker}
say config.folder "$config"
marks config "$config/config.json"
say config.text "$(head -c 65536 "$config/config.json" | tr '\\000' '\\001')"
for file in "$config"/contexts/meta/*/meta.json; do
  [ -f "$file" ] && say context "$(head -c 65536 "$file" | tr '\\000' '\\001')"
done
for file in /etc/profile /etc/profile.d/*.sh /etc/bash.bashrc /etc/environment /etc/zsh/zshenv /etc/zsh/zshrc \\
  "$HOME/.profile" "$HOME/.bash_profile" "$HOME/.bash_login" "$HOME/.bashrc" "$HOME/.zshenv" "$HOME/.zprofile" \\
  "$HOME/.zshrc" "$HOME/.zlogin" "$HOME/.config/fish/config.fish"; do
  [ -f "$file" ] || continue
  grep -n -e DOCKER_HOST -e DOCKER_CONTEXT "$file" | head -n 5 | while IFS= read -r line; do say start-file "$file:$line"; done
done
set -f
IFS=:
for folder in $PATH; do [ -f "$folder/docker" ] && [ -x "$folder/docker" ] && say docker "$folder/docker"; done
say end ''
`;

/** Starts the login shell and lets it start the script above, which comes as the argument: no shell has to quote it. */
export const throughLoginShell =
  'export SLIPWAY_ASKS="$1"; exec "${SHELL:-/bin/sh}" -l -c \'exec /bin/sh -c "$SLIPWAY_ASKS"\'';

/** Arguments: a PATH, then names of credential helpers. Prints where each of them is. */
export const helpersScript = `${say}begin
PATH=$1
shift
for name; do say "$name" "$(command -v "docker-credential-$name")"; done
`;

/**
 * No arguments. Prints where the bundle of root certificates is, as the families of distros have it, and what it holds; then the folder
 * for roots that somebody adds, and the program that puts them into the bundle, where there are both.
 */
export const bundleScript = `${say}begin
for file in /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt /var/lib/ca-certificates/ca-bundle.pem /etc/ssl/cert.pem; do
  [ -s "$file" ] || continue
  say file "$file"
  say bundle "$(cat "$file")"
  break
done
for folder in /etc/pki/ca-trust/source/anchors /etc/pki/trust/anchors /etc/ca-certificates/trust-source/anchors /usr/local/share/ca-certificates; do
  [ -d "$folder" ] || continue
  case $folder in */ca-trust/* | */trust-source/*) program=update-ca-trust ;; *) program=update-ca-certificates ;; esac
  [ -x "/usr/bin/$program" ] || [ -x "/usr/sbin/$program" ] || continue
  say folder "$folder"
  say program "$program"
  break
done
`;
