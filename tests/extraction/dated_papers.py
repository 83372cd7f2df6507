"""Invented papers of Belgian offices with their own dates by role, and events with the dates that belong to them."""

# What the paper is, its text, its own dates by role, and events with the dates that belong to them.
PAPERS = (
    ('words at the foot of an order', '''
ANNEXE 13
ROYAUME DE BELGIQUE
SPF INTERIEUR - OFFICE DES ETRANGERS
N° SP : 8.112.334

ORDRE DE QUITTER LE TERRITOIRE

Il est enjoint à Madame, qui déclare se nommer :
Nom : KAMARA
Prénom : Aminata
Date de naissance : 03.02.1986
Nationalité : Sierra Leone
de quitter le territoire de la Belgique, dans les 30 jours de la notification de la décision.

MOTIF DE LA DECISION :
L'intéressée demeure dans le Royaume sans être porteuse des documents requis.

Bruxelles, le 11.03.2015
Pour le Secrétaire d'Etat à l'Asile et la Migration

ACTE DE NOTIFICATION
L'an deux mille quinze, le vingt-trois mars, à la requête du délégué du Secrétaire d'Etat,
le soussigné, agent de la commune d'Etterbeek, a notifié à la nommée KAMARA Aminata la décision ci-dessus.
''', {'written': '2015-03-11', 'notified': '2015-03-23'},
     (('order_to_leave', '2015-03-11', {'notification_date': '2015-03-23'}),)),
    ('dots to write on', '''
Annexe 13
ORDRE DE QUITTER LE TERRITOIRE
En exécution de la décision de l'attaché, il est enjoint au nommé SOW Ibrahima, né à Conakry le 4 mai 1979, de quitter
le territoire du Royaume au plus tard le 22 avril 2015.
Fait à Bruxelles, le 11 mars 2015
L'attaché,

Notifié à l'intéressé le ......23/03/2015...... à Schaerbeek
Signature de l'intéressé (refus de signer)
''', {'written': '2015-03-11', 'notified': '2015-03-23'},
     (('order_to_leave', '2015-03-11', {'notification_date': '2015-03-23', 'leave_by_date': '2015-04-22'}),)),
    ('words of the person who was told', '''
BIJLAGE 13
KONINKRIJK BELGIË
FOD BINNENLANDSE ZAKEN - DIENST VREEMDELINGENZAKEN
O.V. 7.554.120

BEVEL OM HET GRONDGEBIED TE VERLATEN

Aan de heer MIRZAYI Hamid, geboren te Herat op 09.09.1990, wordt het bevel gegeven het grondgebied van België te verlaten binnen 7 dagen na de kennisgeving.

Brussel, 5 mei 2016
Voor de Staatssecretaris,

Ik erken kennis te hebben genomen van deze beslissing op 12 mei 2016 te Gent.
Handtekening van de vreemdeling
''', {'written': '2016-05-05', 'notified': '2016-05-12'},
     (('order_to_leave', '2016-05-05', {'notification_date': '2016-05-12'}),)),
    ('an act that opens with its year', '''
Bijlage 13sexies
INREISVERBOD
Aan mevrouw BALDEH Fatou, geboren op 01.03.1988, wordt een inreisverbod voor 2 jaar opgelegd.
Brussel, 14 september 2017
De gemachtigde van de Staatssecretaris

AKTE VAN KENNISGEVING
Het jaar 2017, de 21ste september, heb ik, ondergetekende, inspecteur van politie te Antwerpen, aan de genaamde BALDEH Fatou
kennis gegeven van deze beslissing.
''', {'written': '2017-09-14', 'notified': '2017-09-21'},
     (('entry_ban', '2017-09-14', {'notification_date': '2017-09-21'}),)),
    ('a stamp, the date on the next line', '''
SPF INTERIEUR
OFFICE DES ETRANGERS
Service Régularisations Humanitaires
N° SP 7.001.223

Bruxelles, le 30 mars 2016

Monsieur le Bourgmestre d'Ixelles,
Objet : Demande d'autorisation de séjour introduite sur base de l'article 9bis - décision

La demande introduite le 12 janvier 2015 par DIALLO Mamadou, né le 17 juin 1982, est déclarée irrecevable.

MOTIFS : Les éléments invoqués ne constituent pas une circonstance exceptionnelle.

Pour le Secrétaire d'Etat

COMMUNE D'IXELLES
NOTIFIÉ LE
14 -04- 2016
''', {'written': '2016-03-30', 'notified': '2016-04-14'},
     (('decision_inadmissible', '2016-03-30', {'notification_date': '2016-04-14'}), ('application_9bis', '2015-01-12', {}))),
    ('a card', '''
COMMUNE DE SAINT-GILLES
ATTESTATION D'IMMATRICULATION - MODELE A
N° B 1234567 89
NOM : HABIMANA
PRENOM : Josiane
Née le : 12.07.1984
Délivrée à Saint-Gilles, le 12.01.2018
Valable jusqu'au : 11.04.2018
''', {'written': '2018-01-12', 'valid_until': '2018-04-11'},
     (('residence_document_issued', '2018-01-12', {'valid_until': '2018-04-11'}),)),
    ('a paper prolonged later', '''
ANNEXE 35
DOCUMENT SPECIAL DE SEJOUR
Le nommé PETROV Ivan, né à Plovdiv le 08/11/1975, est autorisé à demeurer sur le territoire dans l'attente d'une décision du Conseil.
Le présent document, délivré à Liège le 3 mars 2014, est valable jusqu'au 2 avril 2014.
Prorogé jusqu'au 2 mai 2014.
''', {'written': '2014-03-03'},
     (('residence_document_issued', '2014-03-03', {'valid_until': '2014-05-02'}),)),
    ('a provisional paper', '''
Bijlage 15
ATTEST
Overhandigd aan: mevrouw NGUYEN Thi Lan, geboren te Hué op 05.05.1993
Dit document dekt voorlopig het verblijf en is geldig tot 17 november 2019.
Afgegeven te Leuven, op 3 oktober 2019
Voor de burgemeester
''', {'written': '2019-10-03', 'valid_until': '2019-11-17'},
     (('residence_document_issued', '2019-10-03', {'valid_until': '2019-11-17'}),)),
    ('a mail telling of two decisions', '''
From: Claire Martens <c.martens@lexcorner.be>
To: caseworker@example.org
Sent: Monday 22 May 2017 10:14
Subject: Sesay family

Dear colleague,

The order to leave the territory dated 2 May 2017 was handed to Mr Sesay at the town hall on 16 May 2017.
Their 9bis was refused on 28 April 2017; the family only got the refusal on 16 May 2017.
We will appeal before 15 June 2017.
''', {'written': '2017-05-22'},
     (('order_to_leave', '2017-05-02', {'notification_date': '2017-05-16'}), ('decision_refusal', '2017-04-28', {'notification_date': '2017-05-16'}))),
    ('a judgment notified by mail', '''
Cher Confrère,

Gand, le 15 juin 2016

L'arrêt n° 169 120 du 3 juin 2016 du Conseil du contentieux des étrangers rejette le recours. Il a été notifié par pli recommandé du 7 juin 2016.

Votre bien dévouée,
Me Sofie Claes, avocat
''', {'written': '2016-06-15'},
     (('judgment_call', '2016-06-03', {'notification_date': '2016-06-07'}),)),
    ('labels above a row of dates', '''
PASSPORT
REPUBLIC OF GHANA
Type P   Country code GHA   Passport No G1234567
Surname / Nom
MENSAH
Given names / Prénoms
Kofi
Date of birth / Date de naissance
02 FEB 1987
Date of issue / Date de délivrance        Date of expiry / Date d'expiration
14 MAR 2016                               13 MAR 2021
''', {'valid_until': '2021-03-13'},
     (('identity_document_issued', '2016-03-14', {'expiry_date': '2021-03-13'}),)),
    ('a receipt at the foot', '''
Administration communale de Forest
Annexe 26quater
DECISION DE REFUS DE SEJOUR AVEC ORDRE DE QUITTER LE TERRITOIRE
En exécution de l'article 51/5, la nommée ALAMI Samira, née le 13.03.1990, est refusée.
L'Allemagne est responsable de l'examen de la demande.
Bruxelles, le 19.10.2016
Le délégué

Je reconnais avoir reçu copie de la présente décision.
Date : 26.10.2016
Signature :
''', {'written': '2016-10-19', 'notified': '2016-10-26'},
     (('dublin_decision', '2016-10-19', {'notification_date': '2016-10-26'}),)),
    ('a decision that was posted', '''
COMMISSARIAT GENERAL AUX REFUGIES ET AUX APATRIDES
CG : 15/12345

DECISION
REFUS DU STATUT DE REFUGIE ET REFUS DU STATUT DE PROTECTION SUBSIDIAIRE
Concerne : BARRY Oumou, née le 2 avril 1992
A. Faits invoqués
Vous avez introduit une demande d'asile le 3 novembre 2014.
C. Conclusion
Vous ne pouvez être reconnue réfugiée.

Fait à Bruxelles, le 12 mai 2015
Envoyée par pli recommandé à votre domicile élu le 13 mai 2015
''', {'written': '2015-05-12', 'sent': '2015-05-13'},
     (('cgrs_refusal', '2015-05-12', {}), ('asylum_application', '2014-11-03', {}))),
    ('a visa', '''
VISA SCHENGEN - ETATS SCHENGEN
Type de visa : C   Nombre d'entrées : 01   Durée du séjour : 30 jours
Valable du 02-05-2014 au 15-06-2014
Délivré à Kinshasa le 28-04-2014
Nom, prénom : MBALA GRACE
N° de passeport OP0123456
''', {'written': '2014-04-28', 'valid_until': '2014-06-15'},
     (('visa_issued', '2014-04-28', {'valid_from': '2014-05-02', 'valid_until': '2014-06-15'}),)),
    ('a bailiff', '''
HUISSIER DE JUSTICE
Etude Georges PIRARD
AVIS D'EXPULSION
Liège, le 3 mai 2019
Madame CONDE,
En vertu du jugement rendu le 12 mars 2019 par le juge de paix, signifié le 4 avril 2019, votre expulsion aura lieu le 21 mai 2019 à 10 heures.
''', {'written': '2019-05-03'},
     (('eviction_proceedings', '2019-03-12', {'service_date': '2019-04-04', 'eviction_date': '2019-05-21'}),)),
    ('an asylum application in three steps', '''
ANNEXE 26
SPF INTERIEUR - OFFICE DES ETRANGERS
Il est certifié que la nommée TESFAY Hana, née le 3.4.1995 à Asmara, s'est présentée le 11 janvier 2018 à l'Office des étrangers
et a introduit une demande de protection internationale enregistrée le 15 janvier 2018.
Fait à Bruxelles, le 15 janvier 2018
''', {'written': '2018-01-15'},
     (('asylum_application', '2018-01-15', {'registration_date': '2018-01-15', 'presentation_date': '2018-01-11'}),)),
    ('the date of a noun between date and verb', '''
Advocatenkantoor Peeters
Gent, 3 april 2018
Geachte,
Op 28 februari 2018 werd het bevel om het grondgebied te verlaten van 12 februari 2018 aan mijn cliënte ter kennis gebracht.
Het arrest van de Raad voor Vreemdelingenbetwistingen van 20 maart 2018 mochten wij ontvangen op 23 maart 2018.
''', {'written': '2018-04-03'},
     (('order_to_leave', '2018-02-12', {'notification_date': '2018-02-28'}), ('judgment_call', '2018-03-20', {'notification_date': '2018-03-23'}))),
    ('a note of a call', '''
Contact note
Date: 3 April 2018
By phone. On 28 February 2018 the police handed the order to leave of 12 February 2018 to the mother.
The 9ter refusal dated 1 March 2018 reached them on 9 March 2018.
''', {'written': '2018-04-03'},
     (('order_to_leave', '2018-02-12', {'notification_date': '2018-02-28'}), ('decision_refusal', '2018-03-01', {'notification_date': '2018-03-09'}))),
    ('a German service', '''
DIENST FÜR AUSLÄNDERANGELEGENHEITEN
Ausländeramt
Brüssel, den 12. Februar 2018
ANWEISUNG, DAS STAATSGEBIET ZU VERLASSEN (Anlage 13)
Herrn YILMAZ Cem, geboren am 3. März 1980, wird die Anweisung erteilt, das Staatsgebiet spätestens am 30. März 2018 zu verlassen.

ZUSTELLUNG
Am 28. Februar 2018 dem Betroffenen in Eupen ausgehändigt.
Unterschrift
''', {'written': '2018-02-12', 'notified': '2018-02-28'},
     (('order_to_leave', '2018-02-12', {'notification_date': '2018-02-28', 'leave_by_date': '2018-03-30'}),)),
    ('by whom, then when', '''
ANNEXE 13
ORDRE DE QUITTER LE TERRITOIRE
Identité : DRAGOVIC Milena, 14/07/1981
Décision prise à Bruxelles le 07/06/2019 par l'attaché
Délai : 30 jours
Notifié par : INPP Leroy - Zone Bruxelles-Ouest
Date/heure : 07/06/2019 - 22h15
''', {'notified': '2019-06-07'},
     (('order_to_leave', '2019-06-07', {'notification_date': '2019-06-07'}),)),
    ('posted and notified', '''
COMMISSARIAAT-GENERAAL VOOR DE VLUCHTELINGEN EN DE STAATLOZEN
BESLISSING
NIET-ONTVANKELIJK VERZOEK (VOLGEND VERZOEK)
CGVS 19/20456
De heer OSMAN Ali, geboren op 1 mei 1994
C. Conclusie
Uw verzoek om internationale bescherming is niet-ontvankelijk.
Brussel, 8 oktober 2019
De Commissaris-generaal

Aangetekend verzonden op 9 oktober 2019
Kennisgeving op gekozen woonplaats: 11 oktober 2019
''', {'written': '2019-10-08', 'sent': '2019-10-09', 'notified': '2019-10-11'},
     (('cgrs_inadmissible', '2019-10-08', {'notification_date': '2019-10-11'}),)),
    ('two passports, each with its end', '''
EMBASSY OF NEPAL
Brussels
Brussels, 3 October 2018
To whom it may concern
Mr GURUNG Bikash holds passport No 05678123 issued on 12 May 2012 and valid until 11 May 2022. A new passport was issued on 1 October 2018; it expires on 30 September 2028.
''', {'written': '2018-10-03'},
     (('identity_document_issued', '2012-05-12', {'expiry_date': '2022-05-11'}), ('identity_document_issued', '2018-10-01', {'expiry_date': '2028-09-30'}))),
    ('a prolonged passport', '''
PASSPORT
Type P  Code PHL  Passport No P1234567A
Surname: REYES
Given names: Maria
Date of birth: 05 Jan 1984
Date of issue: 10 Jun 2011
Valid until: 09 Jun 2016
Observations: validity extended until 09 Jun 2018 by the Embassy in Brussels on 02 Jun 2016
''', {'valid_until': '2018-06-09'},
     (('identity_document_issued', '2011-06-10', {'expiry_date': '2018-06-09'}),)),
)
