import { foreignFile, type ForeignFile } from './foreign-file.ts'

const SEMICOLONS = { separator: ';' }
const TABS = { separator: '\t' }

/**
 * Written before anybody of this round looked at how columns are recognised: the products of the table in other languages and with
 * other habits, and gyms' own spreadsheets. What they showed was mended by content and by kinds of names.
 */
export const FIFTH_ROUND: readonly ForeignFile[] = [
  foreignFile(
    'Glofox in German',
    'dots',
    'Mitglied-ID=old_id|Vorname=first_name|Nachname=last_name|E-Mail-Adresse=email|Telefonnummer=phone|Geburtsdatum=birthday|Mitgliedschaft=membership_type|Mitgliedschaftsstatus=status:aktiv|Startdatum=valid_from|Ablaufdatum=valid_until|Nächste Zahlung am=-:dots|Zahlungsart=-:SEPA~Bar|Standort=-:city|Barcode=credentials|Erstellt am=-:stamp',
    SEMICOLONS,
  ),
  foreignFile(
    'Mindbody in Spanish',
    'DMY',
    'Id. de cliente=old_id:number|Apellidos=last_name|Nombre de pila=first_name|Correo=email|Tel. móvil=mobile|Tel. casa=phone|Fecha de nac.=birthday|Opción de precio=membership_type|Fecha de activación=valid_from|Caduca el=valid_until|Sesiones restantes=visits_left|Saldo de la cuenta=debt:balance|Última visita=-:DMY|Alerta roja=note|Sexo=-:gender',
    SEMICOLONS,
  ),
  foreignFile(
    'TeamUp in French',
    'DMY',
    'Nom du client=full_name|Courriel=email|Téléphone portable=mobile:mobile_fr|Date de naissance=birthday|Formule=membership_type|Statut de la formule=status:active~hold~cancelled|Acheté le=valid_from|Expire le=valid_until|Séances utilisées=-:count|Séances restantes=visits_left|Nom du contact d’urgence=-:full_name|Téléphone du contact d’urgence=-:mobile_fr|Accepte la newsletter=-:oui~non',
  ),
  foreignFile(
    'Zen Planner, its membership report',
    'MDY',
    'Person Id=old_id:uuid|Full Name=full_name|Primary Email=email|Primary Phone=phone:mobile_us|Home Street=-:street|Zip=-:zip|Membership Label=membership_type|Membership Status=status|Begin Date=valid_from|Next Renewal=-:MDY|Attendance Last 30 Days=-:count|Belt=-:White~Blue~Purple|T-shirt Size=-:S~M~L~XL|Age=-:count',
    TABS,
  ),
  foreignFile(
    'Wodify in Portuguese',
    'DMY',
    'ID do cliente=old_id:number|Nome=first_name|Sobrenome=last_name|E-mail=email|Telefone celular=mobile:plain_phone|Data de nascimento=birthday|Assinatura=membership_type|Status da assinatura=status:ativo|Data de início=valid_from|Data de término=valid_until|Aulas restantes=visits_left|Plano de pagamento=-:Mensal~Anual|Treinador=-:full_name|Gênero=-:gender',
  ),
  foreignFile(
    'PushPress, by its programming interface',
    'ISO',
    'user_uuid=old_id:uuid|first=first_name|last=last_name|email_address=email|mobile_number=mobile:mobile_us|dob=birthday|subscription_name=membership_type|subscription_status=status:active~paused~canceled|subscription_started=valid_from|subscription_ends=valid_until|sessions_left=visits_left|balance_owed=debt|lead_source=-:text|last_checkin_at=-:stamp|waiver_signed=-:true~false',
  ),
  foreignFile(
    'Gymdesk, its people',
    'MDY',
    'Member #=old_id:number|Name=full_name|Rank=-:White_belt~Blue_belt|Date of birth=birthday|Phone=phone:mobile_us|Email=email|Membership=membership_type|Joined=-:MDY|Expires on=valid_until|Attendances=-:count|Standing=status:odd|Total paid=-:debt|Guardian name=-:full_name|Notes=note',
  ),
  foreignFile(
    'Virtuagym in Dutch',
    'dash',
    'Lidnummer=old_id:number|Voornaam=first_name|Tussenvoegsel=-:van~de~van_den|Achternaam=last_name|Geb.datum=birthday|Mobiel nummer=mobile:plain_phone|E-mailadres=email|Pasnummer=credentials|Abonnement=membership_type|Ingangsdatum=valid_from|Einddatum=valid_until|Lidstatus=status:Actief~Opgezegd~Bevroren|IBAN=-:iban|Opmerkingen=note',
    SEMICOLONS,
  ),
  foreignFile(
    'GymMaster, its members report',
    'dash',
    'MemberId=old_id:number|Firstname=first_name|Surname=last_name|Cell=mobile|Home Ph=phone|Email=email|Gender=-:gender|DOB=birthday|Card No=credentials|Membership Type=membership_type|Mship Start=valid_from|Mship End=valid_until|Hold From=frozen_from|Hold To=frozen_until|Amt Owing=debt|Sales Rep=-:full_name|Club=-:city',
  ),
  foreignFile(
    'Perfect Gym in Polish',
    'ISO',
    'Numer użytkownika=old_id:number|Imię=first_name|Nazwisko=last_name|Adres e-mail=email|Telefon=phone|Data urodzenia=birthday|Typ umowy=membership_type|Data rozpoczęcia=valid_from|Data zakończenia=valid_until|Status umowy=status:Aktywna~Zakończona~Zamrożona|Zadłużenie=debt|Numer karty=credentials|Klub macierzysty=-:city|Zgoda marketingowa=-:tak~nie|Uwagi=note',
    SEMICOLONS,
  ),
  foreignFile(
    'Fresha in Italian',
    'DMY',
    'ID cliente=old_id:number|Nome=first_name|Cognome=last_name|Cellulare=mobile:plain_phone|Email=email|Compleanno=birthday|Sesso=-:gender|Bloccato=suspended:sì~no|Motivo del blocco=-:empty|Nota=note|Aggiunto il=-:DMY|Fonte=-:text|Appuntamenti=-:count|Totale vendite=-:debt',
  ),
  foreignFile(
    'a German gym’s own spreadsheet',
    'dots',
    'Nr=old_id:number|Nachname, Vorname=full_name:turned|Handynr.=mobile|Mail=email|Geb.=birthday|Vertrag=membership_type|von=valid_from|bis=valid_until|Chip=credentials|Rückstand=debt:euros|Bem.=note|Einzug=-:tick',
    SEMICOLONS,
  ),
  foreignFile(
    'an English gym’s own spreadsheet',
    'DMY',
    'No=old_id:number|Who=full_name|Tel=phone|Mail=email|B/day=birthday|What they pay for=membership_type|Started=valid_from|Runs out=valid_until|Owes=debt|Key fob=credentials|Anything else=note|Locker=-:count',
  ),
  foreignFile(
    'a Swedish gym’s own spreadsheet',
    'ISO',
    'Medlemsnr=old_id:number|Förnamn=first_name|Efternamn=last_name|Personnummer=-:person_number|Mobil=mobile|E-post=email|Medlemskap=membership_type|Startdatum=valid_from|Slutdatum=valid_until|Klipp kvar=visits_left|Tagg=credentials:hex_tag|Skuld=debt:money_word|Anteckning=note',
    SEMICOLONS,
  ),
  foreignFile(
    'an Arabic gym’s own spreadsheet',
    'DMY',
    'رقم العضو=old_id:number|الاسم الكامل=full_name:arabic_name|رقم الجوال=mobile:plain_phone|البريد الإلكتروني=email|تاريخ الميلاد=birthday|نوع الاشتراك=membership_type:شهري~سنوي~ربع_سنوي|تاريخ البدء=valid_from|تاريخ الانتهاء=valid_until|الحالة=status:نشط~منتهي~مجمد|المبلغ المستحق=debt|ملاحظات=note|الجنس=-:ذكر~أنثى',
  ),
]

