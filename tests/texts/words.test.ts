import { expect, it } from 'vitest'
import { LANGUAGES } from '../../renderer/i18n/languages.ts'
import { textsOf } from '../support/browser/text-keys.ts'

/**
 * The largest words on the screen, side by side: that "come in" and "not today" stand at each other's place in a language no other test
 * can see. Whoever changes one has it read here by somebody who speaks the language.
 */
const WORDS: Readonly<Record<string, Readonly<Record<(typeof LANGUAGES)[number], string>>>> = {
  asking: {
    en: 'Checking…',
    de: 'Wird geprüft …',
    fr: 'Vérification …',
    es: 'Comprobando …',
    ar: 'جارٍ التحقق …',
  },
  waiting: {
    en: 'Waiting for the hub',
    de: 'Wartet auf Server',
    fr: 'En attente',
    es: 'Esperando al servidor',
    ar: 'قيد الانتظار',
  },
  undone: { en: 'Undone', de: 'Zurückgenommen', fr: 'Annulé', es: 'Deshecho', ar: 'تم التراجع' },
  leaving: { en: 'Goodbye', de: 'Auf Wiedersehen', fr: 'Au revoir', es: 'Hasta luego', ar: 'مع السلامة' },
  granted: { en: 'Come in', de: 'Bitte eintreten', fr: 'Entrez', es: 'Adelante', ar: 'الدخول مسموح' },
  warning: {
    en: 'Come in, see below',
    de: 'Ja, mit Hinweis',
    fr: 'Entrez, à vérifier',
    es: 'Pase, con aviso',
    ar: 'مسموح مع تنبيه',
  },
  denied: { en: 'Not today', de: 'Heute nicht', fr: 'Pas aujourd’hui', es: 'Hoy no', ar: 'ليس اليوم' },
  error: {
    en: 'That didn’t work',
    de: 'Fehlgeschlagen',
    fr: 'Échec',
    es: 'No ha funcionado',
    ar: 'تعذّر ذلك',
  },
  'reason.already_in': {
    en: 'Already inside',
    de: 'Schon drinnen',
    fr: 'Déjà sur place',
    es: 'Ya está dentro',
    ar: 'في الداخل أصلًا',
  },
  'reason.not_in': {
    en: 'Not inside',
    de: 'Nicht drinnen',
    fr: 'Pas sur place',
    es: 'No está dentro',
    ar: 'ليس في الداخل',
  },
  'reason.unknown_credential': {
    en: 'Unknown card',
    de: 'Karte unbekannt',
    fr: 'Carte inconnue',
    es: 'No se reconoce',
    ar: 'بطاقة مجهولة',
  },
  'reason.credential_revoked': {
    en: 'Card blocked',
    de: 'Karte gesperrt',
    fr: 'Carte annulée',
    es: 'Tarjeta anulada',
    ar: 'بطاقة ملغاة',
  },
  'reason.capacity_full': {
    en: 'The gym is full',
    de: 'Studio ist voll',
    fr: 'Salle complète',
    es: 'Aforo completo',
    ar: 'النادي ممتلئ',
  },
  'reason.note_must_be_read': {
    en: 'Read the note',
    de: 'Notiz lesen',
    fr: 'Lisez la note',
    es: 'Lea la nota',
    ar: 'اقرأ الملاحظة',
  },
  'reason.ambiguous': {
    en: 'Scan again',
    de: 'Neu scannen',
    fr: 'À rescanner',
    es: 'Lea otra vez',
    ar: 'أعد المسح',
  },
  'reason.rate_limited': {
    en: 'Too fast',
    de: 'Zu schnell',
    fr: 'Trop vite',
    es: 'Demasiado rápido',
    ar: 'أسرع من اللازم',
  },
  'reason.wrong_location': {
    en: 'Wrong location',
    de: 'Falscher Ort',
    fr: 'Mauvais lieu',
    es: 'En otro lugar',
    ar: 'مكان آخر',
  },
  'reason.outside_hours': {
    en: 'Outside plan hours',
    de: 'Nicht jetzt',
    fr: 'Hors horaires',
    es: 'Fuera de horario',
    ar: 'خارج الأوقات',
  },
  'reason.not_started': {
    en: 'Plan not started',
    de: 'Noch nicht',
    fr: 'Pas encore',
    es: 'Todavía no',
    ar: 'ليس بعد',
  },
  'reason.no_visits_left': {
    en: 'No visits left',
    de: 'Keine Besuche mehr',
    fr: 'Plus d’entrées',
    es: 'Sin visitas',
    ar: 'انتهت الزيارات',
  },
  'preview.granted': {
    en: 'May come in',
    de: 'Darf herein',
    fr: 'Peut entrer',
    es: 'Puede pasar',
    ar: 'يُسمح بالدخول',
  },
  'preview.warning': {
    en: 'May come in, see below',
    de: 'Ja, mit Hinweis',
    fr: 'Peut entrer, à vérifier',
    es: 'Puede pasar, con aviso',
    ar: 'يُسمح مع تنبيه',
  },
  'preview.leaving': {
    en: 'Inside now',
    de: 'Ist drinnen',
    fr: 'Est sur place',
    es: 'Está dentro',
    ar: 'في الداخل',
  },
}

it.each(LANGUAGES)('a result’s words in %s mean what they stand for', async (language) => {
  const texts = await textsOf(language)
  const words = [...texts].filter(([key]) => key.startsWith('word.'))
  const read = Object.entries(WORDS).map(([key, said]) => [`word.${key}`, said[language]])
  expect(Object.fromEntries(words)).toEqual(Object.fromEntries(read))
})
