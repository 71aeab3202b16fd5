"""Spanish."""

THINGS = """
    aparcamiento aparcar parking garaje plaza
    discapacidad accesible accesibilidad silla ascensor rampa
    regalo cheque vale cumpleaños
    recoger recogida tienda local
    insatisfecho satisfecho decepcionado gustar descontento
    mayorista mayor volumen cantidad
    socio distribuidor revendedor agencia afiliado recomendar
    técnico instalador mecánico montaje
    formación curso clase taller seminario aprender capacitación
    certificado iso soc cumplimiento auditoría norma
    cifrado encriptado ssl filtración hacker seguridad
    autenticación verificación código sms factor
    usuario contraseña clave cuenta acceso
    perfil foto imagen avatar
    correo email buzón spam boletín
    boletín publicidad suscripción baja marketing
    cookie rastreo analítica consentimiento
    error fallo bloqueo avería funcionar problema
    lento rápido rendimiento velocidad cargar
    internet conexión wifi red desconectado
    subir bajar mayor menor superior plan cambiar
    licencia usuario puesto plaza
    administrador rol permiso acceso
    invitar añadir equipo compañero
    plantilla ejemplo modelo
    personalizar color logo diseño marca adaptar
    informe estadística análisis gráfico panel
    importar subir cargar migrar archivo
    exportar csv excel pdf archivo descargar
    copia respaldo recuperar restaurar
    futuro planes próximo función
    empleo candidato currículum vacante entrevista puesto trabajo
    prácticas becario estudiante
    prensa medios periodista entrevista
    fundador fundada historia director dueño
    inversor inversión acciones bolsa
    oficina sede sucursal dirección
    festivo navidad fiestas cerrado
    mañana tarde noche mediodía
    hoy mañana ayer ahora
    anticipo depósito fianza adelantado
    plazos cuotas financiación
    vencido retraso impagado multa
    iva impuesto neto bruto
    presupuesto oferta cotización estimación
    aduana importación impuesto
    mensajero paquete correos envío entrega seguimiento
    seguro póliza prima accidente
    préstamo hipoteca crédito intereses deuda
    banco transferencia iban cuenta
    saldo extracto movimiento transacción
    tarjeta visa mastercard crédito débito
    sueldo salario nómina ingresos
    destinatario remitente transferencia
    pendiente proceso espera
    sospechoso fraude desconocido estafa
    urgente emergencia inmediato
    edad menor niño dieciocho adulto
    condiciones términos reglas política requisitos
    abogado legal ley tribunal
    médico dentista clínica hospital salud cita
    medicamento receta farmacia
    enfermo enfermedad dolor fiebre
    escuela universidad profesor alumno examen
    casa piso vivienda habitación edificio inmueble
    alquiler alquilar inquilino
    muebles sofá silla mesa cama
    luz electricidad agua gas calefacción
    limpieza lavar colada
    ropa camisa vestido zapatos pantalón
    color rojo azul verde negro blanco
    material algodón cuero madera metal plástico
    talla tamaño altura anchura peso medidas
    comida pan leche huevo queso carne pollo pescado arroz pizza sopa ensalada
    bebida café té agua cerveza vino
    desayuno almuerzo cena
    vegano vegetariano gluten alergia
    restaurante carta mesa camarero
    invitado personas grupo
    autobús tren metro estación
    billete asiento entrada
    coche auto vehículo moto bicicleta
    avión vuelo aeropuerto equipaje
    hotel habitación alojamiento
    película cine teatro concierto
    deporte fútbol juego partido
    ordenador portátil tableta computadora pc
    móvil teléfono iphone android celular
    aplicación app programa software
    navegador chrome firefox safari
    impresora imprimir papel
    lunes martes miércoles jueves viernes sábado domingo día fin
    enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre mes
    tiempo lluvia nieve sol temperatura clima
    perro gato mascota animal
    madre padre hermano hermana mujer marido familia
    idioma español inglés francés alemán italiano portugués polaco turco catalán
    país españa francia alemania italia portugal méxico argentina colombia europa
    ciudad madrid barcelona sevilla valencia londres parís berlín
    moneda euro dólar peso libra cambio
"""
