"""An invented family, the Demiris, as a case manager would have recorded them: twelve years, five members, 26 events.

Every way a fact can be known occurs: the act itself, a paper that tells of it, the family's account, a third person,
an observation, nothing at all; two sources that contradict each other; two silent years; a term that runs.
"""

from datetime import date
from functools import cache

from caseline.chronology import BirthClaim, Case, DocumentInfo, Event, Mandate, Person, Source
from caseline.chronology.chronology import Chronology, build
from caseline.dossiers.choices import Choices, Paper, Profile
from caseline.dossiers.dossier import ChildFacts
from caseline.dossiers.proceedings import Question

TODAY = date(2024, 3, 11)
ACT, TOLD, FAMILY, THIRD, SEEN = ("primary_document", "mentioned_in_other_document", "client_statement",
                                  "third_party_statement", "case_manager_observation")
BASHKIM, ARBEN, ARTA, LUAN, ELIRA = 1, 2, 3, 4, 5
ALL, PARENTS, FIRST_TWO, CHILDREN = (1, 2, 3, 4, 5), (1, 2), (1, 2, 3), (3, 4, 5)

# id: kind, date, language, issuer, pages, people
PAPERS = {
    1: ("annex_26", "2012-05-14", "fr", "Office des étrangers", 2, FIRST_TWO),
    2: ("cgrs_decision", "2013-02-26", "fr", "CGRA", 6, PARENTS),
    3: ("call_judgment", "2013-07-19", "fr", "Conseil du contentieux des étrangers", 9, PARENTS),
    4: ("annex_13quinquies", "2013-08-05", "fr", "Office des étrangers", 2, FIRST_TWO),
    5: ("birth_certificate", "2014-09-18", "nl", "Stad Gent", 1, (LUAN,)),
    6: ("school_certificate", "2023-10-02", "nl", "Basisschool De Linde", 1, (LUAN,)),
    7: ("oe_decision", "2019-03-12", "fr", "Office des étrangers", 4, ALL),
    8: ("annex_13", "2019-03-12", "fr", "Office des étrangers", 2, ALL),
    9: ("lawyer_letter", "2019-05-02", "fr", "Me Claudine Exemple", 2, ()),
    10: ("birth_certificate", "2019-11-25", "fr", "Ville de Liège", 1, (ELIRA,)),
    11: ("medical_certificate", "2023-06-20", "fr", "Dr Voorbeeld", 1, (BASHKIM,)),
    12: ("home_visit_note", "2023-01-17", "en", "", 3, ()),
    13: ("support_letter", "2023-04-02", "fr", "Mme R. Modèle", 1, ALL),
    14: ("acknowledgment_9bis", "2023-11-06", "fr", "Ville de Liège", 1, ALL),
    15: ("oe_decision", "2024-02-20", "fr", "Office des étrangers", 5, ALL),
    16: ("passport", "2016-01-10", "en", "Republic of Kosovo", 3, (ARBEN,)),
}


def source(paper: int, kind=TOLD, page=1, quote="", **more) -> Source:
    known = PAPERS[paper]
    return Source(document_id=paper, document=f"scan{paper:04d}.pdf", document_kind=known[0], document_date=known[1], page=page,
                  quote=quote, source_kind=kind, **more)


def told(who: str, on="2023-01-17", quote="") -> Source:
    return Source(source_kind=FAMILY, said_by=who, document_date=on, quote=quote)


