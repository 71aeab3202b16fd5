"""English."""

FIELDS = """
    price cost charge fee pay expense rate tariff amount worth value pricing surcharge
    expensive dear costly pricey much cheap affordable
    free gratis complimentary cost
    pay payment bill invoice settle due owe debt charge
    money cash funds amount dollar euro pound sum
    total sum altogether amount balance overall combined
    minimum least lowest smallest little
    maximum most highest limit cap biggest
    limit cap restriction allowance maximum restricted allow
    left remain remaining balance available rest still
    balance account left available saved
    refund reimburse return back reversal credit compensation
    cancel stop end terminate quit abort undo scrap drop forget leave unsubscribe revoke rescind
    stop quit cease halt refrain pause hold
    pause suspend hold freeze block deactivate lock disable
    block lock freeze suspend locked frozen stuck
    unlock unblock activate enable reactivate restore
    close delete remove erase wipe clear discard
    delete remove erase clear wipe drop take eliminate
    add put include insert append place enter attach
    change modify edit update adjust alter amend correct revise
    change switch swap replace convert exchange substitute
    instead replacement substitute alternative replace swap rather
    reset restore revert default original initial back factory
    move transfer send shift wire forward
    send deliver ship dispatch mail post forward message
    delivery shipping shipment deliver arrive parcel package courier track tracking order
    arrive come reach land get receive here
    track trace follow status progress where
    status progress state update news stage standing situation
    approve accept confirm authorise grant okay clear pass
    confirm verify check validate ensure sure prove
    check verify look see view inspect examine review
    show display see view list read present
    list show name enumerate items
    read hear listen recite
    tell inform explain describe say share know
    say speak talk tell pronounce call
    speak talk chat converse conversation
    find locate search look discover where lookup
    where location place located address spot position
    location place address position coordinates whereabouts gps map
    near nearby nearest close closest around local
    far distance mile kilometer long away
    route way direction road drive path get
    get obtain receive acquire have take
    get buy purchase order acquire
    buy purchase order acquire shop pick
    shop store supermarket grocery shopping market
    give provide offer supply hand grant
    help assist support aid guide
    support help assistance service helpdesk
    how way method procedure process steps instructions guide tutorial
    steps procedure process instructions method walk guide
    teach learn lesson explain show
    need require must necessary required mandatory have should
    need want would like wish
    can able possible allow permit may
    allow permit let accept authorise possible
    begin start launch initiate open create
    create make set setup establish build new
    make build create produce develop design program manufacture
    made created built developed designed programmed maker creator
    install setup configure start set deploy
    open start access login enter
    login log sign access signin account password
    password passcode pin code credentials
    register sign signup enroll join subscribe
    apply application request submit form
    request ask apply order submit
    form document paper certificate sheet paperwork
    connect link pair sync integrate attach join plug
    disconnect unlink unpair unsync detach
    fail failed problem issue error wrong trouble unsuccessful work
    work function operate run working
    broken damaged cracked ruined destroyed scratched bent torn faulty defective burnt
    decline reject deny refuse accept
    lost lose missing misplaced gone disappeared vanish
    lost stolen missing
    steal stolen theft thief robbed mugged taken
    fraud fraudulent suspicious unauthorised unauthorized scam compromised fishy hacked \
    unrecognised
    report complain notify tell inform alert
    notify inform alert tell warn know note aware
    complain complaint unhappy dissatisfied angry
    contact reach call phone email ring speak
    call phone ring dial telephone
    phone cellphone mobile smartphone cell telephone
    text message sms send
    person human someone somebody people staff agent representative
    robot bot human machine ai computer person real
    name called title nickname known
    call name address refer
    age old young born birthday birth year
    born birth origin from
    from origin come country where
    boss supervisor manager employer superior work employ
    work job employer employed company business
    company firm business organisation organization provider
    colleague team user member seat staff employee
    job career vacancy position hiring employment
    salary income wage earn pay paycheck earnings payday paid
    spend spent spending expense cost paid purchase
    purchase transaction payment spending bought activity history
    history record past previous recent log
    recent recently latest last lately past
    last latest previous recent past
    next upcoming following coming soon after
    date day when
    when time date day soon schedule
    time clock hour minute
    long duration time take wait last until
    until before left remaining
    wait waiting queue delay late pending busy
    busy crowded packed full wait
    slow late delay delayed pending long
    quick fast soon rapid speed immediate prompt urgent asap instant right
    fast quicker slow slower speed pace rate
    often frequent frequency many
    due deadline date owe latest
    expire expiration expiry valid end
    renew renewal extend continue prolong
    open opening hours closed time
    today now current currently present
    tomorrow date day
    week month year annual annually monthly yearly
    weekend saturday sunday
    monday tuesday wednesday thursday friday saturday sunday
    january february march april may june july august september october november december
    schedule calendar appointment agenda event plan plans
    schedule book reserve arrange plan appointment make
    book reserve booking reservation table
    booking reservation reserved booked
    meeting appointment call session conference
    remind reminder remember forget alert recall
    remember recall forget know
    task todo list chore
    trip travel visit journey go going vacation tour fly
    holiday vacation leave off pto break absence
    travel abroad foreign overseas international country
    abroad foreign overseas international
    country china japan france spain italy germany mexico canada brazil russia india england \
    america usa uk turkey poland greece
    city town london paris berlin york chicago boston
    language english spanish french german italian chinese japanese russian turkish polish \
    portuguese arabic dutch
    translate translation language word mean
    mean meaning definition define term sense
    word spell spelling letter term
    tourist attraction sightseeing activity visit fun
    fun interesting cool amusing entertaining funny
    funny joke laugh hilarious humor
    fact trivia interesting information
    flight plane airline fly airport boarding
    luggage baggage suitcase bag
    hotel room accommodation stay motel
    restaurant eatery diner cafe dining place
    eat food meal dinner lunch dish cuisine breakfast
    cook bake make prepare roast
    recipe make cook prepare instructions
    ingredient need contain recipe
    fridge refrigerator freezer store keep
    expire spoil bad last good safe
    healthy health nutrition nutritional good
    calorie fat nutrition
    recommend suggest suggestion recommendation advice idea tips best good
    review rating opinion feedback reputation good
    good great nice excellent best well
    bad poor terrible awful wrong
    better improve raise increase boost grow build
    increase raise higher up more grow boost louder
    decrease lower reduce down less drop quieter cut
    loud quiet volume sound whisper
    music song track tune playlist album listen band
    play hear listen
    voice accent sound speak
    car vehicle auto truck
    rent hire rental lease
    gas fuel petrol tank diesel
    tire wheel tyre pressure air
    oil engine service maintenance
    service maintenance repair inspection checkup shop
    repair fix mend solve
    weather forecast temperature rain snow sunny cold hot humidity
    traffic commute road congestion jam
    taxi uber cab ride lift
    door lock
    light lamp
    temperature hot cold degree heat
    turn switch on
    card creditcard visa mastercard debit amex
    bank account
    credit score rating
    interest rate apr percentage percent yield
    tax taxes taxed
    insurance policy cover coverage benefit plan
    benefit perk reward advantage point bonus
    reward point redeem cashback bonus
    plan package tier edition subscription policy
    subscription subscribe plan membership
    trial test try demo
    demo demonstration show presentation present tour
    discount reduction cheaper coupon voucher promotion deal offer sale
    contract agreement commitment term notice
    invoice receipt bill billing vat
    safe secure security danger dangerous risk protect
    privacy private data protection gdpr confidential personal
    identity verify id identification passport document
    personal details information data address profile
    data information details info
    store keep save stored hosted kept
    host server cloud location store
    export download backup save
    api integrate integration webhook connect developer
    feature function capability ability able
    capable able ability can know answer
    question ask answer query topic subject
    topic subject kind type thing
    kind type sort category which
    different difference compare other versus
    extra additional another second more spare
    twice double duplicate two
    several many multiple few
    child children kid kids son daughter
    family mother father mom dad parent wife husband
    friend buddy
    pet dog cat animal
    hobby interest leisure spare activity
    thank thanks appreciate grateful thankful
    hello hi hey greeting
    goodbye bye farewell later
    yes yeah true correct right agree
    no not false wrong untrue
    repeat again once
    atm machine cashpoint withdraw withdrawal
    withdraw withdrawal cash take
    top deposit add fund credit
    deposit topup payin
    contactless tap wireless
    virtual disposable online digital
    physical plastic real actual
    foreign currency exchange abroad
    currency exchange convert euro dollar pound
    receive received get got arrive
    recognise recognize know unknown unfamiliar
    pending processing waiting progress
    immediately now instantly once straightaway
    plug socket outlet adapter
    visa permit passport
    vaccine shot vaccination
    size big small large dimension fit
    warranty guarantee
    return exchange send
    stock available availability
    customer client user
    math calculate sum times plus minus divided multiply square root
    measure inch foot meter kilo gram ounce liter gallon cup pound mile
"""
