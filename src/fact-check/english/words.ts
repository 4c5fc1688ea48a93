/**
 * The words of English that the fact-checker knows. Add to a list, save, run the tests.
 * In running lists an underscore is a space, and a star any ending: "foreign_minist*".
 */
/** A running list: words apart by spaces. */
export type Words = string;
export const lists = {
  numbers: {
    // From zero on, each one more than the word before.
    units: `
      zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
      eighteen nineteen`,
    // From twenty on, each ten more.
    tens: 'twenty thirty forty fifty sixty seventy eighty ninety',
    // From first on, each one more.
    ordinals: `
      first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
      fifteenth sixteenth seventeenth eighteenth nineteenth twentieth`,
    scales: { hundred: 100, thousand: 1000, million: 1_000_000, billion: 1_000_000_000, trillion: 1_000_000_000_000 },
    // As they are written after digits: "C$4.9m".
    letters: { k: 1000, m: 1_000_000, bn: 1_000_000_000 },
    // What a whole is cut into: "two thirds".
    parts: {
      half: 2,
      halves: 2,
      third: 3,
      thirds: 3,
      quarter: 4,
      quarters: 4,
      fifth: 5,
      fifths: 5,
      tenth: 10,
      tenths: 10,
    },
  },
  months: 'january february march april may june july august september october november december',
  // From these days others are counted: "five days before Christmas 2022".
  feasts: {
    'christmas eve': [12, 24],
    'christmas day': [12, 25],
    christmas: [12, 25],
    'new year’s eve': [12, 31],
    'new year’s day': [1, 1],
    'new year': [1, 1],
  },
  weekdays: 'sunday monday tuesday wednesday thursday friday saturday',
  // Before a number. The first that fits counts: "no more than" before "more than".
  qualifiers: {
    'at-least': ['at least', 'no fewer than', 'not fewer than', 'no less than', 'a minimum of', 'a total of at least'],
    'at-most': ['up to', 'at most', 'no more than', 'as many as', 'a maximum of'],
    'more-than': ['more than', 'greater than', 'in excess of', 'exceeding', 'upwards of', 'above', 'over'],
    about: [
      'about',
      'around',
      'some',
      'roughly',
      'approximately',
      'circa',
      'an estimated',
      'in the region of',
      'something like',
    ],
    nearly: ['nearly', 'almost', 'close to', 'just under', 'just short of', 'not quite', 'not even', 'barely'],
    'less-than': ['fewer than', 'less than', 'under', 'below'],
    exactly: ['exactly', 'precisely'],
  },
  // After these they are prepositions: "handed over two men", "asked about two men".
  prepositions: 'about over around above under below',
  beforePrepositions: `
    hand handed hands turn turned take taken took all go went ask asked asks spoke speak speaks talk talked told tell
    tells heard hear hears know knew knows write wrote question questions complaint complaints think thought`,
  // After "one" that counts nothing: "one of the", "one could".
  idleAfterOne: `
    against of another who that which is was were are be been has had have can could may might must shall should will
    would does did do and or but nor to in on at by for from with as if when while where than then so too only also
    not never either neither way day side hand place the a an`,
  // No noun that is counted.
  notNouns: `
    of in on at to by for from with and or but nor as if when while where that which who whom whose is was were are be been has
    had have would will could can may might must the a an not then also came went said wrote told
    zero one two three four five six seven eight nine ten eleven twelve`,
  // A full stop after these ends no sentence.
  abbreviations: `
    v vs mr mrs ms dr st no nos art arts cf e.g i.e approx ca gen col sgt prof rev jr sr inc ltd co vol ed eds p pp
    jan feb mar apr jun jul aug sept sep oct nov dec`,
  // Words too common to say what a sentence is about.
  withoutMeaning: `
    the and but for with from into onto over under about after before again against all also any are been being both
    each few had has have having here how its more most not now off once only other our out own same some such than
    that their them then there these they this those through too very was were what when where which while who whom
    why will would could should said says say according told one two three four five six seven eight nine ten january
    february march april may june july august september october november december`,
  // Stems that count the same, a group a line. "Suspect" is no other word for a person: the difference matters.
  alike: [
    'person individual man woman human return',
    `
      station post office site centre center place location outpost desk premis structure address`,
    'country nation state government host',
    'city town',
    'round patrol',
    'inquiry investigation probe',
    'bureau force police',
    'minister ministry',
    'officer policeman agent',
    'notice announcement',
  ],
  // Beside a number they date it more often than they count.
  timeNouns: 'day week month year hour',
  // With these a text counts its own words and thoughts.
  ownNouns: `
    kinds kind things ways sides questions reasons words halves readings directions steps points sentences ideas
    meanings limits senses answers lessons stories looks glances thoughts counts tallies versions`,
  // Words of offices: a person's must be those of their row.
  offices: `
    minister spokesperson spokesman spokeswoman mayor president prosecutor commissioner judge ambassador chancellor
    secretary foreign interior justice security defence defense finance home prime health scholar director senator`,
  // Bodies that act or speak: as words say them, and by what a record is known to have them.
  bodies: [
    ['prosecutor*', 'prosecut* attorney* justice_department charg*'],
    [
      'court courts judge judges jury',
      `
        court* judge* jury juries tribunal* verdict rul* judgment case convicted ple* indict* imprison* acquit*`,
    ],
    [
      'intelligence_service intelligence_services intelligence_agency secret_service',
      'intelligence secret_service security fbi cia spy',
    ],
    ['mayor', 'mayor*'],
    ['council', 'council*'],
    [
      'parliament',
      `
        parliament* mp mps deput* chamber senat* legislat* committee* house lawmaker* question_time congress hearing*`,
    ],
    [
      'foreign_ministry foreign_minister',
      'foreign_minist* foreign_office foreign_affairs foreign_secretary foreign-ministry',
    ],
    ['interior_ministry interior_minister', 'interior home internal_affairs public_security'],
    ['justice_ministry justice_minister justice_department', 'justice'],
    ['defence_ministry defence_minister', 'defence defense'],
  ],
  // What says the contrary of each other.
  opposites: [
    [
      `
        rose rise rises risen rising increase* grew grow grows grown growing growth expand* climb*`,
      'fell fall falls fallen falling decline* decrease* shrank shrink* dropped drops',
    ],
    ['most nearly_all almost_all', 'few hardly_any'],
    [
      'largest biggest longest highest most more_than_in_any_other',
      'smallest lowest shortest fewest least fewer_than_in_any_other less_than_in_any_other',
    ],
    ['larger bigger longer higher greater', 'smaller lower shorter fewer lesser'],
    ['earlier before', 'later after afterwards'],
    ['opened began started resumed', 'closed shut ended stopped ceased'],
    ['allowed allows permitted permits', 'forbade forbids forbidden banned bans barred prohibit*'],
    ['agreed accepted approved backed welcomed', 'rejected refused opposed'],
    ['confirmed confirms', 'denied denies deny'],
    ['voluntar* volunteer* unpaid', 'paid forced'],
    ['openly publicly', 'secretly covertly'],
    ['arrived entered', 'left departed fled'],
    ['true genuine authentic', 'false untrue fake'],
    ['lawful legal', 'unlawful illegal'],
    ['joined', 'left quit'],
    ['linked connected related tied ties', 'separate unconnected unrelated'],
    ['inside within', 'outside beyond'],
    ['early', 'late'],
    ['hostile critical', 'friendly sympathetic'],
    ['won', 'lost'],
    ['appointed hired', 'dismissed sacked'],
    ['lifted', 'imposed'],
    ['dropped_charges acquitted innocent', 'guilty convicted'],
  ],
  // What compares rows without a number of its own.
  comparisons: `
    more_than_half less_than_half fewer_than_half over_half under_half half_of more_than_twice more_than_a_third
    less_than_a_third a_third_of one_third_of two_thirds_of a_quarter_of three_quarters_of a_fifth_of a_tenth_of
    the_most the_fewest the_least the_largest the_biggest the_smallest the_highest the_lowest the_longest the_shortest
    most_of most_often least_often mostly chiefly mainly a_majority the_majority nearly_all almost_all nearly_every
    almost_every nearly_none hardly_any all_but no_other not_one only_one_of just_one_of twice_as three_times
    four_times five_times doubled tripled trebled halved than_any than_all in_every in_none far_more far_fewer
    outnumber*`,
  // Words that say more than "said" or "reported", a kind a line.
  strong: [
    'confirm confirms confirmed confirming confirmation verified',
    'prove proves proved proven proof',
    'convicted conviction guilty sentenced jailed imprison*',
    'arrested arrests detained detention',
    'charged indicted prosecuted charges indictment prosecut*',
    'forced coerced compelled coercion abduct* kidnap*',
    'admit admits admitted admission confess* conceded pleaded plea',
    'acknowledged acknowledges conceded admitted',
    'reveal reveals revealed exposed exposes uncovered unmasked',
    'demonstrated established',
    'banned bans outlawed',
    'raided raid raids searched',
    'threatened threats threat* intimidat* harass*',
    'spied spies spying espionage',
    'embezzled stole stolen defrauded',
    'expelled deported',
    'apologised apologized apology',
    'guaranteed proved',
  ],
  // Words that begin a sentence by taking up who spoke before: "The group", "it said".
  takesUp: {
    pronouns: 'It He She They Its His Her Their This That These Those',
    nouns: `
      group ministry minister statement report reports embassy commission paper official office spokes* same text
      notice police court campaign figure figures author authors list answer letter government outlet outlets`,
    verbs: `
      said says wrote writes called calls held told gave spoke named added denied denies described counted listed
      found answered ruled announced repeated noted put argued concluded claimed stated insisted maintained explained
      knew counts lists names puts speaks gives adds answers finds announces reports reported`,
    accounts: 'words count counts figures figure numbers number account list lists telling reckoning',
  },
} as const;
