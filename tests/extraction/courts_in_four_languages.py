"""Invented judgments in the styles of courts in four languages, with dated steps of the case and dates that are none."""

# The court, its judgment, days on which something happened in the case, and days of laws, other cases and births.
JUDGMENTS = (
    ('a British tribunal', '''
Upper Tribunal
(Immigration and Asylum Chamber)                      Appeal Number: HU/12345/2018

THE IMMIGRATION ACTS

Heard at Field House                                  Decision & Reasons Promulgated
On 12 March 2019                                      On 2 April 2019

Before
UPPER TRIBUNAL JUDGE HARGREAVES

Between
Mr A B
(ANONYMITY DIRECTION MADE)
Appellant
and
THE SECRETARY OF STATE FOR THE HOME DEPARTMENT
Respondent

DECISION AND REASONS

1. The appellant, a citizen of Ghana born on 4 July 1985, appeals against the decision of First-tier Tribunal Judge Moore promulgated on 3 December 2018 dismissing his appeal against the respondent's refusal of his human rights claim.

Background
2. The appellant entered the United Kingdom as a visitor on 14 May 2009. His leave expired on 14 November 2009 and he overstayed.
3. In June 2012 he met his partner, who gave birth to their daughter in March 2014.
4. On 6 October 2016 he applied for leave to remain. The application was refused on 22 January 2018.
5. Permission to appeal was granted by Judge Kelly on 30 January 2019.

The hearing
6. At the hearing on 12 March 2019 Ms Shah relied on her skeleton argument.

Discussion
7. In KO (Nigeria) v SSHD [2018] UKSC 53, handed down on 24 October 2018, the Supreme Court held that section 117B(6) is to be read in context.
8. The Immigration Rules were amended with effect from 9 July 2012.

Notice of Decision
The appeal is allowed.

Signed                                                Date: 28 March 2019
''', ['2009-05-14', '2016-10-06', '2018-01-22', '2018-12-03', '2019-01-30', '2019-03-12'],
     ['2012-07-09', '2018-10-24', '1985-07-04']),
    ('Strasbourg, in French', '''
CINQUIÈME SECTION

AFFAIRE BALDE c. BORDURIE

(Requête no 12345/15)

ARRÊT

STRASBOURG

14 mai 2019

Cet arrêt deviendra définitif dans les conditions définies à l'article 44 § 2 de la Convention.

PROCÉDURE

1.  À l'origine de l'affaire se trouve une requête (no 12345/15) dirigée contre la République de Bordurie et dont un ressortissant guinéen, M. Alpha Balde (« le requérant »), a saisi la Cour le 9 mars 2015 en vertu de l'article 34 de la Convention.
2.  Le 22 juin 2016, la requête a été communiquée au Gouvernement.

EN FAIT

I.  LES CIRCONSTANCES DE L'ESPÈCE
3.  Le requérant est né en 1978 et réside à Klow.
4.  Il est arrivé en Bordurie en 2004. Le 3 février 2006, il y épousa une ressortissante bordure.
5.  Par un jugement du 12 octobre 2010, le tribunal correctionnel le condamna à deux ans d'emprisonnement.
6.  Le ministre de l'Intérieur prit le 4 janvier 2012 un arrêté d'expulsion, qui lui fut notifié le 11 janvier 2012. Son recours fut rejeté le 20 septembre 2013 et son pourvoi le 15 décembre 2014.

II.  LE DROIT INTERNE PERTINENT
7.  La loi du 2 mars 1998 sur les étrangers prévoit l'expulsion. Elle a été modifiée le 5 mai 2007.

EN DROIT
I.  SUR LA VIOLATION ALLÉGUÉE DE L'ARTICLE 8
8.  Le Gouvernement rappelle que le requérant a été condamné le 12 octobre 2010.

PAR CES MOTIFS, LA COUR, À L'UNANIMITÉ,
Déclare la requête recevable.
Fait en français, puis communiqué par écrit le 14 mai 2019, en application de l'article 77.
''', ['2015-03-09', '2016-06-22', '2004', '2006-02-03', '2012-01-04', '2013-09-20', '2014-12-15'],
     ['2007-05-05', '1998-03-02', '1978']),
    ('Luxembourg', '''
JUDGMENT OF THE COURT (Fourth Chamber)

16 July 2020

(Reference for a preliminary ruling - Directive 2003/86/EC - Right to family reunification)

In Joined Cases C-133/19 and C-136/19,

REQUESTS for a preliminary ruling under Article 267 TFEU from the Conseil d'État (Belgium), made by decisions of 31 January 2019, received at the Court on 19 and 20 February 2019,

having regard to the written procedure and further to the hearing on 30 January 2020,
after hearing the Opinion of the Advocate General at the sitting on 19 March 2020,
gives the following

Judgment

Legal context
3 Article 4 of Council Directive 2003/86/EC of 22 September 2003 provides as follows.

The disputes in the main proceedings and the questions referred
15 On 20 March 2012, B.M.M., who holds refugee status in Belgium, lodged applications for visas in the name of her minor children at the Belgian embassy in Conakry.
16 On 2 July 2012 the applications were rejected. On 9 December 2013 new applications were lodged, which were rejected on 25 March 2014.
17 By judgment of 31 January 2018 the Council for asylum and immigration proceedings declared the actions inadmissible.

Consideration of the questions referred
24 It must be recalled that in the judgment of 12 April 2018, A and S, the Court held otherwise.

Costs
On those grounds, the Court (Fourth Chamber) hereby rules: Article 4(1) must be interpreted as follows.
''', ['2019-01-31', '2020-01-30', '2012-03-20', '2012-07-02', '2013-12-09', '2014-03-25'],
     ['2003-09-22', '2018-04-12']),
    ('a German court', '''
VERWALTUNGSGERICHT MUSTERSTADT

Aktenzeichen: 3 K 1234/18.A

IM NAMEN DES VOLKES
URTEIL

In der Verwaltungsrechtssache
des Herrn A. B., geb. am 3. Mai 1990,
- Kläger -
gegen
die Bundesrepublik Deutschland
- Beklagte -
hat die 3. Kammer des Verwaltungsgerichts auf die mündliche Verhandlung vom 14. Januar 2020 für Recht erkannt:

Die Klage wird abgewiesen.

Tatbestand
Der Kläger, ein afghanischer Staatsangehöriger, reiste am 12. Oktober 2015 in das Bundesgebiet ein und stellte am 4. Februar 2016 einen Asylantrag.
Bei seiner Anhörung am 7. Juni 2017 gab er an, er habe sein Land im August 2015 verlassen.
Mit Bescheid vom 20. Dezember 2017, zugestellt am 27. Dezember 2017, lehnte das Bundesamt den Antrag ab.
Hiergegen hat der Kläger am 5. Januar 2018 Klage erhoben. Mit Beschluss vom 2. Dezember 2019 wurde der Rechtsstreit dem Einzelrichter übertragen.

Entscheidungsgründe
Die zulässige Klage ist unbegründet. Das Asylgesetz in der Fassung der Bekanntmachung vom 2. September 2008 ist maßgeblich. Das Bundesverwaltungsgericht hat mit Urteil vom 31. Januar 2013 - 10 C 15.12 - entschieden.

Rechtsmittelbelehrung
Die Berufung ist zuzulassen.
''', ['2020-01-14', '2015-10-12', '2016-02-04', '2017-06-07', '2018-01-05', '2019-12-02'],
     ['1990-05-03', '2008-09-02', '2013-01-31']),
    ('a German order with reasons under two numbers', '''
OBERLANDESGERICHT BEISPIELSTADT
BESCHLUSS
In der Abschiebungshaftsache
betreffend Frau C. D.
hat der 5. Zivilsenat am 18. Juni 2018 beschlossen:
Die Beschwerde wird zurückgewiesen.
Gründe
I.
Die Betroffene reiste im März 2016 ein. Ihr Asylantrag wurde am 14. September 2016 als offensichtlich unbegründet abgelehnt.
Am 2. Mai 2018 wurde sie festgenommen. Mit Beschluss vom 3. Mai 2018 ordnete das Amtsgericht die Haft bis zum 30. Juni 2018 an. Gegen den ihr am selben Tag zugestellten Beschluss legte sie am 9. Mai 2018 Beschwerde ein, der das Amtsgericht mit Beschluss vom 15. Mai 2018 nicht abgeholfen hat.
II.
Die zulässige Beschwerde hat keinen Erfolg. Der Senat folgt dem Bundesgerichtshof (BGH, Beschluss vom 12. Mai 2011 - V ZB 309/10).
''', ['2016-03', '2016-09-14', '2018-05-02', '2018-05-03', '2018-05-09', '2018-05-15'],
     ['2011-05-12']),
    ('a Belgian labour court', '''
ARBEIDSRECHTBANK GENT, afdeling Gent
Vonnis
A.R. 19/456/A
In de zaak van:
Mevrouw SINGH Jasleen, wonende te 9000 Gent, eisende partij,
tegen:
OCMW GENT, verwerende partij.

1. RECHTSPLEGING
De vordering werd ingeleid bij verzoekschrift, neergelegd ter griffie op 4 april 2019.
De zaak werd behandeld op de openbare terechtzitting van 10 oktober 2019.

2. FEITEN
Mevrouw Singh verblijft sinds 2012 in België.
Op 8 januari 2019 vroeg zij dringende medische hulp aan. Het OCMW weigerde dit bij beslissing van 5 februari 2019.
Op 3 maart 2019 werd haar zoon geboren.

3. BEOORDELING
Volgens artikel 57 van de wet van 8 juli 1976 heeft zij recht op hulp. Het Arbeidshof besliste op 12 mei 2015 in dezelfde zin.

OM DEZE REDENEN, DE RECHTBANK,
Verklaart de vordering gegrond.
Uitgesproken op 7 november 2019.
''', ['2019-04-04', '2019-10-10', '2012', '2019-02-05', '2019-03-03'],
     ['1976-07-08', '2015-05-12']),
    ('Luxembourg, in French', '''
ARRÊT DE LA COUR (troisième chambre)

8 mai 2018

« Renvoi préjudiciel – Regroupement familial »

Dans l'affaire C-82/16,
ayant pour objet une demande de décision préjudicielle au titre de l'article 267 TFUE, introduite par le Raad voor Vreemdelingenbetwistingen, par décision du 8 février 2016, parvenue à la Cour le 12 février 2016,

LA COUR,
vu la procédure écrite et à la suite de l'audience du 22 février 2017,
ayant entendu l'avocat général en ses conclusions à l'audience du 26 octobre 2017,
rend le présent

Arrêt

Le cadre juridique
La directive 2008/115
3 La directive 2008/115/CE du 16 décembre 2008 prévoit ce qui suit.

Les litiges au principal et les questions préjudicielles
14 K. A., de nationalité arménienne, s'est vu notifier, le 27 février 2013, un ordre de quitter le territoire belge ainsi qu'une interdiction d'entrée.
15 Le 8 octobre 2013, elle a introduit une demande de séjour en qualité de descendante. Cette demande a été rejetée le 9 mars 2014.

Sur les questions préjudicielles
40 La Cour a dit pour droit, dans l'arrêt du 8 mars 2011, Ruiz Zambrano, que l'article 20 TFUE s'oppose à de telles mesures.

Par ces motifs, la Cour dit pour droit : ...
''', ['2016-02-08', '2017-02-22', '2013-10-08', '2014-03-09'],
     ['2008-12-16', '2011-03-08']),
    ('a British high court', '''
Neutral Citation Number: [2017] EWHC 1234 (Admin)
IN THE HIGH COURT OF JUSTICE
QUEEN'S BENCH DIVISION
ADMINISTRATIVE COURT
Royal Courts of Justice
Date: 09/06/2017
Before: MR JUSTICE WENDELL
Between:
THE QUEEN on the application of M.K. Claimant
- and -
SECRETARY OF STATE FOR THE HOME DEPARTMENT Defendant
Hearing dates: 16 and 17 May 2017
Approved Judgment
MR JUSTICE WENDELL:
Introduction
1. The claimant challenges his detention between 2 March 2016 and 14 July 2016.
The facts
2. The claimant arrived in the United Kingdom on 21 February 2016 hidden in a lorry. He was encountered by police on 2 March 2016 and claimed asylum the same day.
3. A rule 35 report was completed on 5 April 2016. The defendant responded on 7 April 2016, maintaining detention.
4. These proceedings were issued on 12 July 2016 and he was released two days later.
The legal framework
5. The Detention Centre Rules came into force on 2 April 2001. In Lumba, decided on 23 March 2011, Lord Dyson explained the test.
Conclusion
6. The claim succeeds.
''', ['2016-02-21', '2016-04-05', '2016-04-07', '2016-07-12'],
     ['2001-04-02']),
)
