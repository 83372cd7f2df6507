"""All findings of a case: every rule is one small function in this folder, and this is the list of them."""
from caseline.chronology.findings import contradictions, papers, procedure_steps, silences
from caseline.chronology.findings.finding import SEVERITIES, Finding, Look

RULES = (
    contradictions.contradictions, contradictions.written_before, contradictions.possible_duplicates,
    procedure_steps.running_terms, procedure_steps.unnotified, procedure_steps.without_outcome,
    procedure_steps.no_lawyer_now, procedure_steps.lawyer_without_mandate,
    silences.gaps, silences.presence_not_shown, silences.silent_since,
    papers.expiring_papers, papers.birth_without_certificate, papers.school_not_shown, papers.ageing_evidence,
)


def findings(look: Look) -> tuple[Finding, ...]:
    """Return the findings of all rules, the gravest first, each key once."""
    found = {finding.key: finding for rule in RULES for finding in rule(look)}
    return tuple(sorted(found.values(), key=lambda one: SEVERITIES.index(one.severity)))


__all__ = ['RULES', 'Finding', 'Look', 'findings']
