"""Where the cluster of a folder keeps its files, and which account runs it."""

import hashlib
import os
import pwd
import re
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from app.localdb.cluster import Cluster

SOCKET_PATH_LIMIT = 90  # the kernel allows 107 bytes for folder and `/.s.PGSQL.5432`
ELSEWHERE = Path("/var/lib")


def cluster(folder: Path) -> Cluster:
    """The cluster that belongs to a folder, created or not. Makes the folder if need be."""
    home = home_of(folder)
    account = _account(home / "data")
    socket = home / "socket"
    plain = re.fullmatch(r"[\w./-]+", str(socket), re.ASCII)
    if not plain or len(str(socket)) > SOCKET_PATH_LIMIT:
        name = hashlib.sha256(os.fsencode(home)).hexdigest()[:12]
        socket = Path(f"/tmp/balise-{name}-{account.pw_uid}")
    return Cluster(home / "data", socket, home / "server.log", account.pw_uid, account.pw_gid)


def home_of(folder: Path) -> Path:
    """The folder itself; or, if the server's account cannot enter it, the one it then links to."""
    if folder.is_symlink() and not folder.exists():
        folder.unlink()
    if not folder.exists():
        parent = folder.parent
        parent.mkdir(parents=True, exist_ok=True)
        account = _account(folder / "data")
        if os.geteuid() != 0 or _can_enter(parent.resolve(), account):
            folder.mkdir(exist_ok=True)
        else:
            _link_elsewhere(folder, account.pw_name)
    return folder.resolve()


def dumps_of(folder: Path) -> Path:
    """Where the dumps are: beside the folder, so that they outlive it."""
    return folder.parent / "dumps"


def _link_elsewhere(folder: Path, who: str) -> None:
    elsewhere = Path(tempfile.mkdtemp(prefix="balise-", dir=ELSEWHERE))
    elsewhere.chmod(0o755)
    with suppress(FileExistsError):  # another command was faster
        folder.symlink_to(elsewhere)
        print(
            f"The database's files stand in {elsewhere}: "
            f"the account {who}, which runs it, cannot enter {folder.parent}.",
            file=sys.stderr,
        )
        return
    elsewhere.rmdir()


def _account(data: Path) -> pwd.struct_passwd:
    """PostgreSQL refuses root, who therefore runs it as the owner of the data, or `postgres`."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid())
    if data.exists() and data.stat().st_uid != 0:
        return pwd.getpwuid(data.stat().st_uid)
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")


def _can_enter(folder: Path, account: pwd.struct_passwd) -> bool:
    for place in (folder, *folder.parents):
        status = place.stat()
        bit = 0o001
        if status.st_uid == account.pw_uid:
            bit = 0o100
        elif status.st_gid == account.pw_gid:
            bit = 0o010
        if not status.st_mode & bit:
            return False
    return True
