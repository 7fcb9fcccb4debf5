"""`nhipcau up`: everything an office needs running on one machine, from nothing to the sign-in page."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

import click

from nhipcau.config import catalogues, home

SERVES_WITHIN_S = 60
STOPS_WITHIN_S = 15
WEB_WORKERS, WEB_THREADS = 2, 4


@click.command()
@click.option(
    "--docs", type=click.Path(path_type=Path), metavar="THƯ MỤC", help="Đọc mọi văn bản trong thư mục vào sổ."
)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Cổng phục vụ.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Địa chỉ mạng để phục vụ.")
def up(docs: Path | None, port: int, host: str) -> None:
    """Chuẩn bị dữ liệu và mở Nhịp Cầu trên máy này; nhấn Ctrl+C để dừng.

    \b
    Lần đầu: tạo cơ sở dữ liệu, nạp tỉnh mẫu và in cách đăng nhập. Những lần sau giữ nguyên dữ liệu.
    Ví dụ:
      nhipcau up
      nhipcau up --docs van-ban-den --port 8001
    """
    _refuse_what_cannot_work(docs, host, port)
    folder = home.prepare(os.environ)
    os.environ.setdefault("NHIPCAU_ADDRESS", f"http://{host}:{port}")
    os.environ.setdefault("NHIPCAU_HOSTS", f"127.0.0.1,localhost,[::1],{host}")
    catalogues.compile_stale()
    from nhipcau.commands import installation

    installation.prepare(folder)
    if docs:
        installation.take_in(docs)
    _serve(folder, host, port)


def _refuse_what_cannot_work(docs: Path | None, host: str, port: int) -> None:
    """Find out what would fail before anything is changed. Raises ClickException, which says what to do."""
    if docs and not docs.is_dir():
        raise click.ClickException(
            f"Không có thư mục “{docs}”. Hãy kiểm tra lại đường dẫn sau DOCS= (hoặc --docs)."
        )
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise click.ClickException(
                f"Không mở được cổng {port} tại {host} ({error.strerror}). Nếu Nhịp Cầu đang chạy ở cửa sổ khác, hãy "
                f"dùng nó hoặc dừng nó bằng Ctrl+C; hoặc chọn cổng khác: make up PORT={port + 1}"
            ) from error


def _commands(host: str, port: int) -> list[list[str]]:
    """Return what runs: the web server first, then a worker for what is due now and one for reading long files."""
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    web = ["gunicorn", "--bind", bind, "--workers", str(WEB_WORKERS), "--worker-class", "gthread"]
    web += ["--threads", str(WEB_THREADS), "--log-level", "warning", "--preload", "--timeout", "120"]
    web += ["--config", "python:nhipcau.config.serving"]
    worker = ["django", "db_worker", "--no-startup-delay", "--verbosity", "0", "--queue-name"]
    workers = [[sys.executable, "-m", *worker, queue] for queue in ("default", "reading")]
    return [[sys.executable, "-m", *web, "nhipcau.config.wsgi"], *workers]


def _serve(folder: Path, host: str, port: int) -> None:
    """Run the web server and the worker until one of them ends or the person stops us; leave nothing running."""
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, _interrupt)
    # In sessions of their own, so that Ctrl+C comes to us alone and we stop them in order.
    children = [
        subprocess.Popen(command, start_new_session=True)  # noqa: S603  (our own programs)
        for command in _commands(host, port)
    ]
    code = 0
    try:
        if _answers(children, host, port):
            _greet(folder, host, port)
        code = _wait_for_one(children)
    except KeyboardInterrupt:
        click.echo("\nĐang dừng… / Stopping…")
    finally:
        _stop(children)
    if code:
        raise click.ClickException(
            "Một tiến trình đã dừng ngoài ý muốn; xem lời báo ở trên rồi chạy lại: make up"
        )


def _interrupt(signum: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _answers(children: list[subprocess.Popen[bytes]], host: str, port: int) -> bool:
    """Wait until the web server accepts a connection; return whether it did."""
    until = time.monotonic() + SERVES_WITHIN_S
    while time.monotonic() < until and all(child.poll() is None for child in children):
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return True
    return False


def _wait_for_one(children: list[subprocess.Popen[bytes]]) -> int:
    """Wait until one of them has ended, and return 1: none should end by itself."""
    while all(child.poll() is None for child in children):
        time.sleep(0.5)
    return 1


def _stop(children: list[subprocess.Popen[bytes]]) -> None:
    """End what runs: first asking, then without asking."""
    for child in children:
        if child.poll() is None:
            child.terminate()
    until = time.monotonic() + STOPS_WITHIN_S
    for child in children:
        try:
            child.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def _greet(folder: Path, host: str, port: int) -> None:
    """Say where Nhịp Cầu is and how each role signs in."""
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    click.echo()
    click.echo(f"Nhịp Cầu đang chạy / is running: {address}")
    click.echo(f"Trang của cán bộ / staff pages:  {address}/staff/")
    passwords = folder / "passwords.txt"
    if passwords.exists():
        click.echo()
        click.echo(passwords.read_text(encoding="utf-8").rstrip())
        click.echo(
            f"\n(Ghi trong / kept in {passwords}; đổi mật khẩu trước khi dùng thật / change them before real use.)"
        )
    click.echo("\nNhấn Ctrl+C để dừng. / Press Ctrl+C to stop.")
