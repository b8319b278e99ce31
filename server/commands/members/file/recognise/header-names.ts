import type { ImportField } from '../../../../protocol/import-mapping.ts'
import { listed } from '../values/header-key.ts'

/**
 * What products and people call their columns, in English, German, French, Spanish, Portuguese,
 * Italian, Dutch and Polish, by letters and digits.
 * Sure: nothing else is called so. Likely: it depends on the file.
 */
interface FieldNames {
  sure: readonly string[]
  likely: readonly string[]
}

/** Each word of the one list with each of the other behind it, and the other way round. */
function pairs(ones: string, others: string): string[] {
  return listed(ones).flatMap((one) => listed(others).flatMap((other) => [one + other, other + one]))
}

/** What a gym sells, as columns call it. */
const SOLD = 'membership plan contract subscription subs pass package agreement'
const PAUSED = 'freeze frozen hold pause paused suspension suspended'
const VISITS = 'visits sessions classes credits entries lessons punches'

export const FIELD_NAMES: Readonly<Record<ImportField, FieldNames>> = {
  old_id: {
    sure: listed(`
      memberid clientid customerid customernumber userid clubmemberid externaluserid usernumber membernumber memberno
      membernr membershipnumber membershipno membershipid agreementnr agreementnumber athleteid
      mitgliedsnummer mitgliedsnr mitgliednr mitgliedernummer kundennummer kundennr numeroadherent numadherent
      nadherent numeroclient idadherent numerodesocio numerosocio nsocio nosocio idsocio idcliente numerodecliente
      codigodocliente matricula idaluno codigoaluno nodesocio ndesocio codicecliente numerotessera codicetessera lidnummer
      klantnummer ledennummer numerklienta nrklienta associateduserid 회원id 회원번호
    `),
    likely: listed(`
      rssid recordid id externalid personid nr number nummer numero no code codigo uid uuid folio codice
    `),
  },
  full_name: {
    sure: listed(`
      nomecliente
      fullname clientname customername membername athletename firstlastname studentname namefull completename
      vollername vollstandigername vorundnachname mitgliedsname kundenname vornamenachname nomcomplet prenomnom
      nometprenom nomduclient nomadherent nombrecompleto nombreyapellidos nombreyapellido nomecompleto nomedocliente
      nomedoaluno nomeesobrenome nomecognome nomeecognome cognomenome volledigenaam imieinazwisko imienazwisko
      firstandlastname displayname firstnamelastname 이름 회원명
    `),
    // With and without a first name beside them: `propose.ts`.
    // "Berg Anna" without a comma cannot be turned.
    likely: listed(`
      name nom nombre nome member client customer mitglied kunde socio aluno lastfirstname nachnamevorname
      apellidosynombre lastnamefirstname namevorname nomprenom naam navn namn
    `),
  },
  first_name: {
    sure: listed(`
      firstname fname givenname givennames forename vorname rufname prenom nombredepila primernombre primeironome
      prenoms namefirst voornaam roepnaam imie
    `),
    likely: listed('first given nombres'),
  },
  last_name: {
    sure: listed(`
      lastname lname surname familyname nachname familienname zuname nomdefamille apellidos apellido sobrenome apelido
      ultimonome namelast cognome achternaam nazwisko
    `),
    likely: listed('last family primerapellido'),
  },
  email: {
    sure: listed(`
      email emailaddress emailadress mailaddress primaryemail emailadresse mailadresse adresseemail adressemail
      courriel adresseelectronique correo correoelectronico direcciondecorreo enderecodeemail emaill emailprimary emailadres indirizzoemail adresemail
    `),
    likely: listed('mail email1 emailid personalemail homeemail'),
  },
  mobile: {
    sure: listed(`
      mobile mobilephone mobilenumber mobilephonenumber cell cellphone cellnumber cellphonenumber cellular handy
      handynummer mobil mobilnummer mobiltelefon mobilfunk mobilfunknummer portable telephoneportable telportable
      telmobile telephonemobile movil telefonomovil celular telefonocelular telemovel numerodecelular phonemobile
      mobileno smsphone cellulare telefonocellulare mobiel mobielnummer telefonkomorkowy 휴대폰 핸드폰
    `),
    likely: listed('sms whatsapp natel gsm'),
  },
  phone: {
    sure: listed(`
      phone phonenumber phoneno phonenr telephone telephonenumber homephone workphone landline primaryphone
      contactnumber telefon telefonnummer telefonnr festnetz telefonprivat telefongeschaftlich numerodetelephone
      telephonefixe telfixe telefono numerodetelefono telefonofijo telefone telefonefixo numerodetelefone phonehome
      phonework telefoon telefoonnummer numertelefonu 전화번호 dayphone eveningphone
    `),
    likely: listed('tel fon phone1 phone2 fone contactno'),
  },
  birthday: {
    sure: listed(`
      birthdate dateofbirth dob birthday birthdaydate geburtsdatum geburtstag gebdatum datedenaissance naissance
      datenaissance fechadenacimiento fechanacimiento nacimiento datadenascimento datanascimento nascimento cumpleanos
      anniversaire aniversario datadinascita nascita geboortedatum dataurodzenia 생년월일 생일
    `),
    likely: listed('neele born geboren nele geb fnacimiento dtnascimento dtnasc birth'),
  },
  credentials: {
    sure: listed(`
      accesstag
      barcode barcodeid barcodenumber keytag keytagnumber keytagid keyfob keyfobnumber fob fobnumber rfid rfidtag
      rfidnumber accesscard accesscardnumber accesscardid cardcode membercard membercardnumber membershipcardnumber
      chipnummer chipkarte chipnr transponder transpondernummer kartennummermitglied mitgliedskarte
      mitgliedskartennummer zutrittskarte codebarre codebarres numerodebadge numerobadge codigodebarras
      tarjetadeacceso 바코드 credentials badgenumber cartedemembre armbandnummer pasnummer codiceabarre numerkarty
    `),
    likely: listed(`
      card cardnr cardnumber cardno cardid tag tagid tagnumber badge karte kartennummer kartennr chip carte
      numerodecarte numerocarte tarjeta numerodetarjeta cartao numerodocartao accesscode checkincode swipecard key
      scancode pincode armband tessera pas karta
    `),
  },
  membership_type: {
    sure: [
      ...pairs(SOLD, 'name type label'),
      ...pairs(SOLD, 'title tier category level kind'),
      ...listed(`
      membershipplan membershippackage subscriptionplan mitgliedschaftsart mitgliedschaftstyp mitgliedsart abotyp aboart tarifname typeabonnement typedabonnement
      formuledabonnement tipodeabono tipodemembresia tipodeplano nomedoplano nombredelplan pricingoption
      tipodeadesao tipoabbonamento soortabonnement soortlidmaatschap rodzajkarnetu currentmembership 회원권
    `),
    ],
    likely: listed(`
      membership memberships plan paymentplan package pass subscription tier contract membertype mitgliedschaft tarif
      abo abonnement vertrag formule forfait abono membresia suscripcion tarifa plano contrato assinatura program
      cuota abbonamento lidmaatschap karnet prestation prestazione adesao
    `),
  },
  valid_from: {
    sure: [
      ...pairs(SOLD, 'start startdate starts startson begin begindate begins'),
      ...listed(`
      validfrom vertragsbeginn vertragsstart
      mitgliedschaftbeginn mitgliedschaftsbeginn beginndermitgliedschaft abobeginn laufzeitbeginn gultigab gultigvon
      debutabonnement debutdabonnement datedebutabonnement iniciodelabono iniciodoplano iniciodelplan
      fechadeiniciodelplan validodesde valideapartirdu ingangsdatum waznyod iniziovalidita inizioabbonamento
    `),
    ],
    likely: listed(`
      activedate commencementdate commencement
      startdate start starts startson begins begin begindate purchasedate activationdate beginn startdatum debut
      datededebut datedebut inicio fechadeinicio fechainicio datadeinicio datainicio effectivedate activefrom from von
      desde inizio datainizio vanaf od started
    `),
  },
  valid_until: {
    sure: [
      ...pairs(SOLD, 'end enddate ends endson expiry expirydate expiration expirationdate expires expireson'),
      ...listed(`
      memberexpiration validuntil validto validthru gultigbis
      vertragsende mitgliedschaftende mitgliedschaftsende aboende laufzeitende endedermitgliedschaft ablaufdatum
      finabonnement findabonnement datefinabonnement valablejusquau valablejusqua findelabono fimdoplano findelplan
      validohasta validoate validade vencimientodelplan waznydo finevalidita fineabbonamento scadenzaabbonamento 만료일
    `),
    ],
    likely: listed(`
      expdate
      enddate end ends endson expires expireson expiry expirydate expirationdate expiration unsubscribedate ende
      enddatum fin datedefin datefin datedexpiration echeance vencimiento fechadevencimiento fechadefin fechafin
      caducidad fechadecaducidad vencimento datadevencimento datafim datadefim termino datadetermino until to bis
      hasta activeuntil scadenza datascadenza einddatum vervaldatum geldigtot do ended
    `),
  },
  visits_left: {
    sure: [
      ...pairs(VISITS, 'left remaining available'),
      ...listed(`
      subscriptionentries
      resteintritte verbleibendebesuche verbleibendeeintritte restlichebesuche seancesrestantes entreesrestantes
      sesionesrestantes clasesrestantes visitasrestantes aulasrestantes sessoesrestantes creditosrestantes
      entradasrestantes ingressiresidui ingressirimanenti resterendebeurten resterendebezoeken pozostalewejscia
    `),
    ],
    likely: listed(`
      credits credit creditos remaining eintritte punkte entrees seances entries visits
    `),
  },
  status: {
    sure: [
      ...pairs(SOLD, 'status state'),
      ...listed(`
      status memberstatus clientstatus customerstatus accountstatus memberstate accountstate mitgliedsstatus mitgliedstatus vertragsstatus abostatus statut statutabonnement statutadherent situacao
      estadodelsocio estadodelcliente statusdoaluno 상태
    `),
    ],
    likely: listed('active isactive aktiv actif activo ativo estado estatus etat zustand stato stan'),
  },
  suspended: {
    sure: listed(`
      blocked isblocked suspended issuspended banned gesperrt bloque bloqueado accessblocked
    `),
    likely: listed(
      'locked sperre denied inactive isinactive onstop stopped stop geblokkeerd bloccato zablokowany',
    ),
  },
  frozen_from: {
    sure: [
      ...pairs(PAUSED, 'from start startdate begin'),
      ...listed(`
      ruhezeitvon pausevon pausebeginn debutdepause debutpause iniciodelacongelacion iniciocongelamento
    `),
    ],
    likely: listed('ruhezeitab'),
  },
  frozen_until: {
    sure: [
      ...pairs(PAUSED, 'until to end enddate'),
      ...listed(`
      ruhezeitbis pausebis pausenende findepause finpause findelacongelacion fimcongelamento
    `),
    ],
    likely: [],
  },
  debt: {
    sure: listed(`
      debt amountdue amountowed amountowing outstandingamount owed balancedue outstandingbalance outstanding arrears
      overdueamount pastdue unpaidamount schulden ruckstand offenerbetrag offeneposten offeneforderungen impaye
      impayes montantdu resteapayer deuda saldopendiente importependiente divida valoremaberto emaberto
      saldodevedor adeudo debito openstaandsaldo openstaand zadluzenie
    `),
    likely: listed(`
      balance accountbalance clubaccountbal clubaccountbalance saldo kontostand solde owing
    `),
  },
  note: {
    sure: listed(`
      note notes comment comments membernotes clientnotes customernote customernotes generalnotes remark remarks notiz
      notizen bemerkung bemerkungen anmerkung anmerkungen kommentar remarque remarques commentaire commentaires
      observaciones notas comentarios observacoes observacao frontdesknotes alertnote
    `),
    likely: listed(
      'memo info infos alert hinweis opmerking opmerkingen uwagi nota obs internalnote noteinternal',
    ),
  },
}

/** Words before a column's name that say whose it is: the member's. */
export const OF_THE_MEMBER: ReadonlySet<string> = new Set(
  listed(`
    client clients customer customers member members athlete athletes student person user contact primary mitglied
    mitglieder mitglieds kunde kunden adherent cliente socio miembro membro aluno persona my profile guest gast patron
  `),
)

/** Words of a name without which it says the same: that it is a day, a sum, a number. */
export const ADDS_NOTHING: ReadonlySet<string> = new Set(
  listed(`
    date datum dates day tag fecha jour dia data at on amount amt sum total betrag summe montant importe valor nr no number
    nummer numero num n value field current aktuell actuel actual
  `),
)
