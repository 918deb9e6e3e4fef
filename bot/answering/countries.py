"""Countries and what they are called: a table, so that "Chinese" finds China and Beijing.

Names that are mostly those of people or of something else are left out (Chad, Male, Nassau). A row reads
``country | other names and people | capital and seat of government``, all folded as by
``index.news.words.fold``. Capitals stand for their governments in news ("Moscow's delegation"), so they
satisfy a question about the country; a question about a capital is not satisfied by its country.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

_TABLE = """
afghanistan | afghan afghans | kabul
albania | albanian albanians | tirana
algeria | algerian algerians | algiers
angola | angolan angolans | luanda
argentina | argentine argentinian argentines | buenos-aires
armenia | armenian armenians | yerevan
australia | australian australians aussie | canberra
austria | austrian austrians | vienna
azerbaijan | azerbaijani azeri azerbaijanis | baku
bahrain | bahraini bahrainis | manama
bangladesh | bangladeshi bangladeshis | dhaka
barbados | barbadian barbadians | bridgetown
belarus | belarusian belarusians | minsk
belgium | belgian belgians | brussels
benin | beninese | porto-novo
bhutan | bhutanese | thimphu
bolivia | bolivian bolivians | la-paz
bosnia | bosnian bosnians bosnia-and-herzegovina | sarajevo
botswana | motswana batswana botswanan | gaborone
brazil | brazilian brazilians | brasilia
brunei | bruneian bruneians | bandar-seri-begawan
bulgaria | bulgarian bulgarians | sofia
burkina-faso | burkinabe | ouagadougou
burundi | burundian burundians | gitega
cambodia | cambodian cambodians | phnom-penh
cameroon | cameroonian cameroonians | yaounde
canada | canadian canadians | ottawa
cape-verde | cape-verdean cape-verdeans | praia
central-african-republic | | bangui
chile | chilean chileans | santiago
china | chinese | beijing
colombia | colombian colombians | bogota
congo | congolese drc | kinshasa
costa-rica | costa-rican costa-ricans |
croatia | croatian croatians | zagreb
cuba | cuban cubans | havana
cyprus | cypriot cypriots | nicosia
czech-republic | czech czechs czechia | prague
denmark | danish dane danes | copenhagen
djibouti | djiboutian djiboutians |
dominican-republic | dominican dominicans | santo-domingo
east-timor | timorese timor-leste | dili
ecuador | ecuadorian ecuadorians | quito
egypt | egyptian egyptians | cairo
el-salvador | salvadoran salvadorans salvadorean | san-salvador
england | english englishman |
eritrea | eritrean eritreans | asmara
estonia | estonian estonians | tallinn
eswatini | swazi swazis swaziland | mbabane
ethiopia | ethiopian ethiopians | addis-ababa
europe | european europeans eu european-union | brussels
fiji | fijian fijians | suva
finland | finnish finn finns | helsinki
france | french frenchman frenchmen | paris elysee
gabon | gabonese | libreville
gambia | gambian gambians | banjul
georgia | georgian georgians | tbilisi
germany | german germans | berlin
ghana | ghanaian ghanaians | accra
greece | greek greeks | athens
greenland | greenlandic greenlander greenlanders | nuuk
guatemala | guatemalan guatemalans | guatemala-city
guinea | guinean guineans | conakry
guinea-bissau | | bissau
guyana | guyanese |
haiti | haitian haitians | port-au-prince
honduras | honduran hondurans | tegucigalpa
hong-kong | hong-kongers |
hungary | hungarian hungarians | budapest
iceland | icelandic icelander icelanders | reykjavik
india | indian indians | new-delhi delhi
indonesia | indonesian indonesians | jakarta
iran | iranian iranians | tehran
iraq | iraqi iraqis | baghdad
ireland | irish irishman | dublin
israel | israeli israelis | jerusalem
italy | italian italians | rome
ivory-coast | ivorian ivorians cote-d-ivoire | yamoussoukro
jamaica | jamaican jamaicans | kingston
japan | japanese | tokyo
jordan | jordanian jordanians | amman
kazakhstan | kazakh kazakhs kazakhstani | astana
kenya | kenyan kenyans | nairobi
kosovo | kosovar kosovars | pristina
kuwait | kuwaiti kuwaitis | kuwait-city
kyrgyzstan | kyrgyz | bishkek
laos | lao laotian laotians | vientiane
latvia | latvian latvians | riga
lebanon | lebanese | beirut
lesotho | basotho | maseru
liberia | liberian liberians | monrovia
libya | libyan libyans | tripoli
liechtenstein | | vaduz
lithuania | lithuanian lithuanians | vilnius
luxembourg | luxembourgish luxembourger |
madagascar | malagasy | antananarivo
malawi | malawian malawians | lilongwe
malaysia | malaysian malaysians | kuala-lumpur
maldives | maldivian maldivians |
mali | malian malians | bamako
malta | maltese | valletta
mauritania | mauritanian mauritanians | nouakchott
mauritius | mauritian mauritians | port-louis
mexico | mexican mexicans | mexico-city
moldova | moldovan moldovans | chisinau
mongolia | mongolian mongolians | ulaanbaatar
montenegro | montenegrin montenegrins | podgorica
morocco | moroccan moroccans | rabat
mozambique | mozambican mozambicans | maputo
myanmar | burmese burma | naypyitaw
namibia | namibian namibians | windhoek
nepal | nepali nepalese nepalis | kathmandu
netherlands | dutch holland dutchman | the-hague amsterdam
new-zealand | new-zealander new-zealanders kiwi | wellington
nicaragua | nicaraguan nicaraguans | managua
niger | nigerien nigeriens | niamey
nigeria | nigerian nigerians | abuja
north-korea | north-korean north-koreans dprk | pyongyang
north-macedonia | macedonian macedonians macedonia | skopje
northern-ireland | northern-irish | belfast stormont
norway | norwegian norwegians | oslo
oman | omani omanis | muscat
pakistan | pakistani pakistanis | islamabad
palestine | palestinian palestinians | ramallah
panama | panamanian panamanians | panama-city
papua-new-guinea | papua-new-guinean | port-moresby
paraguay | paraguayan paraguayans | asuncion
peru | peruvian peruvians | lima
philippines | philippine filipino filipinos | manila
poland | polish pole poles | warsaw
portugal | portuguese | lisbon
qatar | qatari qataris | doha
romania | romanian romanians | bucharest
russia | russian russians russian-federation | moscow kremlin
rwanda | rwandan rwandans | kigali
samoa | samoan samoans | apia
saudi-arabia | saudi saudis | riyadh
scotland | scottish scot scots | edinburgh
senegal | senegalese | dakar
serbia | serbian serb serbs | belgrade
seychelles | seychellois |
sierra-leone | sierra-leonean sierra-leoneans | freetown
singapore | singaporean singaporeans |
slovakia | slovak slovaks slovakian | bratislava
slovenia | slovenian slovenians slovene | ljubljana
solomon-islands | solomon-islander solomon-islanders | honiara
somalia | somali somalis | mogadishu
south-africa | south-african south-africans | pretoria
south-korea | south-korean south-koreans | seoul
south-sudan | south-sudanese | juba
soviet-union | soviet soviets ussr | moscow kremlin
spain | spanish spaniard spaniards | madrid
sri-lanka | sri-lankan sri-lankans | colombo
sudan | sudanese | khartoum
suriname | surinamese | paramaribo
sweden | swedish swede swedes | stockholm
switzerland | swiss | bern
syria | syrian syrians | damascus
taiwan | taiwanese | taipei
tajikistan | tajik tajiks | dushanbe
tanzania | tanzanian tanzanians | dodoma
thailand | thai thais | bangkok
togo | togolese | lome
tonga | tongan tongans | nuku-alofa
trinidad | trinidadian trinidadians trinidad-and-tobago | port-of-spain
tunisia | tunisian tunisians | tunis
turkey | turkish turk turks turkiye | ankara
turkmenistan | turkmen turkmens | ashgabat
uganda | ugandan ugandans | kampala
ukraine | ukrainian ukrainians | kyiv kiev
united-arab-emirates | emirati emiratis uae | abu-dhabi
united-kingdom | british briton britons britain great-britain uk | london downing-street westminster whitehall
united-states | american americans us usa america united-states-of-america | washington white-house
uruguay | uruguayan uruguayans | montevideo
uzbekistan | uzbek uzbeks | tashkent
vanuatu | ni-vanuatu | port-vila
vatican | vatican-city holy-see |
venezuela | venezuelan venezuelans | caracas
vietnam | vietnamese | hanoi
wales | welsh | cardiff
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
_OPENERS = frozenset(name.partition("-")[0] for name in (*NAMES, *SEATS))
"""The first words of all of them: most words of a text are none."""


