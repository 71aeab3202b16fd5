"""Our mails in English."""

WORDS = {
    "code_subject": "your code is {code}",
    "code_text": "Your code is {code}\n\nType it where you were asked for it. It is good for 15 "
    "minutes.",
    "code_small": "You did not ask for a code? Then somebody mistyped their address; you need do "
    "nothing.",
    "link_subject": "please confirm your e-mail address",
    "link_text": "Please confirm that this is your e-mail address.",
    "link_button": "Confirm my address",
    "link_small": "The link is good for 7 days. You did not give us this address? Then you need "
    "do nothing, and nothing more will come.",
    "code_sms": "your code is {code}. It is good for 15 minutes.",
    "receipt_subject": "this is what you agreed to",
    "receipt_text": "Thank you. You confirmed this address, and this is what you said yes to, "
    "word for word. Keep this mail as your receipt.",
    "receipt_day": "Agreed on {day}",
    "receipt_links": "Yours, to come back to",
    "receipt_button": "See or withdraw it",
    "receipt_small": "You can take it back at any time, here or with the unsubscribe button of "
    "your mail program. You did not agree to this? Withdraw it, and nothing more will come.",
}
