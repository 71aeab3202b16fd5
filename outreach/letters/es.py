"""Our mails in Spanish."""

WORDS = {
    "code_subject": "su código es {code}",
    "code_text": "Su código es {code}\n\nEscríbalo donde se lo hemos pedido. Es válido durante 15 "
    "minutos.",
    "code_small": "¿No ha pedido ningún código? Entonces alguien se ha equivocado al escribir su "
    "dirección; no tiene que hacer nada.",
    "link_subject": "confirme su dirección de correo",
    "link_text": "Por favor, confirme que esta es su dirección de correo.",
    "link_button": "Confirmar mi dirección",
    "link_small": "El enlace es válido durante 7 días. ¿No nos dio usted esta dirección? Entonces "
    "no tiene que hacer nada y no recibirá nada más.",
    "code_sms": "su código es {code}. Es válido durante 15 minutos.",
    "receipt_subject": "esto es lo que ha aceptado",
    "receipt_text": "Gracias. Ha confirmado esta dirección y esto es lo que aceptó, palabra por "
    "palabra. Guarde este correo como comprobante.",
    "receipt_day": "Aceptado el {day}",
    "receipt_links": "Para usted, cuando quiera",
    "receipt_button": "Verlo o retirarlo",
    "receipt_small": "Puede retirarlo cuando quiera, aquí o con el botón de cancelar la "
    "suscripción de su programa de correo. ¿No lo aceptó usted? Retírelo y no recibirá nada más.",
}
