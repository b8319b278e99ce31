import type { LeftOutReason } from '../../../../protocol/import-mapping.ts'
import { listed } from '../values/header-key.ts'

/** Columns that are not the member's, or that a front desk has no use for. Looked at before all fields. */

interface LeftOut {
  reason: LeftOutReason
  /** Anywhere in the name, with the words run together too: only long ones. */
  within?: readonly string[]
  /** A word of the name. */
  words?: readonly string[]
  /** The whole name. */
  names?: readonly string[]
}

const LEFT_OUT: readonly LeftOut[] = [
  {
    reason: 'other_person',
    within: listed(`
      emergency guardian notfall urgence emergencia erziehungsberechtigt responsable responsavel nextofkin
      contactperson ansprechpartner kontaktperson beneficiary instructor salesperson referredby parentname parentfirst
      parentlast parentemail parentphone empfohlenvon createdby soldby dependent dependant spouse conjoint conyuge
    `),
    words: listed(`
      parent parents mother father mutter vater eltern mere pere madre padre mae pai tuteur tutor trainer coach staff
      rep salesrep employee berater entraineur entrenador professor vendedor responsible associated referrer referral
      partner family familie familia famille group household payer zahler kontoinhaber titulaire titular
    `),
  },
  {
    reason: 'next_payment',
    within: listed(`
      nextpayment nextautopay nextbill nextrenewal nextcharge nextinvoice nextdue paymentdue nextdirectdebit
      renewaldate renewson nachstezahlung nachsteabbuchung nachsterechnung zahlbarbis prochainpaiement
      prochaineecheance prochainprelevement proximopago proximocobro proximopagamento proximacobranca nextpay
      billingdate paidthrough paiduntil bezahltbis
    `),
  },
  {
    reason: 'joined',
    within: listed(`
      joindate datejoined joinedon joinedat membersince clientsince customersince activesince enrollmentdate
      enrolmentdate signupdate signedup registrationdate registeredon dateregistered createdat createdon datecreated
      creationdate dateadded eintrittsdatum mitgliedseit beitritt dateadhesion datedadhesion dateinscription
      datedinscription membredepuis fechadealta fechaalta fechadeinscripcion fechaderegistro datadecadastro
      datacadastro datadeinscricao datadeadesao datamatricula sociodesde datadematricula angelegtam kundeseit 입회일 가입일
      등록일
    `),
    names: listed(`
      joined eintritt created registered enrolled alta cadastro inscription since seit
    `),
  },
  {
    reason: 'not_needed',
    within: listed(`
      gender geschlecht ethnicity iban bankaccount routingnumber sortcode medical medizin health gesundheit allerg
      bloodtype injur insurance versicherung occupation employer consent optin optout marketing newsletter
      einwilligung dsgvo gdpr waiver passport socialsecurity driverslicense nationality nationalitat nationalite
      nacionalidad maritalstatus familienstand estadocivil etatcivil steuernummer kontonummer kreditkarte creditcard
      cardtype cardexp cardlast lastfour last4 accountnumber mandat password passwort address adresse anschrift
      postcode postalcode zipcode postleitzahl codepostal codigopostal direccion endereco hausnummer strasse
      cardonfile ccnumber emailverified facebook instagram twitter
    `),
    words: listed(`
      sex race school schule vat ssn nif dni cpf rg nss bic swift bank banque banco sepa street city zip plz country
      land county province suburb town rue ville pays calle ciudad pais cidade bairro rua cep wohnort sexe sexo genero
      civilite anrede salutation title titel titre height weight age alter idade edad language sprache langue idioma
      subscribed website company firma uf
    `),
    names: listed('state ort stadt cp mf address1 address2 addressline1 bundesland profession'),
  },
  {
    reason: 'payment',
    within: listed(`
      lifetimesales totalspent totalsales totalpaid revenue umsatz chiffredaffaires autopayamount monthlyfee
      monatsbeitrag paymentmethod zahlungsart zahlungsweise modedepaiement moyendepaiement metododepago formadepago
      formadepagamento paymentstatus lastpayment letztezahlung billingfrequency invoicenumber rechnungsnummer
      paymenttype ultimopago ultimopagamento dernierpaiement
    `),
    words: listed(`
      price preis prix precio preco amount betrag montant importe fee fees beitrag tax mwst discount rabatt currency
      wahrung ltv rate dues mensalidade cotisation
    `),
  },
  {
    reason: 'no_field',
    within: listed(`
      lastvisit lastcheckin lastattend lastattendance firstattdate firstvisit lastcontacted lastlogin lastseen
      letzterbesuch letztercheckin dernierevisite derniervisite ultimavisita ultimoacceso ultimoacesso homeclub
      homelocation locationname defaultlocation storeid clubnbr stammstudio cancelleddate canceldate cancellationdate
      cancelreason canceledon cancelledon plancanceldate kundigung kuendigung datederesiliation fechadebaja leadsource
      totalvisits totalattendance sessionsused visitsused classesused usedsessions profilepicture letzterkontakt
      updatedat lastmodified modifiedon lastupdated datecancelled datecanceled visitcount
    `),
    words: listed(`
      location locations standort filiale site sede unidade source photo foto picture avatar image reason tags belt
      rank level attendance waiverdate timezone branch
    `),
    names: listed('whynotimported club studio gym role type category lastvisit cancelled canceled used'),
  },
]

const RULES = LEFT_OUT.map(({ reason, within = [], words = [], names = [] }) => ({
  reason,
  within: within.map((text) => text.normalize('NFKD')),
  words: new Set(words),
  names: new Set(names),
}))

/** Why a column of this name is not imported, by its words; null where it may be. */
export function leftOutBy(words: readonly string[]): LeftOutReason | null {
  const key = words.join('')
  const rule = RULES.find(
    (one) =>
      one.names.has(key) ||
      one.within.some((text) => key.includes(text)) ||
      words.some((word) => one.words.has(word)),
  )
  return rule?.reason ?? null
}
