"""The embedded server starts, is shared, survives what happens to it, and stops."""

# ruff: noqa: S607 - the programs started here are our own

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import dj_database_url
import psycopg2
import pytest

from scripts import postgres
from scripts.console import Problem
from scripts.postgres import POINTER, Server

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root may run as another account")


def ask(url: str, query: str) -> object:
    site = dj_database_url.parse(url)
    connection = psycopg2.connect(
        host=site["HOST"], port=site["PORT"], user=site["USER"], dbname=site["NAME"]
    )
    try:
        with connection.cursor() as cursor:
            cursor.execute(query)
            row = cursor.fetchone()
            return row[0] if row else None
    finally:
        connection.close()


def kill(server: Server) -> None:
    os.kill(int(server.pid_file.read_text().split("\n")[0]), signal.SIGKILL)
    while server._is_running():
        time.sleep(0.01)


def test_it_starts_and_stops_with_its_user(data_dir):
    server = Server(data_dir)
    with server.use() as url:
        assert ask(url, "SHOW server_encoding") == "UTF8"
        assert ask(url, "SHOW listen_addresses") == ""
        assert ask(url, "SHOW fsync") == "on"
        assert ask(url, "SHOW data_checksums") == "on"
        assert ask(url, "SHOW timezone") == "UTC"
        assert ask(url, "SELECT lower('É')") == "é"
        assert server.socket is not None
        assert server.socket.stat().st_mode & 0o777 == 0o700
    assert not server.pid_file.exists()
    assert not server.socket.exists()


def test_the_last_one_out_stops_it(data_dir):
    first, second = Server(data_dir), Server(data_dir)
    with first.use() as url:
        with second.use() as same_url:
            assert same_url == url
        assert ask(url, "SELECT 1") == 1
    assert not first.pid_file.exists()


def test_what_is_stored_is_kept(data_dir):
    with Server(data_dir).use() as url:
        ask(url, "CREATE TABLE IF NOT EXISTS kept (); COMMIT; SELECT 1")
    with Server(data_dir).use() as url:
        assert ask(url, "SELECT count(*) FROM pg_tables WHERE tablename = 'kept'") == 1


def test_a_killed_server_is_started_again_at_the_same_address(data_dir):
    server = Server(data_dir)
    with server.use() as url:
        kill(server)
        assert server.keep_running()
        assert ask(url, "SELECT 1") == 1
        assert not server.keep_running()


def test_a_server_whose_socket_was_swept_away_is_started_again(data_dir):
    server = Server(data_dir)
    with server.use() as url:
        assert server.socket is not None
        shutil.rmtree(server.socket)
        assert server.keep_running()
        assert ask(url, "SELECT 1") == 1


def test_the_number_of_a_killed_server_may_be_another_programs(data_dir):
    server = Server(data_dir)
    with server.use():
        kill(server)
        lines = server.pid_file.read_text().splitlines()
        own = {} if server.account.is_own else {"user": server.account.uid}
        other = subprocess.Popen(["sleep", "60"], **own)
        server.pid_file.write_text("\n".join([str(other.pid), *lines[1:]]))
        assert server.keep_running()
        assert other.poll() is None
        other.kill()
        other.wait()


def test_variables_of_the_person_do_not_reach_it(data_dir, monkeypatch):
    monkeypatch.setenv("PGPORT", "1")
    monkeypatch.setenv("PGDATA", "/nowhere")
    with Server(data_dir).use() as url:
        assert ask(url, "SELECT 1") == 1


def test_a_server_that_cannot_start_is_told_with_its_reason(data_dir, monkeypatch):
    monkeypatch.setattr(postgres, "PATIENCE", 0)
    monkeypatch.setitem(postgres.SETTINGS, "shared_buffers", "nonsense")
    with pytest.raises(Problem, match="invalid value for parameter"), Server(data_dir).use():
        pass


@pytest.fixture
def somebody_elses_folder() -> Iterator[Path]:
    """Others may write in /tmp too, and this one has been quicker."""
    folder = Path(tempfile.mkdtemp(prefix="equality-", dir="/tmp"))
    if os.geteuid() == 0:
        os.chown(folder, 12345, 12345)
    else:
        folder.chmod(0o755)  # as near as one can get without being root
    yield folder
    folder.rmdir()


def test_the_socket_is_in_no_folder_of_somebody_else(data_dir, somebody_elses_folder):
    folder = Server(data_dir)._private_folder(somebody_elses_folder)
    folder.rmdir()
    assert folder != somebody_elses_folder


def test_the_socket_is_in_no_folder_of_another_name(data_dir, tmp_path):
    folder = Server(data_dir)._private_folder(tmp_path / "new")
    folder.rmdir()
    assert not (tmp_path / "new").exists()


def test_the_cluster_of_another_account_is_left_alone(tmp_path, monkeypatch):
    (tmp_path / "postgres").mkdir()
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    with pytest.raises(Problem, match="belongs to another account: set DATA_DIR"):
        Server(tmp_path)


@as_root
def test_no_permission_is_loosened_for_it(data_dir):
    assert (data_dir / POINTER).exists() or Server(data_dir)
    server = Server(data_dir)
    assert server.folder.parent == postgres.ELSEWHERE
    assert data_dir.parent.stat().st_mode & 0o777 == 0o700
    assert server.home.stat().st_mode & 0o777 == 0o700
    assert server.account.uid != 0


def test_the_pointer_goes_with_a_moved_folder_but_not_with_a_copy(tmp_path):
    original, other, data = (tmp_path / name for name in ("original", "other", "data"))
    original.mkdir()
    (original / POINTER).write_text(f"{data}\n{original}\n")
    assert postgres._pointed_folder(original) is None  # nothing there

    data.mkdir()
    assert postgres._pointed_folder(original) == data

    other.mkdir()
    (other / POINTER).write_text((original / POINTER).read_text())
    assert postgres._pointed_folder(other) is None

    (original / POINTER).write_text(f"/elsewhere\n{original}\n")
    assert postgres._pointed_folder(other) == data

    (original / POINTER).unlink()
    assert postgres._pointed_folder(other) == data