def _any_of(names: Iterable[str]) -> str:
    return "|".join(sorted((name.replace("-", "[ -]") for name in names), key=len, reverse=True))


_COUNTRIES = {*NAMES.values(), "britain", "america", "holland", "burma", "czechia"}
_WHERE = re.compile(
    rf"\b(?:(?:in|inside|near|outside|across)(?: the)? (?:{_any_of(_COUNTRIES | set(SEATS))})"
    rf"|(?:delegation|mission|trip|visit|travel\w*|flew|flight) to (?:{_any_of(SEATS)}))\b"
    r"(?! (?:talks|war|crisis|probe|inquiry|case|deal|policy)\b)",
    re.IGNORECASE,
)
"""A country or a capital that tells where something is, or where a delegation went."""


def settings(text: str) -> frozenset[str]:
    """Return the countries of which ``text`` says no more than that something is there, or in their capital.

    Args:
        text: A question.
    """
    return named(text) - named(_WHERE.sub(" ", _plain(text)))


def _plain(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


def named(text: str) -> frozenset[str]:
    """Return the countries that ``text`` names, be it by their seat of government.

    Args:
        text: Any text.
    """
    return frozenset.union(*mentioned(text))


@lru_cache(maxsize=8_192)
def mentioned(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the countries that ``text`` names, and those whose seat of government it names.

    Lower-case text works too, except that a bare ``us`` counts only after ``the`` ("the us team"), and
    ``polish`` and ``turkey`` are taken for what they most often are in news.

    Args:
        text: Any text.
    """
    tokens = [token.replace(".", "") for token in _TOKEN.findall(_plain(text))]
    countries, seats, start = set(), set(), 0
    while start < len(tokens):
        opens = tokens[start].lower() in _OPENERS
        length = next((n for n in range(LONGEST, 0, -1) if opens and _is_one(tokens, start, n)), 0)
        name = "-".join(tokens[start : start + length]).lower()
        if name in NAMES:
            countries.add(NAMES[name])
        elif name in SEATS:
            seats.add(SEATS[name])
        start += length or 1
    return frozenset(countries), frozenset(seats)


def _is_one(tokens: Sequence[str], start: int, length: int) -> bool:
    """Tell whether so many words from a place on name a country, its people or its seat of government."""
    raw = tokens[start : start + length]
    name = "-".join(raw).lower()
    if name == "us":
        return raw == ["US"] or (start > 0 and tokens[start - 1].lower() == "the")
    return name in NAMES or name in SEATS
