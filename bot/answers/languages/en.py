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
    elsewhere="""
        What is the weather like?
        How is the weather today?
        Is it going to rain tomorrow?
        How hot is it outside?

        What time is it?
        What time is it now in London?
        What day is it today?
        What is the date today?

        Tell me a joke
        Do you know a good joke?
        Tell me a story
        Write a poem for me
        Can you sing a song?

        Who won the game last night?
        Who won the football match yesterday?
        Which team is the best?
        Who won the world cup?

        What is the capital of France?
        Who is the president?
        Who wrote this book?
        How tall is the Eiffel tower?
        How far away is the moon?

        What do you think of politics?
        What is your opinion on religion?
        What is your favourite film?
        What is the meaning of life?

        Do you sell shoes?
        Do you sell umbrellas?
        Do you rent out bicycles?
        Do you repair washing machines?

        Where can I park?
        Is there a car park?
        Do you have an office in Madrid?
        How do I get to your office by train?

        Are you hiring?
        Do you have any jobs for me?
        Do you take interns?
        Do you hire students in summer?

        What is the name of your boss?
        Who is your chief executive?
        When was the company founded?
        How old is your company?
        Is your company on the stock exchange?

        Do you know a good restaurant?
        What shall I cook tonight?
        Do you have vegan dishes?
        How do I bake a cake?

        What is two plus two?
        How do you spell this word?
        Can you do my homework?
        Can you translate this sentence for me?
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
