"""Reports: the network's tables for a period and a cohort, on the screen and as files."""

from datetime import date

from flask import Blueprint, Response, abort, current_app, render_template, request
from flask_babel import gettext as _
from flask_login import current_user

from caseline.edtf import NotEdtf, show, typed
from caseline.i18n import language
from caseline.reports import charts, chosen, words
from caseline.reports.cohort import BASES, Cohort
from caseline.reports.gather import gather, prepare
from caseline.reports.table import for_others
from caseline.reports.tables import by_site, tables
from caseline.reports.writing import FORMATS, Report, figures_to_docx
from caseline.users.guard import open_to
from caseline.users.models import Role

LONG = 3  # seconds after which a report says how far it is
bp = Blueprint("reports", __name__, url_prefix="/reports")


@bp.get("/")
@open_to(Role.EVALUATOR)
def index():
    """The tables of a period, with every figure: the page stays in the house. What takes long is told while it is worked out."""
    asked, wrong = _asked()
    ready, families = prepare(current_user, end=asked["to"], today=date.today(), seconds=LONG)
    if ready < families:
        return render_template("reports/preparing.html", ready=ready, families=families)
    cohort, sites = _cohort(asked)
    told = [(table, charts.chart(table, language())) for table in (by_site(cohort, hide=False) if asked["by_site"] else tables(cohort))]
    page = render_template("reports/index.html", cohort=cohort, told=told, sites=sites, asked=asked, wrong=wrong, words=words, lang=language(), query=_kept(asked), formats=FORMATS)
    return page, 422 if wrong else 200


@bp.get("/report.<any(json, csv, xlsx, docx):form>")
@open_to(Role.EVALUATOR)
def download(form):
    """The same tables as a file, with small cells hidden: a file leaves the house."""
    asked, wrong = _asked()
    if wrong:
        abort(400)
    cohort, _sites = _cohort(asked)
    told = by_site(cohort, hide=True) if asked["by_site"] else tuple(map(for_others, tables(cohort)))
    report = Report(_("Evaluation report"), about(cohort, asked["site"]), told, language(), small_hidden=True)
    written, kind = FORMATS[form]
    answer = Response(written(report), mimetype=kind)
    answer.headers["Content-Disposition"] = f"attachment; filename=caseline-report-{cohort.day.isoformat()}.{form}"
    return answer


@bp.get("/one-page")
@open_to(Role.EVALUATOR)
def one_page():
    """Chosen figures with their definitions, to print and hand over: small groups hidden."""
    chosen_ones, offered, wrong, sentence = _page_of_figures()
    page = render_template(
        "reports/one_page.html", offered=offered, picked={one.key for one in chosen_ones}, about=sentence, organisation=current_app.config["SETTINGS"].organisation,
        title=_title(), query=_kept(_asked()[0]), figures=[one.key for one in chosen_ones],
    )  # fmt: skip
    return page, 422 if wrong else 200


@bp.get("/one-page.docx")
@open_to(Role.EVALUATOR)
def one_page_word():
    """The same page in Word, to be written around."""
    chosen_ones, _offered, wrong, sentence = _page_of_figures()
    if wrong:
        abort(400)
    answer = Response(figures_to_docx(_title(), sentence, chosen_ones, language()), mimetype=FORMATS["docx"][1])
    answer.headers["Content-Disposition"] = "attachment; filename=figures.docx"
    return answer


def _page_of_figures():
    """(figures that were picked, all that can be, what is wrong with the question, whom it is about)."""
    asked, wrong = _asked()
    cohort, _sites = _cohort(asked)
    offered = chosen.figures(tuple(for_others(table) for table in tables(cohort)), language())
    picked = set(request.args.getlist("figure")) or {figure.key for figure in offered[: chosen.USUAL]}
    return [one for one in offered if one.key in picked], offered, wrong, about(cohort, asked["site"])


def _title() -> str:
    return request.args.get("title", "").strip()[:120] or _("What case management changes for families")


def about(cohort: Cohort, site: str = "") -> str:
    """One sentence: whom the tables are about, and when."""
    start = show(cohort.start.isoformat(), language()) if cohort.start else _("the beginning")
    who = _("admitted families") if cohort.basis == "admitted" else _("families with a client summary")
    sentence = _("Referred from %(start)s to %(end)s; tables of %(who)s.", start=start, end=show(cohort.day.isoformat(), language()), who=who)
    return f"{sentence} {_('Site: %(site)s.', site=site)}" if site else sentence


def _asked() -> tuple[dict, dict[str, list[str]]]:
    """What the address asks for, and what of it cannot be understood."""
    asked, wrong = {"from": None, "to": None, "basis": "admitted", "budget": None, "site": request.args.get("site", "")[:120], "by_site": request.args.get("by_site") == "y"}, {}
    for name in ("from", "to"):
        try:
            known = typed(said, language()) if (said := request.args.get(name, "").strip()) else None
            asked[name] = (known.earliest if name == "from" else known.latest) if known else None
        except NotEdtf:
            wrong[name] = [_("Please write a day, a month or a year.")]
    if not wrong and asked["from"] and asked["to"] and asked["from"] > asked["to"]:
        wrong["to"] = [_("The period ends before it begins.")]
        asked["from"] = asked["to"] = None
    if request.args.get("basis") in BASES:
        asked["basis"] = request.args["basis"]
    asked["budget"] = request.args.get("budget", type=float)
    if asked["budget"] is not None and not 0 < asked["budget"] < 1e12:
        asked["budget"] = None
    return asked, wrong


def _kept(asked: dict) -> dict[str, str]:
    """The question of this page, for the addresses of others."""
    return {key: value for key, value in request.args.items() if value and key in asked}


def _cohort(asked: dict) -> tuple[Cohort, tuple[str, ...]]:
    """The cohort that is asked for, and every site there is to choose from."""
    whole = gather(current_user, start=asked["from"], end=asked["to"], basis=asked["basis"], budget=asked["budget"], today=date.today())
    return whole.of_site(asked["site"]) if asked["site"] in whole.sites else whole, whole.sites
