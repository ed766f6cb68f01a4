"""Words of sentences in English, Welsh and Polish, which tell "leave me alone" from a name."""

from __future__ import annotations

_ENGLISH = """
    about above actually afford after again against agent ago ahead all almost alone already also although always am an and
    annoying anonymous another any anybody anymore anyone anything anyway are arent around as ask asked asking at available
    away awful awkward bad basically be because bed bedroom bedrooms beds been before behind being below better between beyond
    bit boring bored bot both bothered bug bungalow bungalows business busy but buy buying by call called calling came can
    cancel cannot cant changed cheap clue come coming company complaint computer confused contact continue could couldnt
    council crazy curious currently dead deceased decide decided delete delivery detached detail details did didnt different
    disgusting divorce do does doesnt doing done dont down drop during each either else email emails enough estate even ever
    every everybody everyone everything everywhere exactly except executor executors extra feel few fill finally find finish
    first flat floor for forget forgot form free from full fun further gave get gets getting give given gives giving go goes going
    gone gonna got gotta guess had half happen happened happening happens happy has hasnt hate have havent having he hell help
    her here hers herself hes hi hidden him himself his hold home homeowner honestly house houses how however id idea idiot if
    ignore ill illegal im important in info information inherited inside instead instructions interested into invalid is isnt
    it its itself ive job joke joined joking just keep kidding kind know knows landlord lane last lately later least leave left
    less let lets letting life like likely link listen little live living local look looking lost lot lots mad made mainly make
    making many market matter maybe me mean means message middle might mind mine money more mortgage most move moved moving much
    must my myself name named names near nearly need needed needs neither never new next no nobody none nonsense noone nor
    normal nosy not nothing now nowhere number odd of off offer office often ok okay old on once one only open option or other
    others our ours ourselves out over own owned owner owners owns part partner password people per perhaps personal phone
    place please plus point pointless postcode presumably previous price private probably problem profile promise property
    quick quickly quiet quite random rather read ready real really reason refuse remember rent rental renting reply residential
    rid ridiculous road robot rubbish said sale same save saw say saying says scam see seem seems seen sell seller selling send
    sent serious seriously set several she should shouldnt show sick side simple since sit skip slow slowly so sold some
    somebody somehow someone something sometimes somewhere soon sorry sort spam speak spell spelled spelling spelt start started
    still stop stops street stuff stupid such suppose sure surely surname take taken takes taking talk talking tell telling
    terraced test testing than thank thanks that thats the their theirs them then there theres these they theyre theyve thing
    things think thinking this those though thought through till time times tired to today told tomorrow tonight too took
    total totally towards try trying turn two twice type typed typing under undecided understand unfortunately unless
    unsubscribe unsure until up upset us use used useful useless using usually valid valuation valuations value valued vendor
    very via wait waiting want wanted wanting wants was wasnt waste wasting way we website week weird well were werent what
    whatever whats when whenever where wherever whether which whichever while who whoever whole whom whos whose why wife with
    within without wont word words work worked working works worried worth would wouldnt write writing wrong year years yes yet
    you youd youll your youre yours yourself youve
    address appointment avenue confidential dunno gmail google hello husband mum mums dad dads ltd limited plc llp properties
    tenant roof landlady landladies version estimate estimates autocorrect typo typos nae buyer buyers bus kettle battery dying
    fingers surveyor surveyors gimme big small christmas driving
    abort absolutely accept access accident account accurate act add advice age agree allow amount angry animal apply approve
    argue arrange arrive article ashamed attach attempt attention automatic automated average avoid aware basic beautiful
    become begin believe belong benefit best blah block borrow bottom bought break bring broke broken build building built
    calculate careful carry catch cause certain chance change charge chat check choice choose city claim clear click close
    closed cold collect comment common compare complete concern condition confirm connect consider cool copy correct cost count
    country couple cover create credit crap current damn data date deal dear deep definite depend describe develop difference
    difficult discuss disturb dog double doubt draw dream drive dude dull each early easy eat edit effort eight emergency empty
    end enjoy enter entire equal error escape event everytime evil exact example excellent excuse exist exit expect
    expensive experience explain express eye face fact fail fair fake false family fancy fantastic far fast fault favour
    favourite fear fed fee fees feeling figure fine five follow food forever forward found four friend friendly frustrated
    funny garage general gentleman genuine gibberish glad goodbye google great group growing guys halt hang hard head health
    hear heard heavy helpful helpless hidden hour hours human hungry hurry hurt image imagine include increase indeed input
    intend issue item kid kids kinda kitchen knew known lady language late laugh law lazy learn legal lie limit line list
    load log lol lonely looks lose loud lovely lower luck machine mail main maintenance manual mate maximum meant measure
    meet member menu mention mess middle minimum minute minutes miss mistake mobile modern moment month morning mother
    mouth natural negative nervous news nice night nine normal note notice nowt obvious obviously occupied option options
    order original owe pain pass pause pay payment perfect permission picture plan play pleased pleasure popular positive
    possible possibly prefer pretend proceed process proper properly prove provide public pull push put quality question
    questions quit range rate reach recall recent record rectory refund register regular relax release reload remain remind
    remove repeat report request require required reset resume return right rude rules run running safe seconds secret section
    secure security select sensible separate service settings share short shut sign similar single six skipped sleep smart
    smile social solve sound south space special spend spent standard state stay straight strange strong study submit subscribe
    succeed suggest suit summary supply support surprise swear switch system talked task tea terrible text thinking thirty
    thousand threat three throw ticket tidy top topic touch tough track trade transfer travel treat trick trouble trouser true
    trust truth ugly unable unclear undo unhappy unit unlikely unnecessary unwell update upload urgent usual vacant various
    verify view visit voice vote wake warm warn wash watch water wear weather weekend welcome went wh wicked winner wise
    witty woman won wonder wondering wouldve wow wtf yeah yep yesterday yo yourselves yup zero zip
    cancelled cheers clueless fella hiya howdy innit mister nah nope nowt okey ooh oops ouch pardon plz pls sup ta thx ty
    sounds sound worries worry bye goodbye cya soz ttyl brb chat ended nevermind whoops yikes meh bleh ugh phew argh oi hush
    wherefore thereabouts hmm hm heya laters toodle ciao adios ta-ta shush nada zilch naff bonkers pants cheeky ace sorted done
    omg omfg gosh crikey blimey jeez bloody heck flipping fml smh tbh imo btw ikr rofl lmao palaver
    trustees semi above available attached facebook whatsapp telegram instagram postal redacted unknown undisclosed withheld
    """.split()
