"""Every feature, in the order of the house: the only list of them, and the only place that knows them all."""

from caseline.agreements import safety, safety_views, views as agreements
from caseline.assessments import views as assessments
from caseline.bin import views as bin_views
from caseline.contacts import book_views, lawyers, quick_views, referring_views, rhythm_views, views as contacts
from caseline.design import views as design
from caseline.documents import arrange_views, arriving_views, reading, rest_views, views as documents
from caseline.dossiers import bundle_views, paper_views, redaction_views, translation_views, views as dossiers
from caseline.drafts import keeping as drafts_keeping, views as drafts
from caseline.evidence import views as evidence
from caseline.families import context as families_context, emergency_views, views as families
from caseline.help import views as help_pages
from caseline.home import calendar_views, contact_sources, example_views, face_sheet_views, plan_sources, share_sources, sources as home_sources, views as home
from caseline.intake import caseload_views, criteria_views, views as intake
from caseline.legal import screening_views, views as legal
from caseline.navigation import register as register_navigation
from caseline.plans import goal_views, review_views as plan_review_views, views as plans
from caseline.privacy import policy_views, views as privacy
from caseline.questionnaires import own_views as own_questionnaires, views as questionnaires
from caseline.questionnaires.studies import story, views as studies
from caseline.reports import network_views, site_views, views as reports
from caseline.reports.implementation import views as implementation
from caseline.search import indexing as search_indexing, views as search
from caseline.sharing import guest_views, share_views, views as sharing
from caseline.stages import views as stages
from caseline.supervision import views as supervision
from caseline.timeline import context as timeline_context, earlier_views, event_views, measure_views, merge_views, named_views, overview_views, picture_views, procedure_views, review_views, understanding, views as timeline
from caseline.users import account_views, guard, own_views, views as users

VIEWS = [
    users,
    own_views,
    account_views,
    home,
    calendar_views,
    families,
    emergency_views,
    documents,
    arrange_views,
    arriving_views,
    rest_views,
    timeline,
    review_views,
    event_views,
    merge_views,
    named_views,
    overview_views,
    procedure_views,
    earlier_views,
    picture_views,
    measure_views,
    contacts,
    quick_views,
    rhythm_views,
    referring_views,
    book_views,
    legal,
    screening_views,
    supervision,
    stages,
    agreements,
    safety_views,
    assessments,
    intake,
    criteria_views,
    caseload_views,
    drafts,
    bin_views,
    face_sheet_views,
    example_views,
    plans,
    goal_views,
    plan_review_views,
    evidence,
    questionnaires,
    own_questionnaires,
    studies,
    dossiers,
    bundle_views,
    paper_views,
    redaction_views,
    translation_views,
    reports,
    network_views,
    site_views,
    implementation,
    sharing,
    share_views,
    guest_views,
    search,
    help_pages,
    privacy,
    policy_views,
    design,
]

# What templates everywhere may call.
CONTEXTS = [register_navigation, guard.register, families_context.register, rest_views.register, timeline_context.register, named_views.register, safety.register, drafts_keeping.register, policy_views.register]

# Imported so that their background jobs, and what they add to every chronology, are known in every process.
AT_WORK = [search_indexing, reading, understanding, lawyers, home_sources, contact_sources, plan_sources, share_sources, story]
