"""The words by which phrases of distress are read: which stand for one another, who speaks, who is
at work, and what a phrase is about. The phrases themselves are data, which editors keep.
"""

from . import analysis

# What a phrase may be about: harm by a therapist, or by anybody.
CONDUCT, VIOLENCE = "conduct", "violence"

# Words that stand for one another in a phrase, by the one that stands for all.
CLASSES = {
    "myself": """
    myself himself herself themselves themself theirself yourself yourselves ourselves oneself
    hisself urself meself itself
""",
    "me": "me us him her them you u",
    "therapist": """
    therapist therapists psychotherapist psychotherapists counsellor counsellors counselor
    counselors psychologist psychologists psychiatrist psychiatrists analyst analysts
    psychoanalyst psychoanalysts shrink hypnotherapist practitioner clinician supervisor tutor
    trainer lecturer professor teacher coach mentor doctor dr gp nurse carer psych keyworker
    priest pastor
""",
    "he": """
    he she they someone somebody anyone man men guy woman boy girl husband wife partner spouse
    boyfriend girlfriend bf gf ex fiance dad daddy father mum mam mom mummy mother stepdad
    stepfather stepmum stepmother brother sister uncle aunt cousin grandad grandfather friend
    friends boss colleague people parent parents son daughter family stranger hes shes theyre
""",
    "want": """
    want wants wanted wanting wanna wana wonna wish wishes wished wishing gonna going ready need
    needs needed plan plans planning planned try tries trying tried
""",
    "not": """
    not no never dont doesnt didnt cant cannot couldnt wont wouldnt isnt aint arent without
    nothing neither
""",
    "nobody": "nobody noone none",
    "life": "life lives",
    "die": "die dies died dying",
    "unalive": "unalive unalives unalived unaliving",
    "hit": "hit hits hitting",
    "cut": "cut cuts cutting cutted",
    "beat": "beat beats beaten beating",
    "sleep": "sleep sleeps slept sleeping",
    "take": "take takes took taken taking",
    "do": "do does did done doing",
    "choke": "choke chokes choked choking",
    "rape": "rape rapes raped raping",
    "hate": "hate hates hated hating h8",
    "use": "use uses used using",
    "push": "push pushes pushed pushing shove shoved",
    "leg": "leg legs thigh thighs knee knees breast breasts boobs bum bottom waist body chest lap",
    "bridge": "bridge roof building cliff balcony motorway",
    "train": "train car bus lorry traffic",
    "hang": "hang hangs hung hanged hanging",
    "jump": "jump jumps jumped jumping",
    "slit": "slit slits slitting",
    "shoot": "shoot shoots shot shooting",
    "tell": "tell tells told telling",
    "think": "think thinks thought thinking thoughts",
    "feel": "feel feels felt feeling feelings",
    "leave": "leave leaves left leaving",
    "ask": "ask asks asked asking",
    "send": "send sends sent sending",
    "buy": "buy buys bought",
    "give": "give gives gave given giving",
    "make": "make makes made making",
    "say": "say says said saying",
    "fall": "fall falls fell fallen falling",
    "pill": "pill pills tablets tablet paracetamol painkillers meds sleepers",
    "emergency": "emergency emergencies",
    "anymore": "anymore longer",
    "nothing": "nothing",
}  # fmt: skip
CLASS_OF = {word: name for name, row in CLASSES.items() for word in row.split()}
PERSONS = frozenset(("he", "therapist"))
SELVES = frozenset(("me", "myself"))

# Words that a phrase does not need and that may stand anywhere between those it needs.
SMALL = frozenset(
    """
    a an the to too of i im ive id ill am is are was were be been being have has had having hes
    shes and or so just really very even still always sometimes often ever also actually
    literally fucking bloody damn please right now will would should could might may do does did
    my his their your our its for at as then keep keeps kept about
""".split()
)
# Where they stand before a phrase, or in it, somebody speaks of themselves.
FIRST_PERSON = frozenset("i im ive id ill me my myself mine".split())
SPEAKERS = FIRST_PERSON | frozenset("he hes she shes they theyre we".split())
# Who works with people in distress, and what their work is made of.
PEOPLE_AT_WORK = frozenset(
    """
    client clients patient patients supervisee supervisees trainee trainees service services
    user users counselee clinical pupil pupils
""".split()
)
WORDS_OF_WORK = frozenset(
    """
    risk risks assess assesses assessing assessment assessments manage managing management
    policy policies procedure procedures protocol protocols disclosure disclosures disclose
    discloses disclosing confidentiality confidential supervision supervising theory theories
    research study studies evidence training trainees safeguarding safeguard working work works
    practice practise practitioner practitioners guideline guidelines guidance duty legal law
    laws ethics ethical boundaries boundary therapy therapies psychotherapy counselling
    counseling counsellors therapists therapeutic relationship alliance session sessions
    contract contracting consent report reporting respond responding response intervention
    interventions prevention preventing postvention ideation awareness screening questionnaire
    definition define meaning statistics rates prevalence outcome outcomes model models
    framework competence competences skills essay assignment module course seminar teaching
    concept concepts countertransference transference survivors survivor bereavement bereaved
    trauma referral refer referring rupture training trust holding empathy responsibility
    responsibilities record records notes supporting discuss discussing discussion asking
    explore exploring types signs indicators recognising recognizing adults children vulnerable
    sympathy professional professionals code codes limits breaking breach online dilemma
    dilemmas case formulation
""".split()
)
ABOUT = {
    "therapist": CONDUCT, "complain": CONDUCT, "complaint": CONDUCT,
    **dict.fromkeys(
        (analysis.term_of(word) for word in """
    raped abuse abused assault molest incest grooming violence violent sexual harass stalking
    stalked strangled forced hit beat hits
""".split()),
        VIOLENCE,
    ),
    "rape": VIOLENCE, "choke": VIOLENCE,
}  # fmt: skip
