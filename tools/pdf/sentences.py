# SPDX-License-Identifier: AGPL-3.0-or-later
"""Invented sentences about invented people, in five languages, from which test pages are made."""

SENTENCES = {
    'en': [
        'The lawyer Asel Testova was arrested in Taraz on Monday morning by three officers who '
        'gave no reason.',
        'Her colleagues of the Steppe Law Group were not allowed to see her until the following '
        'evening.',
        'A district court ordered two months of pre-trial detention on charges of spreading false '
        'information.',
        'The defence filed a complaint because no interpreter had been present during the '
        'interrogation.',
        'According to her family, the detention conditions are harsh and she has lost weight.',
        'The Ministry did not answer the letter that forty organisations signed in February.',
        'On appeal the sentence was reduced to eighteen months of restricted liberty.',
        'The authorities should release her immediately and unconditionally.',
        'Nils Berg, an advocate from Bergen, observed the hearing and was searched at the '
        'entrance.',
        'The organisation recorded seventeen violations of the rights of lawyers in the region.',
    ],
    'ru': [
        'Адвокат Асель Тестова была задержана в Таразе в понедельник утром тремя сотрудниками '
        'полиции.',
        'Её коллегам из «Степной юридической группы» не разрешили встретиться с ней до вечера.',
        'Районный суд санкционировал содержание под стражей на два месяца по обвинению в '
        'распространении ложных сведений.',
        'Защита подала жалобу, поскольку при допросе не присутствовал переводчик.',
        'По словам родственников, условия содержания тяжёлые, и она сильно похудела.',
        'Министерство не ответило на письмо, которое подписали сорок организаций.',
        'Апелляционная инстанция смягчила приговор до полутора лет ограничения свободы.',
        'Власти должны немедленно и безоговорочно освободить её.',
        'Правозащитник Данияр Пробаев наблюдал за заседанием и был обыскан при входе.',
    ],
    'kk': [
        'Адвокат Әсел Тестова дүйсенбі күні таңертең Тараз қаласында ұсталды.',
        'Әріптестеріне онымен кездесуге келесі күннің кешіне дейін рұқсат берілмеді.',
        'Аудандық сот оны екі айға қамауға алуға санкция берді.',
        'Қорғаушы тарап жауап алу кезінде аудармашы болмағандықтан шағым түсірді.',
        'Туыстарының айтуынша, ұстау жағдайлары өте ауыр және ол қатты арықтаған.',
        'Министрлік қырық ұйым қол қойған хатқа жауап берген жоқ.',
        'Апелляциялық сот үкімді бір жарым жыл бас бостандығын шектеуге дейін жеңілдетті.',
        'Билік оны дереу және ешқандай шартсыз босатуы тиіс.',
    ],
    'fr': [
        "L'avocate Claire Lenoir-Testard a été arrêtée lundi matin à son cabinet par trois agents.",
        "Ses confrères n'ont pas été autorisés à la rencontrer avant le lendemain soir.",
        'Le tribunal a ordonné deux mois de détention provisoire pour diffusion de fausses '
        'nouvelles.',
        "La défense a déposé une plainte car aucun interprète n'était présent pendant "
        "l'interrogatoire.",
        'Selon sa famille, les conditions de détention sont très dures et sa santé se dégrade.',
        "Le ministère n'a pas répondu à la lettre signée par quarante organisations.",
        'Les autorités doivent la libérer immédiatement et sans condition.',
    ],
    'es': [
        'La abogada Inés Pruebas Montoya fue detenida el lunes por la mañana por tres agentes.',
        'Sus compañeros del colectivo no pudieron verla hasta la noche del día siguiente.',
        'El juzgado ordenó dos meses de prisión preventiva por difusión de noticias falsas.',
        'La defensa presentó una queja porque ningún intérprete estuvo presente en el '
        'interrogatorio.',
        'Según su familia, las condiciones de detención son duras y su salud ha empeorado.',
        'El ministerio no respondió a la carta que firmaron cuarenta organizaciones.',
        'Las autoridades deben ponerla en libertad de inmediato y sin condiciones.',
    ],
}


def paragraphs(language, count, start=0):
    """`count` paragraphs of four sentences, each set of sentences another one."""
    own = SENTENCES[language]
    made = []
    for i in range(count):
        picked = [own[(start + i * 3 + j) % len(own)] for j in range(4)]
        made.append(' '.join(picked))
    return made
