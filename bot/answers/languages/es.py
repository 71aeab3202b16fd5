"""Spanish."""

from bot.answers.languages import QuestionWords

WORDS = QuestionWords(
    stemmer="spanish",
    weak="el la los las un una unos unas de del a al en y o que es son se me mi mis nos nuestro "
    "nuestra tu su sus por para con sin como cómo qué cuál cuáles hay tengo tienen tiene puedo "
    "pueden puede quiero hola favor no si lo le les yo ustedes vosotros usted ser está están estar "
    "esta este esto eso ese esa he ha han hacen muy ya también cuando donde dónde os te ti "
    "nuestros nuestras mis podemos podría podrían quisiera queremos algún alguna algo todo ir va "
    "van vamos",
    same="""
        precio coste costo cuesta cuestan tarifa pagar cobran caro
        gratis gratuito gratuita
        plan paquete suscripción abono
        prueba probar test demo
        cancelar cancelación baja terminar rescindir
        reembolso devolución devolver
        cambiar modificar editar actualizar
        borrar eliminar suprimir
        privacidad rgpd seguro seguridad confidencial proteger protección
        guardar almacenar guardan almacenan
        compartir vender terceros
        integración integrar conectar
        persona humano agente alguien asesor
        contacto contactar llamar teléfono
        correo email e-mail
        horario abierto horas
        idioma idiomas lengua traducción
        empezar comenzar instalar instalación
        contrato permanencia compromiso
        factura recibo
        descuento rebaja cupón
        ayuda soporte asistencia
        web sitio página
        empresa compañía negocio
        usuario usuarios equipo
        diferencia comparar
        tarda dura duración
        exportar descargar
    """,
    about_asking="""
        ¿Por qué lo pregunta?
        ¿Por qué quiere saberlo?
        ¿Para qué necesita mi correo?
        ¿Para qué quiere mi teléfono?
        ¿Para qué sirve esto?
        ¿Qué harán con mi respuesta?
        ¿Es obligatoria la pregunta?
        ¿Tengo que contestar?
        ¿Qué quiere decir?
        No entiendo la pregunta
        ¿Por qué debo decir mi presupuesto?
    """,
    elsewhere="""
        ¿Qué tiempo hace?
        ¿Qué tiempo hará hoy?
        ¿Va a llover mañana?
        ¿Cuántos grados hay fuera?

        ¿Qué hora es?
        ¿Qué hora es ahora en Londres?
        ¿Qué día es hoy?
        ¿A cuánto estamos hoy?

        Cuéntame un chiste
        ¿Sabes un buen chiste?
        Cuéntame una historia
        Escríbeme un poema
        ¿Puedes cantar una canción?

        ¿Quién ganó el partido ayer?
        ¿Cómo quedó el partido?
        ¿Cuál es el mejor equipo?
        ¿Quién ganó la copa del mundo?

        ¿Cuál es la capital de Francia?
        ¿Quién es el presidente?
        ¿Quién escribió este libro?
        ¿A qué distancia está la Luna?
        ¿Cuál es la montaña más alta?

        ¿Qué piensas de la política?
        ¿Qué opinas de la religión?
        ¿Cuál es tu película favorita?
        ¿Cuál es el sentido de la vida?

        ¿Venden zapatos?
        ¿Venden paraguas?
        ¿Alquilan bicicletas?
        ¿Reparan lavadoras?

        ¿Dónde puedo aparcar?
        ¿Hay aparcamiento?
        ¿Tienen oficina en Sevilla?
        ¿Cómo llego en tren a su oficina?

        ¿Están contratando?
        ¿Tienen trabajo para mí?
        ¿Ofrecen prácticas?
        ¿Contratan estudiantes en verano?

        ¿Cómo se llama su jefe?
        ¿Quién es el director general?
        ¿Cuándo se fundó la empresa?
        ¿Cuántos años tiene su empresa?
        ¿Su empresa cotiza en bolsa?

        ¿Conoces un buen restaurante?
        ¿Qué cocino esta noche?
        ¿Tienen platos veganos?
        ¿Cómo se hace una tarta?

        ¿Cuánto es dos más dos?
        ¿Cómo se escribe esta palabra?
        ¿Me haces los deberes?
        ¿Puedes traducir esta frase?
    """,
)
