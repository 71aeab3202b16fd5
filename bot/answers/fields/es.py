"""Spanish."""

FIELDS = """
    precio coste costo cuesta tarifa importe pagar cuota valor cuánto caro
    caro barato económico
    gratis gratuito libre
    pago pagar transferencia tarjeta factura plazo domiciliación
    factura recibo iva impuesto
    total suma conjunto
    mínimo menos
    máximo límite tope más
    queda saldo restante
    reembolso devolución devolver dinero reintegro
    cancelar anular terminar baja dejar finalizar rescindir salir cerrar
    pausar suspender congelar bloquear detener parar
    borrar eliminar quitar suprimir
    añadir agregar poner incluir meter
    cambiar modificar editar actualizar cambio pasar
    aumentar subir más ampliar
    reducir bajar menos disminuir
    mover transferir migrar pasar traspasar migración
    enviar mandar entregar envío
    entrega envío paquete pedido llegar
    estado seguimiento progreso dónde
    confirmar aprobar aceptar
    comprobar ver revisar verificar mirar
    mostrar enseñar demo presentación demostración ver
    decir explicar contar describir información saber informar
    encontrar buscar localizar dónde
    dónde dirección ubicación lugar oficina sede
    cerca cercano lejos
    comprar pedir adquirir compra
    ayuda soporte asistencia servicio ayudar atención
    cómo manera pasos instrucciones
    necesario necesitar hace falta obligatorio deber requisito
    posible poder permitir
    empezar comenzar iniciar arrancar instalar configurar
    instalación configurar implantación puesta marcha
    crear hacer montar
    acceso cuenta contraseña entrar sesión
    registrar registro inscribir suscribir
    solicitud formulario petición solicitar
    conectar integración integrar vincular api compatible
    error problema fallo funciona avería
    roto dañado defectuoso
    perdido robado perder robar
    queja reclamación quejarse
    contacto contactar llamar teléfono correo hablar
    teléfono número llamar móvil
    persona humano alguien agente asesor comercial
    robot bot humano máquina
    empresa compañía negocio quién vosotros
    equipo usuario persona empleado miembro
    trabajo empleo vacante
    último pasado anterior
    próximo siguiente nuevo
    cuándo fecha día hora momento
    tiempo dura duración tarda largo
    esperar retraso tarde
    rápido urgente inmediato ya
    caducar vencer fin plazo
    renovar renovación prorrogar automático
    abierto horario horas cerrado abrir
    hoy ahora mañana
    mes año mensual anual semana
    calendario cita reunión
    cita reservar reserva reunión concertar
    vacaciones festivo
    extranjero país internacional
    idioma español inglés turco polaco alemán francés traducción
    recomendar recomendación consejo
    opinión referencia reseña cliente valoración ejemplo
    bueno mejor calidad
    malo incorrecto mal
    datos rgpd gdpr privacidad protección personal seguridad seguro
    seguro seguridad protección riesgo
    guardar almacenar servidor alojar
    compartir vender terceros ceder
    exportar descargar copia excel
    paquete plan suscripción versión tarifa
    prueba probar test gratis
    descuento oferta cupón promoción rebaja
    contrato permanencia compromiso plazo
    función funcionalidad capaz
    diferencia comparar mejor competencia
    adicional extra otro más
    formación aprender curso documentación
    web sitio página internet
    aplicación app móvil
    garantía
    disponible existencias
    cobrar cobran costar cuesta salir precio pagar presupuesto mensual
    barato ahorrar descuento rebaja oferta promoción cupón código porcentaje ong
    baja darse cancelar dejar salir cerrar abandonar desuscribir
    obligado permanencia contrato atado mínimo año compromiso preaviso avisar antelación
    devolver devuelven devolución reembolsar reembolso dinero garantía gustar gusta satisfecho
    prueba probar gratis días usar periodo pagar
    llamar llamada teléfono número correo contactar hablar escribir atender comunicar
    abrir abren cerrar cierran horario atender sábado domingo hora fin semana
    listo tardar tarda empezar funcionar marcha instalación implementar instalar rápido
    fácil difícil complicado sencillo usar manejar conocimientos técnico informática \
        programar programador desarrollador código
    pegar poner insertar incrustar código página web sitio wordpress shopify tienda
    lento rápido velocidad página cargar sitio
    servidor centro nube guardar alojar país europa quedar instalar
    información datos personal respuestas
    borrar eliminar quitar suprimir base datos
    conservar guardar retener tiempo datos
    vender ceder compartir terceros empresas datos
    multilingüe idioma idiomas entender hablar responder traducir
    conectar integrar integración api crm hubspot salesforce slack zapier herramienta programa pasar
    tarjeta paypal transferencia domiciliación efectivo bizum pagar forma método
    contable contabilidad asesoría factura recibo iva
    subir ampliar mejorar superior mayor plan cambiar pasar crecer
    bajar reducir menor pequeño plan cambiar
    incluir incluye contiene trae plan paquete
    elegir escoger recomendar convenir mejor plan
    comparar diferencia distinto frente
    ayudar ayuda problema fallar falla fallo error soporte duda asistencia técnico
    inteligencia artificial ia bot robot máquina persona humano real hablar responder automático
    enseñar mostrar ver demo demostración presentación agendar vivo
    puntos puntuación puntuar calificar score scoring calcular regla valer
    invitar varios compañeros acceso entrar personas permisos rol equipo agencia
    casos éxito referencias empresas clientes sector usan trabajar ejemplo
    archivo csv excel exportar descargar sacar copia respaldo llevar
"""