/** Written in the same hour, and shown to the program only when what the fifth round had shown was mended. */
export const SIXTH_ROUND: readonly ForeignFile[] = [
  foreignFile(
    'Glofox in French',
    'DMY',
    'Identifiant membre=old_id|Prénom=first_name|Nom de famille=last_name|Adresse e-mail=email|Numéro de téléphone=phone:mobile_fr|Anniversaire=birthday|Nom de l’abonnement=membership_type|État=status:actif|Date d’adhésion=-:DMY|Date d’expiration=valid_until|Crédits restants=visits_left|Prochain paiement=-:DMY|Montant du prochain paiement=-:debt|Code-barres=credentials|Étiquettes=-:text',
    SEMICOLONS,
  ),
  foreignFile(
    'TeamUp, its memberships report',
    'ISO',
    'Customer=full_name|Customer Email=email|Customer Phone=phone|Membership=membership_type|Membership Status=status:active~on_hold~expired~cancelled|Purchased On=-:ISO|Starts On=valid_from|Ends On=valid_until|Classes Remaining=visits_left|On Hold From=frozen_from|On Hold Until=frozen_until|Price=-:debt|Discount=-:count|Emergency Contact Phone=-:phone|Purchased By=-:full_name',
  ),
  foreignFile(
    'Wodify in Spanish',
    'DMY',
    'ID de cliente=old_id:number|Nombre completo=full_name|Correo electrónico=email|Número de móvil=mobile:plain_phone|Nacimiento=birthday|Membresía=membership_type|Inicio de membresía=valid_from|Vencimiento de membresía=valid_until|Estatus=status:Activa~Suspendida~Vencida|Asistencias=-:count|Coach=-:full_name|Contacto de emergencia=-:full_name|Talla de camiseta=-:S~M~L',
  ),
  foreignFile(
    'PushPress, active plans',
    'MDY',
    'Client=full_name:turned|Client Email=email|Phone #=phone:mobile_us|Plan Name=membership_type|Plan Type=-:Recurring~Punchcard|Plan Status=status:Active~Paused~Ended|Plan Start=valid_from|Plan End=valid_until|Punches Left=visits_left|Next Charge=-:MDY|Charge Amount=-:debt|Past Due Amount=debt|Coach=-:full_name|Client Since=-:MDY',
  ),
  foreignFile(
    'Virtuagym in German',
    'dash',
    'Kundennummer=old_id:number|Anrede=-:Herr~Frau|Vorname=first_name|Name=last_name|Mobilnummer=mobile|Festnetz=phone|E-Mail=email|Geburtstag=birthday|Kartennummer=credentials|Vertragsart=membership_type|Vertragsbeginn=valid_from|Vertragsende=valid_until|Kündigungsdatum=-:dash|Offener Betrag=debt:euros|PLZ=-:zip|Ort=-:city|Letzter Check-in=-:stamp',
    SEMICOLONS,
  ),
  foreignFile(
    'GymMaster in Canada',
    'ISO',
    'No. de membre=old_id:number|Prénom=first_name|Nom=last_name|Cellulaire=mobile:mobile_us|Téléphone (maison)=phone|Courriel=email|Date de naiss.=birthday|No. de carte=credentials|Type d’abonnement=membership_type|Début de l’abonnement=valid_from|Fin de l’abonnement=valid_until|Gel du=frozen_from|Gel au=frozen_until|Solde dû=debt|Remarques=note|Succursale=-:city',
  ),
  foreignFile(
    'Magicline',
    'dots',
    'Mitgliedsnummer=old_id|Vorname=first_name|Nachname=last_name|Geschlecht=-:gender|Geburtsdatum=birthday|Telefon privat=phone|Telefon mobil=mobile|E-Mail=email|Tarifname=membership_type|Vertragsstart=valid_from|Vertragslaufzeit bis=valid_until|Ruhezeit von=frozen_from|Ruhezeit bis=frozen_until|Kontostand=debt:balance|Kartennr.=credentials|Gesperrt=suspended:janein|Bankleitzahl=-:zip|Werber=-:full_name',
    SEMICOLONS,
  ),
  foreignFile(
    'an Italian gym’s own spreadsheet',
    'DMY',
    'Tessera n.=old_id:number|Cognome e nome=full_name|Cell.=mobile:plain_phone|Posta elettronica=email|Nato il=birthday|Tipo abbonamento=membership_type|Inizio=valid_from|Scadenza=valid_until|Ingressi residui=visits_left|Da pagare=debt:euros|Certificato medico=-:DMY|Note=note|Codice fiscale=-:uuid',
    SEMICOLONS,
  ),
  foreignFile(
    'an English gym’s own spreadsheet in capitals',
    'MDY',
    'MEMBER NAME=full_name|MEMBER NUMBER=old_id:number|CELL PHONE=mobile:mobile_us|EMAIL ADDR=email|MEMBERSHIP=membership_type|BEGIN=valid_from|EXP DATE=valid_until|VISITS REMAINING=visits_left|BAL DUE=debt|TAG #=credentials:hex_tag|ADDRESS=-:street|STATE=-:TX~CA~NY|ZIP CODE=-:zip|SIGNED WAIVER=-:Y~N',
  ),
  foreignFile(
    'a Portuguese gym’s own spreadsheet',
    'DMY',
    'Sócio n.º=old_id:number|Nome completo=full_name|Telemóvel=mobile:plain_phone|E-mail=email|Data nasc.=birthday|Modalidade=membership_type|Data de inscrição=-:DMY|Válido até=valid_until|Cartão=credentials|Em dívida=debt:euros|Observações=note|NIF=-:plain_phone|Morada=-:street',
    SEMICOLONS,
  ),
  foreignFile(
    'a Flemish gym’s own spreadsheet',
    'DMY',
    'Lidnr.=old_id:number|Naam=last_name|Voornaam=first_name|GSM=mobile:plain_phone|Mail=email|Geboren=birthday|Formule=membership_type|Geldig van=valid_from|Geldig tot=valid_until|Beurten over=visits_left|Badge=credentials|Openstaand=debt:euros|Gemeente=-:city',
    SEMICOLONS,
  ),
  foreignFile(
    'a Danish gym’s own spreadsheet',
    'dash',
    'Medlemsnummer=old_id:number|Navn=full_name|Mobilnummer=mobile:plain_phone|E-mail=email|Fødselsdato=birthday|Medlemstype=membership_type|Indmeldt=-:dash|Udløber=valid_until|Status=status:Aktiv~Passiv~Udmeldt|Restance=debt:money_word|Kortnummer=credentials|Bemærkninger=note',
    SEMICOLONS,
  ),
]
