"""Say whether a folder lies on another computer, where SQLite's WAL mode loses records."""

import sys
from pathlib import Path, PurePosixPath

_REMOTE = frozenset({"9p", "afs", "ceph", "cifs", "davfs", "fuse.sshfs", "nfs", "nfs4", "smb3"})
_DRIVE_REMOTE = 4


def on_a_share(folder: Path) -> bool:
    """Say whether a folder lies on a network share, as far as this system tells.

    Args:
        folder: a folder that exists.
    """
    folder = folder.resolve()
    if sys.platform == "win32":
        import ctypes  # only there

        kind = ctypes.windll.kernel32.GetDriveTypeW(folder.anchor)
        return folder.anchor.startswith("\\\\") or kind == _DRIVE_REMOTE
    mounts = Path("/proc/self/mounts")
    return mounts.exists() and file_system(folder.as_posix(), mounts.read_text()) in _REMOTE


def file_system(folder: str, mounts: str) -> str:
    """Name the kind of file system a folder lies on.

    Args:
        folder: an absolute path.
        mounts: the text of Linux's /proc/self/mounts.

    Returns:
        For example "ext4"; nothing if no mount holds the folder.
    """
    path = PurePosixPath(folder)
    found, kind = -1, ""
    for line in mounts.splitlines():
        _, place, this_kind, *_ = line.split(" ")
        # Linux writes a blank in a path as \040.
        mount = PurePosixPath(place.replace("\\040", " "))
        if path.is_relative_to(mount) and len(mount.parts) >= found:
            found, kind = len(mount.parts), this_kind
    return kind