_WELSH = """
    werth lwc mawr prysur brysur gofyn ofyn gobeithio penblwydd hapus nadolig llawen heddiw yfory neithiwr
    adre ail allan amser anghofio anghywir araf arian arhoswch aros bach bai bawb bellach bendigedig ble brysiwch bywyd cael canslo
    cartref cau cer chwarae chwilio codi cofio colli cost costio cwbl cwestiwn cwestiynau cyfan cyflym cyfrinach cyn cyntaf
    cytuno
    da dach dal dangos darllen dau dechrau dewch deud diolch digon dileu diwedd diwethaf doedd dosbarth dros drwg dwed dweud dwy
    dylai dyma dyna ddylwn edrych eisoes eitha esgusodwch fan faint
    fath fawr felly ffon ffonio ffonia ffoniwch fflat fferm gael gair
    gan gadael gadewch galw ganol gofyn golwg gorffen gormod gweld gwell gwir gwirion gwneud gwybodaeth gwych hawdd heddiw helpa
    helpu helpwch hir hollol hwyl hwyr iawn ifanc jest manylion meddyliwch methu mor nac nag nage nawr naddo nain newid newydd
    nesaf nos oce oed onid ofn papur parhau pell pen perchennog person peth plis preifat prysur pwysig rhad rhannu rheswm rhoddi
    rhoi rhowch rhybudd rif rwan sgwrsio sioe stopio stopiwch swn swydd syniad syth tair talu tan tawel tipyn tri tro trwy twp
    ty tynnwch unig unwaith wel werthu wir wna wneud wnewch wps ymlaen ynte yrru ysgrifennu
    ar am amdana angen ar arall arnaf ble byth chi chwi ddim dim dod dw dwi dydw dydy dydi dylwn ei eich ein eisiau
    eiddo falle efallai enw er eto fe fi fo fusneslyd fy fydd fyddai fyddwch gallaf gallwch ganddo gen gennyf gennych gwerth
    gwerthu gwybod hefyd heb hon honno hwn hwnna hwnnw hyn hynny iddo isio isho jyst lle llawer maen maent meddwl mewn moyn
    mynd neb neu ni nid nhw nol oedd oes ond osod gosod pawb peidio pethau popeth prynu pryd pwy rhag rhentu rhif rhoi
    rhy rhywbeth rhywun rwan rydw rydych rwyn siarad siwr sut sydd syn ti tua tydw tynnu unrhyw wedi wedyn wrth wyt
    yma yn yna ydi ydw ydy ydych ywr
    """.split()
