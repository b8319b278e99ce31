import type { ImportField } from '../../../../protocol/import-mapping.ts'
import { listed } from '../values/header-key.ts'

/**
 * What products and people call their columns, in English, German, French, Spanish and Portuguese, by letters and digits.
 * Sure: nothing else is called so. Likely: it depends on the file.
 */
interface FieldNames {
  sure: readonly string[]
  likely: readonly string[]
}

export const FIELD_NAMES: Readonly<Record<ImportField, FieldNames>> = {
  old_id: {
    sure: listed(`
      memberid clientid customerid customernumber clubmemberid externaluserid usernumber membernumber memberno
      membernr membershipnumber membershipno membershipid agreementnr agreementnumber associateduserid athleteid
      mitgliedsnummer mitgliedsnr mitgliednr mitgliedernummer kundennummer kundennr numeroadherent numadherent
      nadherent numeroclient idadherent numerodesocio numerosocio nsocio nosocio idsocio idcliente numerodecliente
      codigodocliente matricula idaluno codigoaluno 회원id 회원번호
    `),
    likely: listed('rssid recordid id externalid userid personid nr number nummer numero no code codigo uid'),
  },
  full_name: {
    sure: listed(`
      nomecliente
      fullname clientname customername membername athletename firstlastname studentname namefull completename
      vollername vollstandigername vorundnachname mitgliedsname kundenname vornamenachname nomcomplet prenomnom
      nometprenom nomduclient nomadherent nombrecompleto nombreyapellidos nombreyapellido nomecompleto nomedocliente
      nomedoaluno nomeesobrenome firstandlastname firstnamelastname 이름 회원명
    `),
    // With and without a first name beside them: `propose.ts`.
    // "Berg Anna" without a comma cannot be turned.
    likely: listed(`
      name nom nombre nome member client customer mitglied kunde socio aluno lastfirstname nachnamevorname
      apellidosynombre lastnamefirstname namevorname nomprenom
    `),
  },
  first_name: {
    sure: listed(`
      firstname fname givenname givennames forename vorname rufname prenom nombredepila primernombre primeironome
      prenoms namefirst
    `),
    likely: listed('first given nombres'),
  },
  last_name: {
    sure: listed(`
      lastname lname surname familyname nachname familienname zuname nomdefamille apellidos apellido sobrenome apelido
      ultimonome namelast cognome
    `),
    likely: listed('last family primerapellido'),
  },
  email: {
    sure: listed(`
      email emailaddress emailadress mailaddress primaryemail emailadresse mailadresse adresseemail adressemail
      courriel adresseelectronique correo correoelectronico direcciondecorreo enderecodeemail emaill emailprimary
    `),
    likely: listed('mail email1 emailid personalemail homeemail'),
  },
  mobile: {
    sure: listed(`
      mobile mobilephone mobilenumber mobilephonenumber cell cellphone cellnumber cellphonenumber cellular handy
      handynummer mobil mobilnummer mobiltelefon mobilfunk mobilfunknummer portable telephoneportable telportable
      telmobile telephonemobile movil telefonomovil celular telefonocelular telemovel numerodecelular phonemobile
      mobileno smsphone 휴대폰 핸드폰
    `),
    likely: listed('sms whatsapp natel'),
  },
  phone: {
    sure: listed(`
      phone phonenumber phoneno phonenr telephone telephonenumber homephone workphone landline primaryphone
      contactnumber telefon telefonnummer telefonnr festnetz telefonprivat telefongeschaftlich numerodetelephone
      telephonefixe telfixe telefono numerodetelefono telefonofijo telefone telefonefixo numerodetelefone phonehome
      phonework 전화번호 dayphone eveningphone
    `),
    likely: listed('tel fon phone1 phone2 fone contactno'),
  },
  birthday: {
    sure: listed(`
      birthdate dateofbirth dob birthday birthdaydate geburtsdatum geburtstag gebdatum datedenaissance naissance
      datenaissance fechadenacimiento fechanacimiento nacimiento datadenascimento datanascimento nascimento cumpleanos
      anniversaire aniversario 생년월일 생일
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
      tarjetadeacceso 바코드 credentials badgenumber cartedemembre armbandnummer
    `),
    likely: listed(`
      card cardnr cardnumber cardno cardid tag tagid tagnumber badge karte kartennummer kartennr chip carte
      numerodecarte numerocarte tarjeta numerodetarjeta cartao numerodocartao accesscode checkincode swipecard key
      scancode pincode armband
    `),
  },
  membership_type: {
    sure: listed(`
      membershipname membershiptype membershiptier membershiplabel membershipcategory membershipplan membershiptitle
      membershiplevel membershippackage planname passname packagename subscriptionname subscriptionplan
      mitgliedschaftsart mitgliedschaftstyp mitgliedsart abotyp aboart tarifname typeabonnement typedabonnement
      formuledabonnement tipodeabono tipodemembresia tipodeplano nomedoplano nombredelplan pricingoption
      currentmembership 회원권
    `),
    likely: listed(`
      membership memberships plan paymentplan package pass subscription tier contract membertype mitgliedschaft tarif
      abo abonnement vertrag formule forfait abono membresia suscripcion tarifa plano contrato assinatura program
      cuota
    `),
  },
  valid_from: {
    sure: listed(`
      membershipstart membershipstartdate membershipstartson planstart planstartdate subscriptionstart
      subscriptionstartdate contractstart contractstartdate validfrom vertragsbeginn vertragsstart
      mitgliedschaftbeginn mitgliedschaftsbeginn beginndermitgliedschaft abobeginn laufzeitbeginn gultigab gultigvon
      debutabonnement debutdabonnement datedebutabonnement iniciodelabono iniciodoplano iniciodelplan
      fechadeiniciodelplan passstartdate validodesde valideapartirdu
    `),
    likely: listed(`
      activedate commencementdate commencement
      startdate start starts startson begins begin begindate purchasedate activationdate beginn startdatum debut
      datededebut datedebut inicio fechadeinicio fechainicio datadeinicio datainicio effectivedate activefrom from von
      desde
    `),
  },
  valid_until: {
    sure: listed(`
      membershipexpiry membershipexpirydate membershipend membershipenddate membershipexpirationdate
      membershipexpiration membershipexpires memberexpiration planend planenddate planexpirydate subscriptionend
      subscriptionenddate passexpirationdate contractend contractenddate validuntil validto validthru gultigbis
      vertragsende mitgliedschaftende mitgliedschaftsende aboende laufzeitende endedermitgliedschaft ablaufdatum
      finabonnement findabonnement datefinabonnement valablejusquau valablejusqua findelabono fimdoplano findelplan
      validohasta validoate validade vencimientodelplan 만료일
    `),
    likely: listed(`
      expdate
      enddate end ends endson expires expireson expiry expirydate expirationdate expiration unsubscribedate ende
      enddatum fin datedefin datefin datedexpiration echeance vencimiento fechadevencimiento fechadefin fechafin
      caducidad fechadecaducidad vencimento datadevencimento datafim datadefim termino datadetermino until to bis
      hasta activeuntil
    `),
  },
  visits_left: {
    sure: listed(`
      visitsleft sessionsleft classesleft creditsleft remainingvisits remainingsessions remainingclasses
      remainingcredits visitsremaining sessionsremaining classesremaining creditsremaining subscriptionentries
      resteintritte verbleibendebesuche verbleibendeeintritte restlichebesuche seancesrestantes entreesrestantes
      sesionesrestantes clasesrestantes visitasrestantes aulasrestantes sessoesrestantes creditosrestantes
      entradasrestantes
    `),
    likely: listed(`
      credits credit creditos remaining eintritte punkte entrees seances entries visits
    `),
  },
  status: {
    sure: listed(`
      status memberstatus clientstatus membershipstatus customerstatus accountstatus planstatus subscriptionstatus
      mitgliedsstatus mitgliedstatus vertragsstatus abostatus statut statutabonnement statutadherent situacao
      estadodelsocio estadodelcliente statusdoaluno 상태
    `),
    likely: listed('active isactive aktiv actif activo ativo estado etat zustand'),
  },
  suspended: {
    sure: listed(`
      blocked isblocked suspended issuspended banned gesperrt bloque bloqueado accessblocked
    `),
    likely: listed('locked sperre denied inactive isinactive'),
  },
  frozen_from: {
    sure: listed(`
      frozenfrom freezestart freezestartdate holdstart holdstartdate pausestart pausestartdate suspensionstart
      holdfrom ruhezeitvon pausevon pausebeginn debutdepause debutpause iniciodelacongelacion iniciocongelamento
    `),
    likely: listed('freezefrom pausefrom ruhezeitab'),
  },
  frozen_until: {
    sure: listed(`
      frozenuntil freezeend freezeenddate holdend holdenddate pauseend pauseenddate suspensionend holduntil holdto
      ruhezeitbis pausebis pausenende findepause finpause findelacongelacion fimcongelamento
    `),
    likely: listed('freezeuntil freezeto pauseto pauseuntil'),
  },
  debt: {
    sure: listed(`
      debt amountdue amountowed amountowing outstandingamount owed balancedue outstandingbalance outstanding arrears
      overdueamount pastdue unpaidamount schulden ruckstand offenerbetrag offeneposten offeneforderungen impaye
      impayes montantdu resteapayer deuda saldopendiente importependiente divida debito valoremaberto emaberto
      saldodevedor
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
    likely: listed('memo info alert hinweis nota obs internalnote noteinternal'),
  },
}

/** Words before a column's name that say whose it is: the member's. */
export const OF_THE_MEMBER: ReadonlySet<string> = new Set(
  listed(`
    client clients customer customers member members athlete athletes student person user contact primary mitglied
    mitglieder mitglieds kunde kunden adherent cliente socio miembro membro aluno persona my profile
  `),
)