def events() -> tuple[Event, ...]:
    """The events; the names of the members stand in some sentences, so that pseudonyms can be tested."""
    n = iter(range(101, 200))

    def event(kind, when, sentence, *sources, persons=ALL, status="accepted", **more):
        return Event(next(n), kind, when, persons=persons, sentence=sentence, status=status, sources=sources, **more)

    return (
        event("arrival_belgium", "2012-05", "La famille déclare être arrivée en Belgique en camion, par l’Autriche.",
              told("Mme Demiri"), persons=FIRST_TWO),
        event("asylum_application", "2012-05-14", "Les parents demandent la protection internationale.",
              source(1, ACT, 1, "a introduit une demande d'asile le 14/05/2012"), source(3, TOLD, 2, quote="le 14 mai 2012"),
              persons=FIRST_TWO, references=(("oe_sp", "7123456"),), key=True),
        event("asylum_interview", "2012-11-08", "Mme Demiri est entendue par le CGRA avec un interprète albanais.",
              source(2, TOLD, 2, "entendue le 8 novembre 2012"), persons=(BASHKIM,)),
        event("cgrs_refusal", "2013-02-26", "Le CGRA refuse le statut de réfugié et la protection subsidiaire.",
              source(2, ACT, 6, "le statut de réfugié vous est refusé", dates={"notification_date": "2013-03-01"}),
              persons=PARENTS, dates={"notification_date": "2013-03-01"}, references=(("cgrs", "12/14567"),), key=True),
        event("appeal_call", "2013-03-28", "Un recours de plein contentieux est introduit au CCE.", source(3, TOLD, 1),
              persons=PARENTS),
        event("judgment_call", "2013-07-19", "Le CCE rejette le recours.", source(3, ACT, 9, "La requête est rejetée."),
              persons=PARENTS, references=(("call_judgment", "107 123"),), outcome="dismissed", key=True),
        event("order_to_leave", "2013-08-05", "Un ordre de quitter le territoire est délivré (annexe 13quinquies).",
              source(4, ACT, 1, "de quitter le territoire dans les trente jours", dates={"notification_date": "2013-08-12"}),
              persons=FIRST_TWO, dates={"notification_date": "2013-08-12"}),
        event("birth", "2014-09-15", "Luan naît à Gand.", source(5, ACT, 1, "op 15 september 2014 is geboren"),
              source(7, TOLD, 1, "né le 09.05.2014", edtf="2014-05-09"), persons=(LUAN, BASHKIM, ARBEN)),
        event("address_change", "2014-10/2016-06", "La famille habite chez des amis à Gand.", told("M. Demiri"), persons=(1, 2, 3, 4)),
        event("school_enrolment", "2014-09-01/2016-06-30", "Arta fréquente l’école maternelle puis primaire à Gand.",
              Source(source_kind=THIRD, said_by="ancienne institutrice", document_date="2023-05-04"), persons=(ARTA,)),
        event("lawyer_mandate_start", "2018-06", "Me Claudine Exemple reprend le dossier.", source(9, TOLD, 1),
              named=("Me Claudine Exemple",)),
        event("application_9bis", "2018-09-20", "Une demande d’autorisation de séjour (9bis) est introduite à Liège.",
              source(7, TOLD, 1, "la demande introduite le 20.09.2018"), source(9, TOLD, 1, "en septembre 2018", edtf="2018-09"), key=True),
        event("decision_inadmissible", "2019-03-12", "L’Office des étrangers déclare la demande 9bis irrecevable.",
              source(7, ACT, 4, "la demande est déclarée irrecevable", dates={"notification_date": "2019-03-27"}),
              source(9, TOLD, 1, "notifiée le 29 mars 2019", dates={"notification_date": "2019-03-29"}),
              dates={"notification_date": "2019-03-27"}, key=True,
              advice_question="La notification du 27 ou du 29 mars 2019 est-elle la bonne, et cela change-t-il le délai de recours ?"),
        event("order_to_leave", "2019-03-12", "Un ordre de quitter le territoire est délivré (annexe 13).",
              source(8, ACT, 1, "de quitter le territoire au plus tard dans les 30 jours",
                     dates={"notification_date": "2019-03-27", "leave_by_date": "2019-04-26"}),
              dates={"notification_date": "2019-03-27", "leave_by_date": "2019-04-26"}),
        event("birth", "2019-11-21", "Elira naît à Liège.", source(10, ACT, 1, "est née le vingt et un novembre 2019"),
              persons=(ELIRA, BASHKIM, ARBEN)),
        event("apprehension", "2020-09-02", "La police contrôle M. Demiri et Luan près de l’école.", told("M. Demiri"),
              source(13, THIRD, 1, "les policiers les ont emmenés devant les autres enfants"), persons=(ARBEN, LUAN)),
        event("return_house", "2020-09-03/2020-09-17", "La famille est placée dans une maison de retour à Tubize.",
              told("Mme Demiri"), source(12, SEEN, 2), key=True),
        event("health", "2023-06-20", "Un médecin atteste un suivi pour angoisse et insomnie depuis 2020.",
              source(11, ACT, 1, "suivie depuis septembre 2020"), persons=(BASHKIM,)),
        event("project_intake", "2023-01-10", "La famille entre dans le projet et signe la déclaration de participation.",
              Source(source_kind=SEEN, said_by="K., accompagnatrice", document_date="2023-01-10")),
        event("home_visit", "2023-01-17", "Première visite à domicile.", source(12, SEEN, 1)),
        event("school_enrolment", "2019-09-01/..", "Luan est élève de l’école De Linde.",
              source(6, ACT, 1, "is ingeschreven sinds 1 september 2019"), persons=(LUAN,)),
        event("community_activity", "2021-09~/..", "Arta joue au football dans le club du quartier.", told("Arta", "2023-02-20"),
              source(13, THIRD, 1, "Arta est notre meilleure gardienne"), persons=(ARTA,)),
        event("support_letter", "2023-04-02", "Une voisine atteste connaître la famille depuis 2018.", source(13, ACT, 1)),
        event("application_9bis", "2023-11-06", "Une nouvelle demande 9bis est introduite auprès du bourgmestre de Liège.",
              source(14, ACT, 1, "accuse réception de la demande"), references=(("commune_ref", "9B/2023/118"),), key=True),
        event("decision_refusal", "2024-02-20", "L’Office des étrangers rejette la nouvelle demande 9bis.",
              source(15, ACT, 5, "la demande est rejetée", dates={"notification_date": "2024-03-01"}),
              dates={"notification_date": "2024-03-01"}, key=True,
              advice_question="Quels moyens contre la décision du 20 février 2024, et dans quel délai ?"),
        event("embassy_contact", "2022", "Le consulat aurait refusé un passeport pour les enfants.", persons=CHILDREN),
        event("notice_to_quit", "2023-09", "Le propriétaire annonce la fin du bail.", source(12, SEEN, 3), status="proposed"),
    )


