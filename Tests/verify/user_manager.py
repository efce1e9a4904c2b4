"""Installs the report under a real systemd user manager and looks out of the service's sandbox."""

import os
import subprocess
from pathlib import Path

from binary import Costctl
from checks import Checks, run_sections

HARNESS = Path(__file__).with_name("user-manager.sh")
# The unit as installed, with another program in it: it tells what it can do.
PROBE = r"""
say() { printf '%s\n' "$*" >>"$HOME/.local/share/costctl/seen"; }
echo x >"$HOME/.local/share/costctl/x" && say database writable
echo x 2>/dev/null >"$HOME/x" || say home read-only
echo x 2>/dev/null >/usr/x || say system read-only
[ -z "$(ls /tmp)" ] && say private tmp
[ ! -e /dev/kvm ] && [ ! -e /dev/vda ] && say no devices
grep -q 'NoNewPrivs:.1' /proc/self/status && say no new privileges
unshare --user true 2>/dev/null || say no namespaces
[ "$TOKEN" = "it is \$a&b" ] && say environment read
"""
SAID = [
    "database writable", "home read-only", "system read-only", "private tmp", "no devices",
    "no new privileges", "no namespaces", "environment read",
]
COMMAND = r"""
install() { /mnt/costctl report install "$@" 2>/dev/null; echo "exit $?"; }
mkdir -p .config/costctl units
echo "TOKEN='it is \$a&b'" >.config/costctl/report.env
printf '%s' "$PROBE" >probe.sh
install --calendar 'Mon 07:00'
install --calendar 'Mon 07:00'
install --calendar 'Tue 07:00'
systemctl --user show costctl-report.timer --property=NextElapseUSecRealtime,ActiveState
drop=.config/systemd/user/costctl-report.service.d
mkdir -p "$drop"
printf '[Service]\nRestart=no\nExecStart=\nExecStart=/bin/sh /mnt/home/probe.sh\n' >"$drop/probe.conf"
systemctl --user daemon-reload
systemctl --user start costctl-report.service && cat .local/share/costctl/seen
rm -r "$drop"
install --uninstall
systemctl --user list-timers --all --no-legend
ls .config/systemd/user
"""
INSTALLED = """\
wrote /mnt/home/.config/systemd/user/costctl-report.service
wrote /mnt/home/.config/systemd/user/costctl-report.timer
started costctl-report.timer
exit 0
nothing to change: Mon 07:00
exit 0
wrote /mnt/home/.config/systemd/user/costctl-report.timer
started costctl-report.timer
exit 0
"""
REMOVED = """\
removed /mnt/home/.config/systemd/user/costctl-report.timer
removed /mnt/home/.config/systemd/user/costctl-report.service
exit 0
"""


def check(checks: Checks, costctl: Costctl, folder: Path) -> None:
    law = "a real user manager runs the installed units"
    if os.geteuid() != 0:
        checks.skip(law, "it takes root to give it namespaces of its own")
        return
    command = COMMAND.replace('"$PROBE"', "'" + PROBE.replace("'", "'\"'\"'") + "'")
    run = subprocess.run(
        ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc", HARNESS,
         costctl.path, command],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, start_new_session=True, timeout=120,
    )
    for hierarchy in ("", "unified/", "systemd/"):
        groups = Path(f"/sys/fs/cgroup/{hierarchy}costctl-verify").glob("**/")
        for group in sorted(groups, reverse=True):
            group.rmdir()
    if run.returncode == 77 or "mount" in run.stderr:
        checks.skip(law, f"this machine lets none be started: {run.stderr[-200:]}")
        return
    out = run.stdout
    checks.expect("it takes, keeps and changes the units", out.startswith(INSTALLED), out + run.stderr)
    checks.expect("the timer waits for the next Tuesday", "Elapse" in out and "=Tue " in out, out)
    seen = [line for line in out.splitlines() if line in SAID]
    checks.expect("the service can do what it must and nothing else", seen == SAID, out)
    checks.expect("uninstalling leaves no timer and no unit", out.endswith(REMOVED), out)


if __name__ == "__main__":
    run_sections({"install_live": check})
