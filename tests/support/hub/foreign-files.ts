import type { ImportField } from '../../../server/protocol/import-mapping.ts'
import { randomFrom } from '../random.ts'
import { cellOf, DATE_FORMS } from './foreign-cells.ts'

/**
 * Files in the forms of other products: their columns, people made up. A column is `Header=field:content`; `-` for one that is
 * not to be imported, and the field's own usual content where none is named.
 */
export interface ForeignFile {
  name: string
  separator: string
  /** Lines before the names of the columns. */
  before?: string[]
  columns: { header: string; field: ImportField | null; content: string }[]
}

const DAY_YEARS: Partial<Record<ImportField, string>> = {
  birthday: 'birth',
  valid_until: 'end',
  frozen_until: 'end',
}

/** `form` is how the file writes its dates. */
export function foreignFile(
  name: string,
  form: string,
  columns: string,
  { separator = ',', before }: { separator?: string; before?: string[] } = {},
): ForeignFile {
  return {
    ...{ name, separator, ...(before && { before }) },
    columns: columns.split('|').map((column) => {
      const [, header = '', what = '', own] = /^\s*(.*?)=([\w-]+)(?::(\S+))?\s*$/.exec(column) ?? []
      const field = what === '-' ? null : (what as ImportField)
      const isDay = /^(birthday|valid_|frozen_)/.test(what)
      const content = own ?? (isDay ? form : what)
      const years = DAY_YEARS[what as ImportField] ?? 'plan'
      return { header, field, content: content in DATE_FORMS ? `${content}/${years}` : content }
    }),
  }
}

/** The cells of a file, of so many members. */
export function rowsOf({ columns }: ForeignFile, members: number): string[][] {
  const order = randomFrom(17)
  const rows = Array.from({ length: members }, (_none, index) =>
    columns.map(({ content }) => cellOf(content, index)),
  )
  // A product lists its members in no order that a reader could rely on.
  return rows
    .map((row) => ({ row, at: order.next() }))
    .sort((one, other) => one.at - other.at)
    .map(({ row }) => row)
}

