"""Large files in parts, so that a broken line costs one part only (the client's side: static/js/upload.js)."""

from flask import Blueprint, Response, abort, g, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from caseline import jobs
from caseline.db import db
from caseline.documents import arriving
from caseline.documents.adding import no_quota, take_in, too_large
from caseline.documents.models import ArrivingFile
from caseline.vault import FileTooLarge

bp = Blueprint("arriving", __name__, url_prefix="/families/<int:family_id>/documents/arriving")


@bp.post("/")
def begin(family_id):
    """{name, size} → 201 and where the parts go."""
    name = request.form.get("name", "").strip() or "unnamed"
    try:
        file = arriving.begin(g.family, name, request.form.get("size", 0, type=int), user_id=current_user.id, together=request.form.get("together", "")[:64])
    except ValueError:
        return {"sentence": _("%(name)s is empty and was not added. Ask for it again, or scan the paper once more.", name=name)}, 422
    except FileTooLarge:
        return {"sentence": too_large(name)}, 422
    except arriving.QuotaReached:
        return {"sentence": no_quota(name)}, 422
    db.session.commit()
    return Response(status=201, headers={"Location": url_for("arriving.part", family_id=family_id, arriving_file_id=file.id), "Upload-Offset": "0"})


@bp.route("/<int:arriving_file_id>", methods=["HEAD"], provide_automatic_options=False)
def place(family_id, arriving_file_id):
    """How far it has come."""
    file = _file(arriving_file_id)
    return Response(status=200, headers={"Upload-Offset": str(file.arrived), "Upload-Length": str(file.size), "Cache-Control": "no-store"})


@bp.patch("/<int:arriving_file_id>")
def part(family_id, arriving_file_id):
    """The bytes from Upload-Offset on; the last part is answered like a plain upload."""
    file = _file(arriving_file_id)
    start = request.headers.get("Upload-Offset", "")
    if not start.isdecimal() or (request.content_length or 0) > arriving.LARGEST_PART:
        abort(400)
    try:
        whole = arriving.add_part(g.family, file, int(start), request.get_data())
    except arriving.WrongPlace as wrong:
        return Response(status=409, headers={"Upload-Offset": str(wrong.expected)})
    except FileTooLarge:
        abort(400)
    if not whole:
        db.session.commit()
        return Response(status=204, headers={"Upload-Offset": str(file.arrived)})
    db.session.flush()
    outcome = take_in(file.name, arriving.opened(g.family, file), file.together, counted=True)
    arriving.forget(file)
    db.session.commit()
    jobs.wake()
    return {"sentence": outcome["sentence"], "files": [outcome]}, 200 if outcome["ok"] else 422


def _file(number: int) -> ArrivingFile:
    """Only who began it goes on with it."""
    file = db.session.get(ArrivingFile, number)
    return file if file and file.user_id == current_user.id else abort(404)
