import { isoTime } from '../../domain/iso-time.ts'
import type { AwayVisits } from '../../protocol/methods.ts'
import type { Db, Tx } from '../../store/database.ts'
import { isPostgres } from '../../store/dialect.ts'
import { findGymTerms, inGym, listAway, listGyms } from '../../store/gyms.ts'
import { readVisitHistory, type VisitHistory } from '../../store/visit-history.ts'
import { findOpenVisit } from '../../store/visits.ts'
import { latest } from './visitor-at-home.ts'

interface Been extends VisitHistory {
  /** What people call the gym. */
  name: string
  inside: boolean
}

/** How often a member has been at the other gyms of the installation, by the gyms' names; asked of them, nothing of it is kept here. */
export async function readAway(db: Db, memberId: string): Promise<AwayVisits[]> {
  if (!isPostgres(db)) return []
  const away = await listAway(db, memberId)
  if (away.length === 0) return []
  return db.transaction().execute(async (tx) => {
    const gyms = new Map((await listGyms(tx)).map(({ name, id }) => [name, id]))
    const been = new Map<string, Been>()
    for (const { gym, visitor_id } of away) {
      const id = gyms.get(gym)
      if (id === undefined) continue
      const there = await inGym(tx, id, () => readThere(tx, gym, visitor_id))
      been.set(gym, sumOf(there, been.get(gym)))
    }
    return [...been.values()].filter(({ total }) => total > 0).map(awayVisits)
  })
}

async function readThere(tx: Tx, gym: string, visitorId: string): Promise<Been> {
  const terms = await findGymTerms(tx)
  const history = await readVisitHistory(tx, visitorId)
  const open = await findOpenVisit(tx, visitorId)
  return { ...history, name: terms?.name ?? gym, inside: open !== undefined }
}

/** Who was merged at home may be two there. */
function sumOf(one: Been, other: Been | undefined): Been {
  if (!other) return one
  const { name } = one
  return {
    name,
    total: one.total + other.total,
    lastAt: latest(one.lastAt, other.lastAt),
    inside: one.inside || other.inside,
  }
}

function awayVisits({ name: gym, total: visits_total, lastAt, inside }: Been): AwayVisits {
  return { gym, visits_total, last_visit_time: lastAt === null ? null : isoTime(lastAt), inside }
}
