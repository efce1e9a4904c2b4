#!/bin/sh
# Starts a systemd user manager in namespaces of its own and runs a command under it as user 1234.
# Usage, as root: unshare --mount --pid --fork --kill-child --mount-proc user-manager.sh COSTCTL COMMAND
# Nothing outside is touched, but for a control group that the caller removes: costctl-verify.
set -eu

mount --make-rprivate /
mount -t tmpfs tmpfs /run
mount -t tmpfs tmpfs /mnt
# What systemd itself makes at boot, and what tells its manager that it did boot.
mkdir -p /run/systemd/system /run/systemd/unit-root /run/user/1234 /mnt/home
for hierarchy in /sys/fs/cgroup /sys/fs/cgroup/unified /sys/fs/cgroup/systemd; do
  [ -e "$hierarchy/cgroup.procs" ] || continue
  mkdir -p "$hierarchy/costctl-verify"
  chown -R 1234:1234 "$hierarchy/costctl-verify"
  echo $$ >"$hierarchy/costctl-verify/cgroup.procs"
done
install -m 0755 "$1" /mnt/costctl
chown 1234:1234 /run/user/1234 /mnt/home
chmod 0700 /run/user/1234

exec setpriv --reuid=1234 --regid=1234 --clear-groups env -i PATH=/usr/bin:/bin LC_ALL=C.UTF-8 \
  HOME=/mnt/home XDG_RUNTIME_DIR=/run/user/1234 COMMAND="$2" sh -c '
    cd "$HOME"
    /lib/systemd/systemd --user >manager.log 2>&1 &
    for try in $(seq 100); do
      systemctl --user show --property=Version >/dev/null 2>&1 && break
      sleep 0.1
    done
    systemctl --user show --property=Version >/dev/null 2>&1 || exit 77
    eval "$COMMAND"
    systemctl --user exit'
