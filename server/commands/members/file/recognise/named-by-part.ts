import type { ImportField } from '../../../../protocol/import-mapping.ts'
import { ARABIC_PARTS } from './arabic-names.ts'
import { listed } from '../values/header-key.ts'

/** "Valid from", "gültig bis", "congelado hasta": what something is, and whether a day is its first or its last. */
const VALID = 'valid|valab|gultig|vigen|geldig|wazny|valev'
const PAUSED = '^gel|frozen|freeze|pause|ruhe|congel|suspen|geblokk|bevror'
const SINCE = 'from|von|vom|ab|desde|depuis|du|dal|da|van|vanaf|od|since|seit|de'
const TILL = 'to|until|till|thru|bis|hasta|jusquau|au|al|a|ate|tot|do'

/**
 * What a name that stands in no list most likely is, by a part of it. It is never sure, and what stands in the column has to agree.
 */
const PARTS: readonly (readonly [RegExp, ImportField | null])[] = [
  // What looks like the others and is none of them.
  [
    stems(`
      idcard personalausweis days tage jours dias photo foto price trial reserv buchung booking invoice rechnung faktura
    `),
    null,
  ],
  [stems('email mail$ ^mail ^epost correo courriel'), 'email'],
  [stems('mobil handy ^cell cellul celular movil portable telemovel komork'), 'mobile'],
  [stems('phone telefo ^tel tel$ tel(?:privat|priv|dom)'), 'phone'],
  [
    stems(`
      birth bday ^dob gebdat geburt gebam geboort naiss nacim dnac fechanac nasc natoil natail anniversaire anivers
      fodel fodt urodz
    `),
    'birthday',
  ],
  [stems('status estado estatus statut situacao zustand'), 'status'],
  [
    stems(`
      restant remaining left$ ubrig residu rimanent resterend verbleib pozostal ^rest.*(?:eintritt|besuch|visit|fahrt|stunde)
      (?:session|sesion|sesso|visit|class|clas[es]|credit|entr|eintritt|aula|seance|lezion|ingress|beurt|klipp?).*(?:availab|disponi|verfugbar|offen|over$|kvar$)
    `),
    'visits_left',
  ],
  [stems(`(?:${PAUSED}).*(?:${SINCE})$`), 'frozen_from'],
  [stems(`(?:${PAUSED}).*(?:${TILL})$`), 'frozen_until'],
  [stems('frozen freeze pause paused ruhezeit congel'), null],
  [
    stems(`
      expir enddat ends?$ ende$ bis$ until validto fin(?:de|d|date|abon|contrat) ^fim venc ablauf validade caduc
      fechafin datefin datafin finish scad vervald slut (?:${VALID}).*(?:${TILL})$
    `),
    'valid_until',
  ],
  [stems(`start begin debut inicio inizio commenc ingangs (?:${VALID}).*(?:${SINCE})$`), 'valid_from'],
  [stems('(?:karten?|card|carte|tarjeta|cartao)(?:art|typ|kind)'), 'membership_type'],
  [
    stems(`
      card karte tarjeta carte cartao badge fob chip barcode rfid keytag medium transponder wristband tessera karty
      kortn passe?nr pasn pas$ deacceso deacesso daccesso toegang zutritt
    `),
    'credentials',
  ],
  [
    stems(`
      offen schuld amountdue owed owing outstanding pastdue deuda adeud divida impaye soldedu pendient dapagare apagar
      dovut openstaa skuld zadluz zaleg ^owes?$ due$ ^saldo saldo$ ^solde kontost
    `),
    'debt',
  ],
  [
    stems(`
      (?:member|client|customer|kunden|klant|mitglieds?|medlems?|socio|adherent|cliente|klienta|aluno|user|athlete)(?:ref|no|nr|nummer|id|code)
      ^(?:id|nr?|num|numero|nummer|codice|codigo)(?:client|membre|adherent|socio|kunde|mitglied|cliente|aluno|tessera)
      ^lfdnr ^ref$ ^refnr ^laufendenummer
    `),
    'old_id',
  ],
  [stems('nachname surname lastname apellido sobrenome familyname achternaam efternamn'), 'last_name'],
  [stems('vorname voornaam fornamn firstname givenname prenom'), 'first_name'],
  [stems('^na(?:am|vn|mn)$ volledigenaam fullname nomecomplet'), 'full_name'],
  [
    stems(`
      membership mitgliedschaft adhesion ^plan plan$ planname plantype tarif abonnement abbonament abono ^bono bono$ vertragsname beitragsart
      subscription package medlemskap lidmaatsch karnet ^produ[ck]to?$
      (?:contract|agreement|pass|vertrags?|contrat|contrato)(?:type|name|title|label|kind|art|typ)
    `),
    'membership_type',
  ],
  [
    stems(`
      note noti[zt] notat annot ^anteckn bemerk opmerk coment comment observ ^misc remark sonstiges kommentar alert
      warnung hinweis avis$
    `),
    'note',
  ],
]

/** A pattern of any of these parts of a name; blanks and line breaks stand between them. */
function stems(parts: string): RegExp {
  return new RegExp(listed(parts).join('|'))
}

/** The fields that parts of the name speak of, the likeliest first; none where it speaks of something else. */
export function namedByParts(key: string): ImportField[] {
  const fields = [...PARTS, ...ARABIC_PARTS].filter(([part]) => part.test(key)).map(([, field]) => field)
  const end = fields.indexOf(null)
  return [...new Set((end === -1 ? fields : fields.slice(0, end)) as ImportField[])]
}
