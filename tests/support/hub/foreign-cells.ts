/** What stands in the files of other products: people made up. */

const FIRST = [
  'Anna',
  'Jürgen',
  'Zoë',
  'Marie-Claire',
  'José',
  'Siân',
  "D'Arcy",
  'Łukasz',
  'Ana María',
  'Bo',
  'Inês',
  'Noah',
]
const LAST = [
  'Berg',
  'Müller',
  'Ødegård',
  'García López',
  'O’Neill',
  'van den Berg',
  'Silva',
  'Dupont',
  'Nowak',
  'Li',
  'Smith',
]
const ARABIC_FIRST = ['أحمد', 'سارة', 'محمد', 'ليلى', 'يوسف']
const ARABIC_LAST = ['الحسن', 'العلي', 'منصور', 'حداد']
const PLANS = ['Gold 12 months', 'Off-Peak', '10er-Karte', 'Student', 'None']

const pad = (value: number, digits = 2): string => String(value).padStart(digits, '0')

type Day = readonly [year: number, month: number, day: number]

/** Days with a second number beyond twelve among them, as in any file of a gym. */
const dayOf = (index: number, year: number): Day => [year, 1 + (index % 12), 1 + ((index * 7) % 28)]

export const DATE_FORMS: Record<string, (day: Day) => string> = {
  DMY: ([year, month, day]) => `${pad(day)}/${pad(month)}/${year}`,
  MDY: ([year, month, day]) => `${pad(month)}/${pad(day)}/${year}`,
  dash: ([year, month, day]) => `${pad(day)}-${pad(month)}-${year}`,
  ISO: ([year, month, day]) => `${year}-${pad(month)}-${pad(day)}`,
  stamp: ([year, month, day]) => `${year}-${pad(month)}-${pad(day)} 09:15:00`,
  dots: ([year, month, day]) => `${day}.${month}.${year}`,
  named: ([year, month, day]) =>
    `${['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'][month - 1] ?? ''} ${day}, ${year}`,
  serial: ([year, month, day]) => String(Math.round(Date.UTC(year, month - 1, day) / 86_400_000) + 25_569),
}

const first = (index: number): string => FIRST[index % FIRST.length] ?? ''
const last = (index: number): string => LAST[(index * 5) % LAST.length] ?? ''

const CONTENTS: Record<string, (index: number) => string> = {
  old_id: (index) => `M${pad(1000 + index, 5)}`,
  number: (index) => String(4000 + index),
  full_name: (index) => `${first(index)} ${last(index)}`,
  turned: (index) => `${last(index)}, ${first(index)}`,
  first_name: first,
  last_name: last,
  email: (index) => (index % 9 === 4 ? '' : `person${index}@example.org`),
  phone: (index) => (index % 7 === 3 ? '' : `+49 30 555 ${pad(index, 4)}`),
  mobile: (index) => (index % 5 === 1 ? '' : `0171/555${pad(index, 4)}`),
  credentials: (index) => pad(70_000_000 + index * 37, 10),
  membership_type: (index) => PLANS[index % PLANS.length] ?? '',
  visits_left: (index) => (index % 3 === 0 ? String(index % 11) : ''),
  status: (index) => ['Active', 'Cancelled', 'Frozen', 'Expired'][index % 4] ?? '',
  estado: (index) => ['Activo', 'Inactivo', 'Congelado', 'Vencido'][index % 4] ?? '',
  ativo: (index) => ['Ativo', 'Inativo', 'Trancado'][index % 3] ?? '',
  aktiv: (index) => ['Aktiv', 'Gekündigt', 'Ruhend'][index % 3] ?? '',
  actif: (index) => ['Actif', 'Résilié', 'En pause'][index % 3] ?? '',
  odd: (index) => ['Active', 'Alumni', 'Upgraded'][index % 3] ?? '',
  suspended: (index) => (index % 6 === 0 ? 'Yes' : 'No'),
  yesno: (index) => (index % 4 === 0 ? 'No' : 'Yes'),
  janein: (index) => (index % 4 === 0 ? 'nein' : 'ja'),
  debt: (index) => (index % 4 === 0 ? `${index * 3}.50` : '0.00'),
  euros: (index) => (index % 4 === 0 ? `1.2${pad(index)},50 €` : '0,00 €'),
  balance: (index) => (index % 4 === 0 ? `-${index + 10}.00` : `${index}.00`),
  note: (index) => (index % 8 === 0 ? 'Bad knee, see "plan"' : ''),
  text: (index) => ['walk-in', 'flyer', 'friend'][index % 3] ?? '',
  gender: (index) => (index % 2 === 0 ? 'F' : 'M'),
  iban: (index) => `DE8937040044053201${pad(index, 4)}`,
  city: (index) => ['Berlin', 'Porto', 'Lyon'][index % 3] ?? '',
  street: (index) => `Hauptstr. ${index + 1}`,
  bankcard: (index) => `**** **** **** ${pad(4000 + index, 4)}`,
  count: (index) => String(index % 30),
  mobile_us: (index) => (index % 6 === 2 ? '' : `(555) 01${index % 10}-${pad(1000 + index, 4)}`),
  mobile_fr: (index) => `06 12 ${pad(index % 100)} ${pad((index * 7) % 100)} 9${index % 10}`,
  plain_phone: (index) => `09${pad(31_000_000 + index * 911, 8)}`,
  person_number: (index) =>
    `19${pad(50 + (index % 50))}0${1 + (index % 9)}1${index % 10}-${pad(1000 + index, 4)}`,
  zip: (index) => String(10_115 + index * 3),
  tick: (index) => (index % 4 === 0 ? '' : 'x'),
  hex_tag: (index) => `04${(0xa1_00_00 + index * 7919).toString(16).toUpperCase()}80`,
  uuid: (index) => `5f0c${pad(index, 4)}-2f1a-4c3d-9e8b-0123456789ab`,
  arabic_name: (index) => `${ARABIC_FIRST[index % 5] ?? ''} ${ARABIC_LAST[(index * 3) % 4] ?? ''}`,
  money_word: (index) => (index % 4 === 0 ? `${index + 5} kr` : '0 kr'),
  empty: () => '',
}

/** What a cell of row `index` holds; `a~b` is the one or the other, `_` a blank. */
export function cellOf(content: string, index: number): string {
  const [kind = '', years] = content.split('/')
  const form = DATE_FORMS[kind]
  if (form) return form(dayOf(index, YEARS[years ?? 'plan']?.(index) ?? 2026))
  const words = content.replaceAll('_', ' ').split('~')
  return CONTENTS[kind]?.(index) ?? words[index % words.length] ?? ''
}

const YEARS: Record<string, (index: number) => number> = {
  plan: (index) => 2025 + (index % 2),
  end: (index) => 2026 + (index % 2),
  birth: (index) => 1950 + ((index * 3) % 55),
}