_POLISH = """
    akceptuje anuluj autor blad blisko boje brzmi byl byla bym calkiem cena ceny cholera chodzi chwila chwileczke ciekawi ciekawy
    ciekawa cofnij coraz czas czekaj czekam cztery dac daje darmo darmowe dawaj dlugo dobra dobry dodac dom dopiero dosc duzo dwa
    dwie dzieki dziekuje dzien dzis dzisiaj dzwon dzwoncie dzwoni dzwonic dziwne glupi glupie gotowe halo haslo idz idzie ile
    informacji informacje inaczej inny inne interesuje jasne jutro kasa koniec koszt kosztuje krotko kurde kurwa latwo lepiej lipa
    lubie ludzie male malo mily mieszkam mieszkancy mieszkac moglbym moglabym moze mow mowie nagle najpierw naprawde nasze nazwa
    nazwisko nazwiska imie nieruchomosc nieruchomosci niewazne nieznany nigdzie nikt no nowy numeru obojetne ocena odpowiedz od
    ofert oferta oferty oszustwo oto pa pan pani panie pasuje pierwszy pisz pisze poczatku poczekaj podac podaj pogadac pojecia
    polacz polecam pomoc pomocy pomozcie porozmawiac potrzebna potrzebne powiedz pozniej prawda prawie prosze prywatne przepraszam
    przerwij przestan pytam pytania pytanie raczej razem rezygnuje robi robot rozmawiac rozmawiam rozumiem rzecz sa serio
    skoncz sluchaj spoko sprzedawac sprzedaje sprzedajemy stop strona super sprawa szkoda szukam sciema srednio taka taki tamten
    tajne tanio telefon teraz tez trzeba trzy tymczasem ulica usun uwaga wartosc warte warty wasza wazne wcale wczoraj wiecej
    wlasciciel wlascicielem wiadomo widac wiedziec wniosek wole wracam wroc wszyscy wtedy wycena wycene wyceny wylacz wynajme
    wysle zacznij zaczynamy zadzwon zadzwoncie zapomnij zaraz zatrzymaj zawsze zeby zgadzam zgoda zlikwiduj zmien znaczy znow
    zobacze zobaczymy zostaw zwykly
    aby ale albo bardzo bede bedzie bez brak byc bylo chce chcemy chcesz chcialbym chcialabym chyba ciebie co cos czego czemu
    czy czym daj dajcie dla dlaczego dlatego dobrze domu gdy gdyby gdzie ich ile ja jak jaka jaki jakie jego jej jednak
    jesli jest jestem jestesmy jestescie jeszcze juz kazdy kiedy kto ktora ktore ktory kupic lub ma macie mam mamy masz
    mieszkanie mieszkania mnie moge moj moja moje mozna musze my na nad nam nas nasz nie niech nigdy niz numer oni one ono
    oraz pod podam podaje podawac powiem powiedziec poniewaz potrzebuje potem przed przekazecie przez przy robic rowniez
    siebie sie skad spadaj sprzedac sprzedam sprzedaz swoj ta tam te tego tej ten teraz to tobie tu tutaj twoj tylko tym
    wam was wasz widzi milego dnia moich mojej mojego rodzicow rodzice zajety zajeta duzy duza wesolych swiat widzenia prywatna
    prywatny osoba anonim tajemnica pracy zapomnialem zapomnialam samo wyzej mowilem mowilam dzisiaj jutro wczoraj pytan pytanie
    wiem wiesz wlasnie wszystko wynajac wynajem wypad zaden zadna zadne ze znowu
    """.split()
SENTENCE = frozenset((*_ENGLISH, *_WELSH, *_POLISH)) - frozenset(
    "pan pani dom pen tan da mae beth pam nos dal nia male stop ty pa".split()
)
"""Plain words that are in sentences and seldom in names."""

ALSO_NAMES = (
    frozenset(
        """
    all am an ar ask at be bed bit bot business by call can come co dim do down er even few fi fo free go half has he her him
    his hold home house how if ill in its ja jak job just keep lane last later left life little live ma market me mine my
    na near new no of off old on or others over own part place point price private promise quick quiet random real road
    rent sale save say see semi set she show side simple skip slow so start still street such sure ta tam te tell ten test than
    till time to too tu turn us use via wait was way we week well while who word work worth
    ail cer dal dau dwy ile kasa koniec mily mow nowy oto prawda pisz sa szkoda tro wel wir
    super bach mawr mor dobry dach happy money
    big small christmas buyers tenant roof swiat jutro
    act age agree best carry cause chance city clear close cold common cool dear deep dream early face fair fancy hang hard head
    heard heavy lady late law lazy line list lovely low lower luck moment mother nice night pain play pleasure right service short
    single smart south strong study sweet tea tidy treat trouble true trust unit view visit voice vote warm wash watch water
    weather welcome wise won wonder yo
    """.split()
    )
    & SENTENCE
)
"""Those of them that some people are called; one beside other words does not make a sentence."""
