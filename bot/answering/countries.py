"""Countries and what they are called: a small table, so that "Chinese" finds China and Beijing.

The rows are the countries that English-language news names most. A row reads
``country | other names and people | capital and seat of government``, all folded as by
``index.news.words.fold``. Capitals stand for their governments in news ("Moscow's delegation"), so they
satisfy a question about the country; a question about a capital is not satisfied by its country.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_TABLE = """
afghanistan | afghan afghans | kabul
albania | albanian albanians | tirana
algeria | algerian algerians | algiers
argentina | argentine argentinian argentines | buenos-aires
armenia | armenian armenians | yerevan
australia | australian australians aussie | canberra
austria | austrian austrians | vienna
azerbaijan | azerbaijani azeri azerbaijanis | baku
bangladesh | bangladeshi bangladeshis | dhaka
belarus | belarusian belarusians | minsk
belgium | belgian belgians | brussels
bolivia | bolivian bolivians | la-paz
brazil | brazilian brazilians | brasilia
bulgaria | bulgarian bulgarians | sofia
cambodia | cambodian cambodians | phnom-penh
cameroon | cameroonian cameroonians | yaounde
canada | canadian canadians | ottawa
chile | chilean chileans | santiago
china | chinese | beijing
colombia | colombian colombians | bogota
congo | congolese drc | kinshasa
croatia | croatian croatians | zagreb
cuba | cuban cubans | havana
cyprus | cypriot cypriots | nicosia
czech-republic | czech czechs czechia | prague
denmark | danish dane danes | copenhagen
ecuador | ecuadorian ecuadorians | quito
egypt | egyptian egyptians | cairo
estonia | estonian estonians | tallinn
ethiopia | ethiopian ethiopians | addis-ababa
europe | european europeans eu european-union | brussels
finland | finnish finn finns | helsinki
france | french frenchman frenchmen | paris elysee
georgia | georgian georgians | tbilisi
germany | german germans | berlin
ghana | ghanaian ghanaians | accra
greece | greek greeks | athens
guatemala | guatemalan guatemalans | guatemala-city
haiti | haitian haitians | port-au-prince
honduras | honduran hondurans | tegucigalpa
hungary | hungarian hungarians | budapest
iceland | icelandic icelander icelanders | reykjavik
india | indian indians | new-delhi delhi
indonesia | indonesian indonesians | jakarta
iran | iranian iranians | tehran
iraq | iraqi iraqis | baghdad
ireland | irish irishman | dublin
israel | israeli israelis | jerusalem
italy | italian italians | rome
jamaica | jamaican jamaicans | kingston
japan | japanese | tokyo
jordan | jordanian jordanians | amman
kazakhstan | kazakh kazakhs kazakhstani | astana
kenya | kenyan kenyans | nairobi
kosovo | kosovar kosovars | pristina
kuwait | kuwaiti kuwaitis | kuwait-city
latvia | latvian latvians | riga
lebanon | lebanese | beirut
libya | libyan libyans | tripoli
lithuania | lithuanian lithuanians | vilnius
luxembourg | luxembourgish luxembourger |
malaysia | malaysian malaysians | kuala-lumpur
mali | malian malians | bamako
mexico | mexican mexicans | mexico-city
moldova | moldovan moldovans | chisinau
mongolia | mongolian mongolians | ulaanbaatar
morocco | moroccan moroccans | rabat
mozambique | mozambican mozambicans | maputo
myanmar | burmese burma | naypyitaw
nepal | nepali nepalese nepalis | kathmandu
netherlands | dutch holland dutchman | the-hague amsterdam
new-zealand | new-zealander new-zealanders kiwi | wellington
nicaragua | nicaraguan nicaraguans | managua
niger | nigerien nigeriens | niamey
nigeria | nigerian nigerians | abuja
north-korea | north-korean north-koreans dprk | pyongyang
norway | norwegian norwegians | oslo
oman | omani omanis | muscat
pakistan | pakistani pakistanis | islamabad
palestine | palestinian palestinians | ramallah
panama | panamanian panamanians | panama-city
peru | peruvian peruvians | lima
philippines | philippine filipino filipinos | manila
poland | polish pole poles | warsaw
portugal | portuguese | lisbon
qatar | qatari qataris | doha
romania | romanian romanians | bucharest
russia | russian russians russian-federation | moscow kremlin
rwanda | rwandan rwandans | kigali
saudi-arabia | saudi saudis | riyadh
senegal | senegalese | dakar
serbia | serbian serb serbs | belgrade
singapore | singaporean singaporeans |
slovakia | slovak slovaks slovakian | bratislava
slovenia | slovenian slovenians slovene | ljubljana
somalia | somali somalis | mogadishu
south-africa | south-african south-africans | pretoria
south-korea | south-korean south-koreans | seoul
soviet-union | soviet soviets ussr | moscow kremlin
spain | spanish spaniard spaniards | madrid
sri-lanka | sri-lankan sri-lankans | colombo
sudan | sudanese | khartoum
sweden | swedish swede swedes | stockholm
switzerland | swiss | bern
syria | syrian syrians | damascus
taiwan | taiwanese | taipei
tanzania | tanzanian tanzanians | dodoma
thailand | thai thais | bangkok
tunisia | tunisian tunisians | tunis
turkey | turkish turk turks turkiye | ankara
uganda | ugandan ugandans | kampala
ukraine | ukrainian ukrainians | kyiv kiev
united-arab-emirates | emirati emiratis uae | abu-dhabi
united-kingdom | british briton britons britain great-britain uk | london downing-street westminster whitehall
england | english englishman |
scotland | scottish scot scots | edinburgh
wales | welsh | cardiff
united-states | american americans us usa america united-states-of-america | washington white-house
uruguay | uruguayan uruguayans | montevideo
uzbekistan | uzbek uzbeks | tashkent
vatican | vatican-city holy-see |
venezuela | venezuelan venezuelans | caracas
vietnam | vietnamese | hanoi
yemen | yemeni yemenis | sanaa
zambia | zambian zambians | lusaka
zimbabwe | zimbabwean zimbabweans | harare
"""

_TOKEN = re.compile(r"(?:[A-Za-z]\.){2,}|[^\W\d_]+(?:\.(?=[^\W\d_]))?")
LONGEST = 4
"""Words in the longest name of the table (United States of America)."""


def _rows() -> tuple[dict[str, str], dict[str, str]]:
    names: dict[str, str] = {}
    seats: dict[str, str] = {}
    for row in _TABLE.strip().splitlines():
        country, people, capitals = (cell.split() for cell in row.split("|"))
        for name in (*country, *people):
            names[name] = country[0]
        for name in capitals:
            seats.setdefault(name, country[0])
    return names, seats


NAMES, SEATS = _rows()
"""What a country and its people are called, and where its government sits: name -> country."""


def _any_of(names: Iterable[str]) -> str:
    return "|".join(sorted((name.replace("-", "[ -]") for name in names), key=len, reverse=True))


_WHERE = re.compile(
    rf"\b(?:(?:in|inside|near|outside|across)(?: the)? (?:{_any_of(set(NAMES.values()) | set(SEATS))})"
    rf"|to(?: the)? (?:{_any_of(SEATS)}))\b",
    re.IGNORECASE,
)
"""A country or a capital that tells where. "To Hanoi" does, too, while much is done to a country elsewhere."""


def settings(text: str) -> frozenset[str]:
    """Return the countries of which ``text`` says no more than that something is there, or in their capital.

    Args:
        text: A question.
    """
    every, others = mentioned(text), mentioned(_WHERE.sub(" ", _plain(text)))
    return frozenset.union(*every) - frozenset.union(*others)


def _plain(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


@lru_cache(maxsize=8_192)
def mentioned(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the countries that ``text`` names, and those whose seat of government it names.

    Lower-case text works too, except that a bare ``us`` counts only after ``the`` ("the us team"), and
    ``polish`` and ``turkey`` are taken for what they most often are in news.

    Args:
        text: Any text.
    """
    tokens = [token.replace(".", "") for token in _TOKEN.findall(_plain(text))]
    countries, seats = set(), set()
    for start in range(len(tokens)):
        for length in range(min(LONGEST, len(tokens) - start), 0, -1):
            raw = tokens[start : start + length]
            name = "-".join(raw).lower()
            if name == "us" and raw != ["US"] and (start == 0 or tokens[start - 1].lower() != "the"):
                continue
            if name in NAMES:
                countries.add(NAMES[name])
            elif name in SEATS:
                seats.add(SEATS[name])
            else:
                continue
            break
    return frozenset(countries), frozenset(seats)
