# The first process of a distro that is a userland: makes what the distro sees, then holds it until it is killed.
#
# Run by `unshare --mount --pid --fork --propagation private /bin/sh` with this file as standard input, in the distro's
# folder, so that a list of processes inside shows no path and no word of ours. What it needs comes in variables:
#
#   PIDS     the folder of notes on processes
#   NOTE     what our note says behind process id and start time
#   LAYERS   the folder with `hidden` and `work` for the overlay, relative and free of commas and colons
#   SHARED   the folder that is /mnt/wsl of every WSL 2 distro; empty for WSL 1
#   DRIVES   the folder that holds one folder for each drive
#   OWNER    user and group that own the files of a drive
#   BINDFS   the program bindfs, or empty
#   RATE     the bytes that a drive takes and gives in a second, or empty
#   NODE     the Node of this host
#   BUNDLES  the folder of the simulated programs
#   MACHINE  the folder of the simulated machine
#   MTU      the most bytes that its network sends at once
#   ENGINE   not empty: the distro runs an engine of its own
#   INTEROP  not empty: the kernel's register of formats has WSL's entry
#
# It answers on standard output with one line: its process id as the outside sees it.
set -eu
umask 022

# The old /proc still is the outside's: this is the one moment to learn our number there, and when we began. We note
# ourselves, before anything else, so that we are found even if whoever started us is killed meanwhile.
read -r pid _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ started _ </proc/self/stat
printf '{"pid":%s,"started":"%s",%s}' "$pid" "$started" "$NOTE" >"$PIDS/$pid.json"

# First, because the upper folder and the work folder of an overlay must be below one mount.
mount -t overlay -o "lowerdir=$LAYERS/hidden:/usr,upperdir=usr,workdir=$LAYERS/work" overlay usr
# Only a mount can become the root. The new one lies over the folder we stand in: step into it.
mount --rbind . .
cd -P "$PWD"
# awk, which, editors and others are links to links in there: hundreds, which nobody wants to copy.
if [ -d etc/alternatives ]; then
  mount --bind /etc/alternatives etc/alternatives
  mount -o remount,bind,ro etc/alternatives
fi
mount -t proc -o nosuid,nodev,noexec proc proc
# The register is the machine's own: in a distro it has WSL's entry, through which programs of Windows start.
if [ -d proc/sys/fs/binfmt_misc ]; then
  mount -t tmpfs -o mode=755 tmpfs proc/sys/fs/binfmt_misc
  : >proc/sys/fs/binfmt_misc/register
  if [ -n "$INTEROP" ]; then
    printf 'enabled\ninterpreter /init\nflags: PF\noffset 0\nmagic 4d5a\n' >proc/sys/fs/binfmt_misc/WSLInterop
  fi
fi
mount -t sysfs -o ro,nosuid,nodev,noexec sysfs sys
# The network is this host's; what the kernel says of the distro's only interface is Hyper-V's.
mount -t tmpfs -o mode=755 tmpfs sys/class/net
mkdir sys/class/net/eth0
echo "$MTU" >sys/class/net/eth0/mtu
mount -t tmpfs -o mode=755 tmpfs run
mount -t tmpfs -o mode=755,nosuid tmpfs dev
cp -a /dev/null /dev/zero /dev/full /dev/random /dev/urandom /dev/tty dev/
mkdir dev/pts dev/shm run/lock run/user
chmod 1777 dev/shm run/lock
mount -t devpts -o newinstance,ptmxmode=0666,mode=0620,gid=5 devpts dev/pts
ln -s pts/ptmx dev/ptmx
ln -s /proc/self/fd dev/fd
ln -s fd/0 dev/stdin
ln -s fd/1 dev/stdout
ln -s fd/2 dev/stderr

if [ -n "$SHARED" ]; then mount --bind "$SHARED" mnt/wsl; fi
for drive in "$DRIVES"/*; do
  target=mnt/$(printf %s "${drive##*/}" | tr A-Z a-z)
  mount --bind "$drive" "$target"
  # As drvfs without metadata: everything belongs to the default user and allows everything, and stays so. Mounted over
  # itself, so that a list of processes inside names no folder of the outside.
  if [ -n "$BINDFS" ]; then
    env -i "$BINDFS" ${RATE:+"--read-rate=$RATE" "--write-rate=$RATE"} -o nonempty --force-user="$OWNER" --force-group="$OWNER" --perms=a+rwX \
      --chown-ignore --chgrp-ignore --chmod-ignore "$target" "$target"
  fi
done

mount -t tmpfs -o mode=755 tmpfs .simulator
cp "$BUNDLES"/*.cjs .simulator/
: >.simulator/node
mkdir .simulator/machine
mount --bind "$NODE" .simulator/node
mount -o remount,bind,ro .simulator/node
mount --bind "$MACHINE" .simulator/machine
mount -o remount,ro .simulator

# A child that never ends, started from the outside's files: a distro without `sleep` runs as well.
sleep 2147483647 >&- 2>&- &

mkdir run/.outside
mkfifo run/.ready
pivot_root . run/.outside
cd /
umount -l run/.outside
rmdir run/.outside

if [ -n "$ENGINE" ]; then
  env -i PATH=/usr/sbin:/usr/bin /.simulator/node /.simulator/dockerd.cjs >/run/.ready &
  read -r line </run/.ready
fi
rm /run/.ready

echo "$pid"
exec >&- 2>&-
# Waits for good, and reaps whoever has lost his parent.
wait