def people() -> tuple[Person, ...]:
    return (
        Person(BASHKIM, "DEMIRI Bashkime", "mother", "F", "1986-04-12", (BirthClaim("1986-04-12", source(1)), )),
        Person(ARBEN, "DEMIRI Arben", "father", "M", "1982-11-30", (
            BirthClaim("1982-01-01", source(1, TOLD, 1, "né le 01/01/1982")), BirthClaim("1982-11-30", source(16, ACT, 2, "30 NOV 1982")))),
        Person(ARTA, "DEMIRI Arta", "child", "F", "2011-03-08", (BirthClaim("2011-03-08", source(1, TOLD, 2)),)),
        Person(LUAN, "DEMIRI Luan", "child", "M", "2014-09-15", (BirthClaim("2014-09-15", source(5, ACT)),
                                                               BirthClaim("2014-05-09", source(7, TOLD, 1, "né le 09.05.2014")))),
        Person(ELIRA, "DEMIRI Elira", "child", "F", "2019-11-21", (BirthClaim("2019-11-21", source(10, ACT)),)),
    )


def profiles() -> tuple[Profile, ...]:
    return (
        Profile(BASHKIM, "DEMIRI Bashkime", "mother", "F", "Prizren", "XK", ("Demiri Bashkim", "Mme Demiri"), (("oe_sp", "7.123.456"), ("cgrs", "12/14567"))),
        Profile(ARBEN, "DEMIRI Arben", "father", "M", "Prizren", "XK", ("Arben Demiry", "M. Demiri"), (("oe_sp", "7.123.457"),)),
        Profile(ARTA, "DEMIRI Arta", "child", "F", "Prizren", "XK", facts=ChildFacts(
            voice="Je veux rester ici. Ma langue, c’est le français, et je rêve en français.\nQuand je vois la police, je pense à la maison de Tubize.",
            voice_how="Lettre écrite par Arta (12 ans) le 20 février 2024, seule, sur sa proposition ; relue avec elle en français.",
            voice_lang="fr", languages="Français (parle, lit, rêve), néerlandais (parle), albanais (comprend).",
            school="1re secondaire ; veut devenir infirmière.", friends="Football depuis 2021, gardienne de l’équipe des filles.",
            home="Quatre logements depuis 2012.", on_return="Arta n’a jamais été à l’école en albanais et n’a pas de proches au Kosovo.",
            protective="Un entraîneur et une voisine qui la suivent depuis des années.", agreed=True)),
        Profile(LUAN, "DEMIRI Luan", "child", "M", "Gent", "stateless", facts=ChildFacts(
            school="3e primaire à De Linde ; soutien en lecture.", health="Cauchemars depuis 2020, selon sa mère.", agreed=None)),
        Profile(ELIRA, "DEMIRI Elira", "child", "F", "Liège", "stateless"),
    )


def papers() -> tuple[Paper, ...]:
    return tuple(Paper(number, kind, "", when, issuer, pages, persons, False, lang)
                 for number, (kind, when, lang, issuer, pages, persons) in PAPERS.items())


@cache
def chronology(lang: str = "fr") -> Chronology:
    case = Case("PT-2023-04", people(), events(),
                tuple(DocumentInfo(number, f"scan{number:04d}.pdf", known[0], known[1], known[5]) for number, known in PAPERS.items()),
                (Mandate(1, "Me Pieter Voorbeeld", "2012-06", "2013-09"), Mandate(2, "Me Claudine Exemple", "2018-06")))
    return build(case, today=TODAY, country="be", lang=lang)


def choices(**changes) -> Choices:
    known = dict(
        prepared_on=TODAY, organisation="Maison ouverte asbl", prepared_by="K., accompagnatrice", recipient="", contact="+32 00 00 00 00",
        valid_until=date(2024, 9, 30), version=2,
        summary="La famille vit en Belgique depuis 2012. Deux des trois enfants y sont nés. Une décision de rejet vient d’être notifiée : le délai de recours court.",
        summary_lang="fr", request="Pouvez-vous rendre un avis écrit sur l’intérêt supérieur d’Arta, de Luan et d’Elira au regard de la décision du 20 février 2024 ?\nL’avis serait joint au recours par l’avocate de la famille ; il est demandé avant le 25 mars 2024.",
        request_lang="fr", questions=(Question("Une demande d’apatridie est-elle utile pour Luan et Elira ?"),),
        mandate_contacts={"Me Claudine Exemple": "Barreau de Liège"},
        translations={}, remarks={116: "À documenter : demander le procès-verbal."})
    return Choices(**{**known, **changes})
