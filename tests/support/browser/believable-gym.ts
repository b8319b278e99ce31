import { v5 as uuidv5, v7 as uuidv7 } from 'uuid'

/** A gym as it may be after a year: for pictures, and for walks over its screens. */

const DAY_MS = 24 * 3_600_000

/** Members whom the tour opens have ids that it knows: one for each name. */
const NAMES = '7b0f3c86-9a55-4c2e-8f11-6a3f5f0e9d21'
export const idOf = (name: string): string => uuidv5(name, NAMES)

type Fetch = (path: string, init?: RequestInit) => Promise<Response>

type Row = readonly [name: string, plan: string, columns?: Record<string, string | number>]

export async function fillGym(fetch: Fetch, now: number): Promise<void> {
  const day = (ahead: number) => new Date(now + ahead * DAY_MS).toISOString().slice(0, 10)
  const send = async (method: 'PUT' | 'POST', path: string, body: object): Promise<void> => {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(`api/v1/${path}`, { method, headers, body: JSON.stringify(body) })
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`)
  }
  const ofMember = (name: string, path: string, body: object = {}, method: 'PUT' | 'POST' = 'PUT') =>
    send(method, `members/${idOf(name)}/${path}`, body)

  // A demo gym has some of the same names.
  const { plans } = (await (await fetch('api/v1/plans')).json()) as { plans: { id: string }[] }
  for (const { id } of plans) await send('POST', `plans/${id}/retire`, {})
  for (const plan of PLANS) await send('PUT', `plans/${uuidv7()}`, { ...OPEN_TERMS, ...plan })
  const body = membersFile(membersOf(day))
  const imported = await fetch('api/v1/members/import', {
    method: 'POST',
    headers: { 'content-type': 'text/csv' },
    body,
  })
  if (!imported.ok) throw new Error(await imported.text())
  for (const name of ['Jonas Roth', 'Lea Roth', 'Mathilda Roth'])
    await ofMember(name, `family/${idOf('Katharina Roth')}`)
  await ofMember('Erik Sandberg', `freezes/${uuidv7()}`, { from: day(-70), until: null, reason: 'Knee' })
  await ofMember('Katharina Roth', `freezes/${uuidv7()}`, {
    from: day(20),
    until: day(34),
    reason: 'Holiday',
  })
  await ofMember('Hassan Aziz', 'payments', { change_id: uuidv7(), cents: 2000, way: 'cash' }, 'POST')
}

const OPEN_TERMS = { visits: null, hours: null, locations: null, grace_days: null }

const PLANS = [
  { name: 'Monthly', duration: { unit: 'months', count: 1 }, price_cents: 4900, guests_a_month: 2 },
  { name: 'Yearly', duration: { unit: 'months', count: 12 }, price_cents: 46800, guests_a_month: 4 },
  {
    ...{ name: 'Off-peak', duration: { unit: 'months', count: 1 }, price_cents: 2900, grace_days: 3 },
    hours: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '16:00' }],
  },
  { name: 'Ten visits', duration: { unit: 'months', count: 6 }, visits: 10, price_cents: 9000 },
  { name: 'Day pass', duration: { unit: 'days', count: 1 }, price_cents: 1500, kind: 'day_pass' },
  { name: 'Trial week', duration: { unit: 'days', count: 7 }, price_cents: 0, kind: 'trial' },
]

/** Those whom a screen is about, and some more, so that a list is a list. */
function membersOf(day: (ahead: number) => string): Row[] {
  const until = (ahead: number) => ({ valid_from: day(-300), valid_until: day(ahead) })
  return [
    [
      'Katharina Roth',
      'Yearly',
      {
        ...{ ...until(140), phone: '+49 171 2345678', email: 'katharina.roth@example.org' },
        ...{ birthday: '1984-05-12', note: 'Prefers to be called Kathi.', credentials: 'CARD-7718' },
      },
    ],
    ['Jonas Roth', 'Yearly', until(140)],
    ['Lea Roth', 'Off-peak', { ...until(-3), debt_cents: 2900, debt_since: day(-3) }],
    ['Mathilda Roth', 'Monthly', until(12)],
    ['Erik Sandberg', 'Yearly', { ...until(90), phone: '+46 70 123 45 67' }],
    [
      'Hassan Aziz',
      'Monthly',
      { ...until(10), debt_cents: 4900, debt_since: day(-18), phone: '+44 7700 900123' },
    ],
    ['Anna Berg', 'Monthly', { ...until(25), phone: '+49 30 123456', birthday: '1990-02-03', email: '' }],
    [
      'Anna Breg',
      'Ten visits',
      { ...until(60), visits_left: 4, birthday: '1990-02-03', email: 'a.berg@example.org' },
    ],
    ['Maximilian von Hohenstein-Wittgenstein', 'Yearly', { ...until(6), email: 'm.hohenstein@example.org' }],
    ['ليلى حداد', 'Monthly', until(9)],
    ['Tom O’Brien', 'Monthly', { ...until(-40), credentials: 'CARD-4401', phone: '+353 1 234 5678' }],
    ['Priya Natarajan', 'Ten visits', { ...until(50), visits_left: 2 }],
    ['Chiara Bianchi', 'Yearly', { ...until(200), birthday: day(2).replace(/^\d+/, '1995') }],
    ['Jean-Baptiste Lefèvre', 'Off-peak', until(3)],
    ['Óscar Ibáñez', 'Monthly', { ...until(17), suspended: 1 }],
  ]
}

const COLUMNS = [
  ...['id', 'full_name', 'membership_type', 'valid_from', 'valid_until', 'visits_left', 'credentials'],
  ...['phone', 'email', 'birthday', 'debt_cents', 'debt_since', 'note', 'suspended'],
]

function membersFile(rows: readonly Row[]): string {
  const lines = rows.map(([full_name, membership_type, columns = {}], at) => {
    const row = {
      ...{ id: idOf(full_name), full_name, membership_type, credentials: `CARD-${6100 + at}` },
      ...columns,
    } as Record<string, string | number>
    return COLUMNS.map((column) => row[column] ?? '').join(',')
  })
  return [COLUMNS.join(','), ...lines, ''].join('\n')
}
