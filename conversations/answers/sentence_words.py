"""Small words of sentences in English, Welsh and Polish, which tell "leave me alone" from a name."""

from __future__ import annotations

SMALL = frozenset(
    """
    a about after all alone already also always am an and another any anybody anyone anything are around as ask at
    away be because been before being but by call called can cannot cant could couldnt did didnt do does doesnt doing
    done dont down each either else even ever every everybody everyone everything for forget from full get getting
    give go going gonna got had has hasnt have havent having he help her here hers hes him his how i id if ill im in
    instead into is isnt it its itself ive just keep later leave less let lets like made make many may me mean might
    mine more most much must my myself need needs neither never next no nobody none not nothing now nowhere of off on
    once only or other our ours out over please rather said same say see sell selling send should shouldnt so some
    somebody someone something soon sorry still stop such sure take tell than thank thanks that thats the their them
    then there theres these they theyre thing things think this those though to today told tomorrow tonight too try
    trying private under until unless up us use very via wait waiting want wants was wasnt we well were werent what
    whatever whats when where which while who whos why will with without wont word work would wouldnt yes yet you your
    youre yours yourself youve youd youll theyll theyve weve arent hadnt shes

    allan ar arall ateb bod chi dach dal dan de deud dim ddim di dw dwi dwin dych eich ei ein eisiau eto fan fel fi fo
    fy gan gen gyda gofyn helo heb hi hwn hwnna hyn hynny iawn isio ydw ydy ydi ydych yn yw yma yno yr y o mae maer mi
    na nac ni nid nhw oedd oes os pa pam peidio pob pwy rhywun rwan rwy rwyf rwyn rydw rydym siwr sut sydd sy ti wedi
    wrth yfory yna ble beth bellach cyn efallai faint fydd gadewch gallu gwerthu gwybod hollol jyst llonydd meddwl
    moyn rhentu pan trio

    aby albo ale ani bardzo bez bo bylo byc chce chcemy chcial chcialbym chcialabym chyba co cos czego czemu czy czym
    daj dla dlaczego dlatego dobrze gdy gdzie ich ile ja jak jaka jaki jakie jej jego jest jestem jestesmy jeszcze
    jesli juz kazdy kiedy kto ktora ktore ktory lub mam mamy mnie moge moj moja moje moze mozna mozemy mozesz nad nam
    nas nasz nic nie niech nigdy niz nikt od oraz pod podam podaje po pojecia potem potrzebuje powiem przed przez przy
    prosze przepraszam raczej sa sie skad sprzedac sprzedam swoj ta tak tam te teraz tego tej ten tez tobie tu tutaj
    twoj tylko tym u w wam wasz wiem wlasnie wszystko wynajac z za zaden zadna zaraz ze zeby zostaw
    """.split()
)
"""Plain words that are in sentences; a name has one of them seldom, and two of them hardly ever."""

ALSO_NAMES = SMALL & frozenset(
    """
    a i o u w y z all allan am an and ar ask beth bo call can chi co dan day de dim do down even gen hi him im ja jak
    jej just less made many may me mi mine more most much my na need ni nie nikt noone pam pan po ran sa say see sell
    so still such sure ta tam te ten than ti to too tu twoj us via want we well while why will word work yes yn yr you
    """.split()
)
"""Those of them that some people are called."""
