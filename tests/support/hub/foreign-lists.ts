import { foreignFile, type ForeignFile } from './foreign-file.ts'

const SEMICOLONS = { separator: ';' }

/** Files of gyms, clubs and studios, by hand or by software that nobody knows. */
export const GYMS_FILES: readonly ForeignFile[] = [
  foreignFile(
    'a dojo',
    'MDY',
    'Student Name=full_name|Parent/Guardian First Name=-:first_name|Parent Email=-:email|Email=email|Birthdate=birthday|Program=membership_type|Last Contacted=-:MDY|Medical Conditions=-:note',
  ),
  foreignFile(
    'a German studio, by its software',
    'dots',
    'Mitgliedsnummer=old_id:number|Anrede=-:gender|Vorname=first_name|Nachname=last_name|Straße=-:street|PLZ=-:count|Ort=-:city|E-Mail=email|Telefon=phone|Handy=mobile|Geburtsdatum=birthday|Tarif=membership_type|Vertragsbeginn=valid_from|Vertragsende=valid_until|Kartennummer=credentials|IBAN=-:iban|Status=status:aktiv',
    SEMICOLONS,
  ),
  foreignFile(
    'a German list from a spreadsheet',
    'dots',
    'Name=last_name|Vorname=first_name|Geb.datum=birthday|Mail=email|Mobil=mobile|Abo=membership_type|gültig bis=valid_until|Offener Betrag=debt:euros|Bemerkung=note|Beitrag=-:euros',
    { ...SEMICOLONS, before: ['Mitgliederliste 2026', ''] },
  ),
  foreignFile(
    'a German list with one name',
    'dots',
    'Nr.=old_id:number|Name=full_name|E-Mail-Adresse=email|Geburtstag=birthday|Mitglied seit=-:dots|Aktiv=status:janein|Notfallkontakt=-:full_name|Notfallnummer=-:phone',
    SEMICOLONS,
  ),
  foreignFile(
    'a French club',
    'DMY',
    "N° adhérent=old_id:number|Civilité=-:gender|Nom=last_name|Prénom=first_name|Adresse e-mail=email|Téléphone portable=mobile|Date de naissance=birthday|Type d'abonnement=membership_type|Date de début=valid_from|Date de fin=valid_until|Statut=status:actif|Code postal=-:count|Ville=-:city|Personne à contacter en cas d'urgence=-:full_name",
    SEMICOLONS,
  ),
  foreignFile(
    'a French list with one name',
    'DMY',
    'Nom=full_name|Courriel=email|Tél.=phone|Formule=membership_type|Échéance=valid_until|Solde=debt:balance|Remarques=note|Prochain paiement=-:DMY',
    SEMICOLONS,
  ),
  foreignFile(
    'a Spanish gym',
    'DMY',
    'Nº socio=old_id:number|Nombre=first_name|Apellidos=last_name|Correo electrónico=email|Teléfono=phone|Fecha de nacimiento=birthday|Tipo de abono=membership_type|Fecha de inicio=valid_from|Fecha de vencimiento=valid_until|Saldo pendiente=debt|DNI=-:number|Sexo=-:gender|Fecha de alta=-:DMY',
    SEMICOLONS,
  ),
  foreignFile(
    'a Spanish list with one name',
    'DMY',
    'Nombre=full_name|Móvil=mobile|Plan=membership_type|Vencimiento=valid_until|Clases restantes=visits_left|Observaciones=note|Próximo pago=-:DMY',
    SEMICOLONS,
  ),
  foreignFile(
    'a Brazilian academy',
    'DMY',
    'Matrícula=old_id:number|Nome completo=full_name|CPF=-:number|Celular=mobile|E-mail=email|Data de nascimento=birthday|Plano=membership_type|Data de início=valid_from|Data de vencimento=valid_until|Situação=status:ativo|Endereço=-:street|Bairro=-:city|Data de cadastro=-:DMY',
    SEMICOLONS,
  ),
  foreignFile(
    'a Portuguese box',
    'dash',
    'Nome=first_name|Sobrenome=last_name|Telemóvel=mobile|Email=email|Data nascimento=birthday|Aulas restantes=visits_left|Última visita=-:dash|Responsável=-:full_name',
  ),
  foreignFile(
    'a spreadsheet with serial dates',
    'serial',
    'First=first_name|Last=last_name|E-mail=email|Phone=phone|DOB=birthday|Start=valid_from|Expires=valid_until|Key Fob=credentials',
  ),
  foreignFile(
    'a list by hand',
    'DMY',
    'Member=full_name|Email=email|Tel=phone|Plan=membership_type|Expiry=valid_until|Owed=debt|Comments=note',
    {
      before: ['Riverside Gym - members', 'printed on 20/11/2026', ''],
    },
  ),
  foreignFile('a list by hand, with fewer columns', 'DMY', 'Name=full_name|Expiry Date=valid_until'),
  foreignFile(
    'a list whose names are turned',
    'DMY',
    'Name=full_name:turned|Card No=credentials|Expires On=valid_until|Membership=membership_type',
    SEMICOLONS,
  ),
  foreignFile(
    'a file with pipes',
    'ISO',
    'Customer ID=old_id|Customer Name=full_name|Email=email|Plan Name=membership_type|Valid Until=valid_until|Outstanding Balance=debt',
    { separator: '|' },
  ),
  foreignFile(
    'a visits pack studio',
    'DMY',
    'First Name=first_name|Surname=last_name|Email=email|Package=membership_type|Remaining Sessions=visits_left|Expiry=valid_until|Credit Card=-:bankcard|Payment Status=-:text',
  ),
  foreignFile(
    'a club with bank cards',
    'MDY',
    'Member Name=full_name|Card Number=-:bankcard|Card Type=-:text|Card Expiry=-:MDY|Phone=phone|Email=email|Member Type=membership_type',
  ),
  foreignFile(
    'a climbing hall',
    'DMY',
    'Customer Number=old_id:empty|Forename=first_name|Surname=last_name|Email=email|Mobile=mobile|DOB=birthday|Pass Name=membership_type|Valid From=valid_from|Valid To=valid_until|Waiver Signed=-:yesno|Photo=-:empty|RFID Tag=credentials',
  ),
  foreignFile(
    'a file with holds',
    'MDY',
    'Member ID=old_id|Full Name=full_name|Email=email|Plan=membership_type|Hold Start=frozen_from|Hold End=frozen_until|Status=status|Expires=valid_until',
  ),
  foreignFile(
    'a pool',
    'dots',
    'Kundennummer=old_id:number|Vor- und Nachname=full_name|Mobilnummer=mobile|Chipnummer=credentials|Resteintritte=visits_left|Gültig bis=valid_until|Geschlecht=-:gender|Krankenversicherung=-:text',
    SEMICOLONS,
  ),
  foreignFile(
    'a CRM',
    'stamp',
    'Contact ID=old_id|First Name=first_name|Last Name=last_name|Primary Email=email|Primary Phone=phone|Created At=-:stamp|Last Modified=-:stamp|Company=-:text|Website=-:text|Lead Source=-:text|Unsubscribed=-:yesno',
  ),
  foreignFile(
    'a martial arts school',
    'MDY',
    'Last Name=last_name|First Name=first_name|Age=-:count|Birthday=birthday|Rank=-:text|Mother=-:full_name|Father Phone=-:phone|Home Phone=phone|Amount Due=debt|Membership Plan=membership_type|Renewal Date=-:MDY',
  ),
  foreignFile(
    'a studio with all in one',
    'ISO',
    'Vorname Nachname=full_name|E-Mail=email|Mitgliedschaft=membership_type|Beginn=valid_from|Ende=valid_until|Gesperrt=suspended:janein|Notizen=note|Nächste Zahlung=-:ISO|Newsletter=-:janein',
    SEMICOLONS,
  ),
  // Written without a look at the names that are known, and read right in 75 and 87 of 100 columns then; none was wrong and sure.
  foreignFile(
    'a Spanish club',
    'ISO',
    'Número de cliente=old_id:number|Nombre y apellidos=full_name|Teléfono móvil=mobile|Email=email|Fecha nac.=birthday:DMY|Cuota=membership_type|Fecha alta=-:DMY|Fecha baja=-:DMY|Estado=status:estado|Huella=-:yesno|IBAN=-:iban',
    SEMICOLONS,
  ),
  foreignFile(
    'a German list by hand',
    'ISO',
    'Lfd. Nr.=old_id:number|Familienname=last_name|Rufname=first_name|geb. am=birthday:dots|Tel. mobil=mobile|E-Mail 1=email|Beitragsart=membership_type|läuft bis=valid_until:dots|offen=debt:euros|Info=note',
    SEMICOLONS,
  ),
  foreignFile(
    'an English list by hand',
    'ISO',
    'Last=last_name|First=first_name|Cell #=mobile|E-Mail Address=email|Bday=birthday:MDY|Plan Type=membership_type|Paid Until=-:MDY|Fob #=credentials|Misc=note',
    SEMICOLONS,
  ),
  foreignFile(
    'a club by hand',
    'ISO',
    'Membership No=old_id:number|Member=full_name:turned|Contact No=phone|Email=email|DOB=birthday:DMY|Category=-:text|Fees paid to=-:DMY|Renewal due=-:DMY|Comments=note|ICE name=-:full_name',
    SEMICOLONS,
  ),
]
