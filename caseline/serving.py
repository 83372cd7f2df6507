"""`flask serve` and `flask work`: the processes that answer and that read."""

import sys

import click
from flask import current_app
from waitress import create_server
from werkzeug.middleware.proxy_fix import ProxyFix

from caseline import jobs
from caseline.installation import prepare

IN_MEMORY = 2**31  # bytes; beyond its usual limits waitress would write papers, on their way in or out, to the disk in clear
SERVER = {"threads": 8, "ident": None, "inbuf_overflow": IN_MEMORY, "outbuf_overflow": IN_MEMORY}


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--no-workers", is_flag=True, help="Leave reading papers to separate `flask work` processes.")
def serve(host, port, no_workers):
    """Serve Caseline, reading papers in the background."""
    prepare()
    app = current_app._get_current_object()
    if current_app.config["SETTINGS"].behind_https:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)
    try:
        server = create_server(app, host=host, port=port, **SERVER, max_request_body_size=app.config["MAX_CONTENT_LENGTH"])
    except OSError as error:
        sys.exit(f"Caseline cannot use port {port}: {error.strerror}. Stop what uses it, or choose another with --port.")
    workers = None if no_workers else jobs.Workers(app, current_app.config["SETTINGS"].workers).start()
    click.echo(f"Caseline is ready: open http://{host}:{port} in a browser. Ctrl+C stops it.", err=True)
    try:
        server.run()
    finally:
        if workers:
            workers.stop()


@click.command()
@click.option("--once", is_flag=True, help="Do what waits now, then stop.")
def work(once):
    """Read papers in a process of its own."""
    prepare()
    if once:
        click.echo(f"{jobs.run_all()} pieces of work done.", err=True)
        return
    workers = jobs.Workers(current_app._get_current_object(), current_app.config["SETTINGS"].workers).start()
    try:
        workers.wait()
    except KeyboardInterrupt:
        workers.stop()
