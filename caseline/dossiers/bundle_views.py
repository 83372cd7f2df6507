"""The exhibits of a version to take along: bound into one PDF, or as a ZIP with the Word file and an index."""

from flask import Blueprint, abort, flash, g, redirect, request, url_for
from flask_babel import gettext as _

from caseline.db import db
from caseline.dossiers import bundle, versions
from caseline.dossiers.binding import NotBound, bind
from caseline.dossiers.models import DossierVersion
from caseline.dossiers.saving import download
from caseline.users.guard import confirmed

bp = Blueprint("bundles", __name__, url_prefix="/families/<int:family_id>/dossiers/versions/<int:version_id>")


@bp.get("/exhibits.pdf")
@confirmed
def pdf(family_id, version_id):
    """The bundle. Made on demand and kept nowhere; no transaction is open while it is bound."""
    version = _with_names(version_id)
    if version is None:
        return _back(family_id, version_id)
    dossier, recipient = versions.dossier_of(version), version.reader.name
    found = bundle.sheets(g.family, dossier)
    name = f"{g.family.reference} exhibits v{version.number}.pdf"
    db.session.rollback()
    try:
        return download(bind(dossier, found, recipient=recipient), "application/pdf", name)
    except NotBound as problem:
        flash(_("The exhibits are too large for one file. Take the ZIP, or choose fewer of them.") if problem.code == "too_large" else
              _("Binding the exhibits took too long and was stopped. Take the ZIP, or choose fewer of them."), "error")
        return redirect(url_for("dossiers.version", family_id=family_id, version_id=version_id), 303)


@bp.get("/exhibits.zip")
@confirmed
def zip_(family_id, version_id):
    """The Word file, the exhibits and an index; copies without metadata, unless the files are asked for ?as_received."""
    version = _with_names(version_id)
    if version is None:
        return _back(family_id, version_id)
    name = f"{g.family.reference} v{version.number}.zip"
    dossier, word, recipient = versions.dossier_of(version), versions.bytes_of(version), version.reader.name
    files = bundle.originals(g.family, dossier)
    db.session.rollback()
    try:
        files = files if request.args.get("as_received") else bundle.bare(files)
    except NotBound:
        flash(_("The files could not be freed of their metadata: they are too large together. Take them as they came in, or choose fewer."), "error")
        return redirect(url_for("dossiers.version", family_id=family_id, version_id=version_id), 303)
    data = bundle.zip_file(dossier, word, files, recipient=recipient)
    return download(data, "application/zip", name)


def _with_names(version_id) -> DossierVersion | None:
    """The version, or None when it goes without names: its exhibits would give them away."""
    version = db.session.get(DossierVersion, version_id) or abort(404)
    return None if version.pseudonymised else version


def _back(family_id, version_id):
    flash(_("This version goes without names, and the exhibits would show them: they are not bundled."), "warning")
    return redirect(url_for("dossiers.version", family_id=family_id, version_id=version_id), 303)
