"""Mail providers whose addresses say nothing about a company, and endings of two parts."""

from __future__ import annotations

FREE_MAIL = frozenset(
    """
    gmail.com googlemail.com outlook.com outlook.com.tr outlook.de outlook.fr outlook.es
    hotmail.com hotmail.com.tr hotmail.de hotmail.fr hotmail.es hotmail.co.uk live.com live.de
    live.fr live.co.uk msn.com windowslive.com yahoo.com yahoo.com.tr yahoo.de yahoo.fr yahoo.es
    yahoo.co.uk ymail.com rocketmail.com icloud.com me.com mac.com aol.com aol.de gmx.com gmx.de
    gmx.net gmx.at gmx.ch gmx.fr gmx.es web.de t-online.de freenet.de mail.de posteo.de
    mailbox.org arcor.de email.de proton.me protonmail.com pm.me tutanota.com tuta.io
    fastmail.com hey.com zoho.com mail.com yandex.com yandex.ru yandex.com.tr mail.ru bk.ru
    list.ru inbox.ru rambler.ru ukr.net mynet.com superonline.com ttmail.com wp.pl o2.pl onet.pl
    onet.eu op.pl poczta.onet.pl interia.pl interia.eu gazeta.pl tlen.pl vp.pl poczta.fm go2.pl
    spoko.pl autograf.pl free.fr orange.fr wanadoo.fr sfr.fr laposte.net bbox.fr neuf.fr
    telefonica.net terra.es ono.com movistar.es libero.it virgilio.it tiscali.it alice.it
    seznam.cz centrum.cz email.cz abv.bg ziggo.nl kpnmail.nl planet.nl telenet.be skynet.be
    bluewin.ch btinternet.com sky.com virginmedia.com talktalk.net comcast.net verizon.net
    att.net sbcglobal.net cox.net charter.net qq.com 163.com 126.com sina.com naver.com
    hanmail.net daum.net rediffmail.com uol.com.br bol.com.br terra.com.br
    """.split()
)

#: Second parts under which companies register their names, as in `acme.com.tr`.
SECOND_PARTS = frozenset(
    "co com net org edu gov gen web bel av dr ltd plc waw krakow info biz ac or ne".split()
)
