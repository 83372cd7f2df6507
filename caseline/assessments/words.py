"""The words of assessments: vulnerabilities as the network counts them, who was present, the risk of leaving."""

from flask_babel import lazy_gettext as _l

HEARD = {
    "": _l("not said"),
    "alone": _l("alone"),
    "alone_interpreter": _l("alone, with an interpreter"),
    "with_partner": _l("with the partner present"),
    "with_relatives": _l("with relatives present"),
    "with_trusted": _l("with somebody they trust"),
}
RISKS = {"": _l("not said"), "low": _l("low"), "medium": _l("medium"), "high": _l("high"), "dont_know": _l("cannot be said")}
VULNERABILITIES = {
    "child": _l("a child"),
    "pregnant_or_nursing": _l("pregnant or nursing"),
    "sole_or_primary_carer": _l("cares alone for others"),
    "gender_or_family_violence": _l("violence in the family or because of gender"),
    "sogi": _l("sexual orientation or gender identity"),
    "physical_or_mental_health": _l("bodily or mental health"),
    "suicide_risk": _l("risk of suicide"),
    "disability": _l("disability"),
    "elderly": _l("old age"),
    "substance_addiction": _l("addiction"),
    "destitution": _l("destitution"),
    "refugee_or_asylum_seeker": _l("refugee or asylum seeker"),
    "torture_or_trauma_survivor": _l("survived torture or trauma"),
    "violent_crime_survivor": _l("survived a violent crime"),
    "trafficking_victim": _l("victim of trafficking"),
    "stateless": _l("stateless"),
    "minority_risk_of_xenophobic_violence": _l("minority at risk of violence"),
    "men_boys_overlooked_risk": _l("a man or boy whose risk is overlooked"),
    "detention_related_factors": _l("because of detention"),
    "language_literacy_isolation": _l("language, reading and writing, isolation"),
    "natural_disaster": _l("natural disaster"),
    "critical_health_care_need_new_arrival": _l("newly arrived, needs vital care"),
}
# What to think of when asking: own wording, guided by the published screening tools (UNHCR/IDC 2016; network, 2019).
ASKED = {
    "needs": _l("Sleep, food, care, school, money, clear advice, a paper to show, somebody to talk to."),
    "strengths": _l("What they did by themselves, whom they know, languages, work, what gives them strength."),
    "barriers": _l("What stops them: fear, illness, others who decide for them, not understanding, no address."),
    "living": _l("Housing, income, food, care, school: how sure it is, and who helps."),
    "dynamics": _l("Who speaks for whom, who translates, where husband and wife want different things, what a child carries."),
    "ties": _l("School, work, faith, neighbours, relatives with stay, what would be lost."),
    "conditions": _l("Reporting, address, order to leave, entry ban; “none” when nothing was imposed."),
    "detention": _l("Where, when, how long, how often, with the children or not; what it left behind."),
}