export function csvOf(file: ForeignFile, rows: readonly (readonly string[])[], end = '\r\n'): string {
  const { separator, before = [], columns } = file
  const cell = (text: string) =>
    /["\r\n]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text
  const lines = [columns.map(({ header }) => header), ...rows].map((cells) => cells.map(cell).join(separator))
  return [...before, ...lines, ''].join(end)
}

const TABS = { separator: '\t' }
const SEMICOLONS = { separator: ';' }

export const FOREIGN_FILES: readonly ForeignFile[] = [
  foreignFile(
    'AV Gym System, by its report',
    'ISO',
    'ID=old_id:number|First Name=first_name|Last Name=last_name|Email=email|Phone=phone|Membership=membership_type|Join Date=-:ISO|Membership Expiry=valid_until|Status=status',
  ),
  foreignFile(
    'AV Gym System, by its model',
    'ISO',
    'membership_number=old_id|full_name=full_name|email=email|phone=phone|Membership Expiry=valid_until|gender=-:gender|notes=note',
  ),
  foreignFile(
    'Glofox',
    'DMY',
    'Member Name=full_name|Email Address=email|Phone Number=phone|DOB=birthday|Gender=-:gender|Membership Tier=membership_type|Membership Expiry Date=valid_until|Status=status|BarcodeID=credentials|Joined On=-:DMY|Next AutoPay Date=-:DMY|Next AutoPay Amount=-:debt|Lifetime Sales=-:debt|Location=-:city|Email Consent=-:yesno',
  ),
  foreignFile(
    'Glofox, leads and tiers',
    'DMY',
    'Client Name=full_name|Email Address=email|Phone Number=phone|Membership Name=membership_type|Membership Expiry Date=valid_until|Status=status:odd|Next Renewal=-:DMY|Lead Source=-:text',
  ),
  foreignFile(
    'Mindbody',
    'MDY',
    'Client ID=old_id:number|Client Name=full_name:turned|Client Email=email|Mobile Phone=mobile|Home Phone=phone|Birth Date=birthday|Pricing Option=membership_type|Start Date=valid_from|End Date=valid_until|Next Auto-Pay Date=-:MDY|Client Since=-:MDY|First Visit=-:MDY|Referred By=-:full_name',
  ),
  foreignFile(
    'Mindbody, with names apart',
    'MDY',
    'ID=old_id:number|Last Name=last_name|First Name=first_name|Email=email|DOB=birthday|Membership=membership_type|Address=-:street|City=-:city|State=-:city|Postal Code=-:count|Emergency Contact Name=-:full_name|Emergency Contact Phone=-:phone',
  ),
  foreignFile(
    'TeamUp',
    'DMY',
    'Customer Name=full_name|Customer Email=email|Membership Name=membership_type|Status=status:odd|Purchase Date=-:DMY|Start Date=valid_from|Expiration Date=valid_until|Cancelled Date=-:DMY|Date of Birth=birthday|Emergency Contact Name=-:full_name|Emergency Contact Relationship=-:text',
  ),
  foreignFile(
    'Zen Planner',
    'named',
    'Full Name=full_name|First Name=-:first_name|Email Address=email|Cell Phone=mobile|Phone Number=phone|Birth Date=birthday|Membership Label=membership_type|Enrollment Date=-:named|Expiration Date=valid_until|Status=status:odd|Cancel Date=-:named|Reason (sub)=-:text|First Att. Date=-:named|Race/Ethnicity=-:text|School=-:text',
    TABS,
  ),
  foreignFile(
    'Zen Planner, names apart',
    'MDY',
    'First Name=first_name|Last Name=last_name|Email Address=email|Cell Phone=mobile|Birth Date=birthday|Membership Category=membership_type|Gender=-:gender|Medical=-:note',
    TABS,
  ),
  foreignFile(
    'Wodify',
    'MDY',
    'Client ID=old_id:number|First Name=first_name|Last Name=last_name|Athlete Name=-:full_name|Email=email|Phone=phone|Date of Birth=birthday|Client Status=status|Default Location=-:city|Is Dependent=-:yesno|Group=-:email|Membership=membership_type|Start Date=valid_from',
  ),
  foreignFile(
    'PushPress',
    'ISO',
    'member_id=old_id|First Name=first_name|Last Name=last_name|Email=email|Phone=phone|Birthday=birthday|Plan=membership_type|Join Date=-:ISO|plan_end_date=valid_until|plan_cancel_date=-:ISO|Member Status=status',
  ),
  foreignFile(
    'Gymdesk',
    'MDY',
    'Name=full_name|Email=email|Mobile=mobile|Membership Type=membership_type|Date Joined=-:MDY|Date of Birth=birthday|Belt=-:text|Tags=-:text|Notes=note',
  ),
  foreignFile(
    'Virtuagym',
    'stamp',
    'club_member_id=old_id|firstname=first_name|lastname=last_name|email=email|mobile=mobile|birthday=birthday:ISO|gender=-:gender|card_nr=credentials|membership_start=valid_from|membership_end=valid_until|active=status:yesno|bank_account_number=-:iban|last_check_in=-:stamp|street=-:street|city=-:city',
  ),
  foreignFile(
    'Virtuagym in Spanish',
    'dash',
    'external_id=old_id|nombre=first_name|apellidos=last_name|correo=email|móvil=mobile|fecha_nacimiento=birthday|tarjeta=credentials|abono=membership_type|estado=status:estado',
    SEMICOLONS,
  ),
  foreignFile(
    'GymMaster',
    'dash',
    'Member No=old_id:number|Surname=last_name|First Name=first_name|Email=email|Cellphone=mobile|DOB=birthday|Card Number=credentials|Membership Type=membership_type|Membership Start=valid_from|Membership End=valid_until|Balance=debt:balance|Home Club=-:city|Last Visit=-:dash',
  ),
  foreignFile(
    'Fresha',
    'ISO',
    'Client ID=old_id|First Name=first_name|Last Name=last_name|Gender=-:gender|Mobile Number=mobile|Telephone=phone|Email=email|Date of Birth=birthday|Blocked=suspended|Note=note|Referral source=-:text|Accepts marketing=-:yesno',
  ),
  foreignFile(
    'wod.guru',
    'ISO',
    'first_last_name=full_name|last_first_name=-:full_name|email=email|phone=phone|birthday=birthday|card_code=credentials|pass_name=membership_type|pass_expiration_date=valid_until|sessions_left=visits_left|sessions_used=-:count|customer_note=note',
  ),
  foreignFile(
    'Perfect Gym',
    'ISO',
    'User number=old_id|Full Name=full_name|E-mail=email|Phone number=phone|Payment Plan=membership_type|Status=status|Contract start date=valid_from|Contract end date=valid_until|Home club=-:city',
    SEMICOLONS,
  ),
  foreignFile(
    'ClubReady',
    'MDY',
    'Associated User Id=old_id:number|First Name=first_name|Last Name=last_name|Email=email|Cell Phone=mobile|Member Since=-:MDY|Member Expiration=valid_until|Next Payment Due=-:MDY|Past Due=debt|Last Check-in=-:MDY|StoreId=-:count|Responsible Name=-:full_name',
  ),
  foreignFile(
    'ABC DataTrak',
    'MDY',
    'Agreement #=old_id:number|Last Name=last_name|First Name=first_name|Birth Date=birthday|Cell Phone=mobile|Barcode=credentials|Club Account Bal.=debt:balance|Club Nbr=-:count|Sales Rep=-:full_name',
  ),
  foreignFile(
    'Fitness GM',
    'MDY',
    'firstName=first_name|lastName=last_name|email=email|guardianEmail=-:email|access card number=credentials|Membership Title=membership_type|memberStatus=status',
  ),
  foreignFile(
    'Spream',
    'ISO',
    'firstName=first_name|lastName=last_name|email=email|phoneNumber=phone|subscriptionStart=valid_from|subscriptionEnd=valid_until|subscriptionEntries=visits_left|credit=-:empty',
  ),
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
    'Magicline',
    'ISO',
    'Kundennummer=old_id:number|Vorname=first_name|Nachname=last_name|Geburtsdatum=birthday:dots|E-Mail privat=email|Telefon privat=phone|Telefon mobil=mobile|Studio=-:city|Vertragsname=membership_type|Vertragsstart=valid_from:dots|Vertragsende=valid_until:dots|Kündigungsdatum=-:dots|Zugangsmedium=credentials|Saldo=debt:balance|Kontoinhaber=-:full_name',
    SEMICOLONS,
  ),
  foreignFile(
    'ClubWise',
    'ISO',
    'Member Ref=old_id:number|Title=-:gender|Forename=first_name|Surname=last_name|Home Tel=phone|Mobile Tel=mobile|Email Address=email|D.O.B.=birthday:DMY|Swipe Card No=credentials|Membership Type=membership_type|Start Date=valid_from:DMY|Expiry Date=valid_until:DMY|Next Collection Date=-:DMY|Post Code=-:count',
    SEMICOLONS,
  ),
  foreignFile(
    'Xplor',
    'ISO',
    'PersonID=old_id:number|FirstName=first_name|LastName=last_name|EmailAddress=email|MobilePhone=mobile|DateOfBirth=birthday:ISO|MembershipPlan=membership_type|ExpirationDate=valid_until:ISO|CardNumber=credentials|Gender=-:gender|EmergencyContact=-:full_name',
    SEMICOLONS,
  ),
  foreignFile(
    'bsport',
    'ISO',
    'ID client=old_id:number|Prénom=first_name|Nom=last_name|Mail=email|Téléphone=phone|Date anniversaire=birthday:DMY|Abonnement en cours=membership_type|Date de fin d’abonnement=valid_until:DMY|Crédits restants=visits_left|Dernière réservation=-:DMY|Sexe=-:gender',
    SEMICOLONS,
  ),
  foreignFile(
    'Exercise.com',
    'ISO',
    'User ID=old_id:number|Name=full_name|Email=email|Phone=phone|Birth date=birthday:MDY|Membership=membership_type|Sign up date=-:MDY|Membership expiration=valid_until:MDY|Account status=status|Total spend=-:debt|Trainer=-:full_name',
    SEMICOLONS,
  ),
  foreignFile(
    'Tecnofit',
    'ISO',
    'Código=old_id:number|Aluno=full_name|Telefone celular=mobile|E-mail=email|Data Nasc.=birthday:DMY|Contrato=membership_type|Início do contrato=valid_from:DMY|Fim do contrato=valid_until:DMY|Status do contrato=status:ativo|Consultor=-:full_name',
    SEMICOLONS,
  ),
  foreignFile(
    'a Spanish club',
    'ISO',
    'Número de cliente=old_id:number|Nombre y apellidos=full_name|Teléfono móvil=mobile|Email=email|Fecha nac.=birthday:DMY|Cuota=membership_type|Fecha alta=-:DMY|Fecha baja=-:DMY|Estado=status:estado|Huella=-:yesno|IBAN=-:iban',
    SEMICOLONS,
  ),
  foreignFile(
    'Kilo',
    'ISO',
    'first_name=first_name|last_name=last_name|email=email|phone_number=phone|date_of_birth=birthday:ISO|plan_name=membership_type|plan_start_date=valid_from:ISO|plan_end_date=valid_until:ISO|plan_status=status|sessions_remaining=visits_left|key_tag=credentials|tags=-:text|created_at=-:stamp',
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
    'Mindbody, by its database',
    'ISO',
    'RSSID=old_id:number|LastName=last_name|FirstName=first_name|EmailName=email|CellPhone=mobile|HomePhone=phone|WorkPhone=phone|Birthdate=birthday:MDY|MembershipDescription=membership_type|ActiveDate=valid_from:MDY|ExpDate=valid_until:MDY|RemainingCount=visits_left|BarcodeNumber=credentials|Inactive=suspended:yesno',
    SEMICOLONS,
  ),
  foreignFile(
    'SportsNow',
    'ISO',
    'Kunden-ID=old_id:number|Name=last_name|Vorname=first_name|E-Mail=email|Mobiltelefon=mobile|Geburtstag=birthday:dots|Abo=membership_type|Abo gültig ab=valid_from:dots|Abo gültig bis=valid_until:dots|Guthaben=-:count|Strasse/Nr=-:street',
    SEMICOLONS,
  ),
  foreignFile(
    'Deciplus',
    'ISO',
    'Numéro client=old_id:number|Nom=last_name|Prénom=first_name|Né(e) le=birthday:DMY|Tél. mobile=mobile|Tél. fixe=phone|E-mail=email|Prestation=membership_type|Début=valid_from:DMY|Fin=valid_until:DMY|N° de badge=credentials|Impayés=debt|Commentaire=note',
    SEMICOLONS,
  ),
  foreignFile(
    'Evo',
    'ISO',
    'IdCliente=old_id:number|NomeCliente=full_name|Celular=mobile|E-mail=email|DtNascimento=birthday:DMY|Plano Atual=membership_type|Início Plano=valid_from:DMY|Vencimento Plano=valid_until:DMY|Professor=-:full_name|Unidade=-:city',
    SEMICOLONS,
  ),
  foreignFile(
    'a club by hand',
    'ISO',
    'Membership No=old_id:number|Member=full_name:turned|Contact No=phone|Email=email|DOB=birthday:DMY|Category=-:text|Fees paid to=-:DMY|Renewal due=-:DMY|Comments=note|ICE name=-:full_name',
    SEMICOLONS,
  ),
  foreignFile(
    'GymSales',
    'ISO',
    'Record ID=old_id:number|Given Name=first_name|Family Name=last_name|Mobile=mobile|Email=email|Date Of Birth=birthday:ISO|Membership Package=membership_type|Commencement Date=valid_from:ISO|Termination Date=-:ISO|Access Tag=credentials|Do Not Contact=-:yesno',
    SEMICOLONS,
  ),
]
