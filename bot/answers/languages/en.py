"""English."""

from bot.answers.languages import QuestionWords

WORDS = QuestionWords(
    stemmer="english",
    weak="a an the to of i is it my me do does did in on at for with and or that this be am are "
    "was were have has had you your yours so as by please help hi hello hey there if from would "
    "like could can will what which we us our about any some just tell",
    same="""
        price cost charge fee pay paid expense expensive pricing surcharge rate tariff
        free gratis
        plan package tier edition subscription subscribe
        trial test try
        buy bought purchase
        get got obtain receive received acquire
        arrive arrived come came
        cancel terminate quit leave unsubscribe
        revert reverse undo
        refund reimburse
        wrong incorrect inaccurate mistake error
        decline reject deny denied refuse
        change modify edit update adjust
        delete remove erase wipe
        verify prove validate confirm
        lost lose missing gone misplaced
        steal stole stolen theft mugged
        password passcode
        fail failed unsuccessful
        extra additional another second spare more
        limit maximum cap restriction most
        different other
        child children kid kids daughter son
        old age young
        foreign abroad overseas international
        find look locate
        quick quickly fast soon asap
        twice double duplicate
        data information details
        safe secure security protect protection privacy private gdpr confidential
        store stored keep kept save saved
        share sell sold third
        connect integrate integration sync link plug
        demo demonstration show present presentation
        person human someone somebody people staff agent
        contact reach call phone ring
        email mail e-mail
        open opening hours
        language languages translate translation
        begin start started setup install
        contract commitment term minimum
        invoice bill billing receipt
        discount reduction cheaper coupon voucher
        support assistance service
        website site page webpage
        company firm business organisation organization
        user users seat seats colleague colleagues member members team
        difference compare compared versus better
        long duration
        export download backup
        own ours property
        card creditcard
    """,
    about_asking="""
        Why do you ask?
        Why do you want to know that?
        Why do you need my e-mail?
        Why do you need my phone number?
        Why do you need my name?
        What do you need this for?
        What will you do with my answer?
        Is this question required?
        Do I have to answer this?
        What do you mean?
        I do not understand the question
        Why should I tell you my budget?
        What is this question for?
        Can you explain the question?
    """,
    split={
        "cant": "can not",
        "cannot": "can not",
        "wont": "will not",
        "isnt": "is not",
        "arent": "are not",
        "wasnt": "was not",
        "werent": "were not",
        "dont": "do not",
        "doesnt": "does not",
        "didnt": "did not",
        "hasnt": "has not",
        "havent": "have not",
        "couldnt": "could not",
        "wouldnt": "would not",
        "shouldnt": "should not",
        "unable": "not able",
        "whats": "what is",
        "wheres": "where is",
        "hows": "how is",
        "theres": "there is",
        "im": "i am",
        "ive": "i have",
        "youre": "you are",
        "id": "i would",
        "ill": "i will",
    },
)
