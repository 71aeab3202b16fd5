"""English."""

THINGS = """
    parking park garage space lot
    wheelchair accessible accessibility disabled disability ramp elevator barrier
    gift present voucher wrap birthday
    pickup collect collection counter
    unhappy dissatisfied disappointed dislike satisfied regret
    bulk wholesale volume quantity
    partner reseller affiliate referral agency partnership distributor
    technician engineer installer mechanic electrician plumber
    training course lesson workshop webinar onboarding class tutorial
    certificate certification certified iso soc compliant compliance audit standard regulation
    encryption encrypted ssl tls breach hacker secure security
    authentication 2fa otp verification verify code factor
    username login nickname alias
    profile avatar photo picture image
    email inbox spam junk mailbox mail newsletter
    newsletter mailing marketing advertisement unsubscribe promotional
    cookie tracking analytics consent
    crash bug error glitch crashing loading freeze hang
    slow lag loading performance speed
    internet connection wifi network offline online signal
    upgrade downgrade switch bigger smaller higher tier move
    licence license seat user member
    admin administrator role permission rights access owner
    invite add colleague member teammate
    template example sample
    customise customize personalise personalize brand colour color logo design adapt style
    report statistics analytics chart dashboard figures metrics insights
    import upload migrate transfer file
    export csv excel pdf spreadsheet file
    backup restore recover recovery
    roadmap upcoming planned future
    hire recruit recruiting applicant candidate cv resume interview job vacancy
    intern internship student trainee apprentice apprenticeship
    press media journalist article news
    founder founded founding ceo owner director started history
    investor investment funding shareholder stock share
    office headquarters branch located based premises
    christmas easter holiday closed newyear
    morning evening night afternoon noon midnight
    tonight today tomorrow yesterday weekend
    deposit advance prepayment upfront prepaid
    instalment installment finance financing monthly split
    overdue late unpaid penalty missed
    vat tax exempt net gross excluding including
    overcharge overcharged twice double wrongly mistake incorrect
    quote estimate proposal quotation offer
    customs duty import tax
    courier ups dhl fedex usps post postal
    neighbour home doorstep signature absent
    estimated expected approximate average usual typical
    maximum upper most largest highest
    insurance insured claim policy premium cover accident
    loan mortgage lend borrow debt credit lender
    savings save deposit interest invest
    cheque check checkbook
    statement bank balance transaction activity
    salary deposit payroll wage direct
    routing sort swift iban bic account number
    recipient payee beneficiary receiver sender
    sender payer source origin
    wallet apple google pay phone
    owe owed due debt outstanding unpaid
    pending hold processing authorise unfinished incomplete
    reverse reverted cancelled undone rollback
    swallow swallowed eat ate retain keep stuck kept
    unauthorised unauthorized unknown unrecognised strange suspicious fraud not
    hack hacked stolen compromised breach
    worried concern afraid scared worry
    emergency urgent critical accident immediately
    deceased death died inheritance
    minor child age eighteen adult teenager
    requirement eligible eligibility qualify criteria condition conditions rules
    condition terms rules policy legal agreement
    lawyer legal law court attorney
    doctor physician dentist clinic hospital nurse medical health appointment
    medicine drug pill prescription pharmacy dose
    illness ill sick disease symptom pain fever
    school university college teacher student pupil exam
    exam test grade pass mark
    house home flat apartment property room building
    rent lease landlord tenant flat
    furniture sofa chair desk bed shelf
    kitchen oven stove microwave fridge freezer
    electricity water gas heating power energy
    clean cleaning laundry wash washing detergent
    clothes shirt dress shoe shoes trousers jacket
    colour color red blue green black white yellow
    material cotton leather wood metal plastic
    weight heavy light kilo pound
    height width length size dimensions
    food bread milk egg butter cheese meat chicken beef steak fish rice pasta pizza soup salad \
        sandwich burger potato vegetable fruit cake cookie pie chocolate sugar
    drink coffee tea water juice beer wine milk
    breakfast lunch dinner supper brunch
    vegan vegetarian gluten allergy halal kosher organic diet
    menu dish course meal
    waiter tip bill restaurant table
    guest people party persons group
    bus train tram metro subway station
    ticket fare seat booking
    car truck van motorcycle motorbike bike bicycle scooter
    motor engine brake battery wheel oil
    garage mechanic workshop repair
    map route navigation gps directions
    north south east west
    beach sea mountain lake island
    museum park monument zoo theatre attraction sight
    cinema film movie series theatre show concert
    game play player sport football basketball
    sport fitness gym exercise training
    book novel author magazine
    singer artist band album song
    picture photo camera image video
    video film watch stream
    computer laptop pc desktop tablet mac
    phone iphone android smartphone handset
    app application software program
    browser chrome firefox safari edge
    printer print scanner scan paper
    device speaker headphones bluetooth pair phone
    alarm wake clock ring
    timer countdown minutes seconds
    stopwatch timer
    sunday monday tuesday wednesday thursday friday saturday day
    spring summer autumn fall winter season
    rain rainy umbrella snow sun sunny storm wind cloud weather forecast
    dog cat pet puppy kitten
    animal bird horse cow
    brother sister son daughter mother father parent wife husband
    man woman boy girl
    happy glad pleased
    sad unhappy upset
    love like enjoy favourite favorite prefer
    hate dislike
    smart intelligent clever
    life universe purpose exist existence
    god religion philosophy
    government president minister election politics
    language english spanish french german italian chinese japanese korean russian turkish polish \
        portuguese arabic dutch swedish greek hindi
    country china japan korea france spain italy germany mexico canada brazil russia india \
        england britain america usa uk turkey poland greece ireland scotland sweden norway denmark \
        finland switzerland austria belgium netherlands portugal thailand vietnam egypt africa \
        asia \
        europe australia israel argentina cuba ukraine
    city london paris berlin york chicago boston madrid rome tokyo dallas seattle miami denver \
        atlanta houston vegas orlando phoenix istanbul warsaw dublin sydney toronto moscow
    currency dollar euro pound yen peso rupee franc lira zloty yuan bitcoin crypto
    bitcoin crypto ethereum cryptocurrency
    bank chase citibank barclays hsbc santander wells
    airline delta united lufthansa ryanair emirates southwest
    january february march april may june july august september october november december month
    sure certain certainly definitely absolutely
    maybe perhaps possibly unsure undecided
    yes yep yeah affirmative correct right true
    no nope nah negative false wrong
    thanks thank grateful appreciate cheers
    hello hi hey greetings howdy
    bye goodbye farewell later
    sorry apologise apology excuse pardon
    pardon repeat again understand catch hear
"""
