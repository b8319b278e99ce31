import type { ImportField } from '../../../../protocol/import-mapping.ts'

/**
 * What a name that stands in no list most likely is, by a part of it: the first that fits. It is never sure, and what stands in the
 * column has to agree.
 */
const PARTS: readonly (readonly [RegExp, ImportField | null])[] = [
  // What looks like the others and is none of them.
  [
    /idcard|personalausweis|days|tage|jours|dias|photo|price|trial|reserv|buchung|booking|invoice|rechnung|faktura/,
    null,
  ],
  [/email|mail$|^mail|correo|courriel/, 'email'],
  [/mobil|handy|^cell|cellnr|celular|movil|telportable|telemovel/, 'mobile'],
  [/phone|telefon|telefono|telefone|^tel|tel$|tel(?:privat|priv|dom)/, 'phone'],
  [/birth|bday|^dob|gebdat|geburt|gebam|naiss|nacim|fechanac|nasc|anniversaire|anivers/, 'birthday'],
  [/status|estado|statut|situacao|zustand/, 'status'],
  [/restant|remaining|left$|restbesuch|resteintritt|ubrig/, 'visits_left'],
  [/frozen|freeze|pause|ruhezeit|congel/, null],
  [
    /expir|enddat|ende$|bis$|until|validto|fin(?:de|d|date|abon|contrat)|^fim|venc|ablauf|validade|caduc/,
    'valid_until',
  ],
  [/startdat|start$|beginn|begin$|debut|inicio|gultigab|validfrom/, 'valid_from'],
  [
    /card|karte|tarjeta|carte|cartao|badge|fob|chip|barcode|rfid|keytag|medium|transponder|wristband/,
    'credentials',
  ],
  [/offen|schuld|amountdue|owed|owing|outstanding|deuda|divida|impaye/, 'debt'],
  [
    /(?:member|client|customer|kunden|mitglieds?|socio|adherent|cliente|aluno|user|athlete)(?:ref|no|nr|nummer|id|code)/,
    'old_id',
  ],
  [
    /^id(?:client|membre|adherent|socio|kunde|mitglied|cliente|aluno)|^lfdnr|^ref$|^refnr|^laufendenummer/,
    'old_id',
  ],
  [/nachname|surname|lastname|apellido|sobrenome|familyname/, 'last_name'],
  [/vorname|firstname|givenname|prenom/, 'first_name'],
  [
    /membership|^plan|plan$|planname|plantype|tarif|abonnement|abono|vertragsname|beitragsart|subscription|package/,
    'membership_type',
  ],
  [/note|notiz|bemerk|comment|observ|^misc|remark|sonstiges|kommentar/, 'note'],
]

/** The field that a part of the name speaks of; null where none does. */
export function namedByPart(key: string): ImportField | null {
  return PARTS.find(([part]) => part.test(key))?.[1] ?? null
}
