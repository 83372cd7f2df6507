"""Invented names, places and sentences for generated families, in three languages."""

FIRST_NAMES = "Ada Amina Ayaan Bekele Dawit Elira Fatou Grace Hodan Idris Jamila Kofi Laleh Lusine Mirela Naveed Omid Rojda Samuel Selam Tenzin Vahan Yonas Zeynep Blerim Chipo Gëzim Şirin Nəzrin Łucja".split()
LAST_NAMES = "Okonjo Rahimi Haxhiaj Tesfaye Petrosyan Diallo Karimov Sherpa Nkurunziza Abdullahi Demiri Gebremedhin Mutombo Yıldırım Haidari Bajraktari Ouédraogo Çelik Tadevosyan Osei Wangmo Sadiqi Kurti Mehari Zewditu".split()
PLACES = "Anderlecht Antwerpen Bastogne Brugge Charleroi Gent Kortrijk Liège Louvain Mechelen Mons Namur Oostende Saint-Gilles Tournai Turnhout Verviers Zottegem".split()
STREETS = ("rue des Tilleuls 12", "Lindenstraat 4", "avenue du Moulin 88", "Kerkplein 1", "chaussée de l'Étang 230")
LETTERS = (
    "Bruxelles, le {day}\nN° SP : {number}\n\nConcerne : famille {name}, {street}, {place}\n\nMadame, Monsieur,",
    "Brussel, {day}\nOV-nummer: {number}\n\nBetreft: gezin {name}, {street}, {place}\n\nMevrouw, mijnheer,",
    "{place}, {day}\nFile {number}\n\nThe family {name}, {street}\n\nDear Madam, dear Sir,",
)
SENTENCES = (  # (event type, what is said)
    ("application_9bis", "Une demande d'autorisation de séjour a été introduite pour la famille {name} à {place} le {day}."),
    ("decision_inadmissible", "La demande de la famille {name} a été déclarée irrecevable le {day}; l'œuvre sociale de {place} en est informée."),
    ("order_to_leave", "Op {day} werd aan het gezin {name} in {place} een bevel om het grondgebied te verlaten betekend."),
    ("appeal_call", "Tegen deze beslissing werd op {day} beroep ingesteld bij de Raad voor Vreemdelingenbetwistingen door het gezin {name} ({place})."),
    ("hearing_call", "The hearing of the family {name} took place on {day}; their lawyer came from {place}."),
    ("judgment_call", "By judgment of {day} the appeal of the family {name} was dismissed; they heard of it in {place}."),
    ("school_enrolment", "Les enfants sont inscrits à l'école communale de {place} depuis le {day}, à la demande de la famille {name}."),
    ("address_change", "Het gezin {name} verhuisde op {day} naar {place}."),
    ("home_visit", "We visited the family {name} at home in {place} on {day} and spoke of what comes next."),
    ("health", "Le médecin de {place} a vu la mère de la famille {name} le {day} et conseille un suivi régulier."),
    ("support_letter", "De school in {place} schreef op {day} een brief ter ondersteuning van het gezin {name}."),
)
BETWEEN = (
    "",
    " Nous vous prions de bien vouloir en prendre note et restons à votre disposition pour toute question.",
    " Gelieve ons binnen dertig dagen de gevraagde stukken te bezorgen, zodat het dossier volledig is.",
    " Please keep this letter with your papers and show it to your lawyer at the next appointment.",
)
